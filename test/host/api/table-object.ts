/** A table of a sheet, or a piece of one. */
import type { Area } from "../workbook/area.ts";
import { problem } from "../workbook/problem.ts";
import type { Sheet, Table } from "../workbook/sheet.ts";
import { ApiObject, type ApiHost } from "./object.ts";

export abstract class TableObject extends ApiObject {
  constructor(
    host: ApiHost,
    readonly sheet: Sheet,
    protected readonly own: Table,
  ) {
    super(host);
  }
  tableOf(): Table {
    if (!this.sheet.tables.includes(this.own)) throw problem("ItemNotFound");
    return this.own;
  }
  protected at(area: Area): ApiObject {
    return this.host.range(this.sheet, area);
  }
}

/** `Excel.TableRowCollection`: rows go by their place, so that deleting one renumbers those below. */
import { columnsOf, rowsOf, type Area } from "../workbook/area.ts";
import { problem } from "../workbook/problem.ts";
import { bodyOf, type Sheet, type Table } from "../workbook/sheet.ts";
import { deleteCells, insertCells } from "../workbook/shift.ts";
import { grow, refuseProtectedSheet, writeCells } from "../workbook/write.ts";
import { ApiCollection, ApiObject, type ApiHost } from "./object.ts";

export class TableRowsApi extends ApiCollection {
  readonly className = "TableRowCollection";
  constructor(
    host: ApiHost,
    private readonly sheet: Sheet,
    private readonly own: Table,
  ) {
    super(host);
  }
  get count(): number {
    return rowsOf(this.body());
  }
  override getCount(): number {
    return this.count;
  }
  members(): readonly ApiObject[] {
    return Array.from({ length: this.count }, (_, i) => new TableRowApi(this.host, this.sheet, this.own, i));
  }
  getItemAt(index: number): ApiObject {
    if (!Number.isInteger(index) || index < 0 || index >= this.count) throw problem("InvalidArgument");
    return new TableRowApi(this.host, this.sheet, this.own, index);
  }
  /** Shifts what is below, in the table's columns only. Without values the new row is blank. */
  add(index?: number | null, values?: unknown): ApiObject {
    const { book } = this.host;
    refuseProtectedSheet(this.sheet);
    const body = this.body();
    const at = index === undefined || index === null || index < 0 ? this.count : index;
    if (at > this.count) throw problem("InvalidArgument");
    const grid = this.grid(values);
    const rows = { ...body, top: body.top + at, bottom: body.top + at + grid.length - 1 };
    const isLast = at === this.count;
    if (isLast && this.fits(rows))
      grow(book, this.sheet, this.own, { ...this.own.area, bottom: this.own.area.bottom + grid.length });
    else insertCells(book, this.sheet, rows, "Down", at === 0 ? "below" : "above");
    if (isLast && this.own.area.bottom < rows.bottom)
      this.own.area = { ...this.own.area, bottom: rows.bottom };
    if (values !== undefined && values !== null) writeCells(book, this.sheet, rows, grid, "AddIn");
    else book.tell({ what: "cells", sheet: this.sheet, area: rows, changeType: "RowInserted", by: "AddIn" });
    return new TableRowApi(this.host, this.sheet, this.own, at);
  }
  deleteRowsAt(index: number, count = 1): void {
    if (index < 0 || index + count > this.count) throw problem("InvalidArgument");
    for (let i = 0; i < count; i++) new TableRowApi(this.host, this.sheet, this.own, index).delete();
  }

  private body(): Area {
    if (!this.sheet.tables.includes(this.own)) throw problem("ItemNotFound");
    return bodyOf(this.own);
  }
  private fits(rows: Area): boolean {
    return !this.own.showTotals && this.sheet.cells.isBlank(rows);
  }
  private grid(values: unknown): unknown[][] {
    const width = columnsOf(this.own.area);
    if (values === undefined || values === null) return [Array.from({ length: width }, () => null)];
    if (!Array.isArray(values) || values.length === 0) throw problem("InvalidArgument");
    return values.map((row: unknown) => {
      if (!Array.isArray(row) || row.length !== width) throw problem("InvalidArgument");
      return row;
    });
  }
}

class TableRowApi extends ApiObject {
  readonly className = "TableRow";
  constructor(
    host: ApiHost,
    private readonly sheet: Sheet,
    private readonly table: Table,
    private readonly place: number,
  ) {
    super(host);
  }
  get index(): number {
    return this.place;
  }
  get values(): unknown {
    const { top, left, right } = this.area();
    return [
      Array.from({ length: right - left + 1 }, (_, c) => this.sheet.cells.at(top, left + c)?.value ?? ""),
    ];
  }
  set values(given: unknown) {
    const area = this.area();
    if (!Array.isArray(given) || given.length !== 1) throw problem("InvalidArgument");
    const [row]: unknown[] = given;
    if (!Array.isArray(row) || row.length !== columnsOf(area)) throw problem("InvalidArgument");
    writeCells(this.host.book, this.sheet, area, [row], "AddIn");
  }
  getRange(): ApiObject {
    return this.host.range(this.sheet, this.area());
  }
  delete(): void {
    const area = this.area();
    refuseProtectedSheet(this.sheet);
    deleteCells(this.host.book, this.sheet, area, "Up");
    this.host.book.tell({ what: "cells", sheet: this.sheet, area, changeType: "RowDeleted", by: "AddIn" });
  }

  private area(): Area {
    const body = bodyOf(this.table);
    const top = body.top + this.place;
    if (!this.sheet.tables.includes(this.table) || top > body.bottom) throw problem("ItemNotFound");
    return { ...body, top, bottom: top };
  }
}

/** The objects of Excel over one workbook. */
import { COLUMNS, ROWS, type Area } from "../workbook/area.ts";
import { problem } from "../workbook/problem.ts";
import type { Sheet, Table } from "../workbook/sheet.ts";
import type { Workbook } from "../workbook/workbook.ts";
import { ApiNothing, type ApiHost, type ApiObject } from "./object.ts";
import { RangeApi } from "./range-api.ts";
import { TableApi } from "./table-api.ts";
import { TablesApi } from "./tables-api.ts";
import { WorkbookApi } from "./workbook-api.ts";
import { WorksheetApi } from "./worksheet-api.ts";

export class ExcelObjects implements ApiHost {
  constructor(readonly book: Workbook) {}

  root(): ApiObject {
    return new WorkbookApi(this);
  }
  nothing(): ApiNothing {
    return new ApiNothing(this);
  }
  kept(reference: string): ApiObject {
    const held = this.book.held.get(reference);
    if (!held) throw problem("InvalidReference");
    return new RangeApi(this, held, reference);
  }
  range(sheet: Sheet, area: Area): ApiObject {
    if (area.bottom >= ROWS || area.right >= COLUMNS) throw problem("InvalidArgument");
    return new RangeApi(this, { sheet, area });
  }
  worksheet(sheet: Sheet): ApiObject {
    return new WorksheetApi(this, sheet);
  }
  table(sheet: Sheet, table: Table): ApiObject {
    return new TableApi(this, sheet, table);
  }
  tables(find: () => { sheet: Sheet; table: Table }[], sheet: Sheet | null, isScoped: boolean): ApiObject {
    return new TablesApi(this, find, sheet, isScoped);
  }
}

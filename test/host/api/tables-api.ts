/** `Excel.TableCollection`, and the scoped one a range gives. */
import { contains, intersection } from "../workbook/area.ts";
import { problem } from "../workbook/problem.ts";
import type { Sheet, Table } from "../workbook/sheet.ts";
import { insertCells } from "../workbook/shift.ts";
import { put, refuseProtectedSheet } from "../workbook/write.ts";
import { rangeArgument } from "./area-object.ts";
import { ApiCollection, ApiNothing, type ApiHost, type ApiObject } from "./object.ts";
import { TableApi } from "./table-api.ts";

/** The tables of the workbook, of a sheet, or that a range meets. */
export class TablesApi extends ApiCollection {
  readonly className: string;
  constructor(
    host: ApiHost,
    private readonly find: () => { sheet: Sheet; table: Table }[],
    private readonly sheet: Sheet | null,
    isScoped: boolean,
  ) {
    super(host);
    this.className = isScoped ? "TableScopedCollection" : "TableCollection";
  }
  get count(): number {
    return this.find().length;
  }
  members(): readonly ApiObject[] {
    return this.find().map(({ sheet, table }) => new TableApi(this.host, sheet, table));
  }
  getItem(key: string): ApiObject {
    const found = this.item(key);
    if (!found) throw problem("ItemNotFound");
    return found;
  }
  getItemOrNullObject(key: string): ApiObject {
    return this.item(key) ?? new ApiNothing(this.host);
  }
  getItemAt(index: number): ApiObject {
    const found = this.members()[index];
    if (!found) throw problem("InvalidArgument");
    return found;
  }
  getFirst(): ApiObject {
    return this.getItemAt(0);
  }
  add(address: unknown, hasHeaders: boolean): ApiObject {
    const { book } = this.host;
    const { sheet, area: given } = rangeArgument(address, book, this.sheet ?? book.active);
    refuseProtectedSheet(sheet);
    if (sheet.tables.some((table) => intersection(table.area, given))) throw problem("InvalidArgument");
    if (sheet.merges.some((merge) => intersection(merge, given) && !contains(merge, given)))
      throw problem("InvalidOperation");
    if (!hasHeaders) insertCells(book, sheet, { ...given, bottom: given.top }, "Down");
    // A table has at least one body row.
    const area = { ...given, bottom: hasHeaders ? Math.max(given.bottom, given.top + 1) : given.bottom + 1 };
    const id = String(book.newNumber());
    const word = book.language.startsWith("zh") ? "表" : "Table";
    let name = `${word}${id}`;
    for (let n = 1; book.table(name); n++) name = `${word}${id}_${n}`;
    const table: Table = {
      id,
      name,
      area,
      columns: [],
      style: "TableStyleMedium2",
      showHeaders: true,
      showTotals: false,
      showFilterButton: true,
      bandedRows: true,
      bandedColumns: false,
      filters: new Map(),
      sort: [],
    };
    sheet.tables.push(table);
    for (let column = area.left; column <= area.right; column++) {
      const content = hasHeaders ? sheet.cells.at(area.top, column) : undefined;
      table.columns.push({ id: column - area.left + 1, name: "" });
      put(book, sheet, area.top, column, content);
    }
    book.tell({ what: "tableAdded", sheet, table, by: "AddIn" });
    return new TableApi(this.host, sheet, table);
  }

  private item(key: string): TableApi | undefined {
    const wanted = key.toLowerCase();
    const found = this.find().find(({ table }) => table.name.toLowerCase() === wanted || table.id === key);
    return found && new TableApi(this.host, found.sheet, found.table);
  }
}

/** `Excel.TableColumn` and the collection of a table's columns. */
import { area as areaAt, intersection, rowsOf, type Area } from "../workbook/area.ts";
import { freshHeader } from "../workbook/header.ts";
import { problem } from "../workbook/problem.ts";
import { bodyOf, headerOf, type Sheet, type Table } from "../workbook/sheet.ts";
import { deleteCells, insertCells } from "../workbook/shift.ts";
import { put, refuseProtectedSheet, writeCells } from "../workbook/write.ts";
import { FilterApi } from "./filter-api.ts";
import { ApiCollection, ApiNothing, type ApiHost, type ApiObject } from "./object.ts";
import { TableObject } from "./table-object.ts";

export class TableColumnsApi extends ApiCollection {
  readonly className = "TableColumnCollection";
  constructor(
    host: ApiHost,
    private readonly sheet: Sheet,
    private readonly own: Table,
  ) {
    super(host);
  }
  get count(): number {
    return this.own.columns.length;
  }
  members(): readonly ApiObject[] {
    return this.own.columns.map(({ id }) => new TableColumnApi(this.host, this.sheet, this.own, id));
  }
  getItem(key: string | number): ApiObject {
    const found = this.find(key);
    if (found === undefined) throw problem("ItemNotFound");
    return new TableColumnApi(this.host, this.sheet, this.own, found);
  }
  getItemOrNullObject(key: string | number): ApiObject {
    const found = this.find(key);
    return found === undefined
      ? new ApiNothing(this.host)
      : new TableColumnApi(this.host, this.sheet, this.own, found);
  }
  getItemAt(index: number): ApiObject {
    const found = this.own.columns[index];
    if (!found) throw problem("InvalidArgument");
    return new TableColumnApi(this.host, this.sheet, this.own, found.id);
  }
  add(index?: number | null, values?: unknown, name?: string): ApiObject {
    refuseProtectedSheet(this.sheet);
    const { book } = this.host;
    const at = index === undefined || index === null || index < 0 ? this.own.columns.length : index;
    if (at > this.own.columns.length) throw problem("InvalidArgument");
    const { area } = this.own;
    const gap = { ...area, left: area.left + at, right: area.left + at };
    const isLast = at === this.own.columns.length;
    if (
      !isLast ||
      !this.sheet.cells.isBlank(gap) ||
      this.sheet.tables.some((table) => intersection(table.area, gap))
    ) {
      insertCells(book, this.sheet, gap, "Right");
    }
    if (isLast) {
      this.own.area = { ...area, right: area.right + 1 };
      this.own.columns.push({ id: book.newNumber(), name: freshHeader(book, this.own) });
      put(book, this.sheet, area.top, gap.left, { value: this.own.columns.at(-1)?.name ?? "" });
    }
    const column = this.own.columns[at];
    if (!column) throw problem("GeneralException");
    if (typeof name === "string") put(book, this.sheet, area.top, gap.left, { value: name });
    if (Array.isArray(values)) {
      const grid = values.map((row: unknown): unknown[] => (Array.isArray(row) ? row : [row]));
      const whole = grid.length === rowsOf(area);
      if (!whole && grid.length !== rowsOf(bodyOf(this.own))) throw problem("InvalidArgument");
      const top = whole ? area.top : bodyOf(this.own).top;
      writeCells(book, this.sheet, areaAt(top, gap.left, grid.length, 1), grid, "AddIn");
    }
    return new TableColumnApi(this.host, this.sheet, this.own, column.id);
  }

  private find(key: string | number): number | undefined {
    const byName = this.own.columns.find(({ name }) => name.toLowerCase() === String(key).toLowerCase());
    return (byName ?? this.own.columns.find(({ id }) => id === Number(key)))?.id;
  }
}

class TableColumnApi extends TableObject {
  readonly className = "TableColumn";
  constructor(
    host: ApiHost,
    sheet: Sheet,
    table: Table,
    private readonly column: number,
  ) {
    super(host, sheet, table);
  }
  override identity(): Record<string, unknown> {
    return { Id: this.column };
  }
  get id(): number {
    return this.column;
  }
  get index(): number {
    const found = this.tableOf().columns.findIndex(({ id }) => id === this.column);
    if (found < 0) throw problem("ItemNotFound");
    return found;
  }
  get name(): string {
    return this.tableOf().columns[this.index]?.name ?? "";
  }
  set name(name: string) {
    put(this.host.book, this.sheet, this.tableOf().area.top, this.tableOf().area.left + this.index, {
      value: name,
    });
  }
  get values(): unknown {
    const { top, bottom, left } = this.whole();
    return Array.from({ length: bottom - top + 1 }, (_, i) => [
      this.sheet.cells.at(top + i, left)?.value ?? "",
    ]);
  }
  get filter(): ApiObject {
    return new FilterApi(this.host, this.sheet, this.tableOf(), this.column);
  }
  getRange(): ApiObject {
    return this.at(this.whole());
  }
  getDataBodyRange(): ApiObject {
    const { left } = this.whole();
    return this.at({ ...bodyOf(this.tableOf()), left, right: left });
  }
  getHeaderRowRange(): ApiObject {
    const { left } = this.whole();
    return this.at({ ...headerOf(this.tableOf()), left, right: left });
  }
  delete(): void {
    refuseProtectedSheet(this.sheet);
    if (this.tableOf().columns.length === 1) throw problem("InvalidOperation");
    deleteCells(this.host.book, this.sheet, this.whole(), "Left");
  }

  private whole(): Area {
    const { area } = this.tableOf();
    const left = area.left + this.index;
    return { ...area, left, right: left };
  }
}

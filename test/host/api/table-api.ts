/** `Excel.Table` and its columns. */
import { area as areaAt, columnsOf, contains, intersection, rowsOf, type Area } from "../workbook/area.ts";
import { applyFilters, sortRows } from "../workbook/arrange.ts";
import { freshHeader } from "../workbook/header.ts";
import { problem } from "../workbook/problem.ts";
import { bodyOf, headerOf, type Sheet, type Table } from "../workbook/sheet.ts";
import { deleteCells, insertCells, removeTable } from "../workbook/shift.ts";
import { grow, put, refuseProtectedSheet, writeCells } from "../workbook/write.ts";
import { rangeArgument } from "./area-object.ts";
import { FilterApi } from "./filter-api.ts";
import { ApiCollection, ApiNothing, ApiObject, type ApiHost } from "./object.ts";
import { sortFields } from "./sort-field.ts";
import { TableRowsApi } from "./table-row-api.ts";

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

export class TableApi extends TableObject {
  readonly className = "Table";
  override identity(): Record<string, unknown> {
    return { Id: this.own.id };
  }
  get id(): string {
    return this.tableOf().id;
  }
  get name(): string {
    return this.tableOf().name;
  }
  set name(name: string) {
    this.host.book.checkObjectName(name, this.tableOf());
    this.tableOf().name = name;
  }
  get style(): string {
    return this.tableOf().style;
  }
  set style(style: string) {
    if (!/^TableStyle(Light|Medium|Dark)\d+$/.test(style)) throw problem("InvalidArgument");
    this.tableOf().style = style;
  }
  get showHeaders(): boolean {
    return this.tableOf().showHeaders;
  }
  get showTotals(): boolean {
    return this.tableOf().showTotals;
  }
  set showTotals(show: boolean) {
    const table = this.tableOf();
    if (show === table.showTotals) return;
    if (show)
      insertCells(
        this.host.book,
        this.sheet,
        { ...table.area, top: table.area.bottom + 1, bottom: table.area.bottom + 1 },
        "Down",
      );
    else deleteCells(this.host.book, this.sheet, { ...table.area, top: table.area.bottom }, "Up");
    if (show) table.area = { ...table.area, bottom: table.area.bottom + 1 };
    table.showTotals = show;
  }
  get showFilterButton(): boolean {
    return this.tableOf().showFilterButton;
  }
  set showFilterButton(show: boolean) {
    this.tableOf().showFilterButton = show;
    if (!show) this.clearFilters();
  }
  get showBandedRows(): boolean {
    return this.tableOf().bandedRows;
  }
  set showBandedRows(show: boolean) {
    this.tableOf().bandedRows = show;
  }
  get showBandedColumns(): boolean {
    return this.tableOf().bandedColumns;
  }
  set showBandedColumns(show: boolean) {
    this.tableOf().bandedColumns = show;
  }
  get worksheet(): ApiObject {
    return this.host.worksheet(this.sheet);
  }
  get columns(): ApiObject {
    return new TableColumnsApi(this.host, this.sheet, this.own);
  }
  get rows(): ApiObject {
    return new TableRowsApi(this.host, this.sheet, this.own);
  }
  get sort(): ApiObject {
    return new TableSortApi(this.host, this.sheet, this.own);
  }

  getRange(): ApiObject {
    return this.at(this.tableOf().area);
  }
  getDataBodyRange(): ApiObject {
    return this.at(bodyOf(this.tableOf()));
  }
  getHeaderRowRange(): ApiObject {
    if (!this.tableOf().showHeaders) throw problem("ItemNotFound");
    return this.at(headerOf(this.tableOf()));
  }
  getTotalRowRange(): ApiObject {
    const { area, showTotals } = this.tableOf();
    if (!showTotals) throw problem("ItemNotFound");
    return this.at({ ...area, top: area.bottom });
  }
  /** Since ExcelApi 1.13: the header row stays where it is, and the tables do not meet. */
  resize(given: unknown): void {
    const table = this.tableOf();
    refuseProtectedSheet(this.sheet);
    const { sheet, area } = rangeArgument(given, this.host.book, this.sheet);
    const others = sheet.tables.filter((other) => other !== table);
    if (sheet !== this.sheet || area.top !== table.area.top || !intersection(area, table.area))
      throw problem("InvalidArgument");
    if (rowsOf(area) < 2 || others.some((other) => intersection(other.area, area)))
      throw problem("InvalidArgument");
    if (area.left !== table.area.left)
      throw problem("NotImplemented", "the host resizes a table to the right and down");
    if (area.right < table.area.right) table.columns.splice(columnsOf(area));
    grow(this.host.book, sheet, table, area);
  }
  delete(): void {
    const table = this.tableOf();
    refuseProtectedSheet(this.sheet);
    removeTable(this.sheet, table);
    this.sheet.cells.clear(table.area);
    this.sheet.looks.paint(table.area, () => undefined);
    this.host.book.tell({ what: "tableDeleted", sheet: this.sheet, table, by: "AddIn" });
  }
  convertToRange(): ApiObject {
    const table = this.tableOf();
    refuseProtectedSheet(this.sheet);
    removeTable(this.sheet, table);
    return this.at(table.area);
  }
  clearFilters(): void {
    this.tableOf().filters.clear();
    applyFilters(this.host.book, this.sheet, this.own);
  }
  reapplyFilters(): void {
    applyFilters(this.host.book, this.sheet, this.tableOf());
  }
}

class TableSortApi extends TableObject {
  readonly className = "TableSort";
  get fields(): unknown {
    return this.tableOf().sort;
  }
  apply(fields: unknown): void {
    const table = this.tableOf();
    const sort = sortFields(fields);
    sortRows(this.host.book, this.sheet, bodyOf(table), sort, "AddIn");
    table.sort = sort;
  }
  clear(): void {
    this.tableOf().sort = [];
  }
  reapply(): void {
    const table = this.tableOf();
    if (table.sort.length > 0) sortRows(this.host.book, this.sheet, bodyOf(table), table.sort, "AddIn");
  }
}

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

export class TableColumnApi extends TableObject {
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

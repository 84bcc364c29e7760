/** `Excel.Table`. */
import { columnsOf, intersection, rowsOf } from "../workbook/area.ts";
import { applyFilters, sortRows } from "../workbook/arrange.ts";
import { problem } from "../workbook/problem.ts";
import { bodyOf, headerOf } from "../workbook/sheet.ts";
import { deleteCells, insertCells, removeTable } from "../workbook/shift.ts";
import { grow, refuseProtectedSheet } from "../workbook/write.ts";
import { rangeArgument } from "./area-object.ts";
import type { ApiObject } from "./object.ts";
import { sortFields } from "./sort-field.ts";
import { TableColumnsApi } from "./table-column-api.ts";
import { TableObject } from "./table-object.ts";
import { TableRowsApi } from "./table-row-api.ts";

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

/** Where a range is, and the way from it to others. */
import {
  COLUMNS,
  ROWS,
  addressOf,
  area as areaAt,
  bounding,
  columnsOf,
  contains,
  intersection,
  isOnSheet,
  isWholeColumns,
  isWholeRows,
  quoted,
  rowsOf,
  type Area,
} from "../workbook/area.ts";
import { problem } from "../workbook/problem.ts";
import { AreaObject, rangeArgument } from "./area-object.ts";
import { ApiNothing, type ApiObject } from "./object.ts";

export abstract class RangePlace extends AreaObject {
  get address(): string {
    return `${quoted(this.sheetOf().name)}!${addressOf(this.areaOf())}`;
  }
  get addressLocal(): string {
    return this.address;
  }
  get rowIndex(): number {
    return this.areaOf().top;
  }
  get columnIndex(): number {
    return this.areaOf().left;
  }
  get rowCount(): number {
    return rowsOf(this.areaOf());
  }
  get columnCount(): number {
    return columnsOf(this.areaOf());
  }
  get cellCount(): number {
    const cells = rowsOf(this.areaOf()) * columnsOf(this.areaOf());
    return cells > 2 ** 31 - 1 ? -1 : cells;
  }
  get isEntireColumn(): boolean {
    return isWholeColumns(this.areaOf());
  }
  get isEntireRow(): boolean {
    return isWholeRows(this.areaOf());
  }
  get worksheet(): ApiObject {
    return this.host.worksheet(this.sheetOf());
  }

  getCell(row: number, column: number): ApiObject {
    const { top, left } = this.areaOf();
    return this.to(areaAt(top + row, left + column, 1, 1));
  }
  getRow(row: number): ApiObject {
    const own = this.areaOf();
    if (row < 0 || row >= rowsOf(own)) throw problem("InvalidArgument");
    return this.to({ ...own, top: own.top + row, bottom: own.top + row });
  }
  getColumn(column: number): ApiObject {
    const own = this.areaOf();
    if (column < 0 || column >= columnsOf(own)) throw problem("InvalidArgument");
    return this.to({ ...own, left: own.left + column, right: own.left + column });
  }
  getLastRow(): ApiObject {
    const own = this.areaOf();
    return this.to({ ...own, top: own.bottom });
  }
  getLastColumn(): ApiObject {
    const own = this.areaOf();
    return this.to({ ...own, left: own.right });
  }
  getLastCell(): ApiObject {
    const own = this.areaOf();
    return this.to({ ...own, top: own.bottom, left: own.right });
  }
  getOffsetRange(rows: number, columns: number): ApiObject {
    const { top, left, bottom, right } = this.areaOf();
    return this.to({ top: top + rows, left: left + columns, bottom: bottom + rows, right: right + columns });
  }
  getResizedRange(rows: number, columns: number): ApiObject {
    const own = this.areaOf();
    return this.to({ ...own, bottom: own.bottom + rows, right: own.right + columns });
  }
  getAbsoluteResizedRange(rows: number, columns: number): ApiObject {
    const { top, left } = this.areaOf();
    return this.to(areaAt(top, left, rows, columns));
  }
  getEntireRow(): ApiObject {
    return this.to({ ...this.areaOf(), left: 0, right: COLUMNS - 1 });
  }
  getEntireColumn(): ApiObject {
    return this.to({ ...this.areaOf(), top: 0, bottom: ROWS - 1 });
  }
  getRowsAbove(count = 1): ApiObject {
    const own = this.areaOf();
    return count > 0
      ? this.to({ ...own, top: own.top - count, bottom: own.top - 1 })
      : this.to({ ...own, top: own.bottom + 1, bottom: own.bottom - count });
  }
  getRowsBelow(count = 1): ApiObject {
    const own = this.areaOf();
    return count > 0
      ? this.to({ ...own, top: own.bottom + 1, bottom: own.bottom + count })
      : this.to({ ...own, top: own.top + count, bottom: own.top - 1 });
  }
  getColumnsAfter(count = 1): ApiObject {
    const own = this.areaOf();
    return this.to({ ...own, left: own.right + 1, right: own.right + count });
  }
  getColumnsBefore(count = 1): ApiObject {
    const own = this.areaOf();
    return this.to({ ...own, left: own.left - count, right: own.left - 1 });
  }
  getIntersection(other: unknown): ApiObject {
    const found = this.meeting(other);
    if (!found) throw problem("ItemNotFound");
    return this.to(found);
  }
  getIntersectionOrNullObject(other: unknown): ApiObject {
    const found = this.meeting(other);
    return found ? this.to(found) : new ApiNothing(this.host);
  }
  getBoundingRect(other: unknown): ApiObject {
    const { sheet, area } = rangeArgument(other, this.host.book, this.sheetOf());
    if (sheet !== this.sheetOf()) throw problem("InvalidArgument");
    return this.to(bounding(this.areaOf(), area));
  }
  getUsedRange(valuesOnly = false): ApiObject {
    const used = this.sheetOf().used(this.areaOf(), valuesOnly);
    return this.to(used ?? { ...this.areaOf(), bottom: this.areaOf().top, right: this.areaOf().left });
  }
  getUsedRangeOrNullObject(valuesOnly = false): ApiObject {
    const used = this.sheetOf().used(this.areaOf(), valuesOnly);
    return used ? this.to(used) : new ApiNothing(this.host);
  }
  /** The block around the range that blank rows and columns bound. */
  getSurroundingRegion(): ApiObject {
    let found = this.areaOf();
    for (;;) {
      const around = {
        top: Math.max(0, found.top - 1),
        left: Math.max(0, found.left - 1),
        bottom: Math.min(ROWS - 1, found.bottom + 1),
        right: Math.min(COLUMNS - 1, found.right + 1),
      };
      const used = this.sheetOf().cells.used(around);
      const next = used ? bounding(found, used) : found;
      if (contains(found, next)) return this.to(found);
      found = next;
    }
  }
  getTables(fullyContained = false): ApiObject {
    const sheet = this.sheetOf();
    const own = this.areaOf();
    const find = () =>
      sheet.tables
        .filter(({ area }) => (fullyContained ? contains(own, area) : intersection(own, area) !== null))
        .map((table) => ({ sheet, table }));
    return this.host.tables(find, null, true);
  }

  private meeting(other: unknown): Area | null {
    const { sheet, area } = rangeArgument(other, this.host.book, this.sheetOf());
    return sheet === this.sheetOf() ? intersection(this.areaOf(), area) : null;
  }

  protected to(area: Area): ApiObject {
    if (!isOnSheet(area)) throw problem("InvalidArgument");
    return this.host.range(this.sheetOf(), area);
  }
}

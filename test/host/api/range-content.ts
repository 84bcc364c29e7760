/** What stands in a range: read as a grid, written as a grid or as one value for all. */
import { columnsOf, isUnbounded, rowsOf } from "../workbook/area.ts";
import type { CellContent } from "../workbook/cells.ts";
import { changed } from "../workbook/look.ts";
import { problem } from "../workbook/problem.ts";
import { linkKey } from "../workbook/sheet.ts";
import { textOf } from "../workbook/text.ts";
import { refuseProtectedSheet, writeCells } from "../workbook/write.ts";
import { RangePlace } from "./range-place.ts";

/** Microsoft's limit for reading a range. */
const MOST_CELLS = 5_000_000;

export abstract class RangeContent extends RangePlace {
  get values(): unknown {
    return this.grid((content) => content?.value ?? "");
  }
  set values(given: unknown) {
    this.write(given);
  }
  get formulas(): unknown {
    return this.grid((content) => content?.formula ?? content?.value ?? "");
  }
  set formulas(given: unknown) {
    this.write(given);
  }
  get formulasLocal(): unknown {
    return this.formulas;
  }
  set formulasLocal(given: unknown) {
    this.write(given);
  }
  get text(): unknown {
    const { date1904 } = this.host.book;
    return this.grid((content, row, column) =>
      textOf(content, this.sheetOf().numberFormat(row, column), date1904),
    );
  }
  get valueTypes(): unknown {
    return this.grid((content) => {
      if (!content) return "Empty";
      if (content.error) return "Error";
      const { value } = content;
      return typeof value === "number" ? "Double" : typeof value === "boolean" ? "Boolean" : "String";
    });
  }
  get numberFormat(): unknown {
    return this.grid((_content, row, column) => this.sheetOf().numberFormat(row, column));
  }
  /**
   * One format for all, or a grid of them; null leaves a cell's own. Whole columns and rows take a grid of one cell
   * (https://github.com/OfficeDev/office-js-docs-pr/issues/5400).
   */
  set numberFormat(given: unknown) {
    const sheet = this.sheetOf();
    const own = this.areaOf();
    refuseProtectedSheet(sheet, "allowFormatCells");
    const single: unknown =
      isUnbounded(own) && Array.isArray(given) && given.length === 1 ? given.flat()[0] : given;
    if (typeof single === "string") {
      sheet.looks.paint(own, (old) => changed(old, { numberFormat: formatOf(single) }));
      return;
    }
    this.asGrid(given).forEach((row, r) => {
      row.forEach((format, c) => {
        if (format === null) return;
        if (typeof format !== "string") throw problem("InvalidArgument");
        const cell = { top: own.top + r, bottom: own.top + r, left: own.left + c, right: own.left + c };
        sheet.looks.paint(cell, (old) => changed(old, { numberFormat: formatOf(format) }));
      });
    });
  }
  get numberFormatLocal(): unknown {
    return this.numberFormat;
  }
  set numberFormatLocal(given: unknown) {
    this.numberFormat = given;
  }
  get hasSpill(): boolean {
    return false;
  }
  get rowHidden(): boolean | null {
    const { top, bottom } = this.areaOf();
    const sheet = this.sheetOf();
    const some =
      bottom - top > 100_000
        ? [...sheet.hiddenRows, ...sheet.filteredRows].filter((r) => r >= top && r <= bottom).length
        : Array.from({ length: bottom - top + 1 }, (_, i) => top + i).filter((row) => sheet.isRowHidden(row))
            .length;
    return some === 0 ? false : some === bottom - top + 1 ? true : null;
  }
  set rowHidden(hidden: boolean) {
    const { top, bottom } = this.areaOf();
    const sheet = this.sheetOf();
    refuseProtectedSheet(sheet, "allowFormatRows");
    for (let row = top; row <= bottom; row++) {
      if (hidden) sheet.hiddenRows.add(row);
      else {
        sheet.hiddenRows.delete(row);
        sheet.filteredRows.delete(row);
      }
    }
  }
  get columnHidden(): boolean | null {
    const { left, right } = this.areaOf();
    const some = [...this.sheetOf().hiddenColumns].filter(
      (column) => column >= left && column <= right,
    ).length;
    return some === 0 ? false : some === right - left + 1 ? true : null;
  }
  set columnHidden(hidden: boolean) {
    const { left, right } = this.areaOf();
    const sheet = this.sheetOf();
    refuseProtectedSheet(sheet, "allowFormatColumns");
    for (let column = left; column <= right; column++) {
      if (hidden) sheet.hiddenColumns.add(column);
      else sheet.hiddenColumns.delete(column);
    }
  }
  get hidden(): boolean | null {
    const row = this.rowHidden;
    const column = this.columnHidden;
    return row === true || column === true ? true : row === null || column === null ? null : false;
  }
  get hyperlink(): unknown {
    const { top, left } = this.areaOf();
    const link = this.sheetOf().links.get(linkKey(top, left));
    return link ? { address: link.address, screenTip: link.tip } : null;
  }
  set hyperlink(given: unknown) {
    if (typeof given !== "object" || given === null) throw problem("InvalidArgument");
    const link: Record<string, unknown> = { ...given };
    const target =
      typeof link.address === "string"
        ? link.address
        : typeof link.documentReference === "string"
          ? `#${link.documentReference}`
          : null;
    if (target === null) throw problem("InvalidArgument");
    const { top, left } = this.areaOf();
    this.sheetOf().links.set(linkKey(top, left), {
      address: target,
      tip: typeof link.screenTip === "string" ? link.screenTip : "",
    });
    if (typeof link.textToDisplay === "string") this.write(link.textToDisplay);
  }

  _ValidateArraySize(rows: number, columns: number): void {
    const own = this.areaOf();
    if (rows !== rowsOf(own) || columns !== columnsOf(own)) throw mismatch();
  }

  private write(given: unknown): void {
    const own = this.areaOf();
    // "You can't set cell-level properties on an unbounded range": Microsoft, work with unbounded ranges.
    if (isUnbounded(own)) throw problem("InvalidArgument");
    writeCells(this.host.book, this.sheetOf(), own, this.asGrid(given), "AddIn");
  }

  /** A single value stands for every cell; a grid must be as big as the range. */
  private asGrid(given: unknown): unknown[][] {
    const own = this.areaOf();
    if (!Array.isArray(given)) {
      if (rowsOf(own) * columnsOf(own) > MOST_CELLS) throw problem("RangeExceedsLimit");
      return Array.from({ length: rowsOf(own) }, () => Array.from({ length: columnsOf(own) }, () => given));
    }
    const rows: unknown[] = given;
    if (rows.length !== rowsOf(own)) throw mismatch();
    return rows.map((row) => {
      if (!Array.isArray(row) || row.length !== columnsOf(own)) throw mismatch();
      return row;
    });
  }

  private grid(
    of: (content: CellContent | undefined, row: number, column: number) => unknown,
  ): unknown[][] | null {
    const own = this.areaOf();
    if (isUnbounded(own)) return null;
    if (rowsOf(own) * columnsOf(own) > MOST_CELLS) throw problem("RangeExceedsLimit");
    const { cells } = this.sheetOf();
    return Array.from({ length: rowsOf(own) }, (_r, r) =>
      Array.from({ length: columnsOf(own) }, (_c, c) =>
        of(cells.at(own.top + r, own.left + c), own.top + r, own.left + c),
      ),
    );
  }
}

const formatOf = (given: string): string => (given === "" ? "General" : given);

const mismatch = () =>
  problem(
    "InvalidArgument",
    "The number of rows or columns in the input array doesn't match the size or dimensions of the range.",
  );

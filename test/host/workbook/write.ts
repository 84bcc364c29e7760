/** Putting values into cells, whoever does it: entry rules, protection, headers, tables that grow. */
import { COLUMNS, ROWS, area, columnsOf, contains, intersection, rowsOf, type Area } from "./area.ts";
import type { CellContent } from "./cells.ts";
import { MOST_CHARACTERS, entry } from "./entry.ts";
import { freshHeader, headerFor } from "./header.ts";
import { changed } from "./look.ts";
import { problem } from "./problem.ts";
import { bodyOf, headerOf, type Sheet, type Table } from "./sheet.ts";
import { textOf } from "./text.ts";
import type { Author, Workbook } from "./workbook.ts";

/** On a protected sheet only unlocked cells take anything; with nothing unlocked among them it is refused whole. */
export function refuseProtected(sheet: Sheet, cells: Area): void {
  if (!sheet.protection) return;
  for (const look of sheet.looks.valuesIn(cells)) {
    if (!look?.unlocked) throw problem("AccessDenied");
  }
}

/** What is on a protected sheet but is no cell: its columns, formats, tables. `option` is what would allow it. */
export function refuseProtectedSheet(sheet: Sheet, option?: string): void {
  if (sheet.protection && !(option !== undefined && sheet.protection.options[option] === true)) {
    throw problem("AccessDenied");
  }
}

/** Writes a grid of values as big as `cells`; null leaves a cell as it is. Then tables grow, then the word is out. */
export function writeCells(
  book: Workbook,
  sheet: Sheet,
  cells: Area,
  values: readonly (readonly unknown[])[],
  by: Author,
): void {
  refuseProtected(sheet, cells);
  refuseMergedInside(sheet, cells);
  for (const row of values) {
    for (const value of row) {
      if (typeof value === "string" && value.length > MOST_CHARACTERS) throw problem("InvalidArgument");
      if (typeof value === "object" && value !== null) throw problem("InvalidArgument");
    }
  }
  const before = sheet.cells.at(cells.top, cells.left)?.value ?? "";
  growing(book, sheet, cells, () => {
    values.forEach((row, r) => {
      row.forEach((value, c) => {
        if (value !== null) writeCell(book, sheet, cells.top + r, cells.left + c, value);
      });
    });
  });
  const after = sheet.cells.at(cells.top, cells.left)?.value ?? "";
  const detail = rowsOf(cells) === 1 && columnsOf(cells) === 1 ? { before, after } : {};
  book.tell({ what: "cells", sheet, area: cells, changeType: "RangeEdited", by, ...detail });
}

function writeCell(book: Workbook, sheet: Sheet, row: number, column: number, value: unknown): void {
  const merge = sheet.mergeAt(row, column);
  if (merge && (merge.top !== row || merge.left !== column)) return;
  const format = sheet.numberFormat(row, column);
  const made = entry(value, format, book.date1904, book.today());
  put(book, sheet, row, column, made.content);
  if (made.format !== undefined && format === "General") {
    const { format: numberFormat } = made;
    sheet.looks.paint(area(row, column, 1, 1), (old) => changed(old, { numberFormat }));
  }
}

/** Puts a ready content into a cell; a header cell stays text and unique. */
export function put(
  book: Workbook,
  sheet: Sheet,
  row: number,
  column: number,
  content: CellContent | undefined,
): void {
  const table = sheet.tableAt(row, column);
  if (table?.showHeaders && row === table.area.top) {
    const index = column - table.area.left;
    const text = textOf(content, sheet.numberFormat(row, column), book.date1904);
    const name = headerFor(book, table, index, text);
    const heading = table.columns[index];
    if (heading) heading.name = name;
    sheet.cells.put(row, column, { value: name });
    return;
  }
  sheet.cells.put(row, column, content);
}

/** A part of a merged cell other than its first takes no value: Excel refuses a grid that cuts through one. */
function refuseMergedInside(sheet: Sheet, cells: Area): void {
  for (const merge of sheet.merges) {
    const part = intersection(merge, cells);
    if (part && !contains(cells, merge) && !(part.top === merge.top && part.left === merge.left)) {
      throw problem("InvalidOperation");
    }
  }
}

/** Does the writing, then lets a table next to what was written take it in. */
export function growing(book: Workbook, sheet: Sheet, cells: Area, write: () => void): void {
  const next = growth(sheet, cells);
  write();
  if (next && !sheet.cells.isBlank(cells)) grow(book, sheet, next.table, next.to);
}

/**
 * A table takes in the rows written just below it, and the column written just right of it, where nothing is in the
 * way: no filled cell, table or merged cell, no totals row, no protection. As AutoCorrect does it for typing; a write
 * through the API does the same.
 */
function growth(sheet: Sheet, cells: Area): { table: Table; to: Area } | null {
  if (sheet.protection) return null;
  for (const table of sheet.tables) {
    const { area: own } = table;
    const isBelow = cells.top === own.bottom + 1 && cells.left >= own.left && cells.right <= own.right;
    const isBeside = cells.left === own.right + 1 && cells.top >= own.top && cells.bottom <= own.bottom;
    if (isBelow && !table.showTotals) {
      const added = { top: own.bottom + 1, bottom: cells.bottom, left: own.left, right: own.right };
      if (isFree(sheet, added)) return { table, to: { ...own, bottom: cells.bottom } };
    }
    if (isBeside && cells.right < COLUMNS) {
      const added = { top: own.top, bottom: own.bottom, left: own.right + 1, right: cells.right };
      if (isFree(sheet, added)) return { table, to: { ...own, right: cells.right } };
    }
  }
  return null;
}

const isFree = (sheet: Sheet, a: Area): boolean =>
  sheet.cells.isBlank(a) &&
  a.bottom < ROWS &&
  !sheet.tables.some((table) => intersection(table.area, a)) &&
  !sheet.merges.some((merge) => intersection(merge, a));

/** Makes a table cover more cells: new columns get headings, new rows the looks and validations of the row above. */
export function grow(book: Workbook, sheet: Sheet, table: Table, to: Area): void {
  const was = table.area;
  const body = bodyOf(table);
  table.area = to;
  for (let column = was.right + 1; column <= to.right; column++) {
    const typed = textOf(sheet.cells.at(to.top, column), "General", book.date1904);
    const heading = { id: book.newNumber(), name: freshHeader(book, table) };
    table.columns.push(heading);
    heading.name = typed === "" ? heading.name : headerFor(book, table, table.columns.length - 1, typed);
    if (table.showHeaders) sheet.cells.put(headerOf(table).top, column, { value: heading.name });
  }
  for (let column = to.left; column <= to.right && column <= was.right && to.bottom > was.bottom; column++) {
    const below = { top: was.bottom + 1, bottom: to.bottom, left: column, right: column };
    const look = sheet.looks.at(body.bottom, column);
    const validation = sheet.validations.at(body.bottom, column);
    sheet.looks.paint(below, (old) => old ?? look);
    sheet.validations.paint(below, (old) => old ?? validation);
  }
}

/** Widths, and the looks that reach to the bottom of a sheet. */
import { columnName } from "../../shared/plan/address.ts";
import type { SheetPlan, TablePlan } from "../../shared/plan/plan.ts";
import type { StyleName } from "../../shared/plan/styles.ts";
import { applyLook } from "./looks.ts";

/** A stretch of rows of one column that looks alike where nothing else is drawn. `to` is open for the last one. */
interface Stretch {
  readonly from: number;
  readonly to: number | null;
  readonly style: StyleName;
}

/**
 * From top to bottom: the column's own style, then from below each table's header that table's style, down to the
 * next table or the bottom of the sheet.
 */
export function stretchesOf(sheet: SheetPlan, column: number): Stretch[] {
  const tables = sheet.tables
    .filter((table) => column >= table.column && column < table.column + table.columns.length)
    .sort((a, b) => a.row - b.row);
  const starts = [
    { from: 0, style: sheet.columns[column]?.style ?? "plain" },
    ...tables.map((table) => ({ from: table.row + 1, style: styleIn(table, column) })),
  ];
  return starts.map((start, i) => ({ ...start, to: starts[i + 1]?.from ?? null }));
}

const styleIn = (table: TablePlan, column: number): StyleName =>
  table.columns[column - table.column]?.style ?? "plain";

/** The style a cell has before blocks and headers are drawn over it. */
export const groundOf = (sheet: SheetPlan, row: number, column: number): StyleName =>
  stretchesOf(sheet, column).findLast(({ from }) => from <= row)?.style ?? "plain";

/** The style of the column as a whole: the one that reaches to the bottom. */
const bottomOf = (sheet: SheetPlan, column: number): StyleName =>
  stretchesOf(sheet, column).at(-1)?.style ?? "plain";

/** How many columns the plan says anything about. */
const widthOf = (sheet: SheetPlan): number =>
  Math.max(0, sheet.columns.length, ...sheet.tables.map((table) => table.column + table.columns.length));

/**
 * Looks of whole columns. Excel takes one format for an entire column (a 1×1 array; a range of a million cells that
 * is not a whole column would count as used), so the column gets what reaches to the bottom, and the stretches
 * above it are drawn over.
 */
export function drawColumnLooks(sheet: Excel.Worksheet, plan: SheetPlan): void {
  const columns = widthOf(plan);
  for (let first = 0; first < columns;) {
    const style = bottomOf(plan, first);
    let last = first;
    while (last + 1 < columns && bottomOf(plan, last + 1) === style) last += 1;
    const range = sheet.getRange(`${columnName(first)}:${columnName(last)}`);
    applyLook(range, style, "plain", "columns");
    first = last + 1;
  }
  for (let column = 0; column < columns; column += 1) {
    const stretches = stretchesOf(plan, column);
    const bottom = bottomOf(plan, column);
    for (const { from, to, style } of stretches.slice(0, -1)) {
      if (to === null || to <= from || style === bottom) continue;
      const range = sheet.getRangeByIndexes(from, column, to - from, 1);
      applyLook(range, style, bottom, { rows: to - from, columns: 1 });
    }
  }
}

/** Excel's digit at 96 dots an inch: 7 pixels wide in Calibri 11, 8 in 等线 11. */
const USUAL_DIGIT = 7;
const POINTS_PER_PIXEL = 0.75;
/** Margins and grid line that a column's width box does not count. */
const PADDING = 5;

/**
 * Characters, as Excel's width box shows them, in points, as `RangeFormat.columnWidth` counts them:
 * `(characters × digit + 5) × 0.75`, where `digit` is the width of a digit of the workbook's font in pixels.
 */
export const pointsOf = (characters: number, digit: number): number =>
  Math.round(characters * digit + PADDING) * POINTS_PER_PIXEL;

/** The width of a digit, from an untouched column: it is `standardWidth` characters and `points` points wide. */
export function digitWidth(standardWidth: number, points: number): number {
  const digit = Math.round((points / POINTS_PER_PIXEL - PADDING) / standardWidth);
  return digit >= 4 && digit <= 24 ? digit : USUAL_DIGIT;
}

/** Queues the reading of a digit's width; the function it gives is called after a sync. */
export function measureDigit(sheet: Excel.Worksheet): () => number {
  const { format } = sheet.getRange("XFD1");
  sheet.load("standardWidth");
  format.load("columnWidth");
  return () => digitWidth(sheet.standardWidth, format.columnWidth);
}

export function drawColumnWidths(sheet: Excel.Worksheet, plan: SheetPlan, digit: number): void {
  plan.columns.forEach(({ width, hidden }, column) => {
    const range = sheet.getRange(`${columnName(column)}:${columnName(column)}`);
    range.format.columnWidth = pointsOf(width, digit);
    if (hidden) range.columnHidden = true;
  });
  for (const { row, points } of plan.rowHeights ?? []) {
    sheet.getRange(`${row + 1}:${row + 1}`).format.rowHeight = points;
  }
}

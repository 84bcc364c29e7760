/** Which look each cell of a sheet has: from a block, from a table, or from its column down to the bottom. */
import { columnName } from "../../shared/plan/address.ts";
import type { BlockPlan, SheetPlan, TablePlan } from "../../shared/plan/plan.ts";
import type { StyleName } from "../../shared/plan/styles.ts";
import { DIGIT_PIXELS } from "./looks.ts";
import type { Formats } from "./looks.ts";

export interface Layout {
  /** Columns that have a look or a width of their own, or lie under a table. */
  readonly columns: number;
  /** Below everything that is written: what the sheet's columns carry. */
  readonly bottom: (column: number) => StyleName;
  /** Of a cell outside every block and table. */
  readonly around: (row: number, column: number) => StyleName;
  /** From this row on, a cell outside blocks and tables looks as its column does. */
  readonly settled: number;
}

export function layoutOf(sheet: SheetPlan): Layout {
  // A table's look reaches from its header to the bottom of the sheet, or to the next table below it.
  const upwards = [...sheet.tables].sort((a, b) => b.row - a.row);
  const around = (row: number, column: number): StyleName => {
    const table = upwards.find((t) => t.row < row && covers(t, column));
    return table?.columns[column - table.column]?.style ?? sheet.columns[column]?.style ?? "plain";
  };
  return {
    columns: Math.max(sheet.columns.length, ...sheet.tables.map((t) => t.column + t.columns.length)),
    bottom: (column) => around(Infinity, column),
    around,
    settled: Math.max(0, ...sheet.tables.map((t) => t.row + 1)),
  };
}

export function blockStyle(block: BlockPlan, row: number, column: number): StyleName {
  const { style } = block;
  if (typeof style === "string") return style;
  const own = style[isGrid(style) ? row : column];
  return (typeof own === "string" ? own : own?.[column]) ?? "plain";
}

const isGrid = (
  style: readonly StyleName[] | readonly (readonly StyleName[])[],
): style is readonly (readonly StyleName[])[] => typeof style[0] !== "string";

const covers = (table: TablePlan, column: number): boolean =>
  column >= table.column && column < table.column + table.columns.length;

/** Excel's own width for a column that has none. */
const STANDARD_WIDTH = 8.38;

/** The sheet's `cols` element, empty where no column has anything to say. */
export function columnsXml(sheet: SheetPlan, layout: Layout, formats: Formats): string {
  const cols = Array.from({ length: layout.columns }, (_, column) => {
    const plan = sheet.columns[column];
    const width = fileWidth(plan?.width ?? STANDARD_WIDTH);
    return (
      `<col min="${column + 1}" max="${column + 1}" width="${width}" style="${formats.of(layout.bottom(column))}"` +
      `${plan ? ' customWidth="1"' : ""}${plan?.hidden ? ' hidden="1"' : ""}/>`
    );
  });
  return cols.length > 0 ? `<cols>${cols.join("")}</cols>` : "";
}

/** A width in characters, as the width box shows it, plus the margin of five pixels that the file counts in. */
const fileWidth = (characters: number): number =>
  Math.trunc(((characters * DIGIT_PIXELS + 5) / DIGIT_PIXELS) * 256) / 256;

/** The table's range in A1, header included, with at least one row below it. */
export function tableRange(table: TablePlan, rows: number): string {
  const last = columnName(table.column + table.columns.length - 1);
  return `${columnName(table.column)}${table.row + 1}:${last}${table.row + 1 + Math.max(1, rows)}`;
}

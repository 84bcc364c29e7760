/** Blocks of cells and the rows of tables. */
import type { BlockPlan, Cell, SheetPlan } from "../../shared/plan/plan.ts";
import { lookOf, type CellLook, type StyleName } from "../../shared/plan/styles.ts";
import { groundOf } from "./columns.ts";
import { isDateFormat, literal, serialIn } from "./literal.ts";
import { applyLook, rectangles } from "./looks.ts";
import type { Portions } from "./run.ts";
import { slicesOf } from "./slices.ts";

export interface CellContext {
  readonly sheet: Excel.Worksheet;
  readonly portions: Portions;
  /** The workbook counts its days from 1904. */
  readonly date1904: boolean;
}

/** Looks first, then values: text formats keep what is written from being read as numbers. */
export async function drawBlock(context: CellContext, plan: SheetPlan, block: BlockPlan): Promise<void> {
  const columns = Math.max(0, ...block.cells.map((row) => row.length));
  if (columns === 0) return;
  const styles = rectangles(block.cells.length, columns, (row, column) => ({
    style: blockStyle(block, row, column),
    base: groundOf(plan, block.row + row, block.column + column),
  }));
  for (const rect of styles) {
    if (rect.style === rect.base) continue;
    const range = context.sheet.getRangeByIndexes(
      block.row + rect.row,
      block.column + rect.column,
      rect.rows,
      rect.columns,
    );
    applyLook(range, rect.style, rect.base, rect);
    await context.portions.queued();
  }
  await writeRows(context, block.row, block.column, pad(block.cells, columns), (row, column) =>
    lookOf(blockStyle(block, row, column)),
  );
}

/** Every row as long as the longest. */
const pad = (cells: readonly (readonly Cell[])[], columns: number): readonly (readonly Cell[])[] =>
  cells.every((row) => row.length === columns)
    ? cells
    : cells.map((row) => Array.from({ length: columns }, (_, i) => row[i] ?? null));

function blockStyle({ style }: BlockPlan, row: number, column: number): StyleName {
  if (typeof style === "string") return style;
  const own = style[typeof style[0] === "string" ? column : row];
  return (typeof own === "string" ? own : own?.[column]) ?? "plain";
}

/**
 * Writes rows of cells in slices. Formulas and values go the same way: `Range.formulas` takes both, and what is
 * text has its apostrophe.
 */
export async function writeRows(
  context: CellContext,
  top: number,
  left: number,
  rows: readonly (readonly Cell[])[],
  lookAt: (row: number, column: number) => CellLook,
): Promise<void> {
  for (const slice of slicesOf(rows)) {
    const width = slice.rows[0]?.length ?? 0;
    if (width === 0) continue;
    const cells = slice.rows.map((row, i) =>
      row.map((cell, column) => {
        const look = lookAt(slice.start + i, column);
        return literal(dated(cell, look, context.date1904), look);
      }),
    );
    const range = context.sheet.getRangeByIndexes(top + slice.start, left, cells.length, width);
    range.formulas = cells;
    await context.portions.queued(cells.length * width, slice.bytes);
  }
}

const dated = (cell: Cell, look: CellLook, date1904: boolean): Cell =>
  date1904 && typeof cell === "number" && isDateFormat(look.format) ? serialIn(cell, true) : cell;

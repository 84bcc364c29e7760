/** A block of cells copied in Excel (tab-separated), laid into the grid from the cell in hand. Pure. */
import Papa from "papaparse";
import { sheetOf, type SheetKey } from "../../../shared/report/sheets.ts";
import { type Draft, tidied } from "../history/draft.ts";
import type { GridRow } from "./grid-row.ts";
import { newCells, withCells, withNew } from "./unsent.ts";
import type { Unsent } from "./unsent-row.ts";

/** A month has 20 to 500 rows. */
export const MOST_PASTED = 1000;

/** Cells may hold line breaks and tabs: those are quoted, as Excel does. */
export function blockOf(text: string): string[][] {
  const { data } = Papa.parse<string[]>(text, { delimiter: "\t", skipEmptyLines: false });
  // Excel ends the last line too.
  while (data.length > 1 && data.at(-1)?.every((cell) => cell === "")) data.pop();
  return data;
}

/** One cell is typed text, not a block. */
export const isBlock = (block: readonly (readonly string[])[]): boolean =>
  block.length > 1 || (block[0]?.length ?? 0) > 1;

export interface Pasted {
  readonly unsent: Unsent;
  readonly rows: number;
  readonly cells: number;
  /** Columns beyond the grid's right edge. */
  readonly cut: number;
  readonly tooMany: boolean;
}

export interface PasteInto {
  readonly sheet: SheetKey;
  readonly period: string;
  readonly rows: readonly GridRow[];
  /** Where the block's upper left cell goes; at `rows.length` it goes below the last row. */
  readonly row: number;
  readonly column: number;
  newId(): string;
}

/** Goes over rows that are to be deleted; below the last row new rows are made. */
export function pasted(unsent: Unsent, block: readonly (readonly string[])[], into: PasteInto): Pasted {
  const sheet = sheetOf(into.sheet);
  const columns = sheet.columns.slice(into.column);
  const width = Math.max(0, ...block.map((line) => line.length));
  const targets = into.rows.slice(into.row).filter((row) => row.unsent?.deleted !== true);
  const lines = block.slice(0, MOST_PASTED);
  let after = unsent;
  let cells = 0;
  lines.forEach((line, at) => {
    const row = targets[at];
    const before = row?.cells ?? newCells(sheet, into.period);
    let changed: Draft = before;
    columns.forEach(({ key }, index) => {
      const text = line[index];
      if (text === undefined) return;
      changed = tidied(sheet, { ...changed, [key]: text }, key);
      cells += 1;
    });
    if (row) after = withCells(after, row, changed);
    else {
      const period = sheet.rhythm === "standing" ? null : into.period;
      after = withNew(after, { rowId: into.newId(), sheet: sheet.key, period, cells: changed });
    }
  });
  return {
    unsent: after,
    rows: lines.length,
    cells,
    cut: Math.max(0, width - columns.length),
    tooMany: block.length > MOST_PASTED,
  };
}

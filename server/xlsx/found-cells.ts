/** Cells as they are found on a sheet, in any order, and the rectangle around them. */
import type { RawCell, SheetGrid } from "../../shared/report/grid.ts";
import { UnreadableWorkbook } from "./unreadable.ts";

/** Cells that may hold something, and the rectangle around them: a sheet of ours at most has 5,000 rows of 20. */
const MOST_CELLS = 2_000_000;
const MOST_AROUND = 20_000_000;
/** Characters in one cell, and in all of them: the same long text may stand in a million cells. */
const LONGEST_TEXT = 100_000;
const MOST_TEXT = 200_000_000;
const LAST_COLUMN = 16_383;
const LAST_ROW = 1_048_575;

export class FoundCells {
  readonly #rows = new Map<number, RawCell[]>();
  readonly #most: number;
  #cells = 0;
  #text = 0;
  #left = Infinity;
  #right = -1;
  #top = Infinity;
  #bottom = -1;
  /** The row of the last cell: the next one mostly stands in it too. */
  #row = -1;
  #inRow: RawCell[] = [];

  /** @param most only so many rows from the top are wanted */
  constructor(most = LAST_ROW + 1) {
    this.#most = most;
  }

  /**
   * False where the rows that are wanted have been read.
   *
   * @throws UnreadableWorkbook where the cell is off the sheet, or there is more than one could look through
   */
  put(row: number, column: number, value: RawCell): boolean {
    if (row >= this.#most) return false;
    if (row > LAST_ROW || column > LAST_COLUMN)
      throw new UnreadableWorkbook("damaged", "a cell off the sheet");
    if ((this.#cells += 1) > MOST_CELLS) throw new UnreadableWorkbook("too_large", "over 2,000,000 cells");
    if (typeof value === "string") this.#countText(value.length);
    if (row !== this.#row) this.#turnTo(row);
    this.#inRow[column] = value;
    if (column < this.#left) this.#left = column;
    if (column > this.#right) this.#right = column;
    return true;
  }

  #turnTo(row: number): void {
    let cells = this.#rows.get(row);
    if (!cells) this.#rows.set(row, (cells = []));
    this.#row = row;
    this.#inRow = cells;
    if (row < this.#top) this.#top = row;
    if (row > this.#bottom) this.#bottom = row;
  }

  #countText(length: number): void {
    this.#text += length;
    if (length > LONGEST_TEXT || this.#text > MOST_TEXT) {
      throw new UnreadableWorkbook("too_large", "more text than a spreadsheet holds");
    }
  }

  /** @throws UnreadableWorkbook where the cells are too far apart */
  grid(): Pick<SheetGrid, "top" | "left" | "rows"> {
    if (this.#cells === 0) return { top: 0, left: 0, rows: [] };
    const [top, left] = [this.#top, this.#left];
    const width = this.#right - left + 1;
    const height = this.#bottom - top + 1;
    if (width * height > MOST_AROUND) {
      throw new UnreadableWorkbook("too_large", `cells far apart: ${height} rows of ${width}`);
    }
    // One for all: a stray cell at the sheet's end has a million blank rows before it.
    const blank: readonly RawCell[] = Array.from({ length: width }, () => null);
    const rows: (readonly RawCell[])[] = [];
    for (let row = top; row <= this.#bottom; row += 1) {
      const cells = this.#rows.get(row);
      rows.push(cells ? filled(cells, blank, left) : blank);
    }
    return { top, left, rows };
  }
}

function filled(cells: readonly RawCell[], blank: readonly RawCell[], left: number): RawCell[] {
  const line = blank.slice();
  for (let at = 0; at < line.length; at += 1) {
    const cell = cells[left + at];
    if (cell !== undefined) line[at] = cell;
  }
  return line;
}

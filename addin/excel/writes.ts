/** Single cells to be written, gathered so that neighbours in a column go in one request. */
import type { CellLook } from "../../shared/plan/styles.ts";
import { formatGrid } from "./looks.ts";
import type { Portions } from "./run.ts";
import { bytesOf, runsOf } from "./slices.ts";

type Literal = string | number | boolean;

/** Cells one request of a run may hold. */
const LONGEST_RUN = 5000;

export class Writes {
  private readonly columns = new Map<number, Map<number, Literal>>();
  private readonly formats = new Map<number, string>();

  constructor(private readonly worksheet: Excel.Worksheet) {}

  put(row: number, column: number, value: Literal): void {
    const cells = this.columns.get(column);
    if (cells) cells.set(row, value);
    else this.columns.set(column, new Map([[row, value]]));
  }

  /** Cells of this column get this format first: pasting may have changed it, and a number in a text cell is lost. */
  format(column: number, look: CellLook): void {
    if (look.format !== undefined) this.formats.set(column, look.format);
  }

  async flush(portions: Portions): Promise<void> {
    for (const [column, cells] of this.columns) {
      const format = this.formats.get(column);
      for (const { first, last } of runsOf([...cells.keys()].sort((a, b) => a - b))) {
        for (let row = first; row <= last; row += LONGEST_RUN) {
          const rows = Math.min(LONGEST_RUN, last - row + 1);
          const values = Array.from({ length: rows }, (_, i) => [cells.get(row + i) ?? ""]);
          const range = this.worksheet.getRangeByIndexes(row, column, rows, 1);
          if (format !== undefined) range.numberFormat = formatGrid(format, { rows, columns: 1 });
          range.values = values;
          await portions.queued(rows, bytesOf(values.flat()));
        }
      }
    }
    this.columns.clear();
  }
}

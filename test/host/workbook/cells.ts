/** What stands in the cells of a sheet; only filled cells cost anything. */
import { ROWS, type Area } from "./area.ts";

export type CellValue = string | number | boolean;

export interface CellContent {
  readonly value: CellValue;
  /** With its `=`. The host computes nothing: `value` is what it was told, else "". */
  readonly formula?: string;
  /** `value` is an error value such as `#N/A`. */
  readonly error?: true;
}

export class Cells {
  private rows = new Map<number, Map<number, CellContent>>();

  at(row: number, column: number): CellContent | undefined {
    return this.rows.get(row)?.get(column);
  }

  put(row: number, column: number, content: CellContent | undefined): void {
    const cells = this.rows.get(row);
    if (content === undefined) {
      cells?.delete(column);
      if (cells?.size === 0) this.rows.delete(row);
    } else if (cells) cells.set(column, content);
    else this.rows.set(row, new Map([[column, content]]));
  }

  /** Filled cells of the area, in no particular order. */
  *in(a: Area): Generator<[row: number, column: number, content: CellContent]> {
    const rows =
      a.bottom - a.top + 1 < this.rows.size
        ? Array.from({ length: a.bottom - a.top + 1 }, (_, i) => a.top + i)
        : [...this.rows.keys()].filter((row) => row >= a.top && row <= a.bottom);
    for (const row of rows) {
      for (const [column, content] of this.rows.get(row) ?? []) {
        if (column >= a.left && column <= a.right) yield [row, column, content];
      }
    }
  }

  isBlank(a: Area): boolean {
    return this.in(a).next().done === true;
  }

  /** The smallest area with all filled cells of `a`; null when there is none. */
  used(a: Area): Area | null {
    let top = ROWS;
    let left = Infinity;
    let bottom = -1;
    let right = -1;
    for (const [row, column] of this.in(a)) {
      top = Math.min(top, row);
      bottom = Math.max(bottom, row);
      left = Math.min(left, column);
      right = Math.max(right, column);
    }
    return bottom < 0 ? null : { top, left, bottom, right };
  }

  clear(a: Area): void {
    for (const [row, column] of [...this.in(a)]) this.put(row, column, undefined);
  }

  /** Moves the filled cells of the area; a cell for which `to` gives null is lost. */
  move(a: Area, to: (row: number, column: number) => readonly [number, number] | null): void {
    const moving = [...this.in(a)];
    for (const [row, column] of moving) this.put(row, column, undefined);
    for (const [row, column, content] of moving) {
      const target = to(row, column);
      if (target) this.put(target[0], target[1], content);
    }
  }

  map(change: (content: CellContent, row: number, column: number) => CellContent): void {
    for (const [row, cells] of this.rows) {
      for (const [column, content] of cells) cells.set(column, change(content, row, column));
    }
  }
}

/**
 * Something every cell of a sheet may have (a look, a validation), kept as runs of rows per column, so that a
 * column of a million cells costs one entry.
 */
import { COLUMNS, ROWS, type Area } from "./area.ts";

export interface Run<T> {
  readonly top: number;
  readonly bottom: number;
  readonly value: T;
}

export class Plane<T> {
  /** For columns that have no runs of their own: what was painted across all of the sheet's columns. */
  private base: readonly Run<T>[] = [];
  private readonly columns = new Map<number, readonly Run<T>[]>();

  at(row: number, column: number): T | undefined {
    const runs = this.runs(column);
    let low = 0;
    let high = runs.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const run = runs[middle];
      if (!run) return undefined;
      if (row < run.top) high = middle - 1;
      else if (row > run.bottom) low = middle + 1;
      else return run.value;
    }
    return undefined;
  }

  runs(column: number): readonly Run<T>[] {
    return this.columns.get(column) ?? this.base;
  }

  baseRuns(): readonly Run<T>[] {
    return this.base;
  }

  /** Columns that differ, or may differ, from the rest of the sheet. */
  usedColumns(): number[] {
    return [...this.columns.keys()].sort((a, b) => a - b);
  }

  /** Replaces what each cell of the area has; `undefined` takes it away. */
  paint(a: Area, change: (old: T | undefined) => T | undefined): void {
    if (a.left === 0 && a.right === COLUMNS - 1) {
      this.base = repaint(this.base, a.top, a.bottom, change);
      for (const [column, runs] of this.columns)
        this.columns.set(column, repaint(runs, a.top, a.bottom, change));
      return;
    }
    for (let column = a.left; column <= a.right; column++) {
      this.columns.set(column, repaint(this.runs(column), a.top, a.bottom, change));
    }
  }

  /** Distinct values found in the area, `undefined` among them where a cell has none. */
  valuesIn(a: Area): Set<T | undefined> {
    const found = new Set<T | undefined>();
    for (let column = a.left; column <= a.right; column++) {
      if (a.right - a.left > 64 && !this.columns.has(column) && column !== a.left) continue;
      let covered = a.top;
      for (const run of this.runs(column)) {
        if (run.bottom < a.top || run.top > a.bottom) continue;
        if (run.top > covered) found.add(undefined);
        found.add(run.value);
        covered = run.bottom + 1;
      }
      if (covered <= a.bottom) found.add(undefined);
    }
    return found;
  }

  /**
   * Rows from `row` on move down by `count`; the new rows take after the row above, as in Excel, or after the row
   * below, as Excel does for a row put first into a table.
   */
  insertRows(row: number, count: number, left: number, right: number, like: "above" | "below"): void {
    this.each(left, right, (runs) => {
      const moved = runs.flatMap((run): Run<T>[] => {
        if (run.bottom < row) {
          const joins = like === "above" && run.bottom === row - 1;
          return [joins ? { ...run, bottom: limit(run.bottom + count) } : run];
        }
        if (run.top === row && like === "below") return [{ ...run, bottom: limit(run.bottom + count) }];
        if (run.top >= row) return [{ ...run, top: run.top + count, bottom: limit(run.bottom + count) }];
        return [{ ...run, bottom: limit(run.bottom + count) }];
      });
      return moved.filter((run) => run.top < ROWS);
    });
  }

  deleteRows(row: number, count: number, left: number, right: number): void {
    const end = row + count;
    const after = (n: number) => (n < row ? n : Math.max(row, n - count));
    this.each(left, right, (runs) =>
      runs.flatMap((run): Run<T>[] => {
        if (run.top >= row && run.bottom < end) return [];
        // A run that reaches the bottom of the sheet goes on doing so: Excel fills the freed rows alike.
        const bottom =
          run.bottom === ROWS - 1
            ? ROWS - 1
            : run.bottom < row
              ? run.bottom
              : Math.max(row - 1, run.bottom - count);
        const top = after(run.top);
        return top > bottom ? [] : [{ ...run, top, bottom }];
      }),
    );
  }

  insertColumns(column: number, count: number, top: number, bottom: number): void {
    this.shiftColumns((c) => (c < column ? c : c + count), top, bottom, column - 1, column, count);
  }

  deleteColumns(column: number, count: number, top: number, bottom: number): void {
    this.shiftColumns(
      (c) => (c < column ? c : c < column + count ? null : c - count),
      top,
      bottom,
      null,
      column,
      count,
    );
  }

  /** Rearranges rows `top…` of the columns: the row at `top + i` becomes what `top + order[i]` was. */
  reorder(top: number, order: readonly number[], left: number, right: number): void {
    for (let column = left; column <= right; column++) {
      if (this.runs(column).every((run) => run.top <= top && run.bottom >= top + order.length - 1)) continue;
      const old = order.map((from) => this.at(top + from, column));
      old.forEach((value, i) => {
        this.paint({ top: top + i, bottom: top + i, left: column, right: column }, () => value);
      });
    }
  }

  private each(left: number, right: number, change: (runs: readonly Run<T>[]) => readonly Run<T>[]): void {
    if (left === 0 && right === COLUMNS - 1) {
      this.base = change(this.base);
      for (const [column, runs] of this.columns) this.columns.set(column, change(runs));
      return;
    }
    for (let column = left; column <= right; column++) {
      const runs = this.runs(column);
      if (runs.length > 0) this.columns.set(column, change(runs));
    }
  }

  private shiftColumns(
    to: (column: number) => number | null,
    top: number,
    bottom: number,
    pattern: number | null,
    at: number,
    count: number,
  ): void {
    const old = new Map(this.columns);
    const from = (column: number) => old.get(column) ?? this.base;
    const highest = Math.max(at, ...old.keys());
    const moved = new Map<number, readonly Run<T>[]>();
    for (let column = at; column <= highest; column++) {
      const target = to(column);
      if (target !== null && target < COLUMNS) moved.set(target, from(column));
    }
    for (let i = 0; i < count && pattern !== null; i++)
      moved.set(at + i, pattern < 0 ? this.base : from(pattern));
    for (let column = at; column <= highest + count; column++) {
      if (column >= COLUMNS) break;
      const source = moved.get(column) ?? this.base;
      let runs = from(column);
      runs = repaint(runs, top, bottom, () => undefined);
      for (const run of source) {
        const first = Math.max(run.top, top);
        const last = Math.min(run.bottom, bottom);
        if (first <= last) runs = repaint(runs, first, last, () => run.value);
      }
      this.columns.set(column, runs);
    }
  }
}

const limit = (row: number): number => Math.min(row, ROWS - 1);

function repaint<T>(
  runs: readonly Run<T>[],
  top: number,
  bottom: number,
  change: (old: T | undefined) => T | undefined,
): readonly Run<T>[] {
  const painted: Run<T>[] = [];
  const add = (first: number, last: number, value: T | undefined) => {
    if (first > last || value === undefined) return;
    const previous = painted.at(-1);
    if (previous && previous.bottom === first - 1 && previous.value === value) {
      painted[painted.length - 1] = { top: previous.top, bottom: last, value };
    } else painted.push({ top: first, bottom: last, value });
  };
  const within: Run<T>[] = [];
  for (const run of runs) {
    if (run.top < top) add(run.top, Math.min(run.bottom, top - 1), run.value);
    if (run.bottom >= top && run.top <= bottom) within.push(run);
  }
  let next = top;
  for (const run of within) {
    add(next, run.top - 1, change(undefined));
    add(Math.max(run.top, top), Math.min(run.bottom, bottom), change(run.value));
    next = Math.min(run.bottom, bottom) + 1;
  }
  add(next, bottom, next <= bottom ? change(undefined) : undefined);
  for (const run of runs) if (run.bottom > bottom) add(Math.max(run.top, bottom + 1), run.bottom, run.value);
  return painted;
}

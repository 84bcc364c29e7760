/** Large rectangles cut into slices that fit one request. */

const MAX_CELLS = 20_000;
const MAX_BYTES = 900_000;
/** Read with values and formulas, a cell of a report takes up to some 150 bytes of the answer's 5 MB. */
const MAX_READ_CELLS = 12_000;

interface Slice<T> {
  /** Index of its first row. */
  readonly start: number;
  readonly rows: readonly T[];
  readonly bytes: number;
}

/** Cuts rows of cells so that each slice stays below 20,000 cells and about a megabyte. */
export function* slicesOf<T extends readonly unknown[]>(rows: readonly T[]): Generator<Slice<T>> {
  let start = 0;
  let bytes = 0;
  let cells = 0;
  for (const [index, row] of rows.entries()) {
    const size = bytesOf(row);
    if (index > start && (cells + row.length > MAX_CELLS || bytes + size > MAX_BYTES)) {
      yield { start, rows: rows.slice(start, index), bytes };
      start = index;
      bytes = 0;
      cells = 0;
    }
    bytes += size;
    cells += row.length;
  }
  if (start < rows.length) yield { start, rows: rows.slice(start), bytes };
}

/** Roughly the bytes of a row as JSON: a Chinese character takes three. */
export function bytesOf(row: readonly unknown[]): number {
  let bytes = 2;
  for (const cell of row) bytes += typeof cell === "string" ? cell.length * 3 + 3 : 12;
  return bytes;
}

/** How many rows of so many columns one reading takes. */
const rowsPerRead = (columns: number): number =>
  Math.max(1, Math.floor(MAX_READ_CELLS / Math.max(1, columns)));

/** `[0, 500], [500, 120]` for 620 rows of a width that allows 500. */
export function* readSlices(rows: number, columns: number): Generator<{ start: number; count: number }> {
  const step = rowsPerRead(columns);
  for (let start = 0; start < rows; start += step) yield { start, count: Math.min(step, rows - start) };
}

/** Neighbouring numbers as runs: `[3, 4, 5, 9]` is `[3, 5]` and `[9, 9]`. The numbers come sorted. */
export function runsOf(sorted: readonly number[]): { first: number; last: number }[] {
  const runs: { first: number; last: number }[] = [];
  for (const n of sorted) {
    const run = runs.at(-1);
    if (run && n === run.last + 1) run.last = n;
    else runs.push({ first: n, last: n });
  }
  return runs;
}

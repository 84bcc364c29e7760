/** A1 addresses. Rows and columns count from 0. */

/** The last row of a worksheet, as written in A1. */
export const LAST_ROW = 1_048_576;

/** `columnName(0)` is `A`, `columnName(27)` is `AB`. */
export function columnName(column: number): string {
  let name = "";
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26)) {
    name = String.fromCharCode(65 + ((n - 1) % 26)) + name;
  }
  return name;
}

/** `columnIndex("AB")` is 27. */
export function columnIndex(name: string): number {
  let n = 0;
  // Without its bit of 32 a small letter is a capital one.
  for (let i = 0; i < name.length; i += 1) n = n * 26 + ((name.charCodeAt(i) & ~32) - 64);
  return n - 1;
}

/** `cellAddress(0, 2)` is `C1`. */
export const cellAddress = (row: number, column: number): string => `${columnName(column)}${row + 1}`;

/** `rangeAddress(0, 0, 2, 3)` — from A1, two rows, three columns — is `A1:C2`. */
export const rangeAddress = (row: number, column: number, rows: number, columns: number): string =>
  `${cellAddress(row, column)}:${cellAddress(row + rows - 1, column + columns - 1)}`;

/** A sheet name as formulas write it: quoted, inner quotes doubled. */
export const quoteSheet = (name: string): string =>
  /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : `'${name.replaceAll("'", "''")}'`;

export interface Rect {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** Reads `B2:C9`, `$B$2:$C$9` or `B2`. */
export function parseRange(address: string): Rect {
  const match = /^\$?([A-Za-z]{1,3})\$?(\d+)(?::\$?([A-Za-z]{1,3})\$?(\d+))?$/.exec(address);
  if (!match) throw new RangeError(`not an A1 range: ${address}`);
  const [, c1 = "A", r1 = "1", c2 = c1, r2 = r1] = match;
  const row = Number(r1) - 1;
  const column = columnIndex(c1);
  return { row, column, rows: Number(r2) - row, columns: columnIndex(c2) - column + 1 };
}

/** Rectangles of cells and their A1 addresses. Rows and columns count from 0, ends are included. */

export const ROWS = 1_048_576;
export const COLUMNS = 16_384;

export interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export const area = (top: number, left: number, rows: number, columns: number): Area => ({
  top,
  left,
  bottom: top + rows - 1,
  right: left + columns - 1,
});

export const rowsOf = (a: Area): number => a.bottom - a.top + 1;
export const columnsOf = (a: Area): number => a.right - a.left + 1;
export const isWholeColumns = (a: Area): boolean => a.top === 0 && a.bottom === ROWS - 1;
export const isWholeRows = (a: Area): boolean => a.left === 0 && a.right === COLUMNS - 1;
export const isUnbounded = (a: Area): boolean => isWholeColumns(a) || isWholeRows(a);
export const isOneCell = (a: Area): boolean => a.top === a.bottom && a.left === a.right;

export const isOnSheet = (a: Area): boolean =>
  a.top >= 0 && a.left >= 0 && a.bottom < ROWS && a.right < COLUMNS && a.top <= a.bottom && a.left <= a.right;

export function intersection(a: Area, b: Area): Area | null {
  const found = {
    top: Math.max(a.top, b.top),
    left: Math.max(a.left, b.left),
    bottom: Math.min(a.bottom, b.bottom),
    right: Math.min(a.right, b.right),
  };
  return found.top <= found.bottom && found.left <= found.right ? found : null;
}

export const bounding = (a: Area, b: Area): Area => ({
  top: Math.min(a.top, b.top),
  left: Math.min(a.left, b.left),
  bottom: Math.max(a.bottom, b.bottom),
  right: Math.max(a.right, b.right),
});

export const contains = (outer: Area, inner: Area): boolean =>
  outer.top <= inner.top &&
  outer.left <= inner.left &&
  outer.bottom >= inner.bottom &&
  outer.right >= inner.right;

export const holds = (a: Area, row: number, column: number): boolean =>
  row >= a.top && row <= a.bottom && column >= a.left && column <= a.right;

export function columnName(column: number): string {
  let name = "";
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26)) {
    name = String.fromCharCode(65 + ((n - 1) % 26)) + name;
  }
  return name;
}

export function columnNumber(name: string): number {
  let n = 0;
  for (const letter of name.toUpperCase()) n = n * 26 + letter.charCodeAt(0) - 64;
  return n - 1;
}

/** `B2`, `B2:C9`, `A:C` or `3:4`, as Excel itself writes an address without its sheet. */
export function addressOf(a: Area): string {
  if (isWholeColumns(a)) return `${columnName(a.left)}:${columnName(a.right)}`;
  if (isWholeRows(a)) return `${a.top + 1}:${a.bottom + 1}`;
  const first = `${columnName(a.left)}${a.top + 1}`;
  return isOneCell(a) ? first : `${first}:${columnName(a.right)}${a.bottom + 1}`;
}

/** A sheet name as an address writes it: quoted where Excel quotes it. */
export const quoted = (sheet: string): string =>
  /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(sheet) && !/^[A-Za-z]{1,3}\d+$/.test(sheet)
    ? sheet
    : `'${sheet.replaceAll("'", "''")}'`;

const CELL = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?$/;
const WHOLE_COLUMNS = /^\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})$/;
const WHOLE_ROWS = /^\$?(\d{1,7}):\$?(\d{1,7})$/;

/** Reads an address without its sheet; null when it is none. */
export function parseArea(address: string): Area | null {
  const cell = CELL.exec(address);
  if (cell) {
    const [, c1 = "", r1 = "", c2 = c1, r2 = r1] = cell;
    return ordered(Number(r1) - 1, columnNumber(c1), Number(r2) - 1, columnNumber(c2));
  }
  const columns = WHOLE_COLUMNS.exec(address);
  if (columns) return ordered(0, columnNumber(columns[1] ?? ""), ROWS - 1, columnNumber(columns[2] ?? ""));
  const rows = WHOLE_ROWS.exec(address);
  return rows ? ordered(Number(rows[1]) - 1, 0, Number(rows[2]) - 1, COLUMNS - 1) : null;
}

function ordered(row1: number, column1: number, row2: number, column2: number): Area | null {
  const found = {
    top: Math.min(row1, row2),
    left: Math.min(column1, column2),
    bottom: Math.max(row1, row2),
    right: Math.max(column1, column2),
  };
  return isOnSheet(found) ? found : null;
}

/** `'a b'!A1` → sheet `a b` and `A1`; an address without a sheet gives null for it. */
export function splitSheet(reference: string): { sheet: string | null; address: string } {
  const match = /^(?:'((?:[^']|'')+)'|([^'!]+))!(.+)$/.exec(reference);
  if (!match) return { sheet: null, address: reference };
  return { sheet: match[1]?.replaceAll("''", "'") ?? match[2] ?? null, address: match[3] ?? "" };
}

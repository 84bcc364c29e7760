/**
 * Text in a CSV that a spreadsheet would compute on opening the file (OWASP, "CSV injection"): an apostrophe is put
 * before it where we write, and taken away again where we read. The two are each other's inverse for every text,
 * also for one that begins with apostrophes itself: those that stand before such a sign count as the sign does.
 */

/** Excel takes the full-width signs of a Chinese keyboard for the others. */
const COMPUTED = /^'*[=+\-@＝＋－＠\t\r]/;
const GUARDED = /^'(?='*[=+\-@＝＋－＠\t\r])/;

/** `guarded("=1+1")` is `'=1+1`; `guarded("'=1")` is `''=1`; `guarded("'撇号")` is `'撇号`. */
export const guarded = (text: string): string => (COMPUTED.test(text) ? `'${text}` : text);

/** A cell as it may be written: numbers and the like are left as they are. */
export const guardedCell = <Cell>(cell: Cell): Cell | string =>
  typeof cell === "string" ? guarded(cell) : cell;

/** `unguarded("'=1+1")` is `=1+1`; `unguarded("'撇号")` is `'撇号`. */
export const unguarded = (cell: string): string => (cell.startsWith("'") ? cell.replace(GUARDED, "") : cell);

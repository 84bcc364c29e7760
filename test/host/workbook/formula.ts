/** References inside formulas: found, moved with their cell, kept right when rows and columns move. */
import {
  COLUMNS,
  ROWS,
  addressOf,
  columnName,
  columnNumber,
  isWholeColumns,
  isWholeRows,
  quoted,
  type Area,
} from "./area.ts";

export interface Reference {
  readonly sheet: string | null;
  readonly area: Area;
  /** Which of top, left, bottom, right are absolute (`$`). */
  readonly fixed: {
    readonly top: boolean;
    readonly left: boolean;
    readonly bottom: boolean;
    readonly right: boolean;
  };
  readonly start: number;
  readonly end: number;
}

const SHEET = String.raw`(?:(?:'((?:[^']|'')+)'|([\p{L}_][\p{L}\p{N}_.]*))!)?`;
const CELL = String.raw`(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})(?::(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7}))?`;
const WHOLE = String.raw`(\$?)([A-Za-z]{1,3}):(\$?)([A-Za-z]{1,3})`;
const ROW_SPAN = String.raw`(\$?)(\d{1,7}):(\$?)(\d{1,7})`;
const TOKEN = new RegExp(
  String.raw`"(?:[^"]|"")*"|${SHEET}(?:${CELL}|${WHOLE}|${ROW_SPAN})(?![\p{L}\p{N}_.(!])|[\p{L}_\\][\p{L}\p{N}_.\\]*|\d+(?:\.\d+)?`,
  "gu",
);

/** All A1 references of a formula, in order; those inside quoted text are not references. */
export function references(formula: string): Reference[] {
  const found: Reference[] = [];
  for (const match of formula.matchAll(TOKEN)) {
    const reference = read(match);
    if (reference) found.push(reference);
  }
  return found;
}

function read(match: RegExpMatchArray): Reference | null {
  const groups = match.slice(1);
  const [quotedSheet, plainSheet, c1f, c1, r1f, r1, c2f, c2, r2f, r2, w1f, w1, w2f, w2, s1f, s1, s2f, s2] =
    groups;
  const start = match.index ?? 0;
  const place = {
    sheet: quotedSheet?.replaceAll("''", "'") ?? plainSheet ?? null,
    start,
    end: start + match[0].length,
  };
  if (c1 !== undefined && r1 !== undefined) {
    const right = columnNumber(c2 ?? c1);
    const bottom = Number(r2 ?? r1) - 1;
    const found = { top: Number(r1) - 1, left: columnNumber(c1), bottom, right };
    if (right >= COLUMNS || bottom >= ROWS) return null;
    const fixed = {
      top: r1f === "$",
      left: c1f === "$",
      bottom: (r2 === undefined ? r1f : r2f) === "$",
      right: (c2 === undefined ? c1f : c2f) === "$",
    };
    return { ...place, area: found, fixed };
  }
  if (w1 !== undefined && w2 !== undefined) {
    return {
      ...place,
      area: { top: 0, left: columnNumber(w1), bottom: ROWS - 1, right: columnNumber(w2) },
      fixed: { top: true, left: w1f === "$", bottom: true, right: w2f === "$" },
    };
  }
  if (s1 !== undefined && s2 !== undefined) {
    return {
      ...place,
      area: { top: Number(s1) - 1, left: 0, bottom: Number(s2) - 1, right: COLUMNS - 1 },
      fixed: { top: s1f === "$", left: true, bottom: s2f === "$", right: true },
    };
  }
  return null;
}

/** A formula with each reference replaced; null writes `#REF!`. */
export function rewrite(formula: string, change: (reference: Reference) => Reference | null): string {
  let written = "";
  let position = 0;
  for (const reference of references(formula)) {
    const next = change(reference);
    written += formula.slice(position, reference.start);
    written += next ? textOf(next) : "#REF!";
    position = reference.end;
  }
  return written + formula.slice(position);
}

function textOf({ sheet, area, fixed }: Reference): string {
  const prefix = sheet === null ? "" : `${quoted(sheet)}!`;
  const column = (n: number, absolute: boolean) => `${absolute ? "$" : ""}${columnName(n)}`;
  const row = (n: number, absolute: boolean) => `${absolute ? "$" : ""}${n + 1}`;
  if (isWholeColumns(area))
    return `${prefix}${column(area.left, fixed.left)}:${column(area.right, fixed.right)}`;
  if (isWholeRows(area)) return `${prefix}${row(area.top, fixed.top)}:${row(area.bottom, fixed.bottom)}`;
  const first = column(area.left, fixed.left) + row(area.top, fixed.top);
  const last = column(area.right, fixed.right) + row(area.bottom, fixed.bottom);
  return prefix + (first === last ? first : `${first}:${last}`);
}

/** The formula as Excel reads it `rows` further down and `columns` further right. */
export function relocated(formula: string, rows: number, columns: number): string {
  if (rows === 0 && columns === 0) return formula;
  const wrap = (n: number, size: number) => ((n % size) + size) % size;
  return rewrite(formula, ({ area, fixed, ...rest }) => ({
    ...rest,
    fixed,
    area: {
      top: fixed.top ? area.top : wrap(area.top + rows, ROWS),
      bottom: fixed.bottom ? area.bottom : wrap(area.bottom + rows, ROWS),
      left: fixed.left ? area.left : wrap(area.left + columns, COLUMNS),
      right: fixed.right ? area.right : wrap(area.right + columns, COLUMNS),
    },
  }));
}

/** `='My sheet'!$A$1:$B$9`, as a name or a chart's series refers to an area. */
export const absolute = (sheet: string, area: Area): string => {
  const address = addressOf(area).replace(/([A-Z]+)(\d+)/g, "$$$1$$$2");
  const whole = /\d/.test(addressOf(area)) && !/[A-Z]/.test(addressOf(area));
  return `=${quoted(sheet)}!${whole ? address.replace(/(\d+)/g, "$$$1") : /\d/.test(address) ? address : address.replace(/([A-Z]+)/g, "$$$1")}`;
};

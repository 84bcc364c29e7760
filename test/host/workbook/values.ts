/** What formulas compute with: single values, ranges, and error values on their way. */
import { COLUMNS, ROWS, area as areaOf, isOneCell, type Area } from "./area.ts";
import type { Sheet } from "./sheet.ts";
import type { Workbook } from "./workbook.ts";

export type Value = string | number | boolean | null | Span;

export interface Place {
  readonly book: Workbook;
  readonly sheet: Sheet;
}

export interface Span {
  readonly sheet: Sheet;
  readonly area: Area;
}

export class CannotEvaluate extends Error {}

/** An error value inside a formula: `IFERROR` catches it. */
export class ErrorValue extends Error {}

export const isSpan = (value: Value): value is Span => typeof value === "object" && value !== null;

/** A single value; a range of one cell gives its cell's. */
export function scalar(value: Value): string | number | boolean | null {
  if (!isSpan(value)) return value;
  const content = value.sheet.cells.at(value.area.top, value.area.left);
  if (content?.error) throw new ErrorValue(String(content.value));
  if (!isOneCell(value.area)) throw new CannotEvaluate("a range where one value is wanted");
  return content?.value ?? null;
}

export function numeric(value: Value): number {
  const one = scalar(value);
  const number = one === null || one === "" ? 0 : Number(one);
  if (Number.isNaN(number)) throw new ErrorValue("#VALUE!");
  return number;
}

/** The cells of a span as values, row by row; columns and rows beyond the filled ones are left out. */
export function valuesOf({ sheet, area }: Span): (string | number | boolean | null)[] {
  const used = sheet.cells.used(area);
  const bottom = area.bottom === ROWS - 1 ? (used?.bottom ?? area.top) : area.bottom;
  const right = area.right === COLUMNS - 1 ? (used?.right ?? area.left) : area.right;
  const found: (string | number | boolean | null)[] = [];
  for (let row = area.top; row <= bottom; row++) {
    for (let column = area.left; column <= right; column++)
      found.push(sheet.cells.at(row, column)?.value ?? null);
  }
  return found;
}

export function offset(from: Span, rows: number, columns: number, height: number, width: number): Span {
  const moved = areaOf(from.area.top + rows, from.area.left + columns, height, width);
  if (height < 1 || width < 1 || moved.top < 0 || moved.left < 0) throw new ErrorValue("#REF!");
  return { sheet: from.sheet, area: moved };
}

export function compare(op: string, a: Value, b: Value): boolean {
  const rank = (value: Value) => (typeof value === "number" ? 0 : typeof value === "string" ? 1 : 2);
  const fill = (value: Value, other: Value): Value =>
    value === null ? (typeof other === "string" ? "" : typeof other === "boolean" ? false : 0) : value;
  const left = fill(a, b);
  const right = fill(b, a);
  const order =
    rank(left) !== rank(right)
      ? rank(left) - rank(right)
      : typeof left === "string" && typeof right === "string"
        ? left.toLowerCase() === right.toLowerCase()
          ? 0
          : left.toLowerCase() < right.toLowerCase()
            ? -1
            : 1
        : Number(left) - Number(right);
  const outcomes: Readonly<Record<string, boolean>> = {
    "=": order === 0,
    "<>": order !== 0,
    "<": order < 0,
    ">": order > 0,
    "<=": order <= 0,
    ">=": order >= 0,
  };
  return outcomes[op] ?? false;
}

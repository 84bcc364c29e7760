/**
 * What is handed to `Range.values` so that the cell holds exactly the plan's value. Excel reads what it is given as
 * if it were typed: `=1+1` would become a formula, `00123` a number, `3-4` a date.
 */
import type { Cell } from "../../shared/plan/plan.ts";
import { type CellLook, TEXT_FORMAT } from "../../shared/plan/styles.ts";

/** A sign that starts a formula, an apostrophe that Excel would swallow, or an error's name. */
const STARTS_AS_ELSE = /^\s*[=+\-@'#]/u;
/** Digits of any script, Chinese ones before a unit of time, and truth values can be read as numbers or dates. */
const LOOKS_LIKE_ELSE = /\p{Nd}|[〇一二三四五六七八九十][年月日点时]|^\s*(true|false)\s*$/iu;

/** Excel takes at most so many characters in a cell. */
const MAX_TEXT = 32_767;

/**
 * In a cell formatted as text only a first sign needs the apostrophe; elsewhere anything that could be read as a
 * number, date or truth value gets it. The apostrophe is not part of the cell's value.
 */
export function literal(cell: Cell, look: CellLook): string | number | boolean {
  if (cell === null) return "";
  if (typeof cell === "object") return cell.formula;
  if (typeof cell !== "string") return cell;
  const text = cell.length > MAX_TEXT ? cell.slice(0, MAX_TEXT) : cell;
  if (STARTS_AS_ELSE.test(text)) return `'${text}`;
  return look.format !== TEXT_FORMAT && LOOKS_LIKE_ELSE.test(text) ? `'${text}` : text;
}

/** For a cell whose format nobody knows, since people paste over formats. */
export const literalAnywhere = (cell: Cell): string | number | boolean => literal(cell, {});

const DAYS_1904 = 1462;

/** Does this format show a number as a date? */
export const isDateFormat = (format: string | undefined): boolean => /yy|dd/.test(format ?? "");

/** A date's serial number (1900 system) in the workbook's own date system. */
export const serialIn = (serial: number, date1904: boolean): number =>
  date1904 ? serial - DAYS_1904 : serial;

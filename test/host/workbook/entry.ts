/**
 * What Excel makes of text put into a cell, by typing or through the API: the same rules for both. Text that looks
 * like a number, a date, a percentage or a truth value becomes one, unless the cell is formatted as text.
 */
import type { CellContent } from "./cells.ts";

export interface Entry {
  /** Undefined empties the cell. */
  readonly content: CellContent | undefined;
  /** The number format that Excel gives a General cell along with the value. */
  readonly format?: string;
}

export const ERRORS = ["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"];
export const MOST_CHARACTERS = 32_767;

export function entry(given: unknown, numberFormat: string, date1904: boolean, today: Date): Entry {
  if (given === "" || given === undefined) return { content: undefined };
  if (typeof given === "number" || typeof given === "boolean") return { content: { value: given } };
  const text = String(given);
  if (numberFormat === "@") return { content: { value: text.startsWith("'") ? text.slice(1) : text } };
  if (text.startsWith("'")) return { content: { value: text.slice(1) } };
  if (text.startsWith("=") && text.length > 1) return { content: { value: "", formula: text } };
  if (ERRORS.includes(text.toUpperCase())) return { content: { value: text.toUpperCase(), error: true } };
  const read = number(text.trim()) ?? dateOrTime(text.trim(), date1904, today);
  if (read) return { content: { value: read.value }, ...(read.format ? { format: read.format } : {}) };
  if (/^(true|false)$/i.test(text.trim()))
    return { content: { value: text.trim().toLowerCase() === "true" } };
  // Excel takes what starts like a formula for one: "+A1" and "-A1" are formulas, "- a note" is refused.
  if (/^[+-][A-Za-z0-9("$]/.test(text) && /^[+-][A-Za-z$]{1,4}\$?\d+\b|^[+-]\w+\(/.test(text)) {
    return { content: { value: "", formula: `=${text}` } };
  }
  return { content: { value: text } };
}

interface Read {
  readonly value: number;
  readonly format?: string;
}

function number(text: string): Read | null {
  const match =
    /^([+-]?)([¥$￥])?([+-]?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)(e[+-]?\d+)?(%?)$/i.exec(text) ??
    /^\(()()()((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)()()\)$/.exec(text);
  if (!match) return null;
  const [, sign1 = "", currency = "", sign2 = "", digits = "", exponent = "", percent = ""] = match;
  const negative = sign1 === "-" || sign2 === "-" || text.startsWith("(");
  const size = Number(significant(digits.replaceAll(",", "")) + exponent);
  const value = (negative ? -size : size) / (percent ? 100 : 1);
  if (!Number.isFinite(value)) return null;
  if (percent) return { value, format: digits.includes(".") ? "0.00%" : "0%" };
  if (exponent) return { value, format: "0.00E+00" };
  const decimals = digits.includes(".") ? "0.00" : "0";
  if (currency) return { value, format: `${currency}#,##${decimals}` };
  return digits.includes(",") ? { value, format: `#,##${decimals}` } : { value };
}

/** Excel keeps 15 digits; a longer number, such as an identity card's, loses the rest. */
function significant(digits: string): string {
  let kept = 0;
  let written = "";
  for (const digit of digits) {
    if (digit === ".") written += digit;
    else if (kept < 15) {
      written += digit;
      if (kept > 0 || digit !== "0") kept++;
    } else written += "0";
  }
  return written;
}

function dateOrTime(text: string, date1904: boolean, today: Date): Read | null {
  const [, day = "", time = ""] =
    /^(.*?)(?:(?:^|[ T])(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?$/.exec(text) ?? [];
  const fraction = time === "" ? 0 : timeOf(time);
  if (fraction === null) return null;
  if (day === "")
    return time === "" ? null : { value: fraction, format: time.split(":").length > 2 ? "h:mm:ss" : "h:mm" };
  const date = dayOf(day, today);
  if (!date) return null;
  const serial = serialOf(date.year, date.month, date.day, date1904);
  if (serial === null) return null;
  return { value: serial + fraction, format: time === "" ? date.format : "yyyy/m/d h:mm" };
}

function timeOf(text: string): number | null {
  const [h = 0, m = 0, s = 0] = text.split(":").map(Number);
  return h < 24 && m < 60 && s < 60 ? (h * 3600 + m * 60 + s) / 86_400 : null;
}

function dayOf(
  text: string,
  today: Date,
): { year: number; month: number; day: number; format: string } | null {
  const full = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})$/.exec(text);
  if (full)
    return { year: Number(full[1]), month: Number(full[3]), day: Number(full[4]), format: "yyyy/m/d" };
  const chinese = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/.exec(text);
  if (chinese) {
    return {
      year: Number(chinese[1]),
      month: Number(chinese[2]),
      day: Number(chinese[3]),
      format: 'yyyy"年"m"月"d"日"',
    };
  }
  const month = /^(\d{4})(?:[-/](\d{1,2})|年(\d{1,2})月)$/.exec(text);
  if (month) return { year: Number(month[1]), month: Number(month[2] ?? month[3]), day: 1, format: "mmm-yy" };
  const short = /^(\d{1,2})[-/](\d{1,2})$/.exec(text) ?? /^(\d{1,2})月(\d{1,2})日$/.exec(text);
  if (short) {
    return {
      year: today.getFullYear(),
      month: Number(short[1]),
      day: Number(short[2]),
      format: 'm"月"d"日"',
    };
  }
  return null;
}

/** The serial number of a day; null for a day there is none of. */
export function serialOf(year: number, month: number, day: number, date1904: boolean): number | null {
  const at = new Date(Date.UTC(year, month - 1, day));
  if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return null;
  const days = Math.round(at.getTime() / 86_400_000);
  const serial = date1904 ? days + 24_107 : days + 25_569;
  // The 1900 system counts a 29 February 1900 that never was.
  const corrected = !date1904 && serial < 61 ? serial - 1 : serial;
  return corrected >= (date1904 ? 0 : 1) && year <= 9999 ? corrected : null;
}

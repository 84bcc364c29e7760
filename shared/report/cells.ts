/**
 * Cell ↔ value. Whatever a cell holds — a serial number, text that looks like a number, full-width digits, odd
 * spaces — becomes the column's value here, and nowhere else.
 */
import type { Cell } from "../plan/plan.ts";
import { readChoice } from "./choices.ts";
import { dateOfSerial, isPeriod, monthOf, readDate, readPeriod, serialOf } from "./dates.ts";
import type { RawCell } from "./grid.ts";
import { error, type Fault, warning } from "./issue.ts";
import { readAmount, readWhole } from "./numbers.ts";
import type { Column } from "./sheets.ts";
import type { Reading, Value } from "./value.ts";

export interface ReadingContext {
  readonly date1904?: boolean;
}

const MAX_TEXT = 2000;

const none: readonly Fault[] = [];
const ok = (value: Value): Reading => ({ value, faults: none });
const bad = (column: Column, value: Value, fault: Fault): Reading => ({
  value,
  faults: [{ ...fault, column: column.key }],
});

/**
 * Reads one cell. A formula counts by its cached value, with a warning; an error cell (#N/A) is an error and
 * reads as empty. A value that cannot be read comes back as the text it was, so that nothing typed is lost.
 */
export function readCell(column: Column, raw: RawCell, context: ReadingContext = {}): Reading {
  if (raw === null || typeof raw !== "object") return readValue(column, raw, context);
  if ("error" in raw) return bad(column, null, error("", "cell_error", { text: raw.error }));
  // Written by a program that does not compute: what it would come to is not known, and empty it is not.
  if (raw.value === null) return bad(column, null, error("", "formula_uncomputed"));
  const reading = readValue(column, raw.value, context);
  return {
    value: reading.value,
    faults: [...reading.faults, warning(column.key, "cell_formula", { text: raw.formula })],
  };
}

/**
 * Reads a scalar from a cell, a CSV field or JSON into the column's normal form. An empty one reads as null, also
 * where the column is required: whether a row is complete is for `checkRow` to say.
 */
export function readValue(column: Column, input: unknown, context: ReadingContext = {}): Reading {
  if (input === null || input === undefined || input === "") return ok(null);
  if (typeof input !== "string" && typeof input !== "number" && typeof input !== "boolean") {
    return bad(column, null, error("", "value_type"));
  }
  if (typeof input === "number" && !Number.isFinite(input)) return bad(column, null, error("", "value_type"));
  const text = typeof input === "string" ? tidy(input, column.type === "longText") : "";
  if (typeof input === "string" && text === "") return ok(null);
  switch (column.type) {
    case "text":
    case "longText":
    case "account":
    case "branch":
    case "carrier":
      return readText(column, typeof input === "string" ? text : plainText(input));
    case "phone":
      return readPhone(column, typeof input === "string" ? text : plainText(input));
    case "email":
      return readEmail(column, typeof input === "string" ? text : plainText(input));
    case "choice":
    case "openChoice":
      return readListed(column, typeof input === "string" ? text : plainText(input));
    case "whole":
      return readWhole(column, typeof input === "string" ? text : input);
    case "score":
      return readWhole(column, typeof input === "string" ? text.replace(/[分星级]$/u, "") : input, {
        min: 1,
        max: 5,
      });
    case "amount":
      return readAmount(column, typeof input === "string" ? text : input);
    case "date":
      return readDay(column, typeof input === "string" ? text : input, context);
    case "period":
      return readMonth(column, typeof input === "string" ? text : input, context);
  }
}

/** What a plan puts into the cell of a value: dates as serial numbers, the rest as it is. */
export function cellOf(column: Column, value: Value): Cell {
  if (value === null || value === undefined) return null;
  if (column.type === "date" && typeof value === "string") {
    const date = readDate(value);
    return date === undefined ? value : serialOf(date);
  }
  return value;
}

/** What most text is: visible ASCII, Chinese and full-width signs, single spaces between them. */
const TIDY =
  /^[!-~\u3001-\u303f\u4e00-\u9fff\uff01-\uff5e]+(?: [!-~\u3001-\u303f\u4e00-\u9fff\uff01-\uff5e]+)*$/;

/**
 * Text without what copying brings along: odd spaces (non-breaking, full-width, zero-width), control characters,
 * line breaks in a one-line cell, blanks at both ends.
 */
export function tidy(text: string, keepLines = false): string {
  if (TIDY.test(text)) return text;
  const unified = text
    .replaceAll(/\r\n?|\u2028|\u2029|\u000b/g, "\n")
    .replaceAll(/[\u0000-\u0008\u000c\u000e-\u001f\u007f\u200b-\u200f\u2060\ufeff\ufffe\uffff]/g, "")
    .replaceAll(/[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, " ")
    .toWellFormed();
  // Line by line: a pattern such as ` *\n *` takes minutes over a million blanks that no line break follows.
  const lines = unified.split("\n").map((line) => line.trim());
  return keepLines ? lines.join("\n").trim() : lines.filter((line) => line !== "").join(" ");
}

function plainText(input: number | boolean): string {
  if (typeof input === "boolean") return input ? "TRUE" : "FALSE";
  return Number.isInteger(input) ? input.toFixed(0) : String(input);
}

function readText(column: Column, text: string): Reading {
  const max = column.maxLength ?? (column.type === "longText" ? MAX_TEXT : 200);
  // A character outside the basic plane is two units: where even that makes no difference nothing is counted.
  if (text.length <= max && text.length >= 2 * (column.minLength ?? 0)) return ok(text);
  const length = [...text].length;
  if (length > max) return bad(column, text, error("", "too_long", { max, length }));
  if (column.minLength !== undefined && length < column.minLength) {
    return bad(column, text, error("", "too_short", { min: column.minLength, length }));
  }
  return ok(text);
}

function readPhone(column: Column, text: string): Reading {
  const phone = text.normalize("NFKC");
  if (!/^[+\d][\d\s()\-,;/x转#]{4,40}$/u.test(phone)) {
    return { value: text, faults: [warning(column.key, "phone_odd", { text })] };
  }
  return ok(phone);
}

function readEmail(column: Column, text: string): Reading {
  const email = text.normalize("NFKC").replaceAll(" ", "");
  // WHATWG's rule for <input type="email">, with a dot required in the domain.
  const valid =
    /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)+$/i;
  if (email.length > 254 || !valid.test(email))
    return bad(column, text, error("", "email_invalid", { text }));
  return ok(email);
}

function readListed(column: Column, text: string): Reading {
  const list = column.choices;
  if (!list) return readText(column, text);
  const value = readChoice(list, text);
  if (value !== undefined) return ok(value);
  if (column.type === "openChoice") return readText(column, text);
  return bad(column, text, error("", "not_on_list", { text }));
}

function readDay(column: Column, input: string | number | boolean, context: ReadingContext): Reading {
  const date =
    typeof input === "number"
      ? input >= 19_000_101
        ? readDate(String(input))
        : dateOfSerial(input, context.date1904)
      : readDate(String(input));
  if (date !== undefined) return ok(date);
  // A serial number kept as text, as some exports do.
  if (typeof input === "string" && /^\d{5}(\.\d+)?$/.test(input))
    return readDay(column, Number(input), context);
  return bad(column, String(input), error("", "date_invalid", { text: String(input) }));
}

function readMonth(column: Column, input: string | number | boolean, context: ReadingContext): Reading {
  let period: string | undefined;
  if (typeof input === "number") {
    const date = input >= 190_001 ? undefined : dateOfSerial(input, context.date1904);
    // 2026.1 may have been 2026.10 before Excel made a number of it: no guess.
    const text = Number.isInteger(input) ? String(input) : "";
    period = date === undefined ? readPeriod(text) : monthOf(date);
  } else {
    period = readPeriod(String(input));
  }
  if (period !== undefined && isPeriod(period)) return ok(period);
  return bad(column, String(input), error("", "period_invalid", { text: String(input) }));
}

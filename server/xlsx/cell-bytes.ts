/**
 * A cell as it stands in a sheet's bytes: where it says it stands, of which kind it is, what it holds. Nearly all cells
 * are a number or the number of a text that lies elsewhere; of these no text is made on the way.
 */
import type { RawCell } from "../../shared/report/grid.ts";
import { refuseDde } from "./active-content.ts";
import { cellText, richText } from "./markup.ts";
import type { SharedStrings } from "./shared-strings.ts";
import { UnreadableWorkbook } from "./unreadable.ts";

export const [LESS = 0, GREATER = 0, SLASH = 0, QUOTE = 0, APOSTROPHE = 0, EQUALS = 0] =
  Buffer.from("<>/\"'=");
const [ZERO = 0, NINE = 0, DOT = 0, MINUS = 0, A = 0, Z = 0, R = 0, T = 0] = Buffer.from("09.-azrt");
/** A capital letter with this bit is the small one. */
const SMALL = 0x20;

/** Where the byte stands next, `end` where it does not before that. */
export function seek(xml: Uint8Array, byte: number, from: number, end: number): number {
  let at = from;
  while (at < end && xml[at] !== byte) at += 1;
  return at;
}

/** Where the tag that begins here ends: its `>`, or the `<` that comes first where it is cut short. */
export function tagEnd(xml: Uint8Array, from: number, end: number): number {
  let at = from + 1;
  while (at < end && xml[at] !== GREATER && xml[at] !== LESS) at += 1;
  return at;
}

/** @throws UnreadableWorkbook where it is cut short: XML has no `<` within a tag */
export function wholeTagEnd(xml: Uint8Array, from: number, end: number): number {
  const at = tagEnd(xml, from, end);
  if (at >= end || xml[at] === LESS) throw new UnreadableWorkbook("damaged", "a tag cut short");
  return at;
}

/** Does a start tag of that very name begin here, where a `<` stands? */
export function isTag(xml: Uint8Array, at: number, name: Uint8Array): boolean {
  if (!stands(xml, at + 1, name)) return false;
  const after = xml[at + 1 + name.length];
  return after === GREATER || after === SLASH || isBlank(after);
}

export const isBlank = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

function stands(xml: Uint8Array, at: number, what: Uint8Array): boolean {
  for (let i = 0; i < what.length; i += 1) if (xml[at + i] !== what[i]) return false;
  return true;
}

/** How cells are written in a sheet: with its prefix, with the texts and days of its workbook. */
export interface CellContext {
  readonly prefix: string;
  readonly strings: SharedStrings;
  readonly date1904: boolean;
  /** Nothing but ASCII stands in the cells: text is a mere copy. */
  readonly ascii: boolean;
}

/** Reads one cell after the other; what it found of the last one is in its fields. */
export class CellReader {
  /** As the cell's tag says, from 0; -1 where it does not. */
  row = -1;
  column = -1;
  /** Behind the cell's end tag. */
  next = 0;
  #kind = "n";
  readonly #xml: Buffer;
  readonly #context: CellContext;
  readonly #end: Buffer;
  readonly #value: Buffer;
  readonly #formula: Buffer;

  constructor(xml: Buffer, context: CellContext) {
    const { prefix } = context;
    this.#xml = xml;
    this.#context = context;
    this.#end = Buffer.from(`/${prefix}c>`);
    this.#value = Buffer.from(`${prefix}v`);
    this.#formula = Buffer.from(`${prefix}f`);
  }

  /** @param from behind the tag's name @param close where it ends */
  tag(from: number, close: number): void {
    const xml = this.#xml;
    this.row = -1;
    this.column = -1;
    this.#kind = "n";
    for (let at = from; at + 3 < close; at += 1) {
      if (xml[at + 2] !== EQUALS || !isBlank(xml[at]) || !isQuote(xml[at + 3])) continue;
      const name = xml[at + 1];
      if (name === R) this.#place(at + 4, close);
      else if (name === T) this.#kind = this.#kindAt(at + 4, close);
      at += 3;
    }
  }

  /** `C7`: three letters and seven digits at most; what is none is passed over. */
  #place(from: number, close: number): void {
    const xml = this.#xml;
    let column = 0;
    let at = from;
    for (let byte = small(xml[at]); at < close && byte >= A && byte <= Z; byte = small(xml[(at += 1)]))
      column = column * 26 + (byte - A + 1);
    const letters = at - from;
    const digits = at;
    let row = 0;
    for (; at < close && isDigit(xml[at]); at += 1) row = row * 10 + ((xml[at] ?? 0) - ZERO);
    const isPlace = letters > 0 && letters <= 3 && at > digits && at - digits <= 7 && isQuote(xml[at]);
    if (!isPlace) return;
    this.row = row - 1;
    this.column = column - 1;
  }

  #kindAt(from: number, close: number): string {
    let to = from;
    while (to < close && !isQuote(this.#xml[to])) to += 1;
    if (to === from + 1) return String.fromCharCode(this.#xml[from] ?? 0);
    return this.#xml.toString("latin1", from, to) || "n";
  }

  /**
   * What stands between the cell's tag and its end tag. The value and the formula are the first of their name.
   *
   * @param end of the sheet's cells
   * @throws UnreadableWorkbook where the cell does not end before that, or calls another program
   */
  body(from: number, end: number): RawCell {
    const xml = this.#xml;
    let valueFrom = -1;
    let valueTo = -1;
    let formulaFrom = -1;
    let formulaTo = -1;
    let at = seek(xml, LESS, from, end);
    for (; ; at = seek(xml, LESS, at, end)) {
      if (at >= end) throw new UnreadableWorkbook("damaged", "a cell cut short");
      if (xml[at + 1] === SLASH) {
        if (stands(xml, at + 1, this.#end)) break;
        at += 1;
        continue;
      }
      const isValue = valueFrom < 0 && isTag(xml, at, this.#value);
      if (!isValue && !(formulaFrom < 0 && isTag(xml, at, this.#formula))) {
        at += 1;
        continue;
      }
      const open = wholeTagEnd(xml, at, end);
      const start = open + 1;
      const close = xml[open - 1] === SLASH ? start : this.#close(start, end);
      // Without an end of its own it ends nothing and holds nothing.
      const stop = stands(xml, close + 1, this.#end) ? start : close;
      if (isValue) {
        valueFrom = start;
        valueTo = stop;
      } else {
        formulaFrom = start;
        formulaTo = stop;
      }
      at = close;
    }
    this.next = at + 1 + this.#end.length;
    if (this.#kind === "inlineStr") {
      const text = richText(this.#text(from, at));
      return this.#cell(formulaFrom, formulaTo, text);
    }
    if (this.#kind === "e") return { error: valueFrom < 0 ? "" : this.#text(valueFrom, valueTo) };
    return this.#cell(formulaFrom, formulaTo, valueFrom < 0 ? null : this.#valueOf(valueFrom, valueTo));
  }

  /** The next `</`. */
  #close(from: number, end: number): number {
    let at = seek(this.#xml, LESS, from, end);
    while (at < end && this.#xml[at + 1] !== SLASH) at = seek(this.#xml, LESS, at + 1, end);
    return at;
  }

  #cell(formulaFrom: number, formulaTo: number, value: Exclude<RawCell, object>): RawCell {
    if (formulaFrom < 0) return value === "" ? null : value;
    // What a formula came to may be empty text; that it has not been computed is another matter.
    const formula = cellText(this.#text(formulaFrom, formulaTo));
    refuseDde(formula);
    return { formula, value };
  }

  #valueOf(from: number, to: number): string | number | boolean | null {
    const { strings, date1904 } = this.#context;
    switch (this.#kind) {
      case "n":
        return numberAt(this.#xml, from, to) ?? this.#oddNumber(from, to);
      case "s":
        if (from === to) return null;
        return strings(numberAt(this.#xml, from, to) ?? Number(this.#text(from, to))) ?? null;
      case "str":
        return cellText(this.#text(from, to));
      case "b":
        return /^(?:1|true)$/.test(this.#text(from, to).trim());
      case "d": {
        const text = this.#text(from, to);
        return serialOf(text.trim(), date1904) ?? text;
      }
      default:
        return this.#oddNumber(from, to);
    }
  }

  /** What says it is a number and is none stays the text it is. */
  #oddNumber(from: number, to: number): string | number | null {
    const text = this.#text(from, to).trim();
    if (text === "") return null;
    const number = Number(text);
    return Number.isNaN(number) ? cellText(text) : number;
  }

  #text(from: number, to: number): string {
    return this.#xml.toString(this.#context.ascii ? "latin1" : "utf8", from, to);
  }
}

/** What a row's tag says of its number, from 1; 0 where it says none of seven digits. */
export function rowNumber(xml: Uint8Array, from: number, close: number): number {
  for (let at = from; at + 3 < close; at += 1) {
    if (xml[at + 1] !== R || xml[at + 2] !== EQUALS || !isBlank(xml[at]) || !isQuote(xml[at + 3])) continue;
    const end = at + 4 + 8;
    let number = 0;
    let digit = at + 4;
    for (; digit < end && isDigit(xml[digit]); digit += 1) number = number * 10 + ((xml[digit] ?? 0) - ZERO);
    return digit < end && isQuote(xml[digit]) ? number : 0;
  }
  return 0;
}

const small = (byte: number | undefined): number => (byte ?? 0) | SMALL;
const isQuote = (byte: number | undefined): boolean => byte === QUOTE || byte === APOSTROPHE;
const isDigit = (byte = 0): boolean => byte >= ZERO && byte <= NINE;

/** So many digits a number has for certain, and so many powers of ten are numbers without rounding. */
const SURE_DIGITS = 15;
const POWERS = Array.from({ length: SURE_DIGITS + 1 }, (_, power) => 10 ** power);

/**
 * `-12.5`, exactly as `Number` reads it: whole numbers of 15 digits and powers of ten are exact, and one division of
 * them is rounded once. undefined where it is written in another way.
 */
export function numberAt(xml: Uint8Array, from: number, to: number): number | undefined {
  const isNegative = xml[from] === MINUS;
  const start = isNegative ? from + 1 : from;
  if (to - start > SURE_DIGITS + 1 || !isDigit(xml[start]) || !isDigit(xml[to - 1])) return undefined;
  let number = 0;
  let decimals = -1;
  for (let at = start; at < to; at += 1) {
    const byte = xml[at] ?? 0;
    if (byte >= ZERO && byte <= NINE) {
      number = number * 10 + (byte - ZERO);
      if (decimals >= 0) decimals += 1;
    } else if (byte === DOT && decimals < 0) decimals = 0;
    else return undefined;
  }
  if (decimals < 0 && to - start > SURE_DIGITS) return undefined;
  const value = decimals > 0 ? number / (POWERS[decimals] ?? 1) : number;
  return isNegative ? -value : value;
}

const DAY = 86_400_000;

/** `2026-11-03T00:00:00Z`, as Excel writes it where a workbook is saved as Strict Open XML. */
function serialOf(text: string, date1904: boolean): number | undefined {
  const iso = /^(\d{4}-\d\d-\d\d)(?:T([\d:.]+)Z?)?$/.exec(text);
  const ms = Date.parse(`${iso?.[1] ?? ""}T${iso?.[2] ?? "00:00:00"}Z`);
  if (Number.isNaN(ms)) return undefined;
  return (ms - (date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30))) / DAY;
}

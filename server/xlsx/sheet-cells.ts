/**
 * The cells of a sheet, read off its XML from front to back. Only what stands between `<sheetData>` and its end is
 * looked at cell by cell; formats, dropdowns and the like, which are most of a filled template, are passed over.
 *
 * Written here because it is where a workbook's time goes: hucre, which draws our files, makes a model of the whole
 * workbook before one can ask for a cell.
 */
import { isAscii } from "node:buffer";
import { columnIndex, parseRange } from "../../shared/plan/address.ts";
import type { RawCell, SheetGrid } from "../../shared/report/grid.ts";
import { refuseDde } from "./active-content.ts";
import { attribute, cellText, decoded, richText, tags } from "./markup.ts";
import type { SharedStrings } from "./shared-strings.ts";
import { UnreadableWorkbook } from "./unreadable.ts";

export type SheetCells = Pick<SheetGrid, "top" | "left" | "rows" | "merges">;

export interface Reading {
  readonly strings: SharedStrings;
  readonly date1904: boolean;
  /** Only so many rows from the top are wanted. */
  readonly head?: number;
}

/** Cells that may hold something, and the rectangle around them: a sheet of ours at most has 5,000 rows of 20. */
const MOST_CELLS = 2_000_000;
const MOST_AROUND = 20_000_000;
/** Characters in one cell, and in all of them: the same long text may stand in a million cells. */
const LONGEST_TEXT = 100_000;
const MOST_TEXT = 200_000_000;
/** Cells under merges; no two of these may overlap. */
const MOST_MERGED = 1_000_000;
const LAST_COLUMN = 16_383;
const LAST_ROW = 1_048_575;

/** @throws UnreadableWorkbook where the sheet is cut short, or holds more than one could look through */
export function sheetCells(part: Buffer, reading: Reading): SheetCells {
  const { front, back } =
    reading.head === undefined ? parted(part) : { front: headOf(part, reading.head) ?? part };
  const xml = decoded(front);
  const open = /<((?:[\w.-]+:)?)sheetData(?:\s[^<>]*)?(\/?)>/.exec(xml);
  if (!open) throw new UnreadableWorkbook("damaged", "a sheet without its cells");
  const [tag, prefix = "", empty] = open;
  const start = open.index + tag.length;
  const end = empty ? start : xml.indexOf(`</${prefix}sheetData>`, start);
  if (end < 0 && reading.head === undefined) throw new UnreadableWorkbook("damaged", "a sheet cut short");
  const found = new Found(reading.head ?? LAST_ROW + 1);
  if (!empty) readRows(xml, start, end < 0 ? xml.length : end, prefix, reading, found);
  const merges = end < 0 ? [] : mergesIn(xml.slice(end) + (back?.includes("mergeCell") ? decoded(back) : ""));
  return { ...found.grid(), merges };
}

/**
 * What comes after the cells is only looked at where cells are merged: dropdowns in Chinese would make the whole
 * sheet a text of two bytes a character, which takes three times as long to decode and to look through.
 */
function parted(part: Buffer): { readonly front: Buffer; readonly back?: Buffer } {
  const end = part.lastIndexOf(CELLS_END);
  // Where something is declared or left out, and in UTF-16, bytes do not tell where the cells end.
  if (end < 0 || !isAscii(part.subarray(0, end)) || declaresInBytes(part)) return { front: part };
  const at = end + CELLS_END.length;
  return { front: part.subarray(0, at), back: part.subarray(at) };
}

const CELLS_END = "sheetData>";
const [LESS, MARK] = Buffer.from("<!");

function declaresInBytes(part: Buffer): boolean {
  for (let at = part.indexOf(MARK ?? 0); at >= 0; at = part.indexOf(MARK ?? 0, at + 1)) {
    if (part[at - 1] === LESS) return true;
  }
  return false;
}

/** Cut after so many rows, where it has as many: a long list need not even be made into text. */
export function headOf(part: Buffer, rows: number): Buffer | undefined {
  let at = 0;
  for (let row = 0; row < rows; row += 1) {
    const next = part.indexOf("row>", at);
    if (next < 0) return undefined;
    at = next + 4;
  }
  return part.subarray(0, at);
}

function mergesIn(xml: string): string[] {
  let merged = 0;
  return [...tags(xml, "mergeCell")].flatMap((tag) => {
    const range = attribute(tag, "ref") ?? "";
    if (!MERGE.test(range)) return [];
    const { rows, columns } = parseRange(range);
    merged += Math.max(1, rows * columns);
    if (merged > MOST_MERGED) throw new UnreadableWorkbook("too_large", "over 1,000,000 merged cells");
    return [range.replaceAll("$", "")];
  });
}
const MERGE = /^\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?$/;

function readRows(
  xml: string,
  start: number,
  end: number,
  prefix: string,
  reading: Reading,
  found: Found,
): void {
  const rowTag = `${prefix}row`;
  const cellTag = `${prefix}c`;
  const cellEnd = `</${cellTag}>`;
  const placed = `<${cellTag} r="`;
  let row = -1;
  let column = -1;
  for (let at = xml.indexOf("<", start); at >= 0 && at < end;) {
    const close = xml.indexOf(">", at);
    if (close < 0 || close >= end) break;
    if (isTag(xml, at, cellTag)) {
      const isEmpty = xml.charCodeAt(close - 1) === SLASH;
      // Some programs write blank cells by the thousand; where one stands is of no use once the next one says.
      if (isEmpty && xml.startsWith(placed, close + 1)) {
        at = close + 1;
        continue;
      }
      const tag = xml.slice(at, close + 1);
      const place = PLACE.exec(tag);
      // Some programs leave the address out: the next cell is meant.
      column = place?.[1] === undefined ? column + 1 : columnIndex(place[1]);
      if (place?.[2] !== undefined) row = Number(place[2]) - 1;
      if (isEmpty) {
        at = xml.indexOf("<", close);
        continue;
      }
      const cellClose = xml.indexOf(cellEnd, close);
      if (cellClose < 0 || cellClose > end) throw new UnreadableWorkbook("damaged", "a cell cut short");
      const value = cellValue(tag, xml.slice(close + 1, cellClose), prefix, reading);
      if (value !== null && !found.put(Math.max(0, row), column, value)) return;
      at = xml.indexOf("<", cellClose + cellEnd.length);
      continue;
    }
    if (isTag(xml, at, rowTag)) {
      const number = ROW_NUMBER.exec(xml.slice(at, close))?.[1];
      row = number === undefined ? row + 1 : Number(number) - 1;
      column = -1;
    }
    at = xml.indexOf("<", close);
  }
}

const SLASH = "/".charCodeAt(0);
const PLACE = /\sr=["']([A-Za-z]{1,3})(\d{1,7})["']/;
const ROW_NUMBER = /\sr=["'](\d{1,7})["']/;
const KIND = /\st=["'](\w+)["']/;

/** Does a start tag of that very name begin here? */
function isTag(xml: string, at: number, name: string): boolean {
  if (!xml.startsWith(name, at + 1)) return false;
  const after = xml[at + 1 + name.length];
  return (
    after === " " || after === ">" || after === "/" || after === "\n" || after === "\r" || after === "\t"
  );
}

function cellValue(tag: string, body: string, prefix: string, reading: Reading): RawCell {
  const kind = KIND.exec(tag)?.[1] ?? "n";
  const value = kind === "inlineStr" ? richText(body) : inside(body, `${prefix}v`);
  if (kind === "e") return { error: value ?? "" };
  const formula = body.includes(`<${prefix}f`) ? inside(body, `${prefix}f`) : undefined;
  const plain = valueOf(kind, value, reading);
  // What a formula came to may be empty text; that it has not been computed is another matter.
  if (formula !== undefined) {
    const text = cellText(formula);
    refuseDde(text);
    return { formula: text, value: plain };
  }
  return plain === "" ? null : plain;
}

/** What stands in an element without children; undefined where there is none, "" where it is empty. */
function inside(body: string, name: string): string | undefined {
  let at = body.indexOf(`<${name}`);
  while (at >= 0 && !isTag(body, at, name)) at = body.indexOf(`<${name}`, at + 1);
  if (at < 0) return undefined;
  const open = body.indexOf(">", at);
  if (body.charCodeAt(open - 1) === SLASH) return "";
  const close = body.indexOf("</", open);
  return close < 0 ? "" : body.slice(open + 1, close);
}

function valueOf(
  kind: string,
  value: string | undefined,
  { strings, date1904 }: Reading,
): string | number | boolean | null {
  if (value === undefined) return null;
  switch (kind) {
    case "s":
      return value === "" ? null : (strings(Number(value)) ?? null);
    case "inlineStr":
      return value;
    case "str":
      return cellText(value);
    case "b":
      return value.trim() === "1" || value.trim() === "true";
    case "d":
      return serialOf(value.trim(), date1904) ?? value;
    default: {
      const text = value.trim();
      if (text === "") return null;
      const number = Number(text);
      // What says it is a number and is none stays the text it is.
      return Number.isNaN(number) ? cellText(text) : number;
    }
  }
}

const DAY = 86_400_000;

/** `2026-11-03T00:00:00Z`, as Excel writes it where a workbook is saved as Strict Open XML. */
function serialOf(text: string, date1904: boolean): number | undefined {
  const iso = /^(\d{4}-\d\d-\d\d)(?:T([\d:.]+)Z?)?$/.exec(text);
  const ms = Date.parse(`${iso?.[1] ?? ""}T${iso?.[2] ?? "00:00:00"}Z`);
  if (Number.isNaN(ms)) return undefined;
  return (ms - (date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30))) / DAY;
}

/** Cells as they are found, in any order, and the rectangle around them. */
class Found {
  readonly #rows = new Map<number, RawCell[]>();
  readonly #most: number;
  #cells = 0;
  #text = 0;
  #left = Infinity;
  #right = -1;
  #top = Infinity;
  #bottom = -1;

  constructor(rows: number) {
    this.#most = rows;
  }

  /** False where the rows that are wanted have been read. */
  put(row: number, column: number, value: RawCell): boolean {
    if (row >= this.#most) return false;
    if (row > LAST_ROW || column > LAST_COLUMN)
      throw new UnreadableWorkbook("damaged", "a cell off the sheet");
    if ((this.#cells += 1) > MOST_CELLS) throw new UnreadableWorkbook("too_large", "over 2,000,000 cells");
    if (typeof value === "string") this.#countText(value.length);
    let cells = this.#rows.get(row);
    if (!cells) this.#rows.set(row, (cells = []));
    cells[column] = value;
    if (column < this.#left) this.#left = column;
    if (column > this.#right) this.#right = column;
    if (row < this.#top) this.#top = row;
    if (row > this.#bottom) this.#bottom = row;
    return true;
  }

  #countText(length: number): void {
    this.#text += length;
    if (length > LONGEST_TEXT || this.#text > MOST_TEXT) {
      throw new UnreadableWorkbook("too_large", "more text than a spreadsheet holds");
    }
  }

  grid(): Pick<SheetGrid, "top" | "left" | "rows"> {
    if (this.#cells === 0) return { top: 0, left: 0, rows: [] };
    const [top, left] = [this.#top, this.#left];
    const width = this.#right - left + 1;
    const height = this.#bottom - top + 1;
    if (width * height > MOST_AROUND) {
      throw new UnreadableWorkbook("too_large", `cells far apart: ${height} rows of ${width}`);
    }
    // One for all: a stray cell at the sheet's end has a million blank rows before it.
    const blank: readonly RawCell[] = Array.from({ length: width }, () => null);
    const rows = Array.from({ length: height }, (_, i) => {
      const cells = this.#rows.get(top + i);
      return cells ? Array.from({ length: width }, (__, c) => cells[left + c] ?? null) : blank;
    });
    return { top, left, rows };
  }
}

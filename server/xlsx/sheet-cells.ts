/**
 * The cells of a sheet, read off its XML from front to back. Only what stands between `<sheetData>` and its end is
 * looked at cell by cell; formats, dropdowns and the like, which are most of a filled template, are passed over.
 *
 * Written here because it is where a workbook's time goes: hucre, which draws our files, makes a model of the whole
 * workbook before one can ask for a cell.
 */
import { isAscii } from "node:buffer";
import { parseRange } from "../../shared/plan/address.ts";
import type { SheetGrid } from "../../shared/report/grid.ts";
import {
  CellReader,
  GREATER,
  isBlank,
  isTag,
  LESS,
  rowNumber,
  seek,
  SLASH,
  tagEnd,
  wholeTagEnd,
} from "./cell-bytes.ts";
import { FoundCells } from "./found-cells.ts";
import { attribute, inUtf8, tags } from "./markup.ts";
import type { SharedStrings } from "./shared-strings.ts";
import { UnreadableWorkbook } from "./unreadable.ts";

export type SheetCells = Pick<SheetGrid, "top" | "left" | "rows" | "merges">;

export interface Reading {
  readonly strings: SharedStrings;
  readonly date1904: boolean;
  /** Only so many rows from the top are wanted. */
  readonly head?: number;
}

/** Cells under merges; no two of these may overlap. */
const MOST_MERGED = 1_000_000;

/** @throws UnreadableWorkbook where the sheet is cut short, or holds more than one could look through */
export function sheetCells(part: Buffer, reading: Reading): SheetCells {
  const { head, ...context } = reading;
  const xml = inUtf8(head === undefined ? part : (headOf(part, head) ?? part));
  const { prefix, start, isEmpty } = openingOf(xml);
  const end = isEmpty ? start : xml.indexOf(`</${prefix}sheetData>`, start);
  if (end < 0 && head === undefined) throw new UnreadableWorkbook("damaged", "a sheet cut short");
  const cells = xml.subarray(start, end < 0 ? xml.length : end);
  const found = new FoundCells(head);
  readRows(cells, new CellReader(cells, { ...context, prefix, ascii: isAscii(cells) }), prefix, found);
  const rest = end < 0 ? undefined : xml.subarray(end);
  // Rules in Chinese are the larger half of a sheet without rows: made into text only where cells are merged.
  return { ...found.grid(), merges: rest?.includes("mergeCell") ? mergesIn(rest.toString()) : [] };
}

/** Cut after so many rows, where it has as many: a long list need not even be looked through. */
export function headOf(part: Buffer, rows: number): Buffer | undefined {
  let at = 0;
  for (let row = 0; row < rows; row += 1) {
    const next = part.indexOf("row>", at);
    if (next < 0) return undefined;
    at = next + 4;
  }
  return part.subarray(0, at);
}

interface Opening {
  readonly prefix: string;
  /** Behind the tag. */
  readonly start: number;
  readonly isEmpty: boolean;
}

const CELLS = /^(?:([\w.-]+):)?sheetData$/;

/** @throws UnreadableWorkbook where there is none */
function openingOf(xml: Buffer): Opening {
  for (let at = seek(xml, LESS, 0, xml.length); at < xml.length; at = seek(xml, LESS, at + 1, xml.length)) {
    const close = tagEnd(xml, at, xml.length);
    if (xml[close] !== GREATER) continue;
    const isEmpty = xml[close - 1] === SLASH;
    let nameEnd = at + 1;
    while (nameEnd < close && !isBlank(xml[nameEnd]) && xml[nameEnd] !== SLASH) nameEnd += 1;
    const name = CELLS.exec(xml.toString("latin1", at + 1, nameEnd));
    if (name) return { prefix: name[1] === undefined ? "" : `${name[1]}:`, start: close + 1, isEmpty };
  }
  throw new UnreadableWorkbook("damaged", "a sheet without its cells");
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

/** Row by row, until those that are wanted have been read. */
function readRows(xml: Buffer, cell: CellReader, prefix: string, found: FoundCells): void {
  const rowName = Buffer.from(`${prefix}row`);
  const cellName = Buffer.from(`${prefix}c`);
  const end = xml.length;
  let row = -1;
  let column = -1;
  for (let at = seek(xml, LESS, 0, end); at < end;) {
    const close = wholeTagEnd(xml, at, end);
    let next = close;
    if (isTag(xml, at, cellName)) {
      cell.tag(at + 1 + cellName.length, close);
      // Some programs leave the address out: the next cell is meant.
      column = cell.column < 0 ? column + 1 : cell.column;
      if (cell.row >= 0) row = cell.row;
      if (xml[close - 1] !== SLASH) {
        const value = cell.body(close + 1, end);
        next = cell.next;
        if (value !== null && !found.put(Math.max(0, row), column, value)) return;
      }
    } else if (isTag(xml, at, rowName)) {
      const number = rowNumber(xml, at + 1 + rowName.length, close);
      row = number > 0 ? number - 1 : row + 1;
      column = -1;
    }
    at = seek(xml, LESS, next, end);
  }
}

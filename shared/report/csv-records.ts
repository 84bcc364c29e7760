/** A CSV file's records, slice by slice, each with the line on which it begins. */
import Papa from "papaparse";
import { type CsvEncoding, decoded } from "./csv-encoding.ts";
import { unguarded } from "./csv-guard.ts";

export const CSV_SEPARATORS = [",", "\t", ";", "|"] as const;
export type CsvSeparator = (typeof CSV_SEPARATORS)[number];

export interface CsvFormat {
  readonly encoding: CsvEncoding;
  readonly separator: CsvSeparator;
}

export interface CsvRecord {
  /** Which record of the file it is, from 0: the row in which a spreadsheet shows it. */
  readonly at: number;
  /** The line of the file on which it begins, from 1: a quoted cell may go over several. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Where it ends in the file, as a share of it; only good for saying how far one is. */
  readonly done: number;
}

/** A quotation mark is opened and never closed: all that follows would be one cell. */
export class UnclosedQuote extends Error {
  override readonly name = "UnclosedQuote";
  readonly line: number;

  constructor(line: number) {
    super(`the cell that begins on line ${line} has no closing quotation mark`);
    this.line = line;
  }
}

/** As many as a spreadsheet has. What stands beyond is no cell of anybody's. */
const MOST_CELLS = 16_384;

/** No row of a report is nearly so long, in characters. */
const LONGEST_RECORD = 1_000_000;

interface Parsed {
  readonly data: readonly string[][];
  readonly errors: readonly { readonly code: string }[];
  /** How much of the text the whole records took. */
  readonly meta: { readonly cursor: number };
}

/**
 * @param most records in a slice
 * @param after the record after which the first slice begins
 * @throws UnclosedQuote
 */
export function* csvRecords(
  bytes: Uint8Array,
  { encoding, separator }: CsvFormat,
  most: number,
  after = -1,
): Generator<readonly CsvRecord[]> {
  const parser = new Papa.Parser({ delimiter: separator, newline: "\n" });
  let slice: CsvRecord[] = [];
  let rest = "";
  let [at, line, read] = [0, 1, 0];
  for (const { text, done, last } of piecesOf(bytes, encoding)) {
    rest += text;
    read = done;
    const { data, errors, meta }: Parsed = parser.parse(rest, 0, !last);
    for (const [index, cells] of data.entries()) {
      // What stands behind the last line break is no record.
      if (last && index === data.length - 1 && cells.length === 1 && cells[0] === "") break;
      if (last && index === data.length - 1 && errors.some(({ code }) => code === "MissingQuotes")) {
        throw new UnclosedQuote(line);
      }
      if (at > after) slice.push({ at, line, cells: cells.slice(0, MOST_CELLS).map(unguarded), done: read });
      at += 1;
      line += 1 + breaksIn(cells);
      if (slice.length < most) continue;
      yield slice;
      slice = [];
    }
    rest = rest.slice(meta.cursor);
    if (rest.length > LONGEST_RECORD && !last) throw new UnclosedQuote(line);
  }
  if (slice.length > 0) yield slice;
}

/** Line breaks of all systems become one: files put together of several have several. */
function* piecesOf(
  bytes: Uint8Array,
  encoding: CsvEncoding,
): Generator<{ readonly text: string; readonly done: number; readonly last: boolean }> {
  const pieces = Math.max(1, Math.ceil(bytes.length / (256 * 1024)));
  let number = 0;
  let held = "";
  for (const piece of decoded(bytes, encoding)) {
    number += 1;
    const last = number === pieces;
    const text = held + piece;
    // The second half of a line break may be in the next piece.
    held = !last && text.endsWith("\r") ? "\r" : "";
    const whole = text.slice(0, text.length - held.length);
    yield { text: whole.replaceAll(/\r\n?/g, "\n"), done: number / pieces, last };
  }
}

function breaksIn(cells: readonly string[]): number {
  let breaks = 0;
  for (const cell of cells) {
    for (let at = cell.indexOf("\n"); at !== -1; at = cell.indexOf("\n", at + 1)) breaks += 1;
  }
  return breaks;
}

/** The separator with which the file's beginning falls into rows of one width. */
export function separatorOf(bytes: Uint8Array, encoding: CsvEncoding): CsvSeparator {
  const head = bytes.subarray(0, 64 * 1024);
  let best: CsvSeparator = ",";
  let most = 0;
  for (const separator of CSV_SEPARATORS) {
    const score = evenness(head, { encoding, separator });
    if (score > most) [best, most] = [separator, score];
  }
  return best;
}

const LOOKED_AT = 50;

/** Which share of the rows has the width that most have; 0 where that is one cell. */
function evenness(head: Uint8Array, format: CsvFormat): number {
  const widths = new Map<number, number>();
  for (const { cells } of beginningOf(head, format, LOOKED_AT)) {
    if (cells.some((cell) => cell !== "")) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
  }
  const rows = [...widths.values()].reduce((sum, count) => sum + count, 0);
  const [[width, count] = [1, 0]] = [...widths].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  return width < 2 ? 0 : count / rows;
}

/** The first records of a file, as far as it can be read; a cell may be open where a part of it ends. */
export function beginningOf(bytes: Uint8Array, format: CsvFormat, most: number): readonly CsvRecord[] {
  const records: CsvRecord[] = [];
  try {
    for (const [record] of csvRecords(bytes, format, 1)) {
      if (record) records.push(record);
      if (records.length === most) break;
    }
  } catch (error) {
    if (!(error instanceof UnclosedQuote)) throw error;
  }
  return records;
}

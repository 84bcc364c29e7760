/** A CSV file opened: how it is written, what its headings stand for, how many rows it has, and its slices. */
import { v5 } from "uuid";
import { type CsvHead, readCsvHead } from "../../shared/report/csv-head.ts";
import { type CsvMapping, type HeadingChoices, mapHeadings } from "../../shared/report/csv-mapping.ts";
import { type CsvFormat, csvRecords } from "../../shared/report/csv-records.ts";
import { type CsvSlice, csvSlices } from "../../shared/report/csv-rows.ts";
import type { KnownContents } from "../../shared/report/row-content.ts";
import { CSV_SPACE } from "../../shared/report/row-name.ts";
import { type SheetKey, sheetOf } from "../../shared/report/sheets.ts";
import { MAX_ROWS } from "../../shared/sync/protocol.ts";

export interface CsvTask {
  readonly file: Uint8Array;
  readonly sheet: SheetKey;
  readonly unit: string;
  readonly period: string;
  readonly format: Partial<CsvFormat>;
  readonly chosen: HeadingChoices;
  readonly remembered: HeadingChoices;
  /** What the unit has reported on that sheet. */
  readonly known: KnownContents;
}

export interface CsvOpening {
  readonly head: CsvHead;
  readonly mapping: CsvMapping;
  /** Records after the headings, empty ones too. */
  readonly records: number;
}

/**
 * The file is read to its end once before its first row goes on: that it is too long, or broken further down, is
 * known before anything is written.
 */
export function openCsv(task: CsvTask): {
  readonly opening: CsvOpening | undefined;
  readonly slices: Iterator<CsvSlice, undefined>;
} {
  const { file, format, chosen, remembered, unit, period } = task;
  const sheet = sheetOf(task.sheet);
  const head = readCsvHead(file, sheet, format, [chosen, remembered]);
  if (!head) return { opening: undefined, slices: nothing() };
  const mapping = mapHeadings(head.headings.cells, sheet, chosen, remembered);
  let last = head.headings.at;
  for (const records of csvRecords(file, head, MAX_ROWS)) last = Math.max(last, records.at(-1)?.at ?? 0);
  const name = (text: string): string => v5(text, CSV_SPACE);
  const slices = csvSlices(file, head, mapping, { sheet, unit, period }, MAX_ROWS, name, task.known);
  return { opening: { head, mapping, records: last - head.headings.at }, slices: ended(slices) };
}

function* nothing(): Generator<CsvSlice, undefined> {}

function* ended(slices: Iterable<CsvSlice>): Generator<CsvSlice, undefined> {
  yield* slices;
}

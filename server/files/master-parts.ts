/** The master, piece by piece: as a workbook, or one sheet of it as CSV. */
import papa from "papaparse";
import { notedCells } from "../../shared/plan/master-notes.ts";
import {
  masterCells,
  masterColumns,
  masterPlan,
  masterSheet,
  masterTable,
} from "../../shared/plan/master.ts";
import type { Cell, TableRow } from "../../shared/plan/plan.ts";
import { masterRowOf } from "../../shared/register/merged-row.ts";
import { type SheetKey, sheetOf, SHEETS } from "../../shared/report/sheets.ts";
import { isMergedSheet, type MergedSheet } from "../../shared/sync/screening.ts";
import type { MasterReading } from "../store/store.ts";
import { drawnRows, type DrawnRows, formatsOf } from "../xlsx/poured.ts";
import { type RowSource, streamTables } from "../xlsx/stream.ts";
import type { ReadPiece, RowsAhead } from "./rows-ahead.ts";
import { type CsvCell, csvCells } from "./csv-cells.ts";

/** Is told how many more of the store's rows have been read. */
export type Count = (rows: number) => void;

/** A worksheet of a file: where it lies in it, and how many of the table's rows it took. */
export interface DrawnPart {
  readonly path: string;
  readonly rows: number;
}

/** What is drawn otherwise than here and now. */
export interface DrawnOtherwise {
  /** Draws the plain sheets' rows meanwhile, but for those that were drawn before. */
  readonly ahead?: RowsAhead | undefined;
  /** The plain sheets whose rows the master before has; they are taken out of it. */
  readonly before?: ReadonlyMap<SheetKey, DrawnRows> | undefined;
}

/**
 * @param lastRow that a worksheet may use: what is more goes on to another sheet
 * @param otherwise without it, all is drawn here
 * @param poured is told of every worksheet with rows
 */
export function masterWorkbook(
  reading: MasterReading,
  count: Count,
  lastRow: number,
  { ahead, before }: DrawnOtherwise = {},
  poured?: (sheet: SheetKey, part: DrawnPart) => void,
): AsyncGenerator<Uint8Array> {
  const sourceOf = (key: SheetKey): RowSource =>
    isMergedSheet(key)
      ? lineRows(reading, key, count)
      : (before?.get(key) ?? ahead?.rows(count) ?? plainRows(reading, key, count));
  const sources = SHEETS.map((sheet) => [masterTable(sheet), sourceOf(sheet.key)]);
  const sheetOfTable = new Map(SHEETS.map((sheet) => [masterTable(sheet), sheet.key]));
  return streamTables(masterPlan([], reading.cursor, reading.naming), Object.fromEntries(sources), {
    lastRow,
    poured(table, path, rows) {
      const sheet = sheetOfTable.get(table);
      if (sheet) poured?.(sheet, { path, rows });
    },
  });
}

/** Sheets of which every row is told as it is. */
export const PLAIN_SHEETS = SHEETS.map(({ key }) => key).filter((key) => !isMergedSheet(key));

/** What all units' rows come to. */
async function* lineRows(
  reading: MasterReading,
  sheet: MergedSheet,
  count: Count,
): AsyncGenerator<readonly TableRow[]> {
  for await (const lines of reading.lines(sheet)) {
    yield lines.map(notedCells);
    count(lines.reduce((sum, { members }) => sum + members.length, 0));
  }
}

/**
 * The rows of these plain sheets, one sheet after the other: what `masterWorkbook` of the same reading takes for them from
 * whoever draws ahead.
 */
export async function* plainPieces(
  reading: MasterReading,
  sheets: readonly SheetKey[],
  lastRow: number,
): AsyncGenerator<ReadPiece, void, undefined> {
  const formats = await formatsOf(masterPlan([], reading.cursor, reading.naming));
  for (const sheet of sheets) {
    let read = 0;
    const rows = plainRows(reading, sheet, (more) => (read += more));
    for await (const piece of drawnRows(masterSheet(sheetOf(sheet)), formats, rows, lastRow)) {
      yield { piece, read };
      read = 0;
    }
  }
}

/** Every row, or every one that has come to be as it is after that cursor. */
export async function* plainRows(
  reading: Pick<MasterReading, "pages">,
  sheet: SheetKey,
  count: Count,
  after?: number,
): AsyncGenerator<readonly Cell[][]> {
  for await (const page of reading.pages(sheet, after)) {
    yield page.map(masterCells);
    count(page.length);
  }
}

/** Excel takes a CSV for UTF-8 only where this stands at its beginning. */
const BOM = "\ufeff";

export async function* masterCsv(
  reading: MasterReading,
  sheet: SheetKey,
  count: Count,
): AsyncGenerator<string> {
  const headings = masterColumns(sheetOf(sheet)).map(({ header }) => header);
  yield `${BOM}${lines([headings])}`;
  if (isMergedSheet(sheet)) {
    for await (const page of reading.lines(sheet)) {
      yield lines(page.map((line) => csvCells(masterRowOf(line))));
      count(page.reduce((sum, { members }) => sum + members.length, 0));
    }
  } else {
    for await (const page of reading.pages(sheet)) {
      yield lines(page.map(csvCells));
      count(page.length);
    }
  }
}

const lines = (rows: CsvCell[][]): string =>
  rows.length === 0 ? "" : `${papa.unparse(rows, { newline: "\r\n" })}\r\n`;

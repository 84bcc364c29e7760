/** The master, piece by piece: as a workbook, or one sheet of it as CSV. */
import papa from "papaparse";
import { notedCells } from "../../shared/plan/master-notes.ts";
import { masterCells, masterColumns, masterPlan, masterTable } from "../../shared/plan/master.ts";
import type { TableRow } from "../../shared/plan/plan.ts";
import { masterRowOf } from "../../shared/register/merged-row.ts";
import { type SheetKey, sheetOf, SHEETS } from "../../shared/report/sheets.ts";
import { isMergedSheet } from "../../shared/sync/screening.ts";
import type { MasterReading } from "../store/store.ts";
import { streamTables } from "../xlsx/stream.ts";
import { type CsvCell, csvCells } from "./csv-cells.ts";

/** Is told how many more of the store's rows have been read. */
export type Count = (rows: number) => void;

/** @param lastRow that a worksheet may use: Excel's own limit where left out; what is more goes on to another sheet */
export function masterWorkbook(
  reading: MasterReading,
  count: Count,
  lastRow?: number,
): AsyncGenerator<Uint8Array> {
  const sources = SHEETS.map((sheet) => [masterTable(sheet), rowsOf(reading, sheet.key, count)]);
  return streamTables(
    masterPlan([], reading.cursor, reading.naming),
    Object.fromEntries(sources),
    lastRow === undefined ? {} : { lastRow },
  );
}

/** Of the standing sheets what all units' rows come to, of the others every row. */
async function* rowsOf(
  reading: MasterReading,
  sheet: SheetKey,
  count: Count,
): AsyncGenerator<readonly TableRow[]> {
  if (isMergedSheet(sheet)) {
    for await (const lines of reading.lines(sheet)) {
      yield lines.map(notedCells);
      count(lines.reduce((sum, { members }) => sum + members.length, 0));
    }
  } else {
    for await (const page of reading.pages(sheet)) {
      yield page.map(masterCells);
      count(page.length);
    }
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

/** `GET /master.xlsx`, `GET /master.csv`: all rows of all units. */
import papa from "papaparse";
import { z } from "zod";
import { notedCells } from "../../shared/plan/master-notes.ts";
import { masterCells, masterColumns, masterPlan, masterTable } from "../../shared/plan/master.ts";
import type { TableRow } from "../../shared/plan/plan.ts";
import { masterRowOf } from "../../shared/register/merged-row.ts";
import { PeriodText } from "../../shared/report/schema.ts";
import { SHEET_KEYS, type SheetKey, sheetOf, SHEETS } from "../../shared/report/sheets.ts";
import { isMergedSheet } from "../../shared/sync/screening.ts";
import { FILE_NAMES } from "../../shared/text/files.ts";
import type { MasterReading } from "../store/store.ts";
import { streamTables } from "../xlsx/stream.ts";
import { type CsvCell, csvCells } from "./csv.ts";
import { file, XLSX } from "./reply.ts";
import { route } from "./route.ts";

const Months = z.object({ from: PeriodText.optional(), to: PeriodText.optional() });

export const master = [
  route({
    method: "get",
    path: "/master.xlsx",
    access: "readMaster",
    summary: {
      zh: "总表:各单位的同一大客户、分支机构、承运商、联系人各为一行，来源写在批注里",
      en: "The master workbook; months included at both ends. What several units tell of one thing is one line, its sources in notes",
    },
    query: Months,
    answer: XLSX,
    problems: ["period_invalid"],
    handle: async ({ query }, { store }) => {
      const reading = await store.rows.master({ ...query, sight: "all" });
      return file(FILE_NAMES.master(query.from, query.to), XLSX, masterFile(reading));
    },
  }),
  route({
    method: "get",
    path: "/master.csv",
    access: "readMaster",
    summary: {
      zh: "总表中的一张表,CSV(UTF-8,带 BOM)",
      en: "One sheet of the master as CSV: UTF-8 with BOM; text that a spreadsheet would compute begins with an apostrophe",
    },
    query: Months.extend({ sheet: z.enum(SHEET_KEYS) }),
    answer: "text/csv",
    problems: ["period_invalid"],
    handle: async ({ query: { sheet, ...months } }, { store }) => {
      const reading = await store.rows.master({ ...months, sight: "all" });
      return file(
        FILE_NAMES.masterCsv(sheetOf(sheet).zh),
        "text/csv; charset=utf-8",
        csvFile(reading, sheet),
      );
    },
  }),
];

async function* masterFile(reading: MasterReading): AsyncGenerator<Uint8Array> {
  try {
    const sources = SHEETS.map((sheet) => [masterTable(sheet), rowsOf(reading, sheet.key)]);
    yield* streamTables(masterPlan([], reading.cursor, reading.naming), Object.fromEntries(sources));
  } finally {
    await reading.close();
  }
}

/** Of the standing sheets what all units' rows come to, of the others every row. */
async function* rowsOf(reading: MasterReading, sheet: SheetKey): AsyncGenerator<TableRow> {
  if (isMergedSheet(sheet)) {
    for await (const lines of reading.lines(sheet)) for (const line of lines) yield notedCells(line);
  } else {
    for await (const page of reading.pages(sheet)) for (const row of page) yield masterCells(row);
  }
}

/** Excel takes a CSV for UTF-8 only where this stands at its beginning. */
const BOM = "\ufeff";

async function* csvFile(reading: MasterReading, sheet: SheetKey): AsyncGenerator<string> {
  try {
    const headings = masterColumns(sheetOf(sheet)).map(({ header }) => header);
    yield `${BOM}${lines([headings])}`;
    if (isMergedSheet(sheet)) {
      for await (const page of reading.lines(sheet)) {
        yield lines(page.map((line) => csvCells(masterRowOf(line))));
      }
    } else {
      for await (const page of reading.pages(sheet)) yield lines(page.map(csvCells));
    }
  } finally {
    await reading.close();
  }
}

const lines = (rows: CsvCell[][]): string =>
  rows.length === 0 ? "" : `${papa.unparse(rows, { newline: "\r\n" })}\r\n`;

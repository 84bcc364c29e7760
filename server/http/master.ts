/** `GET /master.xlsx`, `GET /master.csv`: all rows of all units. */
import papa from "papaparse";
import { z } from "zod";
import { masterCells, masterColumns, masterPlan, masterTable } from "../../shared/plan/master.ts";
import type { Cell } from "../../shared/plan/plan.ts";
import { PeriodText } from "../../shared/report/schema.ts";
import { SHEET_KEYS, type SheetKey, sheetOf, SHEETS } from "../../shared/report/sheets.ts";
import type { MasterRow } from "../../shared/plan/inputs.ts";
import { FILE_NAMES } from "../../shared/text/files.ts";
import type { MasterReading } from "../store/store.ts";
import { streamTables } from "../xlsx/stream.ts";
import { csvCells } from "./csv.ts";
import { file, XLSX } from "./reply.ts";
import { route } from "./route.ts";

const Months = z.object({ from: PeriodText.optional(), to: PeriodText.optional() });

export const master = [
  route({
    method: "get",
    path: "/master.xlsx",
    access: "readMaster",
    summary: { zh: "总表", en: "The master workbook; months included at both ends" },
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
    const sources = SHEETS.map((sheet) => [masterTable(sheet), cellsOf(reading, sheet.key)]);
    yield* streamTables(masterPlan([], reading.cursor), Object.fromEntries(sources));
  } finally {
    await reading.close();
  }
}

async function* cellsOf(reading: MasterReading, sheet: SheetKey): AsyncGenerator<Cell[]> {
  for await (const page of reading.pages(sheet)) for (const row of page) yield masterCells(row);
}

/** Excel takes a CSV for UTF-8 only where this stands at its beginning. */
const BOM = "\ufeff";

async function* csvFile(reading: MasterReading, sheet: SheetKey): AsyncGenerator<string> {
  try {
    const headings = masterColumns(sheetOf(sheet)).map(({ header }) => header);
    yield `${BOM}${lines([headings])}`;
    for await (const page of reading.pages(sheet)) yield lines(page.map((row: MasterRow) => csvCells(row)));
  } finally {
    await reading.close();
  }
}

const lines = (rows: (string | number | boolean | null)[][]): string =>
  rows.length === 0 ? "" : `${papa.unparse(rows, { newline: "\r\n" })}\r\n`;

/** Rows of a CSV file, slice by slice, read as the rows of a workbook's sheet are. */
import type { CsvHead } from "./csv-head.ts";
import type { CsvMapping } from "./csv-mapping.ts";
import { type CsvRecord, csvRecords } from "./csv-records.ts";
import type { KnownContents } from "./row-content.ts";
import { type CsvReport, rowNames } from "./row-name.ts";
import { columnOf, type Sheet, SYSTEM_COLUMNS } from "./sheets.ts";
import { type ReadRow, type ReportReading, readReport } from "./workbook.ts";

export interface CsvSlice {
  /** With this one sheet; its rows count as a spreadsheet counts the file's. */
  readonly reading: ReportReading;
  /** Row of the reading → line of the file, from 1. */
  readonly lines: ReadonlyMap<number, number>;
  /** How much of the file has been read, 0 to 1. */
  readonly done: number;
}

/**
 * Every row comes with its identity. One that brings none is known by what it says, and by how many before it say
 * the same, so that the same file again, whole or in other slices, brings no new rows, nor does what the unit has
 * reported by another channel. There is always a slice.
 *
 * @param most rows in a slice
 * @param nameOf a version 5 UUID of a text
 * @param known what the unit has reported
 * @throws UnclosedQuote
 */
export function* csvSlices(
  bytes: Uint8Array,
  head: CsvHead,
  mapping: CsvMapping,
  report: CsvReport,
  most: number,
  nameOf: (text: string) => string,
  known: KnownContents,
): Generator<CsvSlice> {
  const labels = labelsOf(head, mapping, report.sheet);
  const name = rowNames(report, nameOf, known, namedIn(bytes, head, mapping, most));
  let none = true;
  for (const rows of csvRecords(bytes, head, most, head.headings.at)) {
    none = false;
    const reading = named(readSlice(rows, labels, report), name);
    yield {
      reading,
      lines: new Map(rows.map(({ at, line }) => [at, line])),
      done: rows.at(-1)?.done ?? 1,
    };
  }
  if (none) yield { reading: readSlice([], labels, report), lines: new Map(), done: 1 };
}

/** Identities that the file brings along: further down too, since a row above must not take one of them. */
function namedIn(bytes: Uint8Array, head: CsvHead, mapping: CsvMapping, most: number): Set<string> {
  const at = mapping.headings.findIndex(({ column }) => column === "rowId");
  const named = new Set<string>();
  if (at < 0) return named;
  for (const records of csvRecords(bytes, head, most, head.headings.at)) {
    for (const { cells } of records) named.add((cells[at] ?? "").trim().toLowerCase());
  }
  return named;
}

/** The headings as the sheet calls its columns. What is left out has none, and so is read by nobody. */
function labelsOf({ headings }: CsvHead, mapping: CsvMapping, sheet: Sheet): (string | null)[] {
  return headings.cells.map((_, at) => {
    const mapped = mapping.headings[at];
    if (!mapped || mapped.column === null) return null;
    const column = columnOf(sheet, mapped.column) ?? SYSTEM_COLUMNS.find(({ key }) => key === mapped.column);
    return column?.zh ?? null;
  });
}

/** As if the slice were a sheet with the headings right above it. */
function readSlice(
  records: readonly CsvRecord[],
  labels: readonly (string | null)[],
  { sheet, period }: CsvReport,
): ReportReading {
  const [first] = records;
  const rows = [labels, ...records.map(({ cells }) => cells.map((cell) => (cell === "" ? null : cell)))];
  const table = { name: sheet.table, range: `A${first?.at ?? 1}:A${(first?.at ?? 1) + 1}` };
  return readReport(
    {
      date1904: false,
      sheets: [
        {
          name: sheet.zh,
          hidden: false,
          top: (first?.at ?? 1) - 1,
          left: 0,
          rows,
          merges: [],
          tables: [table],
        },
      ],
    },
    { period },
  );
}

const named = (reading: ReportReading, name: (row: ReadRow) => ReadRow): ReportReading => ({
  ...reading,
  sheets: reading.sheets.map((sheet) => ({ ...sheet, rows: sheet.rows.map(name) })),
});

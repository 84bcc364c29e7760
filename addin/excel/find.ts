/** Where a plan's tables stand in the open workbook: by table name, else by sheet name and headings. */
import { isSheetKey, SHEETS, type SheetKey, sheetOf } from "../../shared/report/sheets.ts";
import { heading, headingsOf } from "../../shared/report/workbook.ts";
import { WorkbookFault } from "./fault.ts";

/** A table as it stands. Rows and columns count from 0, on the sheet. */
export interface Place {
  readonly worksheet: Excel.Worksheet;
  readonly sheetName: string;
  /** null where the sheet is there but its table is gone. */
  readonly table: Excel.Table | null;
  readonly header: number;
  readonly left: number;
  readonly width: number;
  /** Rows of data, blank ones among them; without the totals row. */
  readonly rows: number;
  readonly totals: boolean;
  /** What the header row says, from `left` on. */
  readonly headings: readonly string[];
}

export interface ReportPlace extends Place {
  readonly sheet: SheetKey;
  /** Column key → column on the sheet; of the system columns too. */
  readonly columnAt: ReadonlyMap<string, number>;
}

interface Sought {
  readonly table: string;
  /** Names under which the sheet is known where its table is gone. */
  readonly sheetNames: readonly string[];
  /** Headings (as `heading` gives them) by which such a sheet is told. */
  readonly headings: ReadonlySet<string>;
}

/** How many headings must be known for a sheet without its table to be taken for ours. */
const ENOUGH_HEADINGS = 2;
const HEADER_ROWS = 20;

/** The places of those that are there, in the order sought; undefined for those that are not. */
export async function findPlaces(
  context: Excel.RequestContext,
  sought: readonly Sought[],
): Promise<(Place | undefined)[]> {
  const { tables, worksheets } = context.workbook;
  const found = sought.map(({ table, sheetNames }) => ({
    table: tables.getItemOrNullObject(table).load("name, showTotals"),
    sheets: sheetNames.map((name) => worksheets.getItemOrNullObject(name).load("name")),
  }));
  await context.sync();
  const readings = found.map(({ table, sheets }, i) => {
    const wanted = sought[i];
    if (!wanted) return undefined;
    if (!table.isNullObject) return readTable(table);
    const sheet = sheets.find((candidate) => !candidate.isNullObject);
    return sheet ? readSheet(sheet, wanted.headings) : undefined;
  });
  await context.sync();
  return readings.map((reading) => reading?.());
}

/** Queues what is to be known of a table; the function it gives is called after a sync. */
function readTable(table: Excel.Table): () => Place {
  const range = table.getRange().load("rowIndex, columnIndex, rowCount, columnCount");
  const header = table.getHeaderRowRange().load("values");
  const worksheet = table.worksheet.load("name");
  return () => ({
    worksheet,
    sheetName: worksheet.name,
    table,
    header: range.rowIndex,
    left: range.columnIndex,
    width: range.columnCount,
    rows: range.rowCount - 1 - (table.showTotals ? 1 : 0),
    totals: table.showTotals,
    headings: textsOf(header.values[0]),
  });
}

function readSheet(worksheet: Excel.Worksheet, known: ReadonlySet<string>): () => Place | undefined {
  const used = worksheet.getUsedRangeOrNullObject(true).load("rowIndex, columnIndex, rowCount, columnCount");
  const top = worksheet.getRange(`A1:AZ${HEADER_ROWS}`).load("values");
  return () => {
    if (used.isNullObject) return undefined;
    let header = -1;
    let most = ENOUGH_HEADINGS - 1;
    top.values.forEach((cells, row) => {
      const count = new Set(
        textsOf(cells)
          .map(heading)
          .filter((text) => known.has(text)),
      ).size;
      if (count > most) [header, most] = [row, count];
    });
    if (header < 0) return undefined;
    const texts = textsOf(top.values[header]);
    const left = texts.findIndex((text) => text !== "");
    const width = texts.findLastIndex((text) => text !== "") + 1 - left;
    return {
      worksheet,
      sheetName: worksheet.name,
      table: null,
      header,
      left,
      width,
      rows: Math.max(1, used.rowIndex + used.rowCount - 1 - header),
      totals: false,
      headings: texts.slice(left, left + width),
    };
  };
}

const textsOf = (cells: readonly unknown[] | undefined): string[] =>
  (cells ?? []).map((cell) => (typeof cell === "string" || typeof cell === "number" ? String(cell) : ""));

const REPORT: readonly Sought[] = SHEETS.map((sheet) => ({
  table: sheet.table,
  sheetNames: [sheet.zh, sheet.en],
  headings: new Set(headingsOf(sheet).keys()),
}));

/** The report sheets that are there. */
export async function findReport(context: Excel.RequestContext): Promise<Map<SheetKey, ReportPlace>> {
  const places = await findPlaces(context, REPORT);
  const report = new Map<SheetKey, ReportPlace>();
  SHEETS.forEach(({ key }, i) => {
    const place = places[i];
    if (place) report.set(key, { ...place, sheet: key, columnAt: columnsOf(key, place) });
  });
  return report;
}

/** The first column of each known heading. */
function columnsOf(key: SheetKey, place: Place): Map<string, number> {
  const known = headingsOf(sheetOf(key));
  const columnAt = new Map<string, number>();
  place.headings.forEach((text, i) => {
    const column = known.get(heading(text));
    if (column !== undefined && !columnAt.has(column)) columnAt.set(column, place.left + i);
  });
  return columnAt;
}

/** The report sheet of that key, which must be there. */
export function reportPlace(report: ReadonlyMap<SheetKey, ReportPlace>, key: SheetKey): ReportPlace {
  const place = report.get(key);
  if (!place) throw new WorkbookFault("sheet_missing", { sheet: sheetOf(key).zh });
  return place;
}

/** The report sheet whose table has this name. */
export const reportSheetOfTable = (table: string): SheetKey | undefined => {
  const key = table.replace(/^ka_/, "");
  return isSheetKey(key) && sheetOf(key).table === table ? key : undefined;
};

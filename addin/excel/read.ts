/** Reads the report sheets of the open workbook, cell by cell as they stand. */
import type { Progress } from "../workbook.ts";
import { rangeAddress } from "../../shared/plan/address.ts";
import type { RawCell, SheetGrid, WorkbookGrid } from "../../shared/report/grid.ts";
import { LIST_SHEET, META_KEYS, META_TOP } from "../../shared/report/workbook.ts";
import { sheetOf } from "../../shared/report/sheets.ts";
import { countsFrom1904 } from "./date-system.ts";
import { findReport, type ReportPlace } from "./find.ts";
import { breath } from "./run.ts";
import { readSlices } from "./slices.ts";
import { supports } from "./support.ts";

/** Report sheets, with the rows typed below a table that did not grow, and the list sheet's meta data. */
export async function readWorkbook(context: Excel.RequestContext, progress: Progress): Promise<WorkbookGrid> {
  const date1904 = await countsFrom1904(context);
  const places = [...(await findReport(context)).values()];
  const sheets: SheetGrid[] = [];
  for (const [index, place] of places.entries()) {
    progress(index / places.length, place.sheetName);
    sheets.push(await readPlace(context, place));
  }
  const lists = await readLists(context);
  if (lists) sheets.push(lists);
  progress(1, "");
  return { date1904, sheets };
}

async function readPlace(context: Excel.RequestContext, place: ReportPlace): Promise<SheetGrid> {
  const { worksheet, header, left, width } = place;
  const used = worksheet.getUsedRangeOrNullObject(true).load("rowIndex, rowCount");
  worksheet.load("visibility");
  const merged = supports("1.13")
    ? worksheet.getRangeByIndexes(header, left, place.rows + 1, width).getMergedAreasOrNullObject()
    : undefined;
  merged?.load("address");
  await context.sync();
  const lastUsed = used.isNullObject ? header : used.rowIndex + used.rowCount - 1;
  const inTable = 1 + place.rows;
  const rows = await readCells(context, worksheet, {
    row: header,
    column: left,
    rows: inTable,
    columns: width,
  });
  // A totals row is no data; what is typed below it is none of the table's either.
  if (!place.totals && lastUsed >= header + inTable) {
    rows.push(...(await readBelow(context, place, header + inTable, lastUsed)));
  }
  const key = place.sheet;
  return {
    name: place.sheetName,
    hidden: worksheet.visibility !== "Visible",
    top: header,
    left,
    rows,
    merges: merged && !merged.isNullObject ? rangesIn(merged.address) : [],
    tables: place.table
      ? [{ name: sheetOf(key).table, range: rangeAddress(header, left, inTable, width) }]
      : [],
  };
}

/** Rows right below the table, up to the first that is blank. */
async function readBelow(
  context: Excel.RequestContext,
  { worksheet, left, width }: ReportPlace,
  from: number,
  lastUsed: number,
): Promise<RawCell[][]> {
  const rows: RawCell[][] = [];
  for (const { start, count } of readSlices(lastUsed - from + 1, width)) {
    const slice = await readCells(context, worksheet, {
      row: from + start,
      column: left,
      rows: count,
      columns: width,
    });
    const blank = slice.findIndex((row) => row.every((cell) => cell === null));
    rows.push(...(blank < 0 ? slice : slice.slice(0, blank)));
    if (blank >= 0) break;
  }
  return rows;
}

interface Area {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** Cells of an area, in slices that one answer can hold. */
export async function readCells(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  area: Area,
): Promise<RawCell[][]> {
  const cells: RawCell[][] = [];
  for (const { start, count } of readSlices(area.rows, area.columns)) {
    const range = sheet.getRangeByIndexes(area.row + start, area.column, count, area.columns);
    range.load("values, formulas");
    await context.sync();
    const mayHoldErrors = range.values.some((row) => row.some(looksLikeError));
    if (mayHoldErrors) {
      range.load("valueTypes");
      await context.sync();
    }
    range.values.forEach((row, r) => {
      cells.push(
        row.map((value: unknown, c): RawCell =>
          rawCell(value, range.formulas[r]?.[c], mayHoldErrors && range.valueTypes[r]?.[c] === "Error"),
        ),
      );
    });
    await breath();
  }
  return cells;
}

const looksLikeError = (value: unknown): boolean => typeof value === "string" && value.startsWith("#");

/** Excel gives text for an empty cell and for errors; a text that begins with `=` is its own formula. */
function rawCell(value: unknown, formula: unknown, isError: boolean): RawCell {
  if (isError) return { error: String(value) };
  const plain =
    typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
  if (typeof formula === "string" && formula.startsWith("=") && formula !== value) {
    return { formula, value: plain };
  }
  return plain === "" ? null : plain;
}

/** `'大客户备案'!A2:B3,'大客户备案'!C5:C6` → `A2:B3`, `C5:C6`. */
const rangesIn = (addresses: string): string[] =>
  [...addresses.matchAll(/!?(\$?[A-Z]{1,3}\$?\d+:\$?[A-Z]{1,3}\$?\d+)(?=,|$)/g)].map(
    ([, range = ""]) => range,
  );

async function readLists(context: Excel.RequestContext): Promise<SheetGrid | undefined> {
  const lists = context.workbook.worksheets.getItemOrNullObject(LIST_SHEET);
  await context.sync();
  if (lists.isNullObject) return undefined;
  const rows = await readCells(context, lists, {
    row: 0,
    column: 0,
    rows: META_TOP + META_KEYS.length,
    columns: 2,
  });
  return { name: LIST_SHEET, hidden: true, top: 0, left: 0, rows, merges: [], tables: [] };
}

/** What the open workbook is: whose report, which sheets, how far the master is filled. */
import type { WorkbookState } from "../workbook.ts";
import { parseRange } from "../../shared/plan/address.ts";
import { MASTER_META, MASTER_META_SHEET, masterSheetName, masterTable } from "../../shared/plan/master.ts";
import { SHEETS } from "../../shared/report/sheets.ts";
import { LIST_SHEET, META_KEYS, META_TOP, readMeta, type ReportMeta } from "../../shared/report/workbook.ts";
import { GUIDE } from "../../shared/text/guide.ts";
import { findReport } from "./find.ts";

const MASTER_PRODUCT = "dakehu-master";

export async function readState(context: Excel.RequestContext): Promise<WorkbookState> {
  const report = await findReport(context);
  const { worksheets, tables } = context.workbook;
  const lists = worksheets.getItemOrNullObject(LIST_SHEET);
  const master = worksheets.getItemOrNullObject(MASTER_META_SHEET);
  const named = [GUIDE.sheetName, LIST_SHEET, ...SHEETS.map(({ zh }) => zh)].map((name) => ({
    name,
    sheet: worksheets.getItemOrNullObject(name),
  }));
  const masters = SHEETS.map((sheet) => ({
    name: masterSheetName(sheet),
    sheet: worksheets.getItemOrNullObject(masterSheetName(sheet)),
    table: tables.getItemOrNullObject(masterTable(sheet)),
  }));
  await context.sync();
  const meta = lists.isNullObject ? null : await readReportMeta(context, lists);
  const isOurs = new Set([...report.values()].map(({ sheetName }) => sheetName));
  const laid = meta !== null || [...report.values()].some(({ table }) => table !== null);
  const inTheWay = named
    .filter(({ name, sheet }) => {
      if (sheet.isNullObject || isOurs.has(name)) return false;
      if (name === LIST_SHEET) return meta === null && !laid;
      return name === GUIDE.sheetName ? !laid : true;
    })
    .concat(masters.filter(({ sheet, table }) => !sheet.isNullObject && table.isNullObject))
    .map(({ name }) => name);
  return {
    report: meta && { unit: meta.unit, period: meta.period, template: meta.template },
    present: SHEETS.map(({ key }) => key).filter((key) => report.has(key)),
    missing: SHEETS.map(({ key }) => key).filter((key) => !report.has(key)),
    inTheWay,
    master: master.isNullObject
      ? null
      : await readMaster(
          context,
          master,
          masters.every(({ table }) => !table.isNullObject),
        ),
  };
}

async function readReportMeta(
  context: Excel.RequestContext,
  lists: Excel.Worksheet,
): Promise<ReportMeta | null> {
  const range = lists.getRangeByIndexes(0, 0, META_TOP + META_KEYS.length, 2).load("values");
  await context.sync();
  return readMeta({
    date1904: false,
    sheets: [{ name: LIST_SHEET, hidden: true, top: 0, left: 0, rows: range.values, merges: [], tables: [] }],
  });
}

/** A master that lacks a table is filled from the start again: the rows that are there are overwritten in place. */
async function readMaster(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  complete: boolean,
): Promise<WorkbookState["master"]> {
  const { product, cursor, naming } = MASTER_META;
  const cells = [product, cursor, naming].map((address) => cellOf(sheet, address).load("values"));
  await context.sync();
  const [made, filled, called]: unknown[] = cells.map(({ values }): unknown => values[0]?.[0]);
  if (made !== MASTER_PRODUCT) return null;
  const isCursor = typeof filled === "number" && Number.isInteger(filled) && filled >= 0;
  return {
    cursor: complete && isCursor ? filled : 0,
    naming: complete && typeof called === "string" ? called : "",
  };
}

function cellOf(sheet: Excel.Worksheet, address: string): Excel.Range {
  const { row, column } = parseRange(address);
  return sheet.getRangeByIndexes(row, column, 1, 1);
}

/** Writes changed rows into the master's tables. Rows keep their places, so what HQ noted beside them stays true. */
import type { MasterCounts, MasterUpdate, Progress } from "../workbook.ts";
import { parseRange } from "../../shared/plan/address.ts";
import {
  MASTER_META,
  MASTER_META_SHEET,
  type MasterFill,
  masterMetaSheet,
  masterSheet,
} from "../../shared/plan/master.ts";
import { SHEETS, type SheetKey, sheetOf } from "../../shared/report/sheets.ts";
import { countsFrom1904 } from "./date-system.ts";
import { type Canvas, drawSheets, finish, makeSheets, openCanvas } from "./draw.ts";
import { WorkbookFault } from "./fault.ts";
import { findMaster, type MasterPlace } from "./master-places.ts";
import { type Cells, writeMasterRows } from "./master-rows.ts";

export async function updateMasterTables(
  context: Excel.RequestContext,
  rows: readonly MasterUpdate[],
  fill: MasterFill,
  progress: Progress,
): Promise<MasterCounts> {
  const canvas = openCanvas(context, await countsFrom1904(context));
  const placed = await placeMaster(canvas);
  const bySheet = lastOfEach(rows);
  const counts = { added: 0, changed: 0, deleted: 0 };
  let done = 0;
  for (const { key } of SHEETS) {
    const changed = bySheet.get(key);
    if (!changed || changed.size === 0) continue;
    const table = tableIn(placed, key);
    progress(done / rows.length, table.place.sheetName);
    const own = await writeMasterRows(canvas, table, changed, { all: false }, (count) => {
      done += count;
      progress(Math.min(1, done / rows.length), table.place.sheetName);
    });
    counts.added += own.added;
    counts.changed += own.changed;
    counts.deleted += own.deleted;
  }
  await keepFill(canvas, fill);
  progress(1, "");
  return counts;
}

export async function matchMasterTable(
  context: Excel.RequestContext,
  sheet: SheetKey,
  lines: readonly MasterUpdate[],
  progress: Progress,
): Promise<MasterCounts> {
  const canvas = openCanvas(context, await countsFrom1904(context));
  const table = tableIn(await placeMaster(canvas), sheet);
  const name = table.place.sheetName;
  const cells = lastOfEach(lines).get(sheet) ?? new Map<string, Cells>();
  progress(0, name);
  let done = 0;
  const counts = await writeMasterRows(canvas, table, cells, { all: true }, (count) => {
    done += count;
    progress(Math.min(1, done / Math.max(1, cells.size)), name);
  });
  progress(1, name);
  return counts;
}

/** Of a row that was changed several times, the last change. */
function lastOfEach(rows: readonly MasterUpdate[]): Map<SheetKey, Map<string, Cells>> {
  const bySheet = new Map<SheetKey, Map<string, Cells>>();
  for (const { sheet, rowId, cells } of rows) {
    const own = bySheet.get(sheet) ?? new Map<string, Cells>();
    own.set(rowId.toLowerCase(), cells);
    bySheet.set(sheet, own);
  }
  return bySheet;
}

/** The master's tables; those that are missing are drawn. */
async function placeMaster(canvas: Canvas): Promise<Map<SheetKey, MasterPlace>> {
  const there = await findMaster(canvas.context);
  const missing = SHEETS.filter(({ key }) => !there.has(key)).map((sheet) => masterSheet(sheet));
  if (missing.length === 0) return there;
  await makeSheets(canvas, missing);
  await drawSheets(canvas, missing, () => undefined);
  return findMaster(canvas.context);
}

function tableIn(placed: ReadonlyMap<SheetKey, MasterPlace>, key: SheetKey): MasterPlace {
  const table = placed.get(key);
  if (!table) throw new WorkbookFault("sheet_missing", { sheet: masterSheet(sheetOf(key)).name });
  return table;
}

/** Last, when all rows are in: a refresh that was cut off starts again from the old cursor and changes nothing twice. */
async function keepFill(canvas: Canvas, fill: MasterFill): Promise<void> {
  const sheet = canvas.context.workbook.worksheets.getItemOrNullObject(MASTER_META_SHEET);
  await canvas.context.sync();
  if (sheet.isNullObject) {
    const plan = masterMetaSheet(fill);
    await makeSheets(canvas, [plan]);
    await drawSheets(canvas, [plan], () => undefined);
    await finish(canvas, { title: "", sheets: [plan], names: [], active: "" }, [plan]);
    return;
  }
  for (const [address, value] of [
    [MASTER_META.cursor, fill.cursor],
    [MASTER_META.naming, fill.naming],
  ] as const) {
    const { row, column } = parseRange(address);
    sheet.getRangeByIndexes(row, column, 1, 1).values = [[value]];
  }
  await canvas.context.sync();
}

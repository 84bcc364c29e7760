/** Takes the user to rows of the master. */
import { masterColumns, masterSheet } from "../../shared/plan/master.ts";
import { type SheetKey, sheetOf } from "../../shared/report/sheets.ts";
import { WorkbookFault } from "./fault.ts";
import { readIdentities } from "./filled.ts";
import { findMaster, type MasterPlace } from "./master-places.ts";

/** A filter by values takes as many; Excel's own list of them ends there too. */
const MOST_FILTERED = 10_000;

/**
 * Neighbouring rows are selected as they stand. Scattered ones are filtered first, so that they stand together:
 * Office.js selects several ranges at once from ExcelApi 1.18 on only. Filters that would hide them give way.
 */
export async function selectMasterRows(
  context: Excel.RequestContext,
  sheet: SheetKey,
  rowIds: readonly string[],
): Promise<{ found: number; filtered: boolean }> {
  const table = await tableOf(context, sheet);
  const { place, idColumn } = table;
  const { rowsOf, at } = await readIdentities(context, place, idColumn);
  const sought = new Set(rowIds.map((rowId) => rowId.toLowerCase()));
  const rows = [...sought].flatMap((rowId) => rowsOf.get(rowId)?.[0] ?? []).sort((a, b) => a - b);
  place.worksheet.activate();
  const [first] = rows;
  const last = rows.at(-1);
  if (first === undefined || last === undefined) {
    await context.sync();
    return { found: 0, filtered: false };
  }
  place.table?.clearFilters();
  const filtered = last - first + 1 > rows.length;
  if (filtered) identityColumn(table)?.filter.applyValuesFilter(rows.slice(0, MOST_FILTERED).map(at));
  place.worksheet.getRangeByIndexes(first, place.left, last - first + 1, place.width).select();
  await context.sync();
  return { found: rows.length, filtered };
}

/** Takes away what `selectMasterRows` filtered. */
export async function showAllMasterRows(context: Excel.RequestContext, sheet: SheetKey): Promise<void> {
  identityColumn(await tableOf(context, sheet))?.filter.clear();
  await context.sync();
}

async function tableOf(context: Excel.RequestContext, key: SheetKey): Promise<MasterPlace> {
  const table = (await findMaster(context, [key])).get(key);
  if (!table) throw new WorkbookFault("sheet_missing", { sheet: masterSheet(sheetOf(key)).name });
  return table;
}

function identityColumn({ key, place }: MasterPlace): Excel.TableColumn | undefined {
  const header = masterColumns(sheetOf(key)).find((column) => column.key === "rowId")?.header ?? "";
  return place.table?.columns.getItem(header);
}

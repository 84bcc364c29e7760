/** Where the master's tables stand in the open workbook. */
import { masterColumns, masterSheet, masterTable } from "../../shared/plan/master.ts";
import { SHEETS, type SheetKey } from "../../shared/report/sheets.ts";
import { placeTables, type PlacedTable } from "./placed.ts";

/** A table of the master with all it takes to know its rows. */
export interface MasterPlace extends PlacedTable {
  readonly key: SheetKey;
  /** Column of the sheet that holds the rows' identities. */
  readonly idColumn: number;
}

/** Those that are there, as tables and with their identity column. */
export async function findMaster(
  context: Excel.RequestContext,
  keys: readonly SheetKey[] = SHEETS.map(({ key }) => key),
): Promise<Map<SheetKey, MasterPlace>> {
  const sheets = SHEETS.filter(({ key }) => keys.includes(key));
  const placed = await placeTables(
    context,
    sheets.map((sheet) => masterSheet(sheet)),
  );
  const found = new Map<SheetKey, MasterPlace>();
  for (const sheet of sheets) {
    const table = placed.find(({ plan, place }) => plan.name === masterTable(sheet) && place.table !== null);
    const idColumn = table?.columnAt[masterColumns(sheet).findIndex(({ key }) => key === "rowId")];
    if (table && idColumn !== undefined) found.set(sheet.key, { ...table, key: sheet.key, idColumn });
  }
  return found;
}

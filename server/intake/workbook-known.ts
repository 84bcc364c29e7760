/** What a unit has said already, by its content: so are rows known that come without identity. */
import { type Sheet, type SheetKey, sheetOf, SHEETS } from "../../shared/report/sheets.ts";
import type { Value, Values } from "../../shared/report/value.ts";
import { AMOUNT_SCALE, rowTable, storedColumns } from "../../shared/summary/tables.ts";
import type { NamedQuery, SqlValue, Store } from "../store/store.ts";

/** A column that is not there and an empty one say the same. */
export const contentOf = (sheet: SheetKey, values: Values): string =>
  JSON.stringify([sheet, ...sheetOf(sheet).columns.map(({ key }) => values[key] ?? null)]);

/**
 * Row ids by content: the unit's standing rows, and the month's.
 *
 * @param taken rows that are left out, since the file itself names them
 */
export async function knownRows(
  store: Store,
  unit: string,
  period: string,
  taken: ReadonlySet<string>,
): Promise<Map<string, string[]>> {
  const found = await store.snapshot(SHEETS.map((sheet) => saidBy(sheet, unit, period)));
  const known = new Map<string, string[]>();
  for (const sheet of SHEETS) {
    for (const row of found.get(sheet.key) ?? []) {
      const rowId = String(row.row_id);
      if (taken.has(rowId)) continue;
      const content = contentOf(sheet.key, valuesOf(sheet, row));
      const same = known.get(content);
      if (same) same.push(rowId);
      else known.set(content, [rowId]);
    }
  }
  return known;
}

const saidBy = (sheet: Sheet, unit: string, period: string): NamedQuery => {
  const month = sheet.rhythm === "standing" ? "" : " AND period = :period";
  return {
    name: sheet.key,
    sql: `SELECT * FROM ${rowTable(sheet)} WHERE unit = :unit AND deleted = 0${month}`,
    parameters: { unit, ...(month !== "" && { period }) },
  };
};

function valuesOf(sheet: Sheet, row: Readonly<Record<string, SqlValue>>): Values {
  const values: Record<string, Value> = { period: row.period ?? null };
  for (const { column, name } of storedColumns(sheet)) {
    const value = row[name] ?? null;
    values[column.key] = column.type === "amount" && typeof value === "number" ? value / AMOUNT_SCALE : value;
  }
  return values;
}

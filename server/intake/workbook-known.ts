/** What a unit has said already, by its content: so are rows known that come without identity. */
import { contentsOf } from "../../shared/report/row-content.ts";
import { type Sheet, SHEETS } from "../../shared/report/sheets.ts";
import type { Value, Values } from "../../shared/report/value.ts";
import { AMOUNT_SCALE, rowTable, storedColumns } from "../../shared/summary/tables.ts";
import type { NamedQuery, SqlValue, Store } from "../store/store.ts";

/**
 * Row ids by content: the unit's standing rows, and the month's.
 *
 * @param taken rows that are left out, since the file itself names them
 * @param sheets those that are of interest
 */
export async function knownRows(
  store: Store,
  unit: string,
  period: string,
  taken: ReadonlySet<string>,
  sheets: readonly Sheet[] = SHEETS,
): Promise<Map<string, string[]>> {
  const found = await store.snapshot(sheets.map((sheet) => saidBy(sheet, unit, period)));
  return contentsOf(
    sheets.flatMap((sheet) =>
      (found.get(sheet.key) ?? [])
        .map((row) => ({
          sheet: sheet.key,
          rowId: String(row.row_id),
          period: typeof row.period === "string" ? row.period : null,
          values: valuesOf(sheet, row),
        }))
        .filter(({ rowId }) => !taken.has(rowId)),
    ),
  );
}

/** By way of the accounts that the unit speaks of: so an index leads to its rows, however many others have some. */
const saidBy = (sheet: Sheet, unit: string, period: string): NamedQuery => {
  const month = sheet.rhythm === "standing" ? "" : " AND t.period = :period";
  return {
    name: sheet.key,
    sql: `SELECT t.* FROM unit_accounts d CROSS JOIN ${rowTable(sheet)} t
           WHERE d.unit = :unit AND t.account_id = d.account_id AND t.unit = :unit AND t.deleted = 0${month}`,
    parameters: { unit, ...(month !== "" && { period }) },
  };
};

function valuesOf(sheet: Sheet, row: Readonly<Record<string, SqlValue>>): Values {
  const values: Record<string, Value> = {};
  for (const { column, name } of storedColumns(sheet)) {
    const value = row[name] ?? null;
    values[column.key] = column.type === "amount" && typeof value === "number" ? value / AMOUNT_SCALE : value;
  }
  return values;
}

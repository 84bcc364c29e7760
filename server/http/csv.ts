/** A row of the master for a CSV file: days as days, numbers as numbers, and no text that a spreadsheet computes. */
import type { MasterRow } from "../../shared/plan/inputs.ts";
import { masterColumns } from "../../shared/plan/master.ts";
import { clockInChina } from "../../shared/report/dates.ts";
import { columnOf, sheetOf } from "../../shared/report/sheets.ts";

export type CsvCell = string | number | boolean | null;

export function csvCells(row: MasterRow): CsvCell[] {
  const sheet = sheetOf(row.sheet);
  return masterColumns(sheet).map(({ key, cell }) => {
    if (columnOf(sheet, key)) return harmless(row.values[key] ?? null);
    if (key === "at") return clockInChina(row.at);
    const value = cell(row);
    return typeof value === "object" ? null : harmless(value);
  });
}

/** Excel and its like compute text that begins so when they open a CSV (OWASP, "CSV injection"). */
const COMPUTED = /^[=+\-@\t\r]/;

const harmless = (value: CsvCell): CsvCell =>
  typeof value === "string" && COMPUTED.test(value) ? `'${value}` : value;

/** A row of the master for a CSV file: days as days, numbers as numbers, and no text that a spreadsheet computes. */
import type { MasterRow } from "../../shared/plan/inputs.ts";
import { masterColumns, masterValue } from "../../shared/plan/master.ts";
import { guardedCell } from "../../shared/report/csv-guard.ts";
import { clockInChina } from "../../shared/report/dates.ts";
import { sheetOf } from "../../shared/report/sheets.ts";

export type CsvCell = string | number | boolean | null;

export const csvCells = (row: MasterRow): CsvCell[] =>
  masterColumns(sheetOf(row.sheet)).map(({ key, report, cell }) => {
    if (report) return guardedCell(masterValue(row, report));
    if (key === "at") return clockInChina(row.at);
    const value = cell(row);
    return typeof value === "object" ? null : guardedCell(value);
  });

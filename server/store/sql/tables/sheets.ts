/** What the store asks of every sheet's table beside the report. */
import type { Sheet } from "../../../../shared/report/sheets.ts";
import { keyedColumns, rowTable } from "../../../../shared/summary/tables.ts";

/** What is asked of every sheet: what came after a cursor, and the rows that name a branch or carrier. */
export const commonIndexes = (sheet: Sheet): string[] => [
  `CREATE INDEX IF NOT EXISTS ${rowTable(sheet)}_by_cursor ON ${rowTable(sheet)} (cursor)`,
  ...keyedColumns(sheet).map(
    ({ name }) =>
      `CREATE INDEX IF NOT EXISTS ${rowTable(sheet)}_by_${name} ON ${rowTable(sheet)} (account_id, ${name})
         WHERE deleted = 0 AND ${name} IS NOT NULL`,
  ),
];

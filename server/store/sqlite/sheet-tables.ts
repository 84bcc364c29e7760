/**
 * One typed table per report sheet, made from the sheet's definition as `shared/summary/tables.ts` prescribes. A
 * column that a sheet has gained is added when the service starts.
 */
import type { Database } from "better-sqlite3";
import { SHEETS } from "../../../shared/report/sheets.ts";
import { ownColumns, rowIndexes, rowTableSql } from "../../../shared/summary/definitions.ts";
import { rowTable } from "../../../shared/summary/tables.ts";
import { commonIndexes } from "../sql/tables/sheets.ts";

/** What an earlier release asked. */
const FORMER_INDEXES = ["ka_events_by_period", "ka_events_filed", "ka_purchases_sums", "ka_purchases_filed"];

/** Makes the tables that are missing and adds the columns that are missing. */
export function defineSheetTables(database: Database): void {
  database
    .transaction(() => {
      for (const sheet of SHEETS) {
        const table = rowTable(sheet);
        database.exec(rowTableSql(sheet));
        const present = new Set(
          database.prepare<[], string>(`SELECT name FROM pragma_table_info('${table}')`).pluck().all(),
        );
        for (const { name, sql } of ownColumns(sheet)) {
          if (!present.has(name)) database.exec(sql);
        }
        for (const index of [...rowIndexes(sheet), ...commonIndexes(sheet)]) database.exec(index);
      }
      for (const index of FORMER_INDEXES) database.exec(`DROP INDEX IF EXISTS ${index}`);
    })
    .immediate();
}

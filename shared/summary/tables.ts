/**
 * The tables that the summary's SQL reads, as every engine must have them (the service's store and the pane's
 * replica). A sheet's rows lie in a table of the sheet's own name, one typed column per report column, the
 * current revision only.
 *
 * | column | what |
 * | --- | --- |
 * | row_id | the row's UUID, primary key |
 * | unit | code of the unit whose row it is |
 * | period | the month it counts for, null for standing rows |
 * | account_id | the account it speaks of, resolved from the name as typed; on `accounts` rows, of the row itself |
 * | revision, cursor | of its latest revision |
 * | name_key | accounts, branches, carriers: the register's key of the row's name; contacts: see `contactKey` |
 * | branch_key, carrier_key | the register's key of the branch and carrier the row names, on sheets with such a column |
 * | deleted, late | 0 or 1 |
 * | first_at | when the row first came in, ISO 8601 |
 *
 * Beside them:
 * - `account_register(id, name, category, level, state, note, sort, policy, same_as)`: `state` is registered, nominated,
 *   potential or declined; `same_as` is the account that this one turned out to be. A row's account is
 *   `COALESCE(same_as, id)` of its `account_id`.
 * - `register_entries(id, kind, account_id, name_key, name, state, same_as, first_unit, first_at)`: branches, carriers and
 *   contacts; a row's branch is the entry of kind `branch` with the row's account and key, or what that is the same as.
 *   Entries of merged accounts with one key are one.
 * - `filings(row_id, unit, account_id, state, changed_at)` and `filing_steps(id, row_id, step, at, reason)`.
 * - `units(code, name, kind, base, active)`, `periods(period, deadline, state)`.
 * - Of the history, for the report's changes: `revisions(row_id, revision, sheet, unit, period, account_id, deleted,
 *   row_values, author_role, at)` and `decisions(id, kind, subject, reason, at, undone_at)`.
 */
import type { Column, Sheet } from "../report/sheets.ts";

/** Amounts lie in hundredths of 万元, as integers, so that sums are exact in every engine. */
export const AMOUNT_SCALE = 100;

export const rowTable = (sheet: Sheet): string => sheet.table;

/** `happenedOn` is `happened_on` in SQL. */
const columnInSql = (key: string): string => key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

export type SqlType = "TEXT" | "INTEGER";

function sqlTypeOf(column: Column): SqlType {
  return column.type === "whole" || column.type === "score" || column.type === "amount" ? "INTEGER" : "TEXT";
}

/** The report columns of a sheet as the store has them; `period` is among the row's own columns already. */
export const storedColumns = (sheet: Sheet): readonly { column: Column; name: string; type: SqlType }[] =>
  sheet.columns
    .filter(({ key }) => key !== "period")
    .map((column) => ({ column, name: columnInSql(column.key), type: sqlTypeOf(column) }));

/** A value as the store keeps it: amounts in hundredths. */
export function toSql(column: Column, value: string | number | null): string | number | null {
  return column.type === "amount" && typeof value === "number" ? Math.round(value * AMOUNT_SCALE) : value;
}

/** The columns of a sheet that name a branch or carrier, each with the table's column that holds the name's key. */
export const keyedColumns = (sheet: Sheet): readonly { column: Column; name: string }[] =>
  sheet.columns
    .filter(({ type }) => type === "branch" || type === "carrier")
    .map((column) => ({ column, name: `${columnInSql(column.key)}_key` }));

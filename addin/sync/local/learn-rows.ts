/** From the change feed's revisions to the replica's tables. */
import { placeKeysOf, rowNameKey } from "../../../shared/register/row-keys.ts";
import { type Sheet, sheetOf, SHEETS } from "../../../shared/report/sheets.ts";
import { upsertSql } from "../../../shared/summary/definitions.ts";
import { rowTable, storedColumns, toSql } from "../../../shared/summary/tables.ts";
import type { Revision } from "../../../shared/sync/protocol.ts";
import type { Line, LocalDatabase } from "./database.ts";

/** The first month that is kept; null: all. Standing rows are always kept. */
export type KeepFrom = string | null;

/** Learns revisions in the order in which they were committed. */
export function learnRows(
  database: LocalDatabase,
  revisions: readonly Revision[],
  keepFrom: KeepFrom = null,
): void {
  for (const sheet of SHEETS) {
    const own = revisions.filter((revision) => revision.sheet === sheet.key);
    const [kept, gone] = [own.filter(isKept(keepFrom)), own.filter((row) => !isKept(keepFrom)(row))];
    // A row that moved to a month that is not kept must not stay in the one where it stood.
    database.runEach(
      `DELETE FROM ${rowTable(sheet)} WHERE row_id = ?`,
      gone.map(({ rowId }) => [rowId]),
    );
    database.runEach(
      upsertSql(sheet),
      kept.map((revision) => lineOf(sheet, revision)),
    );
  }
  database.runEach(
    "INSERT OR REPLACE INTO revisions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    revisions.filter(isKept(keepFrom)).filter(isToldOf).map(historyLineOf),
  );
}

/** Months that are kept no more are taken out. */
export function forgetBefore(database: LocalDatabase, keepFrom: string): void {
  for (const table of [...SHEETS.map(rowTable), "revisions"]) {
    database.runEach(`DELETE FROM ${table} WHERE period < ?`, [[keepFrom]]);
  }
}

const isKept =
  (keepFrom: KeepFrom) =>
  ({ period }: Revision): boolean =>
    keepFrom === null || period === null || period >= keepFrom;

const flag = (is: boolean): number => (is ? 1 : 0);

function lineOf(sheet: Sheet, revision: Revision): Line {
  const { rowId, unit, period, accountId, cursor, deleted, late, at, values } = revision;
  return [
    rowId,
    unit,
    period,
    accountId,
    rowNameKey(sheet.key, values),
    revision.revision,
    cursor,
    flag(deleted),
    flag(late),
    at,
    ...placeKeysOf(sheet.key, values),
    ...storedColumns(sheet).map(({ column }) => toSql(column, values[column.key] ?? null)),
  ];
}

const STANDING: ReadonlySet<string> = new Set(["branches", "carriers", "contacts"]);

/** Of the history the report asks for edits of standing rows, and for what HQ itself entered. */
const isToldOf = ({ sheet, revision, by }: Revision): boolean =>
  STANDING.has(sheet) || (revision === 1 && by.unit === null);

const historyLineOf = (revision: Revision): Line => [
  revision.rowId,
  revision.revision,
  sheetOf(revision.sheet).key,
  revision.unit,
  revision.period,
  revision.accountId,
  flag(revision.deleted),
  // Values are compared where standing rows were edited only.
  STANDING.has(revision.sheet) ? JSON.stringify(revision.values) : "{}",
  revision.by.role,
  revision.at,
];

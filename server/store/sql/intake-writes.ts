/** What the intake writes once it has decided: the submission, its revisions, and what they mean elsewhere. */
import { upsertSql } from "../../../shared/summary/definitions.ts";
import { type SheetKey, SHEETS, sheetOf } from "../../../shared/report/sheets.ts";
import { placeKeysOf, rowNameKey } from "../../../shared/register/row-keys.ts";
import { keyedColumns, storedColumns, toSql } from "../../../shared/summary/tables.ts";
import type { Changes, NewRevision, NewSubmission } from "../intake-store.ts";
import type { SqlValue } from "../store.ts";
import type { Connection } from "./connection.ts";
import { addCopies } from "./copies.ts";
import { noteOn } from "./recorded.ts";
import { writeRegister } from "./register-writes.ts";

/** What every submission writes, besides the rows of the report sheets (`upsertSql`). */
export const INTAKE_SQL = {
  submission: `INSERT INTO submissions (id, body_hash, unit, period, channel, author_name, author_unit, author_role,
      received_at, cursor, answer)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  revision: `INSERT INTO revisions (cursor, row_id, revision, sheet, unit, period, account_id, deleted, late, row_values,
      author_name, author_unit, author_role, channel, submission_id, at, reason)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
} as const;

const UPSERTS: ReadonlyMap<SheetKey, string> = new Map(SHEETS.map((sheet) => [sheet.key, upsertSql(sheet)]));
const COLUMNS = new Map(SHEETS.map((sheet) => [sheet.key, storedColumns(sheet)]));

const CONFLICT = `INSERT INTO conflicts (row_id, at, author_name, author_unit, author_role, submission_id,
    base_revision, latest_revision, deleted_by, columns)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** The feed's cursor as it is. */
export const cursorIn = async (connection: Connection): Promise<number> =>
  (await connection.value<number>("SELECT COALESCE(MAX(cursor), 0) AS latest FROM revisions")) ?? 0;

export async function append(
  connection: Connection,
  submission: NewSubmission,
  changes: Changes,
  answerAt: (cursor: number) => string,
): Promise<string> {
  const { id, bodyHash, unit, period, channel, author, receivedAt, told } = submission;
  const before = await cursorIn(connection);
  const cursor = before + changes.revisions.length;
  const answer = answerAt(cursor);
  noteOn(connection, {
    unit,
    subject: period,
    detail: {
      submission: id,
      channel,
      revisions: changes.revisions.length,
      conflicts: changes.conflicts.length,
      cursor,
    },
  });
  // In this order; a connection may send them all before the first is answered.
  await Promise.all([
    ...writeRegister(connection, submission, changes),
    ...writeRevisions(connection, submission, changes.revisions, before),
    ...writeConflicts(connection, submission, changes),
    addCopies(connection, changes.copies ?? []),
    connection.run(INTAKE_SQL.submission, [
      id,
      bodyHash,
      unit,
      period,
      channel,
      author.name,
      author.unit,
      author.role,
      receivedAt,
      cursor,
      answer,
    ]),
    told && connection.run("UPDATE submissions SET told = ? WHERE id = ?", [JSON.stringify(told), id]),
  ]);
  return answer;
}

function writeConflicts(
  connection: Connection,
  { id, author, receivedAt }: NewSubmission,
  { conflicts, settlements }: Changes,
): Promise<unknown>[] {
  return [
    connection.runEach(
      CONFLICT,
      conflicts.map(({ rowId, baseRevision, latestRevision, deletedBy, columns }) => [
        rowId,
        receivedAt,
        author.name,
        author.unit,
        author.role,
        id,
        baseRevision,
        latestRevision,
        deletedBy,
        JSON.stringify(columns),
      ]),
    ),
    connection.runEach(
      "UPDATE conflicts SET settled_by = ?, columns = ? WHERE id = ?",
      settlements.map(({ conflictId, settledBy, columns }) => [
        settledBy,
        JSON.stringify(columns),
        conflictId,
      ]),
    ),
  ];
}

/** Cursors follow one another without a gap, in the order of commits: nothing else writes meanwhile. */
function writeRevisions(
  connection: Connection,
  submission: NewSubmission,
  revisions: readonly NewRevision[],
  before: number,
): Promise<unknown>[] {
  const lines = revisions.map((row, at) => revisionCells(submission, row, before + 1 + at));
  const bySheet = new Map<SheetKey, SqlValue[][]>();
  for (const [at, row] of revisions.entries()) {
    const cells = rowCells(submission, row, before + 1 + at);
    const known = bySheet.get(row.sheet);
    if (known) known.push(cells);
    else bySheet.set(row.sheet, [cells]);
  }
  return [
    connection.runEach(INTAKE_SQL.revision, lines),
    ...[...bySheet].map(([sheet, rows]) => connection.runEach(UPSERTS.get(sheet) ?? "", rows)),
  ];
}

const revisionCells = (
  { id, unit, channel, author, receivedAt }: NewSubmission,
  row: NewRevision,
  cursor: number,
): SqlValue[] => [
  cursor,
  row.rowId,
  row.revision,
  row.sheet,
  unit,
  row.period,
  row.accountId,
  row.deleted ? 1 : 0,
  row.late ? 1 : 0,
  JSON.stringify(row.values),
  author.name,
  author.unit,
  author.role,
  channel,
  id,
  receivedAt,
  row.reason,
];

function rowCells({ unit, receivedAt }: NewSubmission, row: NewRevision, cursor: number): SqlValue[] {
  const cells: SqlValue[] = [
    row.rowId,
    unit,
    row.period,
    row.accountId,
    row.nameKey,
    row.revision,
    cursor,
    row.deleted ? 1 : 0,
    row.late ? 1 : 0,
    receivedAt,
    ...row.placeKeys,
  ];
  for (const { column } of COLUMNS.get(row.sheet) ?? []) {
    cells.push(toSql(column, row.values[column.key] ?? null));
  }
  return cells;
}

/** What the typed row of a revision's values must hold, by column in SQL: for `verify`. */
export function typedValues(sheetKey: SheetKey, values: NewRevision["values"]): Record<string, SqlValue> {
  const sheet = sheetOf(sheetKey);
  const keys = placeKeysOf(sheetKey, values);
  return {
    name_key: rowNameKey(sheetKey, values),
    ...Object.fromEntries(keyedColumns(sheet).map(({ name }, at) => [name, keys[at] ?? null])),
    ...Object.fromEntries(
      storedColumns(sheet).map(({ column, name }) => [name, toSql(column, values[column.key] ?? null)]),
    ),
  };
}

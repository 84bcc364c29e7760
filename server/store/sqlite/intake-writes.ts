/** What the intake writes once it has decided: the submission, its revisions, and what they mean elsewhere. */
import type { Database, Statement } from "better-sqlite3";
import { upsertSql } from "../../../shared/summary/definitions.ts";
import { type SheetKey, SHEETS, sheetOf } from "../../../shared/report/sheets.ts";
import { placeKeysOf, rowNameKey } from "../../../shared/register/row-keys.ts";
import { keyedColumns, storedColumns, toSql } from "../../../shared/summary/tables.ts";
import type { Changes, NewRevision, NewSubmission } from "../intake-store.ts";
import type { SqlValue } from "../store.ts";
import { RegisterWrites } from "./register-writes.ts";
import { CopyWrites } from "./copies.ts";

/** What every submission writes, besides the rows of the report sheets (`upsertSql`). */
export const INTAKE_SQL = {
  submission: `INSERT INTO submissions (id, body_hash, unit, period, channel, author_name, author_unit, author_role,
      received_at, cursor, answer)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  revision: `INSERT INTO revisions (row_id, revision, sheet, unit, period, account_id, deleted, late, row_values,
      author_name, author_unit, author_role, channel, submission_id, at, reason)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
} as const;

export class IntakeWrites {
  readonly #submission;
  readonly #told;
  readonly #revision;
  readonly #latestCursor;
  readonly #upserts: ReadonlyMap<SheetKey, Statement<SqlValue[]>>;
  readonly #columns = new Map(SHEETS.map((sheet) => [sheet.key, storedColumns(sheet)]));
  readonly #register;
  readonly #copies: CopyWrites;
  readonly #conflict;
  readonly #settle;

  constructor(database: Database) {
    this.#submission = database.prepare<SqlValue[]>(INTAKE_SQL.submission);
    this.#told = database.prepare<[string, string]>("UPDATE submissions SET told = ? WHERE id = ?");
    this.#revision = database.prepare<SqlValue[]>(INTAKE_SQL.revision);
    this.#latestCursor = database
      .prepare<[], number>("SELECT COALESCE(MAX(cursor), 0) FROM revisions")
      .pluck();
    this.#upserts = new Map(
      SHEETS.map((sheet) => [sheet.key, database.prepare<SqlValue[]>(upsertSql(sheet))]),
    );
    this.#register = new RegisterWrites(database);
    this.#copies = new CopyWrites(database);
    this.#conflict = database.prepare<SqlValue[]>(
      `INSERT INTO conflicts (row_id, at, author_name, author_unit, author_role, submission_id, base_revision,
         latest_revision, deleted_by, columns) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#settle = database.prepare<[number, string, number]>(
      "UPDATE conflicts SET settled_by = ?, columns = ? WHERE id = ?",
    );
  }

  append(submission: NewSubmission, changes: Changes, answerAt: (cursor: number) => string): string {
    this.#change(submission, changes);
    const { id, bodyHash, unit, period, channel, author, receivedAt, told } = submission;
    const cursor = this.cursor();
    const answer = answerAt(cursor);
    this.#submission.run(
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
    );
    if (told) this.#told.run(JSON.stringify(told), id);
    return answer;
  }

  cursor(): number {
    return this.#latestCursor.get() ?? 0;
  }

  #change(submission: NewSubmission, changes: Changes): void {
    const { id, author, receivedAt } = submission;
    this.#register.write(submission, changes);
    for (const revision of changes.revisions) this.#append(submission, revision);
    for (const { rowId, baseRevision, latestRevision, deletedBy, columns } of changes.conflicts) {
      this.#conflict.run(
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
      );
    }
    for (const { conflictId, settledBy, columns } of changes.settlements) {
      this.#settle.run(settledBy, JSON.stringify(columns), conflictId);
    }
    this.#copies.add(changes.copies ?? []);
  }

  #append({ id, unit, channel, author, receivedAt }: NewSubmission, row: NewRevision): void {
    const deleted = row.deleted ? 1 : 0;
    const late = row.late ? 1 : 0;
    const { lastInsertRowid } = this.#revision.run(
      row.rowId,
      row.revision,
      row.sheet,
      unit,
      row.period,
      row.accountId,
      deleted,
      late,
      JSON.stringify(row.values),
      author.name,
      author.unit,
      author.role,
      channel,
      id,
      receivedAt,
      row.reason,
    );
    const cells: SqlValue[] = [
      row.rowId,
      unit,
      row.period,
      row.accountId,
      row.nameKey,
      row.revision,
      Number(lastInsertRowid),
      deleted,
      late,
      receivedAt,
      ...row.placeKeys,
    ];
    for (const { column } of this.#columns.get(row.sheet) ?? []) {
      cells.push(toSql(column, row.values[column.key] ?? null));
    }
    this.#upserts.get(row.sheet)?.run(...cells);
  }
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

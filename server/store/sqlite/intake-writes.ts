/** What the intake writes once it has decided: the submission, its revisions, and what they mean elsewhere. */
import type { Database, Statement } from "better-sqlite3";
import { columnOf, type SheetKey, SHEETS, sheetOf } from "../../../shared/report/sheets.ts";
import { storedColumns, toSql } from "../../../shared/summary/tables.ts";
import type { Changes, NewRevision, NewSubmission } from "../intake-store.ts";
import type { SqlValue } from "../store.ts";
import { upsertSql } from "./sheet-tables.ts";

export class IntakeWrites {
  readonly #submission;
  readonly #answer;
  readonly #revision;
  readonly #latestCursor;
  readonly #upserts: ReadonlyMap<SheetKey, Statement<SqlValue[]>>;
  readonly #columns = new Map(SHEETS.map((sheet) => [sheet.key, storedColumns(sheet)]));
  readonly #account;
  readonly #name;
  readonly #rename;
  readonly #formerName;
  readonly #conflict;
  readonly #settle;

  constructor(database: Database) {
    this.#submission = database.prepare<SqlValue[]>(
      `INSERT INTO submissions (id, body_hash, unit, period, channel, author_name, author_unit, author_role, received_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#answer = database.prepare<[number, string, string]>(
      "UPDATE submissions SET cursor = ?, answer = ? WHERE id = ?",
    );
    this.#revision = database.prepare<SqlValue[]>(
      `INSERT INTO revisions (row_id, revision, sheet, unit, period, account_id, deleted, late, row_values,
         author_name, author_unit, author_role, channel, submission_id, at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#latestCursor = database
      .prepare<[], number>("SELECT COALESCE(MAX(cursor), 0) FROM revisions")
      .pluck();
    this.#upserts = new Map(
      SHEETS.map((sheet) => [sheet.key, database.prepare<SqlValue[]>(upsertSql(sheet))]),
    );
    this.#account = database.prepare<[number, string, string | null, string, number]>(
      `INSERT INTO account_register (id, name, category, level, state, note, sort)
       VALUES (?, ?, ?, ?, 'nominated', '', ?)`,
    );
    this.#name = database.prepare<[string, string, number, string, string]>(
      `INSERT INTO account_names (name_key, unit, account_id, name, kind) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (name_key, unit) DO UPDATE
         SET account_id = excluded.account_id, name = excluded.name, kind = excluded.kind
         WHERE account_names.unit <> '' OR account_names.account_id = excluded.account_id`,
    );
    this.#rename = database.prepare<[string, number]>("UPDATE account_register SET name = ? WHERE id = ?");
    this.#formerName = database.prepare<[number]>(
      "UPDATE account_names SET kind = 'former' WHERE account_id = ? AND unit = '' AND kind = 'name'",
    );
    this.#conflict = database.prepare<SqlValue[]>(
      `INSERT INTO conflicts (row_id, at, author_name, author_unit, author_role, submission_id, base_revision,
         latest_revision, deleted_by, columns) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#settle = database.prepare<[number, string, number]>(
      "UPDATE conflicts SET settled_by = ?, columns = ? WHERE id = ?",
    );
  }

  append(submission: NewSubmission, changes: Changes): number {
    const { id, author, receivedAt } = submission;
    this.#submission.run(
      id,
      submission.bodyHash,
      submission.unit,
      submission.period,
      submission.channel,
      author.name,
      author.unit,
      author.role,
      receivedAt,
    );
    for (const account of changes.accounts) {
      this.#account.run(account.id, account.name, account.category, account.level, account.id);
    }
    for (const { accountId, name } of changes.renames) {
      this.#formerName.run(accountId);
      this.#rename.run(name, accountId);
    }
    for (const { key, unit, accountId, name, kind } of changes.names) {
      this.#name.run(key, unit ?? "", accountId, name, kind);
    }
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
    return this.cursor();
  }

  cursor(): number {
    return this.#latestCursor.get() ?? 0;
  }

  keepAnswer(submissionId: string, cursor: number, answer: string): void {
    this.#answer.run(cursor, answer, submissionId);
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
    ];
    for (const { column } of this.#columns.get(row.sheet) ?? []) {
      cells.push(toSql(column, row.values[column.key] ?? null));
    }
    this.#upserts.get(row.sheet)?.run(...cells);
  }
}

/** What the typed row of a revision's values must hold, by column in SQL: for `verify`. */
export const typedValues = (sheetKey: SheetKey, values: NewRevision["values"]): Record<string, SqlValue> =>
  Object.fromEntries(
    storedColumns(sheetOf(sheetKey)).map(({ column, name }) => [
      name,
      toSql(columnOf(sheetOf(sheetKey), column.key) ?? column, values[column.key] ?? null),
    ]),
  );

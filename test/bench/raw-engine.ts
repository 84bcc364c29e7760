/**
 * The raw engine: the very statements by which a service stored what it was sent, run again on a second store of the
 * same build — no HTTP, no checks, no merge, every value ready before the clock runs. Nothing that stores the same
 * rows as durably on this engine from JavaScript can be much faster.
 */
import Database from "better-sqlite3";
import { placeKeysOf, rowNameKey } from "../../shared/register/row-keys.ts";
import { INTAKE_SQL } from "../../server/store/sql/intake-writes.ts";
import { databaseFile, openDatabase } from "../../server/store/sqlite/open.ts";
import type { RevisionColumns } from "../../server/store/sql/revision-rows.ts";
import { sheetKeyOf, valuesOf } from "../../server/store/sql/revision-rows.ts";
import { upsertSql } from "../../shared/summary/definitions.ts";
import type { SqlValue } from "../../server/store/store.ts";
import { type SheetKey, SHEETS, sheetOf } from "../../shared/report/sheets.ts";
import { rowTable, storedColumns, toSql } from "../../shared/summary/tables.ts";

/** One submission, ready to be bound: parameters only. */
export interface Stored {
  readonly submission: readonly SqlValue[];
  readonly rows: readonly {
    readonly sheet: SheetKey;
    readonly revision: readonly SqlValue[];
    readonly upsert: readonly SqlValue[];
  }[];
}

interface SubmissionColumns {
  readonly [column: string]: SqlValue;
}

export class RawEngine {
  readonly #writer: Database.Database;
  readonly #reader: Database.Database;
  readonly #submission;
  readonly #revision;
  readonly #upserts;

  constructor(data: string, now: string) {
    const { writer, reader } = openDatabase(databaseFile(data), now);
    this.#writer = writer;
    this.#reader = reader;
    this.#submission = writer.prepare<SqlValue[]>(INTAKE_SQL.submission);
    this.#revision = writer.prepare<SqlValue[]>(INTAKE_SQL.revision);
    this.#upserts = new Map(SHEETS.map((sheet) => [sheet.key, writer.prepare<SqlValue[]>(upsertSql(sheet))]));
  }

  /** Stores them, so many submissions to a transaction; answers the milliseconds of each transaction. */
  store(submissions: readonly Stored[], together = 1): number[] {
    const times: number[] = [];
    for (let at = 0; at < submissions.length; at += together) {
      const batch = submissions.slice(at, at + together);
      const began = performance.now();
      this.#writer.exec("BEGIN IMMEDIATE");
      for (const one of batch) this.#one(one);
      this.#writer.exec("COMMIT");
      times.push(performance.now() - began);
    }
    return times;
  }

  #one({ submission, rows }: Stored): void {
    for (const { sheet, revision, upsert } of rows) {
      this.#revision.run(...revision);
      this.#upserts.get(sheet)?.run(...upsert);
    }
    this.#submission.run(...submission);
  }

  close(): void {
    this.#reader.close();
    this.#writer.close();
  }
}

/** Reads back what a service stored of these submissions. */
export function storedBy(data: string, ids: readonly string[]): Stored[] {
  const database = new Database(databaseFile(data), { readonly: true });
  const submission = database.prepare<[string], SubmissionColumns>("SELECT * FROM submissions WHERE id = ?");
  // The feed is in the order of writing; its part since the first of them holds them all.
  const revisions = database
    .prepare<[string], RevisionColumns>(
      `SELECT * FROM revisions
        WHERE cursor >= (SELECT MIN(cursor) FROM revisions WHERE submission_id IN (SELECT value FROM json_each(?)))
        ORDER BY cursor`,
    )
    .all(JSON.stringify(ids));
  const rows = new Map(ids.map((id): [string, RevisionColumns[]] => [id, []]));
  for (const row of revisions) rows.get(row.submission_id)?.push(row);
  const stored = ids.map((id): Stored => {
    const record = submission.get(id);
    if (!record) throw new Error(`submission ${id} was not stored`);
    return {
      submission: SUBMISSION.map((name) => record[name] ?? null),
      rows: (rows.get(id) ?? []).map(parametersOf),
    };
  });
  database.close();
  // As the service wrote them, one after the other: a changed row comes after the one it changes.
  const cursorOf = ({ submission }: Stored): number => Number(submission[SUBMISSION.indexOf("cursor")]);
  return stored.sort((a, b) => cursorOf(a) - cursorOf(b));
}

const SUBMISSION = [
  "id",
  "body_hash",
  "unit",
  "period",
  "channel",
  "author_name",
  "author_unit",
  "author_role",
  "received_at",
  "cursor",
  "answer",
] as const;

function parametersOf(row: RevisionColumns): Stored["rows"][number] {
  const sheet = sheetOf(sheetKeyOf(row.sheet));
  const values = valuesOf(row.row_values);
  return {
    sheet: sheet.key,
    revision: [
      row.cursor,
      row.row_id,
      row.revision,
      row.sheet,
      row.unit,
      row.period,
      row.account_id,
      row.deleted,
      row.late,
      row.row_values,
      row.author_name,
      row.author_unit,
      row.author_role,
      row.channel,
      row.submission_id,
      row.at,
      row.reason,
    ],
    upsert: [
      row.row_id,
      row.unit,
      row.period,
      row.account_id,
      rowNameKey(sheet.key, values),
      row.revision,
      row.cursor,
      row.deleted,
      row.late,
      row.at,
      ...placeKeysOf(sheet.key, values),
      ...storedColumns(sheet).map(({ column }) => toSql(column, values[column.key] ?? null)),
    ],
  };
}

/** Both stores hold the same rows: else the two did not do the same work. */
export function assertSameRows(one: string, other: string): void {
  const [mine, theirs] = [one, other].map((data) => {
    const database = new Database(databaseFile(data), { readonly: true });
    const rows = ["revisions", ...SHEETS.map(rowTable)].map((table) =>
      database
        .prepare<[], SubmissionColumns>(
          `SELECT '${table}' AS name, COUNT(*) AS n, SUM(revision) AS revisions, SUM(account_id) AS accounts FROM ${table}`,
        )
        .get(),
    );
    database.close();
    return JSON.stringify(rows);
  });
  if (mine !== theirs) throw new Error(`the stores differ:\n${mine}\n${theirs}`);
}

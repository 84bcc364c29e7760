/** Every row against its history: what the store says now must follow from what was ever written. */
import type { Database } from "better-sqlite3";
import { z } from "zod";
import { SHEETS, type Sheet } from "../../../shared/report/sheets.ts";
import { keyedColumns, rowTable, storedColumns } from "../../../shared/summary/tables.ts";
import { typedValues } from "./intake-writes.ts";
import { type Say, verifyRegister } from "./verify-register.ts";
import { type RevisionColumns, sheetKeyOf, valuesOf } from "./revision-rows.ts";

export interface Verification {
  readonly rows: number;
  readonly revisions: number;
  readonly submissions: number;
  /** The first of them; empty where all agrees. */
  readonly faults: readonly string[];
}

const MOST_FAULTS = 1000;

/** Reads everything on one state of the store; memory does not grow with it. */
export function verifyDatabase(database: Database): Verification {
  return database
    .transaction((): Verification => {
      const faults: string[] = [];
      const say = (fault: string): void => {
        if (faults.length < MOST_FAULTS) faults.push(fault);
      };
      engine(database, say);
      if (faults.length > 0) return { rows: 0, revisions: 0, submissions: 0, faults };
      histories(database, say);
      let rows = 0;
      for (const sheet of SHEETS) rows += typedRows(database, sheet, say);
      const known = count(database, "SELECT COUNT(DISTINCT row_id) FROM revisions");
      if (known !== rows) say(`rows: ${rows} in the sheets' tables, ${known} in the history`);
      verifyRegister(database, say);
      const submissions = answers(database, say);
      return { rows, revisions: count(database, "SELECT COUNT(*) FROM revisions"), submissions, faults };
    })
    .deferred();
}

const count = (database: Database, sql: string): number =>
  database.prepare<[], number>(sql).pluck().get() ?? 0;

function engine(database: Database, say: Say): void {
  for (const line of database.prepare<[], string>("PRAGMA integrity_check").pluck().all()) {
    if (line !== "ok") say(`integrity: ${line}`);
  }
  const foreign = database.prepare<[], { table: string; rowid: number }>("PRAGMA foreign_key_check").all();
  for (const { table, rowid } of foreign) say(`foreign key: ${table} ${rowid}`);
}

/** Revisions count from 1 without a gap, in the order of their cursors, within one sheet of one unit. */
function histories(database: Database, say: Say): void {
  const broken = database.prepare<[], { row_id: string; fault: string }>(
    `SELECT row_id, CASE
        WHEN MIN(revision) <> 1 OR MAX(revision) <> COUNT(*) THEN 'revisions are not 1 to ' || COUNT(*)
        WHEN MIN(sheet) <> MAX(sheet) THEN 'is on two sheets'
        WHEN MIN(unit) <> MAX(unit) THEN 'is two units'' row'
        ELSE 'a later revision has an earlier cursor' END AS fault
      FROM (SELECT row_id, revision, sheet, unit,
              cursor < LAG(cursor) OVER (PARTITION BY row_id ORDER BY revision) AS back FROM revisions)
      GROUP BY row_id
      HAVING MIN(revision) <> 1 OR MAX(revision) <> COUNT(*) OR MIN(sheet) <> MAX(sheet)
          OR MIN(unit) <> MAX(unit) OR MAX(COALESCE(back, 0)) = 1`,
  );
  for (const { row_id: rowId, fault } of broken.iterate()) say(`row ${rowId}: ${fault}`);
}

type TypedColumns = RevisionColumns & {
  readonly t_row_id: string;
  readonly t_latest: number;
  readonly t_first: string | null;
} & Readonly<Record<`t_${string}`, string | number | null>>;

function typedRows(database: Database, sheet: Sheet, say: Say): number {
  const derived = ["name_key", ...keyedColumns(sheet).map(({ name }) => name)];
  const own = [...derived, ...storedColumns(sheet).map(({ name }) => name)].map(
    (name) => `t."${name}" AS "t_${name}"`,
  );
  const system = ["row_id", "unit", "period", "account_id", "revision", "deleted", "late", "first_at"];
  const rows = database.prepare<[], TypedColumns>(
    `SELECT v.*, ${[...system.map((name) => `t.${name} AS t_${name}`), ...own].join(", ")},
        (SELECT MAX(revision) FROM revisions m WHERE m.row_id = t.row_id) AS t_latest,
        (SELECT at FROM revisions f WHERE f.row_id = t.row_id AND f.revision = 1) AS t_first
      FROM ${rowTable(sheet)} t LEFT JOIN revisions v ON v.cursor = t.cursor`,
  );
  let seen = 0;
  for (const row of rows.iterate()) {
    seen += 1;
    const differ = differences(row, sheet);
    if (differ.length > 0) say(`row ${row.t_row_id} (${sheet.key}): ${differ.join(", ")}`);
  }
  return seen;
}

function differences(row: TypedColumns, sheet: Sheet): string[] {
  if (row.row_id === null || row.row_id !== row.t_row_id) return ["its cursor leads to no revision of it"];
  if (sheetKeyOf(row.sheet) !== sheet.key) return ["it is on another sheet's table"];
  const differ: string[] = [];
  if (row.t_latest !== row.t_revision) differ.push("revision is not the latest");
  if (row.t_first !== row.t_first_at) differ.push("first_at");
  for (const name of ["unit", "period", "account_id", "revision", "deleted", "late"] as const) {
    if (row[name] !== row[`t_${name}`]) differ.push(name);
  }
  for (const [name, value] of Object.entries(typedValues(sheet.key, valuesOf(row.row_values)))) {
    if (value !== row[`t_${name}`]) differ.push(name);
  }
  return differ;
}

const Answer = z.object({
  submissionId: z.string(),
  cursor: z.int(),
  outcomes: z.array(z.object({ rowId: z.string(), outcome: z.string(), revision: z.int().nullable() })),
});

/** What was answered is what was written. */
function answers(database: Database, say: Say): number {
  const orphans = database
    .prepare<[], string>(
      "SELECT DISTINCT submission_id FROM revisions WHERE submission_id NOT IN (SELECT id FROM submissions)",
    )
    .pluck();
  for (const id of orphans.iterate()) say(`submission ${id}: has revisions, but is not there itself`);
  const submissions = database.prepare<[], { id: string; cursor: number; answer: string }>(
    "SELECT id, cursor, answer FROM submissions",
  );
  const written = writtenBySubmission(database);
  let seen = 0;
  for (const { id, cursor, answer } of submissions.iterate()) {
    seen += 1;
    const parsed = Answer.safeParse(readJson(answer));
    if (!parsed.success || parsed.data.submissionId !== id || parsed.data.cursor !== cursor) {
      say(`submission ${id}: its answer cannot be read`);
      continue;
    }
    const told = new Set(parsed.data.outcomes.map(({ rowId, revision }) => `${rowId} ${revision}`));
    const stored = written(id, cursor);
    for (const one of stored) if (!told.has(one)) say(`submission ${id}: wrote ${one} and did not say so`);
    for (const { rowId, outcome, revision } of parsed.data.outcomes) {
      const claims = outcome === "created" || outcome === "updated";
      if (claims && !stored.has(`${rowId} ${revision}`))
        say(`submission ${id}: ${rowId} ${revision} is missing`);
    }
  }
  return seen;
}

/** Cursors of one submission lie together and end at its own. */
function writtenBySubmission(database: Database): (id: string, cursor: number) => Set<string> {
  const before = database.prepare<[number], RevisionColumns>(
    "SELECT * FROM revisions WHERE cursor <= ? ORDER BY cursor DESC",
  );
  return (id, cursor) => {
    const found = new Set<string>();
    for (const revision of before.iterate(cursor)) {
      if (revision.submission_id !== id) break;
      found.add(`${revision.row_id} ${revision.revision}`);
    }
    return found;
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

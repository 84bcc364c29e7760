/** Every row against its history: what the store says now must follow from what was ever written. */
import { z } from "zod";
import { BEGINNING } from "../../audit/chain.ts";
import { SHEETS, type Sheet } from "../../../shared/report/sheets.ts";
import { keyedColumns, rowTable, storedColumns } from "../../../shared/summary/tables.ts";
import type { AuditHead } from "../../../shared/sync/audit.ts";
import { walkChain } from "./audit.ts";
import type { Connection, Engine } from "./connection.ts";
import { typedValues } from "./intake-writes.ts";
import { type Say, verifyRegister } from "./verify-register.ts";
import { type RevisionColumns, sheetKeyOf, valuesOf } from "./revision-rows.ts";

export interface Verification {
  readonly rows: number;
  readonly revisions: number;
  readonly submissions: number;
  readonly audit: { readonly entries: number; readonly head: AuditHead };
  /** The first of them; empty where all agrees. */
  readonly faults: readonly string[];
}

const MOST_FAULTS = 1000;

/**
 * Reads everything on one state of the store; memory does not grow with it.
 *
 * @param anchor a head of the audit record that was written down earlier
 */
export async function verifyStore(
  engine: Pick<Engine, "faults" | "snapshot">,
  anchor?: AuditHead,
): Promise<Verification> {
  const faults = await engine.faults();
  if (faults.length > 0) {
    const audit = { entries: 0, head: BEGINNING };
    return { rows: 0, revisions: 0, submissions: 0, audit, faults: faults.slice(0, MOST_FAULTS) };
  }
  return engine.snapshot((connection) => verifyRows(connection, anchor));
}

/** All that is read is the caller's one state of the store. */
async function verifyRows(connection: Connection, anchor: AuditHead | undefined): Promise<Verification> {
  const faults: string[] = [];
  const say = (fault: string): void => {
    if (faults.length < MOST_FAULTS) faults.push(fault);
  };
  await histories(connection, say);
  let rows = 0;
  for (const sheet of SHEETS) rows += await typedRows(connection, sheet, say);
  const known = await count(connection, "SELECT COUNT(DISTINCT row_id) AS n FROM revisions");
  if (known !== rows) say(`rows: ${rows} in the sheets' tables, ${known} in the history`);
  await verifyRegister(connection, say);
  await answers(connection, say);
  const revisions = await count(connection, "SELECT COUNT(*) AS n FROM revisions");
  const submissions = await count(connection, "SELECT COUNT(*) AS n FROM submissions");
  const chain = await walkChain(connection, anchor);
  if (chain.fault !== undefined) say(chain.fault);
  return { rows, revisions, submissions, audit: { entries: chain.seen, head: chain.head }, faults };
}

const count = async (connection: Connection, sql: string): Promise<number> =>
  (await connection.value<number>(sql)) ?? 0;

/** Revisions count from 1 without a gap, in the order of their cursors, within one sheet of one unit. */
async function histories(connection: Connection, say: Say): Promise<void> {
  const broken = connection.iterate<{ row_id: string; fault: string }>(
    `SELECT row_id, CASE
        WHEN MIN(revision) <> 1 OR MAX(revision) <> COUNT(*) THEN 'revisions are not 1 to ' || COUNT(*)
        WHEN MIN(sheet) <> MAX(sheet) THEN 'is on two sheets'
        WHEN MIN(unit) <> MAX(unit) THEN 'is two units'' row'
        ELSE 'a later revision has an earlier cursor' END AS fault
      FROM (SELECT row_id, revision, sheet, unit, CASE
              WHEN cursor < LAG(cursor) OVER (PARTITION BY row_id ORDER BY revision) THEN 1 ELSE 0 END AS back
              FROM revisions) AS steps
      GROUP BY row_id
      HAVING MIN(revision) <> 1 OR MAX(revision) <> COUNT(*) OR MIN(sheet) <> MAX(sheet)
          OR MIN(unit) <> MAX(unit) OR MAX(back) = 1`,
  );
  for await (const { row_id: rowId, fault } of broken) say(`row ${rowId}: ${fault}`);
}

type TypedColumns = RevisionColumns & {
  readonly t_row_id: string;
  readonly t_latest: number;
  readonly t_first: string | null;
} & Readonly<Record<`t_${string}`, string | number | null>>;

async function typedRows(connection: Connection, sheet: Sheet, say: Say): Promise<number> {
  const derived = ["name_key", ...keyedColumns(sheet).map(({ name }) => name)];
  const own = [...derived, ...storedColumns(sheet).map(({ name }) => name)].map(
    (name) => `t."${name}" AS "t_${name}"`,
  );
  const system = ["row_id", "unit", "period", "account_id", "revision", "deleted", "late", "first_at"];
  const rows = connection.iterate<TypedColumns>(
    `SELECT v.*, ${[...system.map((name) => `t.${name} AS t_${name}`), ...own].join(", ")},
        (SELECT MAX(revision) FROM revisions m WHERE m.row_id = t.row_id) AS t_latest,
        (SELECT at FROM revisions f WHERE f.row_id = t.row_id AND f.revision = 1) AS t_first
      FROM ${rowTable(sheet)} t LEFT JOIN revisions v ON v.cursor = t.cursor`,
  );
  let seen = 0;
  for await (const row of rows) {
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

interface AnsweredColumns {
  readonly submission_id: string;
  readonly cursor: number;
  readonly answer: string | null;
}

interface WrittenColumns extends AnsweredColumns {
  readonly row_id: string;
  readonly revision: number;
}

/** Cursors of one submission lie together and end at its own: there its answer is read. */
const WRITTEN = `SELECT r.submission_id, r.cursor, r.row_id, r.revision, s.answer
   FROM revisions r LEFT JOIN submissions s ON s.id = r.submission_id AND s.cursor = r.cursor
  ORDER BY r.cursor`;

const EMPTY = `SELECT s.id AS submission_id, s.cursor, s.answer FROM submissions s
  WHERE NOT EXISTS (SELECT 1 FROM revisions r WHERE r.cursor = s.cursor AND r.submission_id = s.id)`;

const ORPHANS = `SELECT DISTINCT submission_id FROM revisions
  WHERE submission_id NOT IN (SELECT id FROM submissions)`;

/** What was answered is what was written. */
async function answers(connection: Connection, say: Say): Promise<void> {
  for await (const { submission_id: id } of connection.iterate<{ submission_id: string }>(ORPHANS)) {
    say(`submission ${id}: has revisions, but is not there itself`);
  }
  let stored = new Set<string>();
  let of: string | undefined;
  for await (const row of connection.iterate<WrittenColumns>(WRITTEN)) {
    if (row.submission_id !== of) stored = new Set();
    of = row.submission_id;
    stored.add(`${row.row_id} ${row.revision}`);
    if (row.answer !== null) checkAnswer(row, stored, say);
  }
  for await (const row of connection.iterate<AnsweredColumns>(EMPTY)) checkAnswer(row, new Set(), say);
}

function checkAnswer(
  { submission_id: id, cursor, answer }: AnsweredColumns,
  stored: ReadonlySet<string>,
  say: Say,
): void {
  const parsed = Answer.safeParse(readJson(answer ?? ""));
  if (!parsed.success || parsed.data.submissionId !== id || parsed.data.cursor !== cursor) {
    say(`submission ${id}: its answer cannot be read`);
    return;
  }
  const { outcomes } = parsed.data;
  const told = new Set(outcomes.map(({ rowId, revision }) => `${rowId} ${revision}`));
  for (const one of stored) if (!told.has(one)) say(`submission ${id}: wrote ${one} and did not say so`);
  for (const { rowId, outcome, revision } of outcomes) {
    const claims = outcome === "created" || outcome === "updated";
    if (claims && !stored.has(`${rowId} ${revision}`))
      say(`submission ${id}: ${rowId} ${revision} is missing`);
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

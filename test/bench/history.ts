/**
 * Stores with months of history in them: every month of one size, the older months further back, written through
 * the store's own statements but in large transactions. Filled once a run, copied for those who write.
 */
import { constants, copyFileSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { written } from "../../server/intake/filing.ts";
import type { Changes, NewRevision } from "../../server/store/intake-store.ts";
import type { Connection } from "../../server/store/sql/connection.ts";
import { append } from "../../server/store/sql/intake-writes.ts";
import { SqliteConnection } from "../../server/store/sqlite/connection.ts";
import { databaseFile, openDatabase } from "../../server/store/sqlite/open.ts";
import { namedIn, placeKeysOf, rowNameKey } from "../../shared/register/row-keys.ts";
import { POLICY_ACCOUNTS } from "../../shared/register/policy.ts";
import { periodOfRow } from "../../shared/report/check.ts";
import { addMonths } from "../../shared/report/dates.ts";
import { type BenchRow, report } from "./report.ts";
import { newStore, NOW, PERIOD, unitsOf } from "./units.ts";

/** Every month has `units` × `perReport` rows. */
export interface HistorySize {
  readonly rows: number;
  readonly units: number;
  readonly perReport: number;
}

const TOGETHER = 20_000;
const HOUR_MS = 3_600_000;

/** The report that a unit made `back` months ago. */
export const pastReport = ({ perReport }: HistorySize, unit: string, back: number): BenchRow[] => {
  const period = addMonths(PERIOD, -back);
  const at = Date.parse(`${period}-28T00:00:00.000Z`) + Number(unit.slice(1)) * 1000;
  return report({ unit, period, rows: perReport, reviews: true, at });
};

/** Months that the history reaches back, the present one included. */
export const monthsOf = ({ rows, units, perReport }: HistorySize): number =>
  Math.max(1, Math.ceil(rows / (units * perReport)));

/** The data folder of a filled store, to be read only. */
export async function historyStore(folder: string, size: HistorySize): Promise<string> {
  const data = join(folder, `history-${size.units}x${size.perReport}-${size.rows}`);
  if (existsSync(databaseFile(data))) return data;
  const filling = `${data}.filling`;
  await newStore(filling, unitsOf(size.units));
  await fill(databaseFile(filling), size);
  return copyStore(filling, data);
}

/** A copy to be written to. */
export function copyStore(from: string, to: string): string {
  mkdirSync(to, { recursive: true });
  copyFileSync(databaseFile(from), databaseFile(to), constants.COPYFILE_FICLONE);
  return to;
}

async function fill(file: string, size: HistorySize): Promise<void> {
  const { writer, reader } = openDatabase(file, new Date(NOW).toISOString());
  const connection = new SqliteConnection(writer);
  let pending = 0;
  writer.exec("BEGIN");
  for (const { unit, back, rows } of reportsOf(size)) {
    await keep(connection, unit, back, rows);
    pending += rows.length;
    if (pending < TOGETHER) continue;
    writer.exec("COMMIT; BEGIN");
    pending = 0;
  }
  writer.exec("COMMIT");
  // All of it into the one file, so that it can be copied.
  writer.pragma("wal_checkpoint(TRUNCATE)");
  reader.close();
  writer.close();
}

/** Oldest first; where the last month would be too much, its reports are fewer. */
function* reportsOf(size: HistorySize): Generator<{ unit: string; back: number; rows: BenchRow[] }> {
  const units = unitsOf(size.units);
  let left = size.rows;
  for (let back = monthsOf(size) - 1; back >= 0; back -= 1) {
    for (const { code } of units) {
      if (left <= 0) return;
      const rows = pastReport(size, code, back).slice(0, left);
      left -= rows.length;
      yield { unit: code, back, rows };
    }
  }
}

async function keep(
  connection: Connection,
  unit: string,
  back: number,
  rows: readonly BenchRow[],
): Promise<void> {
  const period = addMonths(PERIOD, -back);
  const at = Date.parse(`${period}-28T00:00:00.000Z`) + HOUR_MS;
  const id = `${unit}-${period}`;
  const author = { name: "基准", unit, role: "lead" } as const;
  const receivedAt = new Date(at).toISOString();
  const submission = { id, bodyHash: id, unit, period, channel: "excel", author, receivedAt } as const;
  const revisions = rows.map((row) => firstRevision(row, period));
  const entries = revisions.flatMap(({ sheet, accountId, values }) =>
    accountId === null ? [] : namedIn(sheet, values).map((named) => ({ ...named, accountId })),
  );
  const filings = revisions.flatMap(({ sheet, rowId, accountId }) =>
    sheet === "accounts" && accountId !== null
      ? (written(undefined, {
          rowId,
          accountId,
          registered: true,
          by: author,
          reason: "",
          correction: false,
        }) ?? [])
      : [],
  );
  const outcomes = rows.map(({ rowId }) => ({ rowId, outcome: "created", revision: 1, issues: [] }));
  await append(connection, submission, { ...NOTHING, entries, filings, revisions }, (cursor) =>
    JSON.stringify({ submissionId: id, cursor, receivedAt, outcomes }),
  );
}

const NOTHING: Changes = {
  accounts: [],
  renames: [],
  names: [],
  entries: [],
  filings: [],
  revisions: [],
  conflicts: [],
  settlements: [],
};

const accountIds = new Map(POLICY_ACCOUNTS.map(({ name }, index) => [name, index + 1]));

function firstRevision({ sheet, rowId, values }: BenchRow, period: string): NewRevision {
  return {
    rowId,
    sheet,
    period: periodOfRow(sheet, values, period),
    accountId: accountIds.get(String(sheet === "accounts" ? values.name : values.account)) ?? null,
    revision: 1,
    deleted: false,
    late: false,
    values,
    stoodFor: null,
    nameKey: rowNameKey(sheet, values),
    placeKeys: placeKeysOf(sheet, values),
    reason: null,
  };
}

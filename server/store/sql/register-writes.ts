/** What a submission adds to the register: nominations, names, entries, filings, and who deals with whom. */
import { SHEETS } from "../../../shared/report/sheets.ts";
import { rowTable } from "../../../shared/summary/tables.ts";
import type { Changes, NewSubmission } from "../intake-store.ts";
import type { Connection } from "./connection.ts";

export const FILING_SQL = {
  filing: `INSERT INTO filings (row_id, unit, account_id, state, changed_at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (row_id) DO UPDATE
      SET account_id = excluded.account_id, state = excluded.state, changed_at = excluded.changed_at`,
  step: `INSERT INTO filing_steps (row_id, step, at, author_name, author_unit, author_role, reason)
    VALUES (?, ?, ?, ?, ?, ?, ?)`,
} as const;

export const ENTRY_SQL = `INSERT INTO register_entries (kind, account_id, name_key, name, state, first_unit, first_at)
  VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (kind, account_id, name_key) DO NOTHING`;

/** Which unit's standing rows speak of which account. */
export const DEALINGS_SQL = `SELECT unit, account_id, COUNT(*) AS live_rows
  FROM (${SHEETS.map(
    (sheet) => `SELECT unit, account_id FROM ${rowTable(sheet)} WHERE deleted = 0 AND account_id IS NOT NULL`,
  ).join(" UNION ALL ")}) AS standing
  GROUP BY unit, account_id`;

/** A person whom a unit knows needs nobody's consent; a branch or carrier is HQ's to accept. */
export const entryStateOf = (kind: "branch" | "carrier" | "contact"): "registered" | "proposed" =>
  kind === "contact" ? "registered" : "proposed";

const ACCOUNT = `INSERT INTO account_register (id, name, category, level, state, note, sort)
  VALUES (?, ?, ?, ?, 'nominated', '', ?)`;

const NAME = `INSERT INTO account_names (name_key, unit, account_id, name, kind) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (name_key, unit) DO UPDATE
    SET account_id = excluded.account_id, name = excluded.name, kind = excluded.kind
    WHERE account_names.unit <> '' OR account_names.account_id = excluded.account_id`;

const FORMER_NAME =
  "UPDATE account_names SET kind = 'former' WHERE account_id = ? AND unit = '' AND kind = 'name'";

const DEALING = `INSERT INTO unit_accounts (unit, account_id, live_rows) VALUES (?, ?, ?)
  ON CONFLICT (unit, account_id) DO UPDATE SET live_rows = unit_accounts.live_rows + excluded.live_rows`;

/** Each is sent in its turn; none needs another one's answer. */
export function writeRegister(
  connection: Connection,
  { unit, receivedAt }: NewSubmission,
  changes: Changes,
): Promise<unknown>[] {
  const { accounts, renames, names, entries, filings } = changes;
  const dealt = [...dealings(changes)].map(([accountId, rows]) => [unit, accountId, rows]);
  return [
    ...accounts.map(({ id, name, category, level }) =>
      connection.run(ACCOUNT, [id, name, category, level, id]),
    ),
    ...renames.flatMap(({ accountId, name }) => [
      connection.run(FORMER_NAME, [accountId]),
      connection.run("UPDATE account_register SET name = ? WHERE id = ?", [name, accountId]),
    ]),
    ...names.map(({ key, unit: scope, accountId, name, kind }) =>
      connection.run(NAME, [key, scope ?? "", accountId, name, kind]),
    ),
    connection.runEach(
      ENTRY_SQL,
      entries.map(({ kind, accountId, key, name }) => [
        kind,
        accountId,
        key,
        name,
        entryStateOf(kind),
        unit,
        receivedAt,
      ]),
    ),
    connection.runEach(
      FILING_SQL.filing,
      filings.map(({ rowId, accountId, state }) => [rowId, unit, accountId, state, receivedAt]),
    ),
    connection.runEach(
      FILING_SQL.step,
      filings.flatMap(({ rowId, steps }) =>
        steps.map(({ step, by, reason }) => [rowId, step, receivedAt, by.name, by.unit, by.role, reason]),
      ),
    ),
    connection.runEach(DEALING, dealt),
  ];
}

/** By account, how many more of the unit's standing rows speak of it than before. */
function dealings({ revisions }: Changes): Map<number, number> {
  const rows = new Map<number, number>();
  const count = (accountId: number | null, by: number): void => {
    if (accountId !== null) rows.set(accountId, (rows.get(accountId) ?? 0) + by);
  };
  for (const { deleted, accountId, stoodFor } of revisions) {
    count(stoodFor, -1);
    if (!deleted) count(accountId, 1);
  }
  for (const [accountId, change] of rows) if (change === 0) rows.delete(accountId);
  return rows;
}

/** What a submission adds to the register: nominations, names, entries, filings, and who deals with whom. */
import type { Database } from "better-sqlite3";
import type { Changes, NewSubmission } from "../intake-store.ts";
import type { SqlValue } from "../store.ts";

export const FILING_SQL = {
  filing: `INSERT INTO filings (row_id, unit, account_id, state, changed_at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (row_id) DO UPDATE
      SET account_id = excluded.account_id, state = excluded.state, changed_at = excluded.changed_at`,
  step: `INSERT INTO filing_steps (row_id, step, at, author_name, author_unit, author_role, reason)
    VALUES (?, ?, ?, ?, ?, ?, ?)`,
} as const;

export const ENTRY_SQL = `INSERT INTO register_entries (kind, account_id, name_key, name, state, first_unit, first_at)
  VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (kind, account_id, name_key) DO NOTHING`;

/** A person whom a unit knows needs nobody's consent; a branch or carrier is HQ's to accept. */
export const entryStateOf = (kind: "branch" | "carrier" | "contact"): "registered" | "proposed" =>
  kind === "contact" ? "registered" : "proposed";

export class RegisterWrites {
  readonly #account;
  readonly #name;
  readonly #rename;
  readonly #formerName;
  readonly #entry;
  readonly #filing;
  readonly #step;
  readonly #dealing;

  constructor(database: Database) {
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
    this.#entry = database.prepare<SqlValue[]>(ENTRY_SQL);
    this.#filing = database.prepare<SqlValue[]>(FILING_SQL.filing);
    this.#step = database.prepare<SqlValue[]>(FILING_SQL.step);
    this.#dealing = database.prepare<[string, number, number]>(
      `INSERT INTO unit_accounts (unit, account_id, live_rows) VALUES (?, ?, ?)
       ON CONFLICT (unit, account_id) DO UPDATE SET live_rows = live_rows + excluded.live_rows`,
    );
  }

  write({ unit, receivedAt }: NewSubmission, changes: Changes): void {
    for (const account of changes.accounts) {
      this.#account.run(account.id, account.name, account.category, account.level, account.id);
    }
    for (const { accountId, name } of changes.renames) {
      this.#formerName.run(accountId);
      this.#rename.run(name, accountId);
    }
    for (const { key, unit: scope, accountId, name, kind } of changes.names) {
      this.#name.run(key, scope ?? "", accountId, name, kind);
    }
    for (const { kind, accountId, key, name } of changes.entries) {
      this.#entry.run(kind, accountId, key, name, entryStateOf(kind), unit, receivedAt);
    }
    for (const { rowId, accountId, state, steps } of changes.filings) {
      this.#filing.run(rowId, unit, accountId, state, receivedAt);
      for (const { step, by, reason } of steps) {
        this.#step.run(rowId, step, receivedAt, by.name, by.unit, by.role, reason);
      }
    }
    for (const [accountId, rows] of dealings(changes)) this.#dealing.run(unit, accountId, rows);
  }
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

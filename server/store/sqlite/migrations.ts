/** The store's tables, step by step. A step that has been released is never changed: a new one follows it. */
import type { Database } from "better-sqlite3";
import { markPolicyAccounts, seedRegister } from "./seed.ts";
import { fillDerived } from "./derived.ts";
import { defineSheetTables } from "./sheet-tables.ts";
import { STEPS } from "../sql/steps.ts";
import { COPIES } from "./steps/copies.ts";
import { CSV_MAPPINGS } from "./steps/csv-mappings.ts";
import { DEALINGS } from "./steps/dealings.ts";
import { REPORTS } from "./steps/reports.ts";
import { SCREENING } from "./steps/screening.ts";
import { TOLD } from "./steps/told.ts";

interface Migration {
  readonly version: number;
  readonly name: string;
  readonly up: string | ((database: Database) => void);
}

const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    name: "units, periods and people",
    up: `
      CREATE TABLE units (
        code TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('plant', 'shop')),
        base TEXT REFERENCES units (code), head_email TEXT, active INTEGER NOT NULL DEFAULT 1
      );
      CREATE TABLE periods (
        period TEXT PRIMARY KEY, deadline TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('open', 'closed'))
      );
      CREATE TABLE people (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, unit TEXT REFERENCES units (code)
      );
      CREATE TABLE tokens (
        id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, person INTEGER NOT NULL REFERENCES people (id),
        created_at TEXT NOT NULL, last_used_at TEXT, expires_at TEXT, revoked_at TEXT
      );
      CREATE TABLE invitations (
        hash TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, unit TEXT REFERENCES units (code),
        invited_by TEXT NOT NULL, created_at TEXT NOT NULL, expires_at TEXT NOT NULL, used_at TEXT
      );`,
  },
  {
    version: 2,
    name: "revisions, submissions and conflicts",
    up: `
      CREATE TABLE revisions (
        cursor INTEGER PRIMARY KEY AUTOINCREMENT,
        row_id TEXT NOT NULL, revision INTEGER NOT NULL, sheet TEXT NOT NULL, unit TEXT NOT NULL, period TEXT,
        account_id INTEGER, deleted INTEGER NOT NULL, late INTEGER NOT NULL, row_values TEXT NOT NULL,
        author_name TEXT NOT NULL, author_unit TEXT, author_role TEXT NOT NULL, channel TEXT NOT NULL,
        submission_id TEXT NOT NULL, at TEXT NOT NULL,
        UNIQUE (row_id, revision)
      );
      CREATE INDEX revisions_by_unit ON revisions (unit, cursor);
      CREATE TABLE submissions (
        id TEXT PRIMARY KEY, body_hash TEXT NOT NULL, unit TEXT NOT NULL, period TEXT NOT NULL,
        channel TEXT NOT NULL, author_name TEXT NOT NULL, author_unit TEXT, author_role TEXT NOT NULL,
        received_at TEXT NOT NULL, cursor INTEGER NOT NULL, answer TEXT NOT NULL
      );
      CREATE INDEX submissions_by_period ON submissions (period, unit, received_at);
      CREATE TABLE conflicts (
        id INTEGER PRIMARY KEY, row_id TEXT NOT NULL, at TEXT NOT NULL, author_name TEXT NOT NULL,
        author_unit TEXT, author_role TEXT NOT NULL, submission_id TEXT NOT NULL, base_revision INTEGER,
        latest_revision INTEGER NOT NULL, deleted_by TEXT, columns TEXT NOT NULL, settled_by INTEGER
      );
      CREATE INDEX conflicts_by_row ON conflicts (row_id, settled_by);`,
  },
  {
    version: 3,
    name: "the register, with the policy's nine accounts",
    up: (database) => {
      database.exec(`
        CREATE TABLE account_register (
          id INTEGER PRIMARY KEY, name TEXT NOT NULL, category TEXT, level TEXT NOT NULL,
          state TEXT NOT NULL CHECK (state IN ('registered', 'nominated')), note TEXT NOT NULL DEFAULT '',
          sort INTEGER NOT NULL
        );
        -- unit '' is the register's own; another unit's name for an account is known to that unit alone.
        CREATE TABLE account_names (
          name_key TEXT NOT NULL, unit TEXT NOT NULL DEFAULT '',
          account_id INTEGER NOT NULL REFERENCES account_register (id),
          name TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('name', 'alias', 'former')),
          PRIMARY KEY (name_key, unit)
        ) WITHOUT ROWID;
        CREATE INDEX account_names_by_account ON account_names (account_id);
        CREATE TABLE register_branches (
          account_id INTEGER NOT NULL REFERENCES account_register (id), name_key TEXT NOT NULL,
          name TEXT NOT NULL, PRIMARY KEY (account_id, name_key)
        ) WITHOUT ROWID;
        CREATE TABLE register_carriers (
          account_id INTEGER NOT NULL REFERENCES account_register (id), name_key TEXT NOT NULL,
          name TEXT NOT NULL, PRIMARY KEY (account_id, name_key)
        ) WITHOUT ROWID;`);
      seedRegister(database);
    },
  },
  {
    version: 4,
    name: "filings, register entries and decisions",
    up: (database) => {
      database.exec(SCREENING);
      markPolicyAccounts(database);
    },
  },
  { version: 5, name: "copies", up: COPIES },
  { version: 6, name: "the report's words, and reports issued", up: REPORTS },
  {
    version: 7,
    name: "keys of what rows name, their entries and filings, and who deals with whom",
    up: (database) => {
      database.exec(DEALINGS);
      defineSheetTables(database);
      fillDerived(database);
    },
  },
  { version: 8, name: "what the headings of CSV files stand for", up: CSV_MAPPINGS },
  { version: 9, name: "who told what was taken down", up: TOLD },
  ...STEPS.map(({ version, name, sql }) => ({ version, name, up: sql })),
];

/**
 * Brings a store up to date. A store that a newer service has written is left alone.
 *
 * @param upTo the last step to take, for a store as an earlier release left it
 */
export function migrate(database: Database, now: string, upTo = MIGRATIONS.length): void {
  database.exec(
    "CREATE TABLE IF NOT EXISTS migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL)",
  );
  const read = database.prepare<[], number>("SELECT version FROM migrations").pluck();
  const record = database.prepare<[number, string, string]>("INSERT INTO migrations VALUES (?, ?, ?)");
  // Off while a step rebuilds a table that others refer to: within its transaction it is too late for that.
  database.pragma("foreign_keys = OFF");
  database
    .transaction(() => {
      const applied = new Set(read.all());
      const newest = Math.max(0, ...applied);
      if (newest > MIGRATIONS.length) throw new StoreTooNew(newest);
      for (const { version, name, up } of MIGRATIONS) {
        if (applied.has(version) || version > upTo) continue;
        if (typeof up === "string") database.exec(up);
        else up(database);
        record.run(version, name, now);
      }
    })
    .immediate();
  database.pragma("foreign_keys = ON");
}

/** How many steps the store has still to take. */
export function stepsMissing(database: Database): number {
  const applied = database.prepare<[], number>("SELECT version FROM migrations").pluck().all();
  return MIGRATIONS.filter(({ version }) => !applied.includes(version)).length;
}

/** The store was written by a newer release. */
export class StoreTooNew extends Error {
  override readonly name = "StoreTooNew";
  constructor(version: number) {
    super(`the store has migration ${version}, this service knows ${MIGRATIONS.length}`);
  }
}

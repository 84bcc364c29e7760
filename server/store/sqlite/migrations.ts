/** The store's tables, step by step. A step that has been released is never changed: a new one follows it. */
import type { Database } from "better-sqlite3";
import { StoreTooNew } from "../too-new.ts";
import { markPolicyAccounts, seedRegister } from "./seed.ts";
import { fillDerived } from "./derived.ts";
import { defineSheetTables } from "./sheet-tables.ts";
import { STEPS } from "../sql/steps.ts";
import { COPIES } from "../sql/tables/copies.ts";
import { HISTORY, PEOPLE } from "../sql/tables/first.ts";
import { CSV_MAPPINGS } from "../sql/tables/csv-mappings.ts";
import { DEALINGS } from "../sql/tables/dealings.ts";
import { REPORTS } from "../sql/tables/reports.ts";
import {
  ACCOUNT_NAMES,
  ENTRY_TABLE,
  REBUILT_REGISTER,
  SCREENING_TABLES,
  SEEDED_ENTRIES,
} from "../sql/tables/screening.ts";
import { TOLD } from "../sql/tables/told.ts";

interface Migration {
  readonly version: number;
  readonly name: string;
  readonly up: string | ((database: Database) => void);
}

const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    name: "units, periods and people",
    up: PEOPLE,
  },
  {
    version: 2,
    name: "revisions, submissions and conflicts",
    up: HISTORY,
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
        ${ACCOUNT_NAMES}
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
      for (const sql of [REBUILT_REGISTER, ENTRY_TABLE, SEEDED_ENTRIES, SCREENING_TABLES]) database.exec(sql);
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

/** The last step that this release knows. */
export const newestStep = MIGRATIONS.length;

/**
 * Brings a store up to date, the sheets' tables included, all or nothing. A store that a newer service has written is left
 * alone.
 *
 * @param upTo the last step to take, for a store as an earlier release left it
 */
export function migrate(database: Database, now: string, upTo = newestStep): void {
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
      if (newest > newestStep) throw new StoreTooNew(newest, newestStep);
      for (const { version, name, up } of MIGRATIONS) {
        if (applied.has(version) || version > upTo) continue;
        if (typeof up === "string") database.exec(up);
        else up(database);
        record.run(version, name, now);
      }
      if (upTo === newestStep) defineSheetTables(database);
    })
    .immediate();
  database.pragma("foreign_keys = ON");
}

export const stepsTaken = (database: Database): number[] =>
  database.prepare<[], number>("SELECT version FROM migrations").pluck().all();

/** How many steps the store has still to take. */
export function stepsMissing(database: Database): number {
  const taken = stepsTaken(database);
  return MIGRATIONS.filter(({ version }) => !taken.includes(version)).length;
}

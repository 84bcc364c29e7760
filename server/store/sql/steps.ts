/**
 * Steps of the schema that every engine takes, from the tenth on. They are written as SQLite writes them, in these words:
 * `TEXT`, `INTEGER`, `id INTEGER PRIMARY KEY` (counts by itself), `REFERENCES`, `CHECK`, `WITHOUT ROWID`, partial indexes,
 * `ALTER TABLE … ADD COLUMN`. Another engine puts its own types in their place. A step that has been released is never
 * changed: a new one follows it.
 */
export interface Step {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

export const STEPS: readonly Step[] = [
  {
    version: 10,
    name: "sign-ins that end unused, and the company's accounts",
    // Sign-ins of before had no end: they get one with their next use.
    sql: `
      ALTER TABLE tokens ADD COLUMN idle_days INTEGER;
      UPDATE tokens SET idle_days = 90 WHERE expires_at IS NULL;
      CREATE TABLE company_accounts (
        id INTEGER PRIMARY KEY, account TEXT NOT NULL UNIQUE, issuer TEXT, subject TEXT,
        name TEXT NOT NULL, role TEXT NOT NULL, unit TEXT REFERENCES units (code),
        added_by TEXT NOT NULL, added_at TEXT NOT NULL, linked_at TEXT, UNIQUE (issuer, subject)
      );`,
  },
  {
    version: 11,
    name: "the audit record",
    sql: `CREATE TABLE audit (
        seq INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, unit TEXT, kind TEXT NOT NULL,
        action TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL
      );`,
  },
  {
    version: 12,
    name: "personal data that was erased",
    // Which rows and columns, when and why; of the values only keyed hashes, by which they are known when they come back.
    sql: `
      CREATE TABLE erasures (
        id INTEGER PRIMARY KEY, at TEXT NOT NULL, author_name TEXT NOT NULL, author_unit TEXT, author_role TEXT NOT NULL,
        reason TEXT NOT NULL, row_count INTEGER NOT NULL, revision_count INTEGER NOT NULL, mention_count INTEGER NOT NULL
      );
      CREATE TABLE erased_cells (
        row_id TEXT NOT NULL, column_key TEXT NOT NULL, mark TEXT NOT NULL, erasure_id INTEGER NOT NULL,
        PRIMARY KEY (row_id, column_key, mark)
      ) WITHOUT ROWID;
      CREATE TABLE erased_people (mark TEXT PRIMARY KEY, erasure_id INTEGER NOT NULL) WITHOUT ROWID;`,
  },
  {
    version: 13,
    name: "reports that are issued from here on are kept packed",
    // No table changes, and what has been issued stays as it is: but an earlier release could not read what comes.
    sql: "",
  },
  {
    version: 14,
    name: "rows that headquarters entered, in the order in which they came",
    // By account and row, every row of a folder of files that headquarters import was another page to be written.
    sql: `
      DROP INDEX revisions_by_headquarters;
      CREATE INDEX revisions_by_headquarters ON revisions (period)
        WHERE revision = 1 AND author_role IN ('hq', 'hq-admin');`,
  },
];

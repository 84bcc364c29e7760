/** The first tables: who reports, and what was reported. */
export const PEOPLE = `
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
  );`;

export const HISTORY = `
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
  CREATE INDEX conflicts_by_row ON conflicts (row_id, settled_by);`;

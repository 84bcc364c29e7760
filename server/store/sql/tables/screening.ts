/** Tables of HQ's screening: register entries, filings, and the decisions behind both (R6, R7). */
/** More can become of a nomination than it becoming registered. */
const REGISTER_COLUMNS = `
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, category TEXT, level TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('registered', 'nominated', 'potential', 'declined')),
    note TEXT NOT NULL DEFAULT '', sort INTEGER NOT NULL,
    -- Named by the policy itself: never declined, never merged away.
    policy INTEGER NOT NULL DEFAULT 0,
    -- The account that this one turned out to be; null: itself. Never a chain.
    same_as INTEGER REFERENCES account_register (id)`;

const SAME_AS =
  "CREATE INDEX account_register_same_as ON account_register (same_as) WHERE same_as IS NOT NULL;";

/** In a store that begins with it. */
export const REGISTER_TABLE = `CREATE TABLE account_register (${REGISTER_COLUMNS}
  );
  ${SAME_AS}`;

/** In a store that had an earlier one. */
export const REBUILT_REGISTER = `
  CREATE TABLE account_register_new (${REGISTER_COLUMNS}
  );
  INSERT INTO account_register_new (id, name, category, level, state, note, sort, policy)
    SELECT id, name, category, level, state, note, sort, 0 FROM account_register;
  DROP TABLE account_register;
  ALTER TABLE account_register_new RENAME TO account_register;
  ${SAME_AS}`;

export const ACCOUNT_NAMES = `-- unit '' is the register's own; another unit's name for an account is known to that unit alone.
  CREATE TABLE account_names (
    name_key TEXT NOT NULL, unit TEXT NOT NULL DEFAULT '',
    account_id INTEGER NOT NULL REFERENCES account_register (id),
    name TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('name', 'alias', 'former')),
    PRIMARY KEY (name_key, unit)
  ) WITHOUT ROWID;
  CREATE INDEX account_names_by_account ON account_names (account_id);`;

export const ENTRY_TABLE = `
  -- Branches, carriers and contacts that anybody ever named, one for each account and key.
  CREATE TABLE register_entries (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('branch', 'carrier', 'contact')),
    account_id INTEGER NOT NULL REFERENCES account_register (id), name_key TEXT NOT NULL, name TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'registered', 'declined')),
    same_as INTEGER REFERENCES register_entries (id),
    first_unit TEXT, first_at TEXT NOT NULL,
    UNIQUE (kind, account_id, name_key)
  );
  CREATE INDEX register_entries_by_state ON register_entries (state, kind, id);
  CREATE INDEX register_entries_same_as ON register_entries (same_as) WHERE same_as IS NOT NULL;`;

/** From the tables that held them before. */
export const SEEDED_ENTRIES = `
  INSERT INTO register_entries (kind, account_id, name_key, name, state, first_at)
    SELECT 'branch', account_id, name_key, name, 'registered', '2026-11-01T00:00:00.000Z' FROM register_branches
    UNION ALL
    SELECT 'carrier', account_id, name_key, name, 'registered', '2026-11-01T00:00:00.000Z' FROM register_carriers;
  DROP TABLE register_branches;
  DROP TABLE register_carriers;`;

export const SCREENING_TABLES = `
  -- Two of one kind that a person has found to be two, a < b: not proposed again.
  CREATE TABLE entries_apart (
    kind TEXT NOT NULL, a INTEGER NOT NULL, b INTEGER NOT NULL, decision_id INTEGER NOT NULL,
    PRIMARY KEY (kind, a, b)
  ) WITHOUT ROWID;

  -- What HQ chose where units tell different things of one entry.
  CREATE TABLE chosen_values (
    kind TEXT NOT NULL, entry_id INTEGER NOT NULL, column_key TEXT NOT NULL, value TEXT NOT NULL,
    decision_id INTEGER NOT NULL, PRIMARY KEY (kind, entry_id, column_key)
  ) WITHOUT ROWID;

  -- A row of 大客户备案 on its way.
  CREATE TABLE filings (
    row_id TEXT PRIMARY KEY, unit TEXT NOT NULL, account_id INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN
      ('nominated', 'endorsed', 'asked', 'accepted', 'potential', 'declined', 'withdrawn')),
    changed_at TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX filings_by_state ON filings (state, unit);
  CREATE TABLE filing_steps (
    id INTEGER PRIMARY KEY, row_id TEXT NOT NULL, step TEXT NOT NULL, at TEXT NOT NULL,
    author_name TEXT NOT NULL, author_unit TEXT, author_role TEXT NOT NULL, reason TEXT NOT NULL DEFAULT '',
    decision_id INTEGER
  );
  CREATE INDEX filing_steps_by_row ON filing_steps (row_id, id);

  -- Every decision, in order. 'effects' says what it changed, so that it can be undone.
  CREATE TABLE decisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL,
    author_name TEXT NOT NULL, author_unit TEXT, author_role TEXT NOT NULL,
    kind TEXT NOT NULL, subject TEXT NOT NULL, reason TEXT NOT NULL DEFAULT '', effects TEXT NOT NULL,
    undone_at TEXT, undone_by_name TEXT, undone_by_role TEXT, undone_reason TEXT
  );

  -- Why a row was corrected, where its writer says so.
  ALTER TABLE revisions ADD COLUMN reason TEXT;`;

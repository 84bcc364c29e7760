/** Tables of the copies: who is told of what, and whether it has reached them (R3, R4). */
export const COPIES = `
  CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

  -- One line for each recipient of each thing told. 'cause' names the thing: told once, whatever happens.
  CREATE TABLE copies (
    id INTEGER PRIMARY KEY, cause TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('submission', 'urgent', 'reminder', 'decision')),
    unit TEXT NOT NULL, period TEXT, submission_id TEXT,
    -- 'to_unit' is '' for headquarters. 'address': one, or several separated by commas; null where nobody knows one.
    to_role TEXT NOT NULL CHECK (to_role IN ('head', 'base-head', 'hq', 'lead')), to_unit TEXT NOT NULL, address TEXT,
    detail TEXT NOT NULL DEFAULT '{}', created_at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'no-address')),
    attempts INTEGER NOT NULL DEFAULT 0, next_at TEXT, sent_at TEXT, error TEXT,
    -- Set before a mail's last byte goes out: from then on the mail server may have it.
    handed_at TEXT,
    -- Addresses still to be reached, as JSON, where a mail server has taken the mail for some of them only.
    left_addresses TEXT,
    UNIQUE (cause, to_role, to_unit)
  );
  CREATE INDEX copies_waiting ON copies (next_at) WHERE state = 'waiting';
  -- The order in which they go out: urgent ones first.
  CREATE INDEX copies_in_turn ON copies (CASE kind WHEN 'urgent' THEN 0 ELSE 1 END, next_at, id)
    WHERE state = 'waiting';
  CREATE INDEX copies_by_submission ON copies (submission_id);
  CREATE INDEX copies_by_unit ON copies (unit, id);`;

/** Which unit deals with which account, and what became of each month (R5). */
export const DEALINGS = `
  -- For each unit, how many standing rows of it speak of an account; 0 where none does any more.
  CREATE TABLE unit_accounts (
    unit TEXT NOT NULL, account_id INTEGER NOT NULL, live_rows INTEGER NOT NULL, PRIMARY KEY (unit, account_id)
  ) WITHOUT ROWID;

  -- Each time HQ closed a month, opened it again or moved its deadline.
  CREATE TABLE period_changes (
    id INTEGER PRIMARY KEY, period TEXT NOT NULL, at TEXT NOT NULL,
    author_name TEXT NOT NULL, author_unit TEXT, author_role TEXT NOT NULL,
    state TEXT NOT NULL, deadline TEXT NOT NULL, state_before TEXT NOT NULL, deadline_before TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT ''
  );
  CREATE INDEX period_changes_by_period ON period_changes (period, id);
  CREATE INDEX copies_reminding ON copies (period, unit, created_at) WHERE kind = 'reminder';`;

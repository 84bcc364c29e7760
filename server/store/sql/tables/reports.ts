/** Tables of the monthly report: HQ's own words, and reports as they were issued. */
export const REPORTS = `
  CREATE TABLE report_words (
    period TEXT NOT NULL, section TEXT NOT NULL, revision INTEGER NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL,
    author_name TEXT NOT NULL, author_unit TEXT, author_role TEXT NOT NULL,
    PRIMARY KEY (period, section, revision)
  ) WITHOUT ROWID;
  -- 'summary' is the report as JSON, as it was issued.
  CREATE TABLE issued_reports (
    number TEXT PRIMARY KEY, period TEXT NOT NULL, sequence INTEGER NOT NULL, issued_at TEXT NOT NULL,
    author_name TEXT NOT NULL, author_unit TEXT, author_role TEXT NOT NULL, cursor INTEGER NOT NULL,
    summary TEXT NOT NULL, UNIQUE (period, sequence)
  );
  -- What the report asks of the history: rows that headquarters entered, and standing rows that were edited.
  CREATE INDEX revisions_by_headquarters ON revisions (period, account_id, row_id)
    WHERE revision = 1 AND author_role IN ('hq', 'hq-admin');
  CREATE INDEX revisions_of_standing ON revisions (at)
    WHERE sheet IN ('branches', 'carriers', 'contacts') AND revision > 1;
  CREATE INDEX register_entries_by_time ON register_entries (first_at);
  CREATE INDEX filing_steps_by_time ON filing_steps (at);`;

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
  );`;

/** What the headings of a unit's CSV files stand for; a column of null is left out on purpose. */
export const CSV_MAPPINGS = `
  CREATE TABLE csv_mappings (
    unit TEXT NOT NULL REFERENCES units (code), sheet TEXT NOT NULL, heading_key TEXT NOT NULL,
    heading TEXT NOT NULL, column_key TEXT,
    author_name TEXT NOT NULL, author_unit TEXT, author_role TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (unit, sheet, heading_key)
  ) WITHOUT ROWID;`;

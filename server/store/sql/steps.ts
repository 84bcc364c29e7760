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

export const STEPS: readonly Step[] = [];

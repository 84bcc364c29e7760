/** A file of SQLite as an earlier release left it: the steps as they were released, and of today's rows what they know. */
import Database from "better-sqlite3";
import { defineSheetTables } from "../../server/store/sqlite/sheet-tables.ts";
import { migrate, stepsTaken } from "../../server/store/sqlite/migrations.ts";
import { SHEETS } from "../../shared/report/sheets.ts";
import { rowTableSql } from "../../shared/summary/definitions.ts";
import { storedColumns } from "../../shared/summary/tables.ts";
import { DERIVED, type Line, sorted } from "./a-filled-store.ts";

/** Made anew by the step that takes their place. */
export const REPLACED: readonly string[] = ["migrations", "register_branches", "register_carriers"];
const BUILT = "2026-10-20T02:00:00.000Z";
/** From it on, a sheet's rows carry the keys of what they name. */
export const KEYS = 7;

/** @param today the file of a store as this release fills it */
export function writeEarlier(file: string, today: string, step: number): void {
  within(file, (earlier) => {
    earlier.pragma("foreign_keys = OFF");
    migrate(earlier, BUILT, step);
    earlier.pragma("foreign_keys = OFF");
    if (step < KEYS) defineKeylessTables(earlier);
    else defineSheetTables(earlier);
    earlier.prepare("ATTACH ? AS today").run(today);
    const theirs = columnsIn(earlier, "today");
    for (const [table, columns] of columnsIn(earlier, "main")) {
      const known = theirs.get(table);
      if (!known || table === "migrations") continue;
      const common = columns.filter((column) => known.includes(column)).join(", ");
      earlier.exec(`DELETE FROM main.${table};
        INSERT INTO main.${table} (${common}) SELECT ${common} FROM today.${table}`);
    }
    earlier.exec("DETACH today");
    expect([stepsTaken(earlier).length, earlier.pragma("foreign_key_check")]).toEqual([step, []]);
  });
}

function defineKeylessTables(earlier: Database.Database): void {
  for (const sheet of SHEETS) {
    earlier.exec(rowTableSql(sheet));
    for (const { name, type } of storedColumns(sheet)) {
      earlier.exec(`ALTER TABLE ${sheet.table} ADD COLUMN "${name}" ${type}`);
    }
  }
}

type Columns = Map<string, readonly string[]>;
type Rows = ReadonlyMap<string, readonly string[]>;

/** The columns of each table. */
export const columnsOf = (file: string): Columns => within(file, (database) => columnsIn(database, "main"));

function columnsIn(database: Database.Database, schema: string): Columns {
  const names = database
    .prepare<[], string>(
      `SELECT name FROM ${schema}.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name`,
    )
    .pluck()
    .all();
  const columns = database
    .prepare<[string, string], string>(`SELECT '"' || name || '"' FROM pragma_table_info(?, ?)`)
    .pluck();
  return new Map(names.map((name) => [name, columns.all(name, schema)]));
}

/** All rows of these tables, as far as these columns go. */
export const rowsOf = (file: string, columns: Columns): Rows =>
  within(
    file,
    (database) =>
      new Map(
        [...columns].map(([table, names]) => [
          table,
          sorted(database.prepare<[], Line>(`SELECT ${names.join(", ")} FROM ${table}`).all()),
        ]),
      ),
  );

/** Everything that the file holds: the words of its schema, and every row. */
export const contentOf = (file: string) => ({ schema: schemaOf(file), rows: rowsOf(file, columnsOf(file)) });

export const schemaOf = (file: string): string[] =>
  within(file, (database) =>
    database
      .prepare<[], string>("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
      .pluck()
      .all(),
  );

/** The last step that the file has taken. */
export const stepOf = (file: string): number => within(file, (database) => Math.max(...stepsTaken(database)));

/** What the engine itself finds wrong with it. */
export const damageOf = (file: string): unknown[] =>
  within(file, (database) => [
    ...database
      .prepare("PRAGMA integrity_check")
      .pluck()
      .all()
      .filter((line) => line !== "ok"),
    ...database.prepare("PRAGMA foreign_key_check").all(),
  ]);

/** What a store keeps beside its rows. */
export const derivedOf = (file: string): Rows =>
  within(
    file,
    (database) =>
      new Map(
        Object.entries(DERIVED).map(([table, sql]) => [table, sorted(database.prepare<[], Line>(sql).all())]),
      ),
  );

export const run = (file: string, sql: string): void => within(file, (database) => void database.exec(sql));

function within<T>(file: string, work: (database: Database.Database) => T): T {
  const database = new Database(file);
  try {
    return work(database);
  } finally {
    database.close();
  }
}

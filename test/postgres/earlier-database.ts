/** A database of PostgreSQL as an earlier step of the schema left it, and all that it holds. */
import { newestStep } from "../../server/store/sqlite/migrations.ts";
import type { ADatabase } from "../store/a-database.ts";
import { DERIVED, type Line, sorted } from "../store/a-filled-store.ts";

/** What takes a step back, by its number: as the database was before it. */
const BACK: Readonly<Record<number, string>> = {
  10: "ALTER TABLE tokens DROP COLUMN idle_days; DROP TABLE company_accounts",
  11: "DROP TABLE audit",
  12: "DROP TABLE erasures; DROP TABLE erased_cells; DROP TABLE erased_people",
  // What changed is how texts are kept.
  13: "",
  14: `DROP INDEX revisions_by_headquarters;
    CREATE INDEX revisions_by_headquarters ON revisions (period, account_id, row_id)
      WHERE revision = 1 AND author_role IN ('hq', 'hq-admin')`,
};
/** What a database here begins with. */
export const FIRST = 9;

export async function takeBackTo(database: ADatabase, step: number): Promise<void> {
  for (let taken = newestStep; taken > step; taken -= 1) {
    const back = BACK[taken];
    if (back === undefined) throw new Error(`what takes step ${taken} back?`);
    await database.run(back);
    await database.run("DELETE FROM migrations WHERE version = ?", [taken]);
  }
}

export const stepsOf = async (database: ADatabase): Promise<number[]> =>
  (await database.all<{ version: number }>("SELECT version FROM migrations ORDER BY version")).map(
    ({ version }) => version,
  );

type Columns = ReadonlyMap<string, readonly string[]>;

/** Every row of every table but the list of steps; `columns`: only as far as these go. */
export async function contentOf(database: ADatabase, columns?: Columns) {
  const wanted = columns ?? (await columnsOf(database));
  // One question for all of them: each is asked on a connection of its own.
  const parts = [...wanted].map(
    ([table, names]) =>
      `SELECT '${table}' AS place, CAST(row_to_json(line) AS TEXT) AS said FROM (SELECT ${names.join(", ")} FROM ${table}) AS line`,
  );
  const rows = sorted(await database.all<Line>(parts.join(" UNION ALL ")));
  return { columns: wanted, rows };
}

async function columnsOf(database: ADatabase): Promise<Columns> {
  const all = await database.all<{ table: string; column: string }>(
    `SELECT table_name AS table, '"' || column_name || '"' AS column FROM information_schema.columns
      WHERE table_schema = current_schema() ORDER BY table_name, column_name`,
  );
  const columns = new Map<string, string[]>();
  for (const { table, column } of all) columns.set(table, [...(columns.get(table) ?? []), column]);
  columns.delete("migrations");
  return columns;
}

export async function derivedOf(database: ADatabase): Promise<Map<string, string[]>> {
  const lists = new Map<string, string[]>();
  for (const [table, sql] of Object.entries(DERIVED)) {
    lists.set(table, sorted(await database.all<Line>(sql)));
  }
  return lists;
}

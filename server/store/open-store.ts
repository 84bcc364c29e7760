/** The store that the configuration names: a database of PostgreSQL, or a file of SQLite in the data folder. */
import type { Config } from "../config.ts";
import type { SqlStore } from "./sql/sql-store.ts";
import type { Upgrade } from "./sqlite/before-upgrade.ts";
import { databaseFile } from "./sqlite/open.ts";
import { openSqliteStore } from "./sqlite/sqlite-store.ts";

/**
 * @param now dates what has to be brought up to date
 * @param upgraded told where a file of an earlier release is kept as it was
 * @param logPages `openDatabase`'s
 */
export async function openStore(
  { databaseUrl, dataDir }: Pick<Config, "databaseUrl" | "dataDir">,
  now: string,
  upgraded?: (upgrade: Upgrade) => void,
  logPages?: number,
): Promise<SqlStore> {
  return databaseUrl === null
    ? openSqliteStore(databaseFile(dataDir), now, upgraded, logPages)
    : // Its client takes a while to load.
      (await import("./postgres/postgres-store.ts")).openPostgresStore(databaseUrl, now);
}

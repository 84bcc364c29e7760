/** Whatever the store has on its disk: the data folder, and on PostgreSQL the database's own files. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ADatabase } from "../store/a-database.ts";

/** Of a server that is elsewhere, what its tables say: its disk is out of sight. */
export async function allBytes(database: ADatabase): Promise<string> {
  const { folder, url } = database;
  if (url === null) return filesIn(folder);
  const [at] = await database.all<{ folder: string; oid: number }>(
    `SELECT current_setting('data_directory') AS folder, oid::int AS oid FROM pg_database
     WHERE datname = current_database()`,
  );
  const own = join(at?.folder ?? "", "base", String(at?.oid));
  if (!existsSync(own)) return JSON.stringify(await contentOf(database));
  await database.run("CHECKPOINT");
  return `${filesIn(folder)}\n${filesIn(own)}`;
}

/** A file that a server takes away while they are read may have become another one: then all are looked at again. */
function filesIn(folder: string): string {
  for (;;) {
    const read = readdirSync(folder, { withFileTypes: true })
      .filter((one) => one.isFile())
      .map(({ name }) => textOf(join(folder, name)));
    if (!read.includes(null)) return read.join("\n");
  }
}

/** null: it is gone. */
function textOf(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

async function contentOf(database: ADatabase): Promise<unknown[]> {
  const tables = await database.all<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema()",
  );
  return Promise.all(tables.map(({ name }) => database.all(`SELECT * FROM ${name}`)));
}

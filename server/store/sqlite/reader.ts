/** A connection that only reads a file; also for another thread of this process, which is to have it at once. */
import Database from "better-sqlite3";

/** Another process (the admin command) may hold the lock for a moment. */
export const BUSY_MS = 10_000;
const CACHE_KIB = 65_536;

export function openReader(file: string): Database.Database {
  const reader = new Database(file, { readonly: true, timeout: BUSY_MS });
  tune(reader);
  return reader;
}

export function tune(database: Database.Database): void {
  database.pragma(`cache_size = -${CACHE_KIB}`);
  database.pragma("temp_store = MEMORY");
}

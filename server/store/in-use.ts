/**
 * A data folder in use is marked by a lock that the operating system takes back by itself when the process ends,
 * however it ends. Any number of services may hold it; whoever wants to exchange the store must have it alone.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";

export interface Hold {
  release(): void;
}

/** Marks the folder as in use. */
export const holdFolder = (folder: string): Hold => hold(folder, "BEGIN; SELECT count(*) FROM sqlite_master");

/** Takes the folder alone; undefined while a service uses it. */
export function takeFolder(folder: string): Hold | undefined {
  try {
    return hold(folder, "BEGIN EXCLUSIVE");
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code === "SQLITE_BUSY") return undefined;
    throw error;
  }
}

function hold(folder: string, sql: string): Hold {
  mkdirSync(folder, { recursive: true });
  // SQLite's own file locks serve on every system; the database itself stays empty.
  const lock = new Database(join(folder, "in-use.lock"), { timeout: 1000 });
  try {
    lock.exec(sql);
  } catch (error) {
    lock.close();
    throw error;
  }
  return { release: () => void lock.close() };
}

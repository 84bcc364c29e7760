/** Opens the database file: one connection that writes, one that only reads. */
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { keepBeforeUpgrade, type Upgrade } from "./before-upgrade.ts";
import { migrate } from "./migrations.ts";
import { BUSY_MS, openReader, tune } from "./reader.ts";
import { recognise, sign } from "./recognise.ts";

/** Of the log: a page that many submissions touch is brought home once for all of them. */
const LOG_PAGES = 4000;
/**
 * For who writes much and then goes, as an import does: with a commit of some thousand pages each would be brought home
 * at once, again and again. 160 MB, brought home when it closes.
 */
export const LONG_LOG_PAGES = 40_000;

export interface Connections {
  readonly writer: Database.Database;
  readonly reader: Database.Database;
}

/** The database of a data folder. */
export const databaseFile = (folder: string): string => `${folder}/dakehu.sqlite`;

/**
 * @param upgraded told where a store of an earlier release is kept as it was, once this one has brought it up to date
 * @param logPages of 4 KiB: when there are so many in the log, they are brought home
 * @throws ForeignFile, StoreTooNew, NotKept: nothing has been changed then
 */
export function openDatabase(
  file: string,
  now: string,
  upgraded?: (upgrade: Upgrade) => void,
  logPages = LOG_PAGES,
): Connections {
  mkdirSync(dirname(file), { recursive: true });
  const writer = new Database(file, { timeout: BUSY_MS });
  try {
    recognise(writer);
    writer.pragma("journal_mode = WAL");
    // FULL: a commit is on the disk before it is told of, also when the power fails.
    writer.pragma("synchronous = FULL");
    writer.pragma(`wal_autocheckpoint = ${logPages}`);
    tune(writer);
    const upgrade = keepBeforeUpgrade(writer, file);
    migrate(writer, now);
    sign(writer);
    if (upgrade) upgraded?.(upgrade);
    return { writer, reader: openReader(file) };
  } catch (error) {
    writer.close();
    throw error;
  }
}

/** Whose a database file is, and which release wrote it: looked at before anything is done with it. */
import { closeSync, openSync, readSync } from "node:fs";
import type { Database } from "better-sqlite3";
import { SHEETS } from "../../../shared/report/sheets.ts";
import { keyedColumns, rowTable, storedColumns } from "../../../shared/summary/tables.ts";
import { StoreTooNew } from "../too-new.ts";
import { newestStep, stepsMissing, stepsTaken } from "./migrations.ts";

/** "DAKE", in the header of the file. Stores of the first releases have 0 there, as any file that does not say. */
const APPLICATION_ID = 0x44_41_4b_45;
const MAGIC = "SQLite format 3\0";

/** The file is somebody else's, or no database at all. */
export class ForeignFile extends Error {
  override readonly name = "ForeignFile";
}

/** @throws ForeignFile where it does not begin as a database does */
export function beginsAsDatabase(file: string): void {
  const head = Buffer.alloc(MAGIC.length);
  const handle = openSync(file, "r");
  try {
    readSync(handle, head, 0, head.length, 0);
  } finally {
    closeSync(handle);
  }
  if (head.toString("latin1") !== MAGIC) throw new ForeignFile("no SQLite database");
}

/** @throws ForeignFile, and StoreTooNew for one of a later release. An empty database is nobody's yet. */
export function recognise(database: Database): void {
  const id = database.pragma("application_id", { simple: true });
  if (id !== 0 && id !== APPLICATION_ID) throw new ForeignFile(`application_id ${String(id)}`);
  const tables = database
    .prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table'")
    .pluck()
    .all();
  if (tables.length === 0) return;
  const taken = tables.includes("migrations") ? stepsTaken(database) : [];
  const newest = Math.max(0, ...taken);
  if (newest > newestStep) throw new StoreTooNew(newest, newestStep);
  // Our first step made that table, in every release there was.
  if (newest > 0 && !tables.includes("units")) throw new ForeignFile("units");
  if (newest === 0 && tables.some((name) => name !== "migrations")) throw new ForeignFile("migrations");
}

/** Writes into the file whose it is. */
export function sign(database: Database): void {
  if (database.pragma("application_id", { simple: true }) !== APPLICATION_ID) {
    database.pragma(`application_id = ${APPLICATION_ID}`);
  }
}

/** Has an earlier release written it: are there steps to take, or columns to add? */
export function isEarlier(database: Database): boolean {
  if (stepsMissing(database) > 0) return true;
  return SHEETS.some((sheet) => {
    const present = new Set(
      database
        .prepare<[], string>(`SELECT name FROM pragma_table_info('${rowTable(sheet)}')`)
        .pluck()
        .all(),
    );
    return [...keyedColumns(sheet), ...storedColumns(sheet)].some(({ name }) => !present.has(name));
  });
}

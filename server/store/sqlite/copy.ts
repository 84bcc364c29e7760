/** A copy of the store as one file. */
import { closeSync, copyFileSync, fsyncSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { SHEETS } from "../../../shared/report/sheets.ts";
import { keyedColumns, rowTable, storedColumns } from "../../../shared/summary/tables.ts";
import { type Verification, verifyStore } from "../sql/verify.ts";
import { SqliteConnection } from "./connection.ts";
import { faultsIn } from "./engine.ts";
import { stepsMissing } from "./migrations.ts";
import { openDatabase } from "./open.ts";

/** Brings home what waits in a log beside the file, and the file to the disk: it is all there is then. */
export function makeWhole(file: string): void {
  const copy = new Database(file);
  try {
    copy.pragma("journal_mode = DELETE");
  } finally {
    copy.close();
  }
  toDisk(file);
}

/**
 * Whether the store in a file is sound. One that an earlier release wrote is brought up to date first, in a copy.
 *
 * @throws the engine's error where the file is no database, or not one of ours
 */
export async function verifyCopy(file: string): Promise<Verification> {
  const database = new Database(file, { readonly: true, fileMustExist: true });
  try {
    return await (isEarlier(database) ? verifyUpdated(file) : verifyDatabase(database));
  } finally {
    database.close();
  }
}

/** All on one state of the file. */
function verifyDatabase(database: Database.Database): Promise<Verification> {
  const connection = new SqliteConnection(database);
  return verifyStore({
    faults: () => faultsIn(connection),
    async snapshot(work) {
      database.exec("BEGIN");
      try {
        return await work(connection);
      } finally {
        database.exec("COMMIT");
      }
    },
  });
}

function isEarlier(database: Database.Database): boolean {
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

async function verifyUpdated(file: string): Promise<Verification> {
  const folder = mkdtempSync(join(tmpdir(), "dakehu-verify-"));
  try {
    const copy = join(folder, "copy.sqlite");
    copyFileSync(file, copy);
    const { writer, reader } = openDatabase(copy, "");
    try {
      return await verifyDatabase(reader);
    } finally {
      reader.close();
      writer.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A file, or the entries of a folder, so that they outlast a power cut. */
export function toDisk(path: string): void {
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } catch (error) {
    // Windows knows no fsync of a folder, nor of a file opened for reading.
    if (process.platform !== "win32") throw error;
  } finally {
    closeSync(handle);
  }
}

/** A copy of the store as one file. */
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { type Verification, verifyStore } from "../sql/verify.ts";
import { SqliteConnection } from "./connection.ts";
import { faultsIn } from "./engine.ts";
import { openDatabase } from "./open.ts";
import { beginsAsDatabase, isEarlier, recognise } from "./recognise.ts";
import { toDisk } from "./to-disk.ts";

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

/** Whether the engine finds every page of a file where it belongs. @throws the engine's error where it cannot open it */
export function isUndamaged(file: string): boolean {
  const database = new Database(file, { readonly: true });
  try {
    return database.pragma("quick_check(1)", { simple: true }) === "ok";
  } finally {
    database.close();
  }
}

/**
 * Whether the store in a file is sound. One that an earlier release wrote is brought up to date first, in a copy.
 *
 * @throws ForeignFile, StoreTooNew, and the engine's error where the file is damaged
 */
export async function verifyCopy(file: string): Promise<Verification> {
  beginsAsDatabase(file);
  const database = new Database(file, { readonly: true, fileMustExist: true });
  try {
    recognise(database);
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

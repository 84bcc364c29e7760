/** A copy of the store as one file. */
import { closeSync, fsyncSync, openSync } from "node:fs";
import Database from "better-sqlite3";
import { type Verification, verifyDatabase } from "./verify.ts";

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

/** @throws the engine's error where the file is no database, or not one of ours */
export function verifyCopy(file: string): Verification {
  const database = new Database(file, { readonly: true, fileMustExist: true });
  try {
    return verifyDatabase(database);
  } finally {
    database.close();
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

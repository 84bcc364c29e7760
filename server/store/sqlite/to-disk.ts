/** Bringing what was written to the disk itself. */
import { closeSync, fsyncSync, openSync } from "node:fs";

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

/** One backup: a single file, whole and on the disk, or none. */
import { rmSync, statSync } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { makeWhole } from "../store/sqlite/copy.ts";
import { toDisk } from "../store/sqlite/to-disk.ts";

/** What can be copied into a file while it is in use. */
export interface Copied {
  backup(file: string): Promise<void>;
}

export interface Backup {
  readonly file: string;
  readonly bytes: number;
}

/** Under its name stands nothing but a finished copy: until then it is `….unfinished`, and gone where it fails. */
export async function backUp(store: Copied, file: string): Promise<Backup> {
  await mkdir(dirname(file), { recursive: true });
  const unfinished = `${file}.unfinished`;
  rmSync(unfinished, { force: true });
  try {
    await store.backup(unfinished);
    makeWhole(unfinished);
    await rename(unfinished, file);
    toDisk(dirname(file));
  } catch (error) {
    for (const end of ["", "-journal", "-wal", "-shm"]) rmSync(`${unfinished}${end}`, { force: true });
    throw error;
  }
  return { file, bytes: statSync(file).size };
}

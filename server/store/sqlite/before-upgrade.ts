/** A store that an earlier release wrote is kept as it was before it is brought up to date. */
import { existsSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import type { Database } from "better-sqlite3";
import { newestStep, stepsTaken } from "./migrations.ts";
import { isEarlier } from "./recognise.ts";
import { toDisk } from "./to-disk.ts";

export interface Upgrade {
  /** The last step that the store had taken. */
  readonly from: number;
  readonly to: number;
  /** Where it is kept as it was. */
  readonly kept: string;
}

/** The store was not brought up to date, since it could not be kept as it was. */
export class NotKept extends Error {
  override readonly name = "NotKept";
  constructor(file: string, cause: unknown) {
    super(`${file}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/**
 * Copies a store that has steps to take, beside it, and to the disk; undefined where there is none to take.
 *
 * @param file of the database
 * @throws NotKept: without a copy nothing is changed
 */
export function keepBeforeUpgrade(database: Database, file: string): Upgrade | undefined {
  if (isNew(database) || !isEarlier(database)) return undefined;
  const from = Math.max(0, ...stepsTaken(database));
  const kept = freeName(`${file}.before-upgrade-from-${from}`);
  const unfinished = `${kept}.unfinished-${process.pid}`;
  try {
    rmSync(unfinished, { force: true });
    // As it is at one moment, what waits in the log included.
    database.prepare("VACUUM INTO ?").run(unfinished);
    toDisk(unfinished);
    renameSync(unfinished, kept);
    toDisk(dirname(kept));
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw new NotKept(kept, error);
  }
  return { from, to: newestStep, kept };
}

const isNew = (database: Database): boolean =>
  database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'migrations'").get() === undefined;

/** An earlier copy is never written over. */
function freeName(wanted: string): string {
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? `${wanted}.sqlite` : `${wanted}-${n}.sqlite`;
    if (!existsSync(name)) return name;
  }
}

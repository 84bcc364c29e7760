/** A store that an earlier release wrote is kept as it was before it is brought up to date. */
import { existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Database } from "better-sqlite3";
import { areAlike } from "./alike.ts";
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
 * Copies a store that has steps to take, beside it, and to the disk; undefined where there is none to take. One that was
 * kept already, by an upgrade that came to nothing, is not kept again: a service that is started over and over must not
 * fill the disk.
 *
 * @param file of the database
 * @throws NotKept: without a copy nothing is changed
 */
export function keepBeforeUpgrade(database: Database, file: string): Upgrade | undefined {
  if (isNew(database) || !isEarlier(database)) return undefined;
  const from = Math.max(0, ...stepsTaken(database));
  const earlier = keptFrom(file, from);
  const unfinished = `${nameOf(file, from, earlier.length + 1)}.unfinished-${process.pid}`;
  try {
    removeUnfinished(file);
    // As it is at one moment, what waits in the log included.
    database.prepare("VACUUM INTO ?").run(unfinished);
    const last = earlier.at(-1);
    if (last !== undefined && areAlike(last, unfinished)) {
      rmSync(unfinished);
      return { from, to: newestStep, kept: last };
    }
    const kept = nameOf(file, from, earlier.length + 1);
    toDisk(unfinished);
    renameSync(unfinished, kept);
    toDisk(dirname(kept));
    return { from, to: newestStep, kept };
  } catch (error) {
    rmSync(unfinished, { force: true, recursive: true });
    throw new NotKept(unfinished, error);
  }
}

const isNew = (database: Database): boolean =>
  database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'migrations'").get() === undefined;

const nameOf = (file: string, from: number, n: number): string =>
  `${file}.before-upgrade-from-${from}${n === 1 ? "" : `-${n}`}.sqlite`;

/** Those that were kept of this step, in their order. An earlier one is never written over. */
function keptFrom(file: string, from: number): string[] {
  const kept: string[] = [];
  for (let n = 1; existsSync(nameOf(file, from, n)); n += 1) kept.push(nameOf(file, from, n));
  return kept;
}

/** What a process that was killed meanwhile had begun, with the journal that the engine wrote of it. */
function removeUnfinished(file: string): void {
  const folder = dirname(file);
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`${basename(file)}.before-upgrade-from-`)) continue;
    const process = /\.sqlite\.unfinished-(\d+)(-journal)?$/.exec(name)?.[1];
    if (process !== undefined && !runsBeside(Number(process))) rmSync(join(folder, name), { force: true });
  }
}

function runsBeside(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // There is one, of another user.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

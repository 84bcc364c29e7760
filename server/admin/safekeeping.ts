/** `restore`, `verify`, and `backup` from beside. */
import { existsSync, rmSync } from "node:fs";
import { copyFile, rename } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { z } from "zod";
import { ADMIN } from "../../shared/text/admin.ts";
import { inBoth } from "../../shared/text/service.ts";
import { headOf, headText } from "../audit/chain.ts";
import { storeFault } from "../store-faults.ts";
import { takeFolder } from "../store/in-use.ts";
import { databaseFile } from "../store/sqlite/open.ts";
import { isUndamaged, makeWhole, verifyCopy } from "../store/sqlite/copy.ts";
import { isDamage } from "../store/sqlite/damage.ts";
import { beginsAsDatabase } from "../store/sqlite/recognise.ts";
import { toDisk } from "../store/sqlite/to-disk.ts";
import type { Verification } from "../store/sql/verify.ts";
import { backupCommand, deedOf } from "./backup.ts";
import { command, type CommandAnswer, CommandFault, UsageFault } from "./command.ts";

/** Faults that are printed; all are in the JSON. */
const SHOWN = 50;
/** A database's file, and what may lie beside it. */
const ENDS = ["", "-wal", "-shm", "-journal"];

export const safekeepingCommands = [
  backupCommand,
  command("restore", z.object({ from: z.string().min(1) }), async ({ from }, { config, store, clock }) => {
    if (config.databaseUrl !== null) throw new CommandFault(inBoth(ADMIN.fileOnly));
    const source = resolve(from);
    if (!existsSync(source)) throw notABackup(source, "ENOENT");
    const alone = takeFolder(config.dataDir);
    if (!alone) throw new CommandFault(inBoth(ADMIN.inUse));
    const file = databaseFile(config.dataDir);
    const arriving = `${file}.arriving`;
    let verified: Verification;
    let kept: string | null;
    try {
      verified = await verifyArriving(source, arriving);
      kept = await exchange(arriving, file, clock());
    } finally {
      for (const end of ENDS) rmSync(`${arriving}${end}`, { force: true });
      alone.release();
    }
    await (await store()).audit.add(deedOf("write", "restore", clock()));
    const text = kept === null ? ADMIN.restoredFresh : ADMIN.restored;
    return {
      json: { from: source, kept, ...verified },
      text: inBoth(text, { file: source, kept: kept ?? "" }),
    };
  }),
  command("verify", z.object({ head: z.string().optional() }), async ({ head }, { store }) => {
    const anchor = head === undefined ? undefined : headOf(head);
    if (head !== undefined && !anchor) {
      throw new UsageFault(inBoth(ADMIN.badOption, { option: "--head", value: head }));
    }
    return told(await (await store()).verify(anchor));
  }),
];

function told(verification: Verification): CommandAnswer {
  const { faults, rows, revisions, submissions, audit } = verification;
  if (faults.length === 0) {
    const head = headText(audit.head);
    const text = [
      inBoth(ADMIN.sound, { rows, revisions, submissions }),
      inBoth(ADMIN.chainSound, { entries: audit.entries, head }),
    ];
    return { json: verification, text: text.join("\n") };
  }
  const lines = [inBoth(ADMIN.faultsFound, { count: faults.length }), ...faults.slice(0, SHOWN)];
  return { json: verification, text: lines.join("\n"), exitCode: 1 };
}

const notABackup = (file: string, detail: string): CommandFault =>
  new CommandFault(inBoth(ADMIN.notABackup, { file, detail }));

/**
 * Copies the file beside the store, with what waits in a log beside it, and looks through the copy: it is what will be in
 * the store's place.
 *
 * @throws CommandFault where it is no store of ours, or not a sound one
 */
async function verifyArriving(source: string, arriving: string): Promise<Verification> {
  try {
    beginsAsDatabase(source);
    await copyFile(source, arriving);
    if (existsSync(`${source}-wal`)) {
      await copyFile(`${source}-wal`, `${arriving}-wal`);
      makeWhole(arriving);
    }
    toDisk(arriving);
    const verification = await verifyCopy(arriving);
    const [fault] = verification.faults;
    if (fault === undefined) return verification;
    throw notABackup(source, fault);
  } catch (error) {
    if (error instanceof CommandFault) throw error;
    const words = error instanceof Error ? error.message : String(error);
    throw notABackup(source, isDamage(error) ? words : (storeFault(error) ?? words));
  }
}

/** Puts the file in the store's place; what was there before is kept beside it. */
async function exchange(arriving: string, file: string, at: number): Promise<string | null> {
  let kept: string | null = null;
  if (existsSync(file)) {
    kept = `${file}.${new Date(at).toISOString().replaceAll(/[:.]/g, "-")}`;
    const whole = isMadeWhole(file);
    await rename(file, kept);
    // One that is damaged, which is why another takes its place, is kept as it lies, with its log.
    if (!whole && existsSync(`${file}-wal`)) await rename(`${file}-wal`, `${kept}-wal`);
  }
  for (const beside of ["-wal", "-shm"]) rmSync(`${file}${beside}`, { force: true });
  await rename(arriving, file);
  toDisk(dirname(file));
  return kept;
}

/**
 * Opening and closing it brings its log home, so that one file is all there is; false where it is damaged: what is written
 * into it then may take away what could still be read.
 */
function isMadeWhole(file: string): boolean {
  try {
    beginsAsDatabase(file);
    if (!isUndamaged(file)) return false;
    makeWhole(file);
    return true;
  } catch {
    return false;
  }
}

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
import { makeWhole, verifyCopy } from "../store/sqlite/copy.ts";
import { toDisk } from "../store/sqlite/to-disk.ts";
import type { Verification } from "../store/sql/verify.ts";
import { backupCommand, deedOf } from "./backup.ts";
import { command, type CommandAnswer, CommandFault, UsageFault } from "./command.ts";

/** Faults that are printed; all are in the JSON. */
const SHOWN = 50;

export const safekeepingCommands = [
  backupCommand,
  command("restore", z.object({ from: z.string().min(1) }), async ({ from }, { config, store, clock }) => {
    if (config.databaseUrl !== null) throw new CommandFault(inBoth(ADMIN.fileOnly));
    const source = resolve(from);
    const verified = await verifyFile(source);
    const alone = takeFolder(config.dataDir);
    if (!alone) throw new CommandFault(inBoth(ADMIN.inUse));
    let kept: string | null;
    try {
      kept = await exchange(source, databaseFile(config.dataDir), clock());
    } finally {
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

/** @throws CommandFault where the file is no store of ours, or not a sound one */
async function verifyFile(file: string): Promise<Verification> {
  const refuse = (detail: string): never => {
    throw new CommandFault(inBoth(ADMIN.notABackup, { file, detail }));
  };
  if (!existsSync(file)) return refuse("ENOENT");
  try {
    const verification = await verifyCopy(file);
    return verification.faults.length === 0 ? verification : refuse(verification.faults[0] ?? "");
  } catch (error) {
    if (error instanceof CommandFault) throw error;
    return refuse(storeFault(error) ?? (error instanceof Error ? error.message : String(error)));
  }
}

/** Puts the file in the store's place; what was there before is kept beside it. */
async function exchange(source: string, file: string, at: number): Promise<string | null> {
  const arriving = `${file}.arriving`;
  await copyFile(source, arriving);
  toDisk(arriving);
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

/** Opening and closing it brings its log home, so that one file is all there is; false where it cannot be opened. */
function isMadeWhole(file: string): boolean {
  try {
    makeWhole(file);
    return true;
  } catch {
    return false;
  }
}

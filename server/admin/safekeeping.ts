/** `backup`, `restore`, `verify`. */
import { existsSync, rmSync, statSync } from "node:fs";
import { copyFile, rename } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { z } from "zod";
import { ADMIN } from "../../shared/text/admin.ts";
import { inBoth } from "../../shared/text/service.ts";
import { BEGINNING, headOf, headText } from "../audit/chain.ts";
import { CONSOLE, type Deed } from "../audit/deed.ts";
import { takeFolder } from "../store/in-use.ts";
import { databaseFile } from "../store/sqlite/open.ts";
import { makeWhole, toDisk, verifyCopy } from "../store/sqlite/copy.ts";
import type { Verification } from "../store/sql/verify.ts";
import { SqliteStore } from "../store/sqlite/sqlite-store.ts";
import { command, type CommandAnswer, CommandFault, UsageFault, type Surroundings } from "./command.ts";

/** Faults that are printed; all are in the JSON. */
const SHOWN = 50;

export const safekeepingCommands = [
  command("backup", z.object({ to: z.string().min(1) }), async ({ to }, { store, clock }) => {
    const file = resolve(to);
    if (existsSync(file)) throw new CommandFault(inBoth(ADMIN.fileExists, { file }));
    const unfinished = `${file}.unfinished`;
    rmSync(unfinished, { force: true });
    // Before it is made, so that it holds the entry too.
    const inFile = await fileStore(store);
    await inFile.audit.add(deedOf("export", "backup", clock()));
    await inFile.backup(unfinished);
    makeWhole(unfinished);
    await rename(unfinished, file);
    toDisk(dirname(file));
    const { size: bytes } = statSync(file);
    const head = headText((await (await store()).audit.head()) ?? BEGINNING);
    return { json: { file, bytes, head }, text: inBoth(ADMIN.backedUp, { file, bytes, head }) };
  }),
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

/** A backup takes everything out of the service, a restore puts other things into it. */
const deedOf = (kind: Deed["kind"], action: string, at: number): Deed => ({
  at: new Date(at).toISOString(),
  who: CONSOLE,
  unit: null,
  kind,
  action,
  subject: "",
  detail: {},
});

/** Only a store in a file of ours is ours to copy. */
async function fileStore(store: Surroundings["store"]): Promise<SqliteStore> {
  const opened = await store();
  if (opened instanceof SqliteStore) return opened;
  throw new CommandFault(inBoth(ADMIN.fileOnly));
}

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
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

/** Puts the file in the store's place; what was there before is kept beside it. */
async function exchange(source: string, file: string, at: number): Promise<string | null> {
  const arriving = `${file}.arriving`;
  await copyFile(source, arriving);
  toDisk(arriving);
  let kept: string | null = null;
  if (existsSync(file)) {
    // Opening and closing it brings its log home, so that one file is all there is.
    makeWhole(file);
    kept = `${file}.${new Date(at).toISOString().replaceAll(/[:.]/g, "-")}`;
    await rename(file, kept);
  }
  for (const beside of ["-wal", "-shm"]) rmSync(`${file}${beside}`, { force: true });
  await rename(arriving, file);
  toDisk(dirname(file));
  return kept;
}

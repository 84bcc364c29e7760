/** `backup`: once into a file, or numbered into a folder, also again and again. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { ADMIN } from "../../shared/text/admin.ts";
import { inBoth } from "../../shared/text/service.ts";
import { BEGINNING, headText } from "../audit/chain.ts";
import { CONSOLE, type Deed } from "../audit/deed.ts";
import { intervalOf, type Plan, startBackups } from "../backup/every.ts";
import { backUpInto } from "../backup/keep.ts";
import { type Backup, backUp } from "../backup/to.ts";
import { SqliteStore } from "../store/sqlite/sqlite-store.ts";
import { command, type CommandAnswer, CommandFault, type Surroundings } from "./command.ts";

/** Backups that are kept unless it is said how many. */
const KEPT = 48;

const Options = z.object({
  to: z.string().min(1),
  every: z
    .string()
    .refine((text) => intervalOf(text) !== undefined)
    .optional(),
  keep: z.coerce.number().int().min(1).max(10_000).optional(),
});

export const backupCommand = command("backup", Options, async ({ to, every, keep }, { store, clock }) => {
  const place = resolve(to);
  const single = every === undefined && keep === undefined;
  if (single && existsSync(place)) throw new CommandFault(inBoth(ADMIN.fileExists, { file: place }));
  const inFile = await fileStore(store);
  // Before it is made, so that it holds the entry too.
  await inFile.audit.add(deedOf("export", "backup", clock()));
  if (single) return backedUp(inFile, await backUp(inFile, place));
  if (every === undefined) {
    return backedUp(inFile, await backUpInto(inFile, place, { keep: keep ?? KEPT, at: clock() }));
  }
  return untilStopped(inFile, { every: intervalOf(every) ?? 0, keep: keep ?? KEPT, to: place }, clock);
});

/** Only a store in a file of ours is ours to copy. */
async function fileStore(store: Surroundings["store"]): Promise<SqliteStore> {
  const opened = await store();
  if (opened instanceof SqliteStore) return opened;
  throw new CommandFault(inBoth(ADMIN.fileOnly));
}

async function backedUp(store: SqliteStore, { file, bytes }: Backup): Promise<CommandAnswer> {
  const head = headText((await store.audit.head()) ?? BEGINNING);
  return { json: { file, bytes, head }, text: inBoth(ADMIN.backedUp, { file, bytes, head }) };
}

/** Each is told when it is made; the answer is how many there were. */
async function untilStopped(store: SqliteStore, plan: Plan, clock: () => number): Promise<CommandAnswer> {
  let made = 0;
  const backups = startBackups(store, plan, clock, {
    made: ({ file, bytes }) => {
      made += 1;
      process.stderr.write(`${inBoth(ADMIN.backupMade, { file, bytes })}\n`);
    },
    failed: (error) =>
      void process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`),
  });
  await new Promise<void>((stop) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop());
  });
  await backups.stop();
  return { json: { made }, text: inBoth(ADMIN.backupsMade, { made }) };
}

/** A backup takes everything out of the service, a restore puts other things into it. */
export const deedOf = (kind: Deed["kind"], action: string, at: number): Deed => ({
  at: new Date(at).toISOString(),
  who: CONSOLE,
  unit: null,
  kind,
  action,
  subject: "",
  detail: {},
});

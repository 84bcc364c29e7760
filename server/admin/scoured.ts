/** Frees the store's files of what was erased, and says what is left of it in other places. */
import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { PERSONAL } from "../../shared/text/personal.ts";
import { inBoth } from "../../shared/text/service.ts";
import { backupsIn } from "../backup/keep.ts";
import type { Config } from "../config.ts";
import type { Scoured } from "../store/personal-store.ts";
import { databaseFile } from "../store/sqlite/open.ts";
import type { Surroundings } from "./command.ts";

interface Told {
  readonly json: { readonly scoured: boolean; readonly sql?: string; readonly copies: readonly string[] };
  readonly text: readonly string[];
}

export async function scoured({ store, config }: Surroundings): Promise<Told> {
  const { personal } = await store();
  // What was erased before stays erased, whatever keeps the file from being written anew.
  const done = await personal.scour().catch((error: unknown) => ({
    outcome: "failed" as const,
    why: error instanceof Error ? error.message : String(error),
  }));
  const copies = copiesOf(config);
  const text = [inBoth(...said(done))];
  if (config.databaseUrl !== null) text.push(inBoth(PERSONAL.logLeft));
  if (copies.length > 0) text.push(inBoth(PERSONAL.copies, { files: copies.join(", ") }));
  const sql = done.outcome === "denied" ? { sql: done.sql } : {};
  return { json: { scoured: done.outcome === "clean", ...sql, copies }, text };
}

type Done = Scoured | { readonly outcome: "failed"; readonly why: string };

function said(done: Done): Parameters<typeof inBoth> {
  switch (done.outcome) {
    case "clean":
      return [PERSONAL.scoured];
    case "read":
      return [PERSONAL.stillRead];
    case "denied":
      return [PERSONAL.scourDenied, { sql: done.sql }];
    case "failed":
      return [PERSONAL.scourFailed, { why: done.why }];
  }
}

/** Beside the store, as it was before an upgrade or a restoring, and the backups that the service makes by itself. */
function copiesOf({ dataDir, databaseUrl, backup }: Config): string[] {
  const file = databaseFile(dataDir);
  const beside = (databaseUrl === null ? namesIn(dirname(file)) : []).filter((name) =>
    name.startsWith(`${basename(file)}.`),
  );
  const made = backup === null ? [] : backupsIn(backup.to);
  return [...beside.map((name) => join(dirname(file), name)), ...made.map((one) => one.file)];
}

const namesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).toSorted() : []);

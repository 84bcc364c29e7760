/** A folder of numbered backups, of which the last ones are kept. Whatever else lies there is left alone. */
import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Backup, backUp, type Copied } from "./to.ts";

/** The number orders them, since a clock may be put back; the time is for people. */
const NAME = /^dakehu-(\d{6,})-\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}Z\.sqlite$/;

interface Kept {
  readonly number: number;
  readonly file: string;
}

/** The backups of a folder, oldest first. */
export function backupsIn(folder: string): readonly Kept[] {
  mkdirSync(folder, { recursive: true });
  return readdirSync(folder)
    .flatMap((name) => {
      const number = NAME.exec(name)?.[1];
      return number === undefined ? [] : [{ number: Number(number), file: join(folder, name) }];
    })
    .sort((a, b) => a.number - b.number);
}

/** When the newest was made, in milliseconds; null where there is none. */
export function newestIn(folder: string): number | null {
  const newest = backupsIn(folder).at(-1);
  return newest === undefined ? null : statSync(newest.file).mtimeMs;
}

/** Makes the next backup of a folder, then takes the oldest away until `keep` are left. */
export async function backUpInto(
  store: Copied,
  folder: string,
  { keep, at }: { readonly keep: number; readonly at: number },
): Promise<Backup> {
  const number = (backupsIn(folder).at(-1)?.number ?? 0) + 1;
  const time = new Date(at).toISOString().slice(0, 19).replaceAll(":", "-");
  const name = `dakehu-${String(number).padStart(6, "0")}-${time}Z.sqlite`;
  const made = await backUp(store, join(folder, name));
  // Not before there is a new one.
  for (const { file } of backupsIn(folder).slice(0, -keep)) rmSync(file, { force: true });
  return made;
}

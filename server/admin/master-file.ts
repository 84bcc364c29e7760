/** The master as a file that the console writes: for who has no browser at hand, or wants it every night. */
import { availableParallelism } from "node:os";
import { existsSync, renameSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { ADMIN } from "../../shared/text/admin.ts";
import { inBoth } from "../../shared/text/service.ts";
import { CONSOLE } from "../audit/deed.ts";
import { type Progress, writeFile } from "../files/write.ts";
import { placeOf } from "../store/open-reading.ts";
import { CommandFault, type Surroundings } from "./command.ts";

/**
 * Where it is to lie.
 *
 * @throws CommandFault where a file of that name is there
 */
export function masterFile(path: string): string {
  // npm changes to the project's folder; people name files from where they are.
  const file = resolve(process.env.INIT_CWD ?? "", path);
  if (existsSync(file)) throw new CommandFault(inBoth(ADMIN.fileExists, { file }));
  return file;
}

/**
 * All rows as they are now. The file is there when it is whole, or not at all.
 *
 * @param action the command, for the audit record
 * @throws CommandFault where it cannot be written
 */
export async function writeMaster(
  file: string,
  action: string,
  { config, store, clock }: Surroundings,
): Promise<Progress> {
  const at = new Date(clock()).toISOString();
  const { audit } = await store();
  const unfinished = `${file}.unfinished-${process.pid}`;
  try {
    const written = await writeFile(
      {
        asked: { kind: "master" },
        sight: "all",
        place: placeOf(config),
        path: unfinished,
        ahead: availableParallelism() > 1,
      },
      () => undefined,
    );
    const { rows } = written;
    // A file is not given out before it is on disk that it was.
    await audit.add({ at, who: CONSOLE, unit: null, kind: "export", action, subject: "", detail: { rows } });
    renameSync(unfinished, file);
    return written;
  } catch (error) {
    rmSync(unfinished, { force: true });
    if (!(error instanceof Error && "syscall" in error)) throw error;
    throw new CommandFault(inBoth(ADMIN.cannotWrite, { file, detail: error.message }));
  }
}

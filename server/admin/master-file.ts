/** The master as a file that the console writes: for who has no browser at hand, or wants it every night. */
import { availableParallelism } from "node:os";
import { existsSync, renameSync, rmSync } from "node:fs";
import { ADMIN } from "../../shared/text/admin.ts";
import { inBoth } from "../../shared/text/service.ts";
import { CONSOLE } from "../audit/deed.ts";
import { writeFile } from "../files/write.ts";
import { placeOf } from "../store/open-reading.ts";
import { CommandFault, type Surroundings } from "./command.ts";
import { typedPath } from "./typed-path.ts";

/**
 * Where it is to lie.
 *
 * @throws CommandFault where a file of that name is there
 */
export function masterFile(path: string): string {
  const file = typedPath(path);
  if (existsSync(file)) throw new CommandFault(inBoth(ADMIN.fileExists, { file }));
  return file;
}

export interface WrittenMaster {
  readonly file: string;
  readonly rows: number;
  readonly bytes: number;
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
): Promise<WrittenMaster> {
  const at = new Date(clock()).toISOString();
  const { audit } = await store();
  const unfinished = `${file}.unfinished-${process.pid}`;
  try {
    const { rows, bytes } = await writeFile(
      {
        asked: { kind: "master" },
        sight: "all",
        place: placeOf(config),
        path: unfinished,
        ahead: availableParallelism() > 1,
      },
      () => undefined,
    );
    // A file is not given out before it is on disk that it was.
    await audit.add({ at, who: CONSOLE, unit: null, kind: "export", action, subject: "", detail: { rows } });
    renameSync(unfinished, file);
    return { file, rows, bytes };
  } catch (error) {
    rmSync(unfinished, { force: true });
    if (!(error instanceof Error && "syscall" in error)) throw error;
    throw new CommandFault(inBoth(ADMIN.cannotWrite, { file, detail: error.message }));
  }
}

export const masterText = ({ file, rows }: WrittenMaster): string =>
  inBoth(ADMIN.masterWritten, { file, rows });

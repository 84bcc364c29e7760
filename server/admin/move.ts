/** `move`: from a file of SQLite to PostgreSQL. */
import { existsSync } from "node:fs";
import { z } from "zod";
import { ADMIN } from "../../shared/text/admin.ts";
import { inBoth } from "../../shared/text/service.ts";
import { takeFolder } from "../store/in-use.ts";
import { MovedOtherwise, moveStore, TargetTaken } from "../store/move.ts";
import { databaseFile } from "../store/sqlite/open.ts";
import { command, CommandFault } from "./command.ts";

const Options = z.object({ to: z.string().regex(/^postgres(ql)?:\/\/\S+$/i) });

export const moveCommands = [
  command("move", Options, async ({ to }, { config, clock }) => {
    const file = databaseFile(config.dataDir);
    if (!existsSync(file)) throw new CommandFault(inBoth(ADMIN.noFile, { file }));
    const alone = takeFolder(config.dataDir);
    if (!alone) throw new CommandFault(inBoth(ADMIN.inUse));
    try {
      const moved = await moveStore(file, to, new Date(clock()).toISOString(), (table, rows) => {
        process.stderr.write(`${inBoth(ADMIN.moving, { table, rows })}\n`);
      });
      return { json: { file, ...moved }, text: inBoth(ADMIN.moved, { ...moved, file }) };
    } catch (error) {
      if (error instanceof TargetTaken) {
        throw new CommandFault(inBoth(ADMIN.targetTaken, { detail: error.message }));
      }
      if (error instanceof MovedOtherwise) {
        throw new CommandFault(inBoth(ADMIN.movedOtherwise, { detail: error.message }));
      }
      throw error;
    } finally {
      alone.release();
    }
  }),
];

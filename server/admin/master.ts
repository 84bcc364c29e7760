/** `master`: the master workbook as a file. */
import { z } from "zod";
import { command } from "./command.ts";
import { masterFile, masterText, writeMaster } from "./master-file.ts";

export const masterCommands = [
  command("master", z.object({ to: z.string().min(1) }), async ({ to }, around) => {
    const written = await writeMaster(masterFile(to), "master", around);
    return { json: written, text: masterText(written) };
  }),
];

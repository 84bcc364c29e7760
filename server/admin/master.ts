/** `master`: the master workbook as a file. */
import { z } from "zod";
import { ADMIN } from "../../shared/text/admin.ts";
import { inBoth } from "../../shared/text/service.ts";
import { command } from "./command.ts";
import { masterFile, writeMaster } from "./master-file.ts";

export const masterCommands = [
  command("master", z.object({ to: z.string().min(1) }), async ({ to }, around) => {
    const file = masterFile(to);
    const { rows, bytes } = await writeMaster(file, "master", around);
    return { json: { file, rows, bytes }, text: inBoth(ADMIN.masterWritten, { file, rows }) };
  }),
];

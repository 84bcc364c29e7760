/** `import`: filled workbooks from files and folders, as they came by e-mail (R1). */
import { z } from "zod";
import { CHANNELS, type Author } from "../../shared/sync/protocol.ts";
import { PeriodText } from "../../shared/report/schema.ts";
import { ADMIN } from "../../shared/text/admin.ts";
import { inBoth } from "../../shared/text/service.ts";
import { command, UsageFault } from "./command.ts";
import { workbooksAt } from "./import-files.ts";
import { importFiles } from "./import-run.ts";
import { importText, progressLine, totalsOf } from "./import-words.ts";
import { masterFile, masterText, writeMaster } from "./master-file.ts";

const Options = z.object({
  unit: z.string().min(1).max(40).optional(),
  period: PeriodText.optional(),
  channel: z.enum(CHANNELS).default("email"),
  /** Who takes them in, as the rows' history will say. */
  by: z.string().trim().min(1).max(60).default(ADMIN.importedBy.zh),
  password: z.string().min(1).optional(),
  confirmed: z.stringbool().default(false),
  dryRun: z.stringbool().default(false),
  /** What all units' rows have come to is written there in the end. */
  master: z.string().min(1).optional(),
});

export const importCommands = [
  command(
    "import",
    Options,
    async ({ by, master, ...options }, around, operands) => {
      const { recorded, clock } = around;
      if (master !== undefined && options.dryRun)
        throw new UsageFault(inBoth(ADMIN.badOption, { option: "--dry-run", value: `--master ${master}` }));
      // Before anything is taken in: a name that is taken is no reason to import twice.
      const to = master === undefined ? undefined : masterFile(master);
      const files = await workbooksAt(operands);
      const person: Author = { name: by, unit: null, role: "hq" };
      const began = performance.now();
      const reports = await importFiles(
        files,
        { store: await recorded(), person, clock, ...options },
        (report, done) => {
          process.stderr.write(`${progressLine(report, done, files.length)}\n`);
        },
      );
      const seconds = Math.round((performance.now() - began) / 100) / 10;
      const totals = { ...totalsOf(reports), seconds };
      const written = to && (await writeMaster(to, "import", around));
      return {
        json: { dryRun: options.dryRun, files: reports, totals, ...(written && { master: written.file }) },
        text: [importText(reports, totals, options.dryRun), ...(written ? [masterText(written)] : [])].join(
          "\n",
        ),
        exitCode: totals.refused > 0 ? 1 : 0,
      };
    },
    { flags: ["confirmed", "dryRun"], operands: "FILES" },
  ),
];

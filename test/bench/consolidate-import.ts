/** A folder of filled workbooks, imported into a store as `admin import` does, and the master written from it. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type FileReport, importFiles } from "../../server/admin/import-run.ts";
import { totalsOf } from "../../server/admin/import-words.ts";
import { writeFile } from "../../server/files/write.ts";
import { databaseFile, LONG_LOG_PAGES } from "../../server/store/sqlite/open.ts";
import { openSqliteStore } from "../../server/store/sqlite/sqlite-store.ts";
import { timed } from "./measure.ts";
import { NOW } from "./units.ts";

const Input = z.object({
  folder: z.string(),
  data: z.string(),
  /** Where to write the master. */
  master: z.string(),
});

export const Imported = z.object({
  taken: z.int(),
  refused: z.int(),
  accepted: z.int(),
  rejected: z.int(),
  errors: z.int(),
  importMs: z.number(),
  masterMs: z.number(),
  /** Processor time of all threads, in seconds. */
  importCpu: z.number(),
  masterCpu: z.number(),
});

export async function consolidateImport(input: unknown): Promise<z.infer<typeof Imported>> {
  const { folder, data, master } = Input.parse(input);
  const file = databaseFile(data);
  const store = openSqliteStore(file, new Date(NOW).toISOString(), undefined, LONG_LOG_PAGES);
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".xlsx"))
    .sort()
    .map((name) => join(folder, name));
  const person = { name: "HQ", unit: null, role: "hq" } as const;
  let reports: FileReport[] = [];
  const atFirst = process.cpuUsage();
  const importMs = await timed(async () => {
    reports = await importFiles(
      files,
      { store, person, clock: () => NOW, channel: "email", confirmed: false, dryRun: false },
      () => undefined,
    );
  });
  const importCpu = secondsOf(process.cpuUsage(atFirst));
  const between = process.cpuUsage();
  const masterMs = await timed(() =>
    writeFile(
      {
        asked: { kind: "master" },
        sight: "all",
        place: { engine: "sqlite", file },
        path: master,
        ahead: true,
      },
      () => undefined,
    ),
  );
  const masterCpu = secondsOf(process.cpuUsage(between));
  await store.close();
  return Imported.parse({ ...totalsOf(reports), importMs, masterMs, importCpu, masterCpu });
}

const secondsOf = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1_000_000;

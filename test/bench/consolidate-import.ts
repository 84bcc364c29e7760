/** A folder of filled workbooks, imported into an empty store as `admin import` does. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { importFiles } from "../../server/admin/import-run.ts";
import { totalsOf } from "../../server/admin/import-words.ts";
import { databaseFile } from "../../server/store/sqlite/open.ts";
import { openSqliteStore } from "../../server/store/sqlite/sqlite-store.ts";
import { NOW } from "./units.ts";

const Input = z.object({ folder: z.string(), data: z.string() });

export const Imported = z.object({
  taken: z.int(),
  refused: z.int(),
  accepted: z.int(),
  rejected: z.int(),
  errors: z.int(),
});

export async function consolidateImport(input: unknown): Promise<z.infer<typeof Imported>> {
  const { folder, data } = Input.parse(input);
  const store = openSqliteStore(databaseFile(data), new Date(NOW).toISOString());
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".xlsx"))
    .sort()
    .map((name) => join(folder, name));
  const person = { name: "HQ", unit: null, role: "hq" } as const;
  const reports = await importFiles(
    files,
    { store, person, clock: () => NOW, channel: "email", confirmed: false, dryRun: false },
    () => undefined,
  );
  await store.close();
  return Imported.parse(totalsOf(reports));
}

/** The service as it is shipped, in a process of its own, on a store that is there already. */
import { devNull } from "node:os";
import { pino } from "pino";
import { z } from "zod";
import { readConfig } from "../../server/config.ts";
import { filesOf } from "../../server/files/files-of.ts";
import { serve } from "../../server/serve.ts";
import { openStore } from "../../server/store/open-store.ts";
import { NOW } from "./units.ts";

const Input = z.object({
  data: z.string(),
  /** Of PostgreSQL; SQLite in the folder where left out. */
  databaseUrl: z.string().optional(),
});

/** Tells its port, serves until the next message, then says what serving took. */
export async function serving(input: unknown): Promise<{ cpuSeconds: number }> {
  const { data, databaseUrl } = Input.parse(input);
  const environment = { PORT: "0", DATA_DIR: data, CALLS_PER_MINUTE: "0", DATABASE_URL: databaseUrl };
  const config = readConfig(environment, process.cwd());
  // It logs as it always does; nobody reads it here.
  const log = pino({ level: config.logLevel }, pino.destination({ sync: false, dest: devNull }));
  const ahead = NOW - Date.now();
  const clock = (): number => Date.now() + ahead;
  const store = await openStore(config, new Date(clock()).toISOString());
  const files = filesOf(config, store);
  const running = await serve({ store, config, clock, log, files });
  const began = process.cpuUsage();
  process.send?.({ port: running.port });
  await new Promise((resolve) => process.once("message", resolve));
  const { user, system } = process.cpuUsage(began);
  await running.stop();
  await files.close();
  await store.close();
  return { cpuSeconds: (user + system) / 1_000_000 };
}

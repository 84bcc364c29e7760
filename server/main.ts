/** The service's process: configuration, store, server, and an orderly end. */
import { pino } from "pino";
import { inBoth, SERVICE } from "../shared/text/service.ts";
import { backUpEvery } from "./backup/in-service.ts";
import { ConfigFault, readConfig, urlOf } from "./config.ts";
import { filesOf } from "./files/files-of.ts";
import { Metrics } from "./metrics/metrics.ts";
import { startNotifying } from "./notify/notify.ts";
import { serve } from "./serve.ts";
import { StoreAbsence } from "./store/absence.ts";
import { placeOf } from "./store/open-reading.ts";
import { openStore } from "./store/open-store.ts";
import { storeFault, upgradedText } from "./store-faults.ts";
import { SqliteStore } from "./store/sqlite/sqlite-store.ts";
import { holdFolder } from "./store/in-use.ts";
import { welcomeFirst } from "./welcome.ts";

await main().catch((error: unknown) => {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exit(1);
});

async function main(): Promise<void> {
  const config = readConfig(process.env, process.cwd());
  const log = pino({ level: config.logLevel }, pino.destination({ sync: false, fd: 2 }));
  const clock = Date.now;
  const hold = holdFolder(config.dataDir);
  const store = await openStore(config, new Date(clock()).toISOString(), (upgrade) =>
    say(upgradedText(upgrade)),
  );
  const files = filesOf(config, store, { log });
  const metrics = new Metrics({ store, clock });
  metrics.watchProcess();
  const absence = new StoreAbsence({ store, log });
  const serving = await serve({ store, config, clock, log, files }, metrics, absence);
  const notifying = startNotifying({ ...config, place: placeOf(config), store, clock, log, absence });
  const backups =
    config.backup && store instanceof SqliteStore
      ? backUpEvery(config.backup, store, { clock, log, metrics })
      : null;
  const ended = new AbortController();
  const stop = async (): Promise<void> => {
    if (ended.signal.aborted) return;
    ended.abort();
    say(inBoth(SERVICE.stopping));
    // What was pushed until now is in the outbox: it is sent when the service runs again.
    await Promise.all([serving.stop(), notifying.stop(), backups?.stop(), welcomed]);
    await files.close();
    await store.close();
    hold.release();
    say(inBoth(SERVICE.stopped));
    log.flush();
    process.exit(0);
  };
  // Before it says that it serves: whoever reads that may end it at once.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop());
  const url = urlOf(config, serving.port);
  say(inBoth(SERVICE.serving, { url }));
  say(inBoth(SERVICE.addIn, { url }));
  if (config.backup) {
    const { said: every, keep, to: folder } = config.backup;
    say(inBoth(SERVICE.backingUp, { every, keep, folder }));
  }
  const welcomed = welcomeFirst({ store, url: config.publicUrl ?? url, clock, absence, say }, ended.signal);
  await welcomed;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function reasonOf(error: unknown): string {
  if (error instanceof ConfigFault) return error.message;
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
    return inBoth(SERVICE.portTaken, { port: process.env.PORT ?? "3000" });
  }
  const fault = storeFault(error);
  if (fault !== undefined) return fault;
  return inBoth(SERVICE.cannotStart, { detail: error instanceof Error ? error.message : String(error) });
}

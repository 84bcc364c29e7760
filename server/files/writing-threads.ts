/** The threads in which long files are written; short work goes to the reading ones and does not wait for these. */
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { Threads } from "../threads/threads.ts";

const WRITING_THREADS = Math.max(1, Math.min(2, Math.floor(availableParallelism() / 2)));
/** With fewer processors a second thread for the same file would take its turn from those who are answered. */
export const DRAWS_AHEAD = availableParallelism() > 2;
/** Without any progress. */
const MOST_MS = 120_000;
/** All rows of one account are in memory at a time. */
const MOST_MIB = 512;

/** undefined where the service runs from its sources: there is no script that a thread could load. */
export function writingThreads(): Threads | undefined {
  if (!fileURLToPath(import.meta.url).endsWith(".js")) return undefined;
  const script = new URL("./thread.js", import.meta.url);
  return new Threads(script, { threads: WRITING_THREADS, mostMs: MOST_MS, mostMiB: MOST_MIB });
}

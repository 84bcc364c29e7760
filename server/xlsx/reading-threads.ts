/** The threads for short work: files are read in them, workbooks and CSV alike, and small workbooks drawn. */
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { Threads } from "../threads/threads.ts";

/** Two at least: a long CSV file keeps its thread to its end, and workbooks come meanwhile. */
export const READING_THREADS = Math.max(2, Math.min(4, availableParallelism() - 1));
/** The largest workbook that is taken reads in two seconds; a busy machine may need some times that. */
export const MOST_READING_MS = 10_000;
/** The largest CSV file needs a third of it. */
const MOST_MIB = 512;

let threads: Threads | undefined;

/** undefined where the service runs from its sources: there is no script that a thread could load. */
export function readingThreads(): Threads | undefined {
  if (!fileURLToPath(import.meta.url).endsWith(".js")) return undefined;
  const script = new URL("../intake/reading-thread.js", import.meta.url);
  threads ??= new Threads(script, { threads: READING_THREADS, mostMs: MOST_READING_MS, mostMiB: MOST_MIB });
  return threads;
}

/** Files that wait for one of the threads. */
export const readingTasksWaiting = (): number => threads?.waiting ?? 0;

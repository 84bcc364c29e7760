/** The threads for short work: files are read in them, workbooks and CSV alike, and small workbooks drawn. */
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { Threads } from "../threads/threads.ts";

/** For a folder of files, one for each processor but the one that stores them: each more would take its turn from it. */
export const FOLDER_THREADS = Math.max(1, Math.min(4, availableParallelism() - 1));
/** Two at least: a long CSV file keeps its thread to its end, and workbooks come meanwhile. */
const READING_THREADS = Math.max(2, FOLDER_THREADS);
/** The largest workbook that is taken reads in two seconds; a busy machine may need some times that. */
export const MOST_READING_MS = 10_000;
/** The largest CSV file needs a third of it. */
const MOST_MIB = 512;

let threads: Threads | undefined;
let folderThreads: Threads | undefined;

/** undefined where the service runs from its sources: there is no script that a thread could load. */
export const readingThreads = (): Threads | undefined => (threads ??= started(READING_THREADS));

/** The same, for a folder of files. Of more tasks than threads the later ones are not taken in their order. */
export const threadsForFolders = (): Threads | undefined => (folderThreads ??= started(FOLDER_THREADS));

function started(count: number): Threads | undefined {
  if (!fileURLToPath(import.meta.url).endsWith(".js")) return undefined;
  const script = new URL("../intake/reading-thread.js", import.meta.url);
  return new Threads(script, { threads: count, mostMs: MOST_READING_MS, mostMiB: MOST_MIB });
}

/** Files that wait for one of the threads. */
export const readingTasksWaiting = (): number => threads?.waiting ?? 0;

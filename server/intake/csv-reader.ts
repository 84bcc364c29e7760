/** Reads a CSV file slice by slice, a large one in a thread of its own: the service goes on taking pushes. */
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { CsvSlice } from "../../shared/report/csv-rows.ts";
import { UnclosedQuote } from "../../shared/report/csv-records.ts";
import { type CsvOpening, type CsvTask, openCsv } from "./csv-opening.ts";

export interface CsvReading {
  /** undefined where the file has no row. */
  readonly opening: CsvOpening | undefined;
  /** The next slice, once it is asked for: no more than one is in memory. null after the last. */
  next(): Promise<CsvSlice | null>;
  close(): Promise<void>;
}

/** What a thread is asked for is `next`; this is what it answers. */
export type CsvThreadAnswer =
  | { readonly opening: CsvOpening | undefined }
  | { readonly slice: CsvSlice | null }
  | { readonly unclosed: number };

/** Below, starting a thread takes longer than reading. In bytes. */
const LARGE = 1024 * 1024;
/** A file of the largest size needs a third of it. */
const MOST_MIB = 512;

/** @throws UnclosedQuote, also while it reads on */
export async function readCsv(task: CsvTask): Promise<CsvReading> {
  const script = new URL("csv-thread.js", import.meta.url);
  // Where the service runs from its sources there is no script that a thread could load.
  const compiled = fileURLToPath(import.meta.url).endsWith(".js");
  return compiled && task.file.length > LARGE ? inThread(script, task) : here(task);
}

function here(task: CsvTask): CsvReading {
  const { opening, slices } = openCsv(task);
  return {
    opening,
    async next() {
      // Between two slices others have their turn.
      await new Promise((resolve) => setImmediate(resolve));
      return slices.next().value ?? null;
    },
    close: async () => undefined,
  };
}

async function inThread(script: URL, task: CsvTask): Promise<CsvReading> {
  // The thread gets a copy: a request's bytes may lie in a block with others'.
  const file = new Uint8Array(task.file);
  const thread = new Worker(script, {
    workerData: { ...task, file },
    transferList: [file.buffer],
    resourceLimits: { maxOldGenerationSizeMb: MOST_MIB },
  });
  try {
    const first = await answerOf(thread);
    return {
      opening: "opening" in first ? first.opening : undefined,
      async next() {
        thread.postMessage("next");
        const answer = await answerOf(thread);
        return "slice" in answer ? answer.slice : null;
      },
      close: async () => void (await thread.terminate()),
    };
  } catch (error) {
    await thread.terminate();
    throw error;
  }
}

/** Rejects where the thread fails, as `once` does on `error`. */
async function answerOf(thread: Worker): Promise<CsvThreadAnswer> {
  const [answer]: CsvThreadAnswer[] = await once(thread, "message");
  if (!answer) throw new TypeError("a thread that reads a CSV file answered nothing");
  if ("unclosed" in answer) throw new UnclosedQuote(answer.unclosed);
  return answer;
}

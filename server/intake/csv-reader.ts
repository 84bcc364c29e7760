/** Reads a CSV file slice by slice, a large one in a thread of its own: the service goes on taking pushes. */
import { once } from "node:events";
import { MessageChannel, type MessagePort } from "node:worker_threads";
import type { CsvSlice } from "../../shared/report/csv-rows.ts";
import { UnclosedQuote } from "../../shared/report/csv-records.ts";
import { readingThreads } from "../xlsx/reading-threads.ts";
import type { Threads } from "../threads/threads.ts";
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

/** @throws UnclosedQuote, GivenUp, also while it reads on */
export async function readCsv(task: CsvTask): Promise<CsvReading> {
  const threads = task.file.length > LARGE ? readingThreads() : undefined;
  return threads ? inThread(threads, task) : here(task);
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

async function inThread(threads: Threads, task: CsvTask): Promise<CsvReading> {
  // The thread gets a copy: a request's bytes may lie in a block with others'.
  const file = new Uint8Array(task.file);
  const { port1: port, port2: theirs } = new MessageChannel();
  const gone = new AbortController();
  let fault: unknown;
  threads
    .run("csv", { ...task, file, port: theirs }, { transferList: [file.buffer, theirs] })
    .catch((reason: unknown) => {
      fault = reason;
    })
    .finally(() => gone.abort());
  const answer = (): Promise<CsvThreadAnswer> =>
    answerOf(port, gone.signal).catch((reason: unknown) => {
      throw fault ?? reason;
    });
  try {
    const first = await answer();
    return {
      opening: "opening" in first ? first.opening : undefined,
      async next() {
        port.postMessage("next");
        const given = await answer();
        return "slice" in given ? given.slice : null;
      },
      close: async () => port.close(),
    };
  } catch (error) {
    port.close();
    throw error;
  }
}

/** Rejects where the thread is gone. */
async function answerOf(port: MessagePort, signal: AbortSignal): Promise<CsvThreadAnswer> {
  const [answer]: CsvThreadAnswer[] = await once(port, "message", { signal });
  if (!answer) throw new TypeError("a thread that reads a CSV file answered nothing");
  if ("unclosed" in answer) throw new UnclosedQuote(answer.unclosed);
  return answer;
}

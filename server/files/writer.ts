/** Has a file written: by a thread, or by this one where the service runs from its sources. */
import { isToldFault, thrownFault, type ToldFault } from "../threads/fault.ts";
import type { Threads } from "../threads/threads.ts";
import type { Progress, Written, WriteTask } from "./write.ts";
import { writeFile } from "./write.ts";
import { writingThreads } from "./writing-threads.ts";

export interface Writer {
  /** @throws what writing failed with, with the system's or the store's code; the signal's reason */
  write(task: WriteTask, tell: (progress: Progress) => void, signal: AbortSignal): Promise<Written>;
  close(): Promise<void>;
}

/** What a thread answers. */
export type WriteAnswer = Written | ToldFault;

/** Threads are started when there is something to write. */
export function writerHere(): Writer {
  const threads = writingThreads();
  return threads ? writerIn(threads) : { write: writeFile, close: async () => undefined };
}

export function writerIn(threads: Threads): Writer {
  return {
    async write(task, tell, signal) {
      const hear = (said: unknown): void => {
        if (isWritten(said)) tell(said);
      };
      const answer = await threads.run("write", task, { signal, hear });
      if (isWritten(answer)) return answer;
      if (isToldFault(answer)) throw thrownFault(answer);
      throw new TypeError("a writing thread answered something else");
    },
    close: () => threads.close(),
  };
}

/** What is said on the way, and what is answered in the end. */
const isWritten = (value: unknown): value is Written =>
  typeof value === "object" && value !== null && "rows" in value;

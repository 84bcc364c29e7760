/** Has a file written: by a thread, or by this one where the service runs from its sources. */
import type { Threads } from "../xlsx/threads.ts";
import type { Progress, WriteTask } from "./write.ts";
import { writeFile } from "./write.ts";
import { writingThreads } from "./writing-threads.ts";

export interface Writer {
  /** @throws what writing failed with, with the system's or the store's code; the signal's reason */
  write(task: WriteTask, tell: (progress: Progress) => void, signal: AbortSignal): Promise<Progress>;
  close(): Promise<void>;
}

/** What a thread answers. An error's code does not come through as a part of the error. */
export type WriteAnswer =
  Progress | { readonly fault: { readonly message: string; readonly code: string | null } };

/** What could not be written, by the code of the system or the store. */
class WriteFault extends Error {
  override readonly name = "WriteFault";
  readonly code: string | null;

  constructor(message: string, code: string | null) {
    super(message);
    this.code = code;
  }
}

/** Threads are started when there is something to write. */
export function writerHere(): Writer {
  const threads = writingThreads();
  return threads ? writerIn(threads) : { write: writeFile, close: async () => undefined };
}

export function writerIn(threads: Threads): Writer {
  return {
    async write(task, tell, signal) {
      const hear = (said: unknown): void => {
        if (isProgress(said)) tell(said);
      };
      const answer = await threads.run("write", task, { signal, hear });
      if (isProgress(answer)) return answer;
      if (isFault(answer)) throw new WriteFault(answer.fault.message, answer.fault.code);
      throw new TypeError("a writing thread answered something else");
    },
    close: () => threads.close(),
  };
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

const isProgress = (value: unknown): value is Progress => isObject(value) && "rows" in value;

const isFault = (value: unknown): value is Extract<WriteAnswer, { fault: unknown }> =>
  isObject(value) && "fault" in value;

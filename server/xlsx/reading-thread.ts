/** A thread that reads one file after the other; what it finds goes back as plain data. */
import { parentPort } from "node:worker_threads";
import type { Format } from "./format.ts";
import { type ReadFile, readReportFile, type ReportOptions } from "./read-report.ts";
import { UnreadableWorkbook, type UnreadableReason } from "./unreadable.ts";

export interface ReadingTask {
  readonly file: Uint8Array | string;
  readonly options: ReportOptions;
}

export type ReadingAnswer =
  | { readonly read: ReadFile }
  /** The system's error, by its code. */
  | { readonly unopened: string }
  | {
      readonly unreadable: {
        readonly reason: UnreadableReason;
        readonly detail: string;
        readonly format: Format;
      };
    };

let before: Promise<void> = Promise.resolve();

parentPort?.on("message", (task: ReadingTask) => {
  // One after the other: two files at once would take twice the memory. Whatever else goes wrong ends the thread.
  before = before.then(async () => parentPort?.postMessage(await answerTo(task)));
});

async function answerTo({ file, options }: ReadingTask): Promise<ReadingAnswer> {
  try {
    return { read: await readReportFile(file, options) };
  } catch (fault) {
    if (fault instanceof Error && "syscall" in fault && "code" in fault)
      return { unopened: String(fault.code) };
    if (!(fault instanceof UnreadableWorkbook)) throw fault;
    const { reason, message, format } = fault;
    return { unreadable: { reason, detail: message, format } };
  }
}

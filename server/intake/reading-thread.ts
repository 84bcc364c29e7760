/** What a thread for short work does: reads a workbook as a whole, a CSV file slice by slice; draws a small workbook. */
import { type MessagePort, parentPort } from "node:worker_threads";
import { UnclosedQuote } from "../../shared/report/csv-records.ts";
import { readReportFile } from "../xlsx/read-report.ts";
import type { DrawingTask } from "../xlsx/draw-in-thread.ts";
import type { ReadingAnswer, ReadingTask } from "../xlsx/reading.ts";
import type { ThreadWord } from "../threads/threads.ts";
import { UnreadableWorkbook } from "../xlsx/unreadable.ts";
import { asNew } from "./as-new.ts";
import type { CsvTask } from "./csv-opening.ts";
import type { CsvThreadAnswer } from "./csv-reader.ts";
import type { FolderAnswer, FolderTask } from "./folder-reading.ts";

const say = (word: ThreadWord): void => parentPort?.postMessage(word);

interface Given<T> {
  readonly id: number;
  readonly task: T;
}

export const wake = (): null => null;

/** What it finds goes back as plain data. */
export async function workbook({ id, task }: Given<ReadingTask>): Promise<ReadingAnswer> {
  say({ begun: id });
  try {
    return { read: await readReportFile(task.file, task.options) };
  } catch (fault) {
    if (fault instanceof Error && "syscall" in fault && "code" in fault)
      return { unopened: String(fault.code) };
    if (!(fault instanceof UnreadableWorkbook)) throw fault;
    const { reason, message, format } = fault;
    return { unreadable: { reason, detail: message, format } };
  }
}

/** One after the other; the time of each counts for itself. */
export async function folder({ id, task: { files, sending } }: Given<FolderTask>): Promise<FolderAnswer[]> {
  const answers: FolderAnswer[] = [];
  for (const task of files) {
    const answer = await workbook({ id, task });
    const found = "read" in answer ? asNew(answer.read.reading, sending) : undefined;
    answers.push({ ...answer, ...(found && { asNew: found }) });
  }
  return answers;
}

// Drawing and CSV are loaded when they are first asked for: a folder of workbooks waits for its threads to start.

export async function drawing({ id, task: { plan, rows } }: Given<DrawingTask>): Promise<Uint8Array> {
  say({ begun: id });
  const { drawWorkbook } = await import("../xlsx/draw.ts");
  return drawWorkbook(plan, rows);
}

export interface CsvThreadTask extends CsvTask {
  /** It tells what it opened, then answers each `next` with a slice, until the port is closed. */
  readonly port: MessagePort;
}

export async function csv({ id, task: { port, ...task } }: Given<CsvThreadTask>): Promise<void> {
  const { openCsv } = await import("./csv-opening.ts");
  return new Promise((done, failed) => {
    const telling = (work: () => CsvThreadAnswer): void => {
      say({ begun: id });
      try {
        port.postMessage(answered(work));
      } catch (error) {
        port.close();
        failed(error);
      }
      say({ rests: id });
    };
    port.once("close", () => done());
    telling(() => {
      const { opening, slices } = openCsv(task);
      port.on("message", () => telling(() => ({ slice: slices.next().value ?? null })));
      return { opening };
    });
  });
}

function answered(work: () => CsvThreadAnswer): CsvThreadAnswer {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof UnclosedQuote)) throw error;
    return { unclosed: error.line };
  }
}

/** Files are read in threads of their own: the service goes on answering, and a file that is too much ends alone. */
import type { Format } from "./format.ts";
import { GivenUp } from "../threads/given-up.ts";
import { type ReadFile, readReportFile, type ReportOptions } from "./read-report.ts";
import { readingThreads } from "./reading-threads.ts";
import { type UnreadableReason, UnreadableWorkbook } from "./unreadable.ts";

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

/** A file that the system does not open. */
export class UnopenedFile extends Error {
  override readonly name = "UnopenedFile";
}

/**
 * Reads a filled workbook, from its bytes or from where it lies.
 *
 * @throws UnreadableWorkbook, UnopenedFile
 */
export async function readInThread(file: Uint8Array | string, options: ReportOptions): Promise<ReadFile> {
  const threads = readingThreads();
  if (!threads) return readReportFile(file, options);
  // The thread gets a copy: a request's bytes may lie in a block with others'.
  const own = typeof file === "string" ? file : new Uint8Array(file);
  const task: ReadingTask = { file: own, options };
  const answer = await threads
    .run("workbook", task, { transferList: typeof own === "string" ? [] : [own.buffer] })
    .catch((reason: unknown) => {
      if (reason instanceof GivenUp) {
        const kind = reason.reason === "time" ? "too_slow" : "too_large";
        throw new UnreadableWorkbook(kind, reason.message, { cause: reason });
      }
      throw reason;
    });
  if (!isAnswer(answer)) throw new TypeError("a reading thread answered something else");
  return readIn(answer);
}

/** @throws UnreadableWorkbook, UnopenedFile */
export function readIn(answer: ReadingAnswer): ReadFile {
  if ("read" in answer) return answer.read;
  if ("unopened" in answer) throw new UnopenedFile(answer.unopened);
  const { reason, detail, format } = answer.unreadable;
  throw new UnreadableWorkbook(reason, detail, { format });
}

export const isAnswer = (answer: unknown): answer is ReadingAnswer =>
  typeof answer === "object" &&
  answer !== null &&
  ("read" in answer || "unreadable" in answer || "unopened" in answer);

/** Files are read in threads of their own: the service goes on answering, and a file that is too much ends alone. */
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { GivenUp, Pool } from "./pool.ts";
import { type ReadFile, readReportFile, type ReportOptions } from "./read-report.ts";
import type { ReadingAnswer, ReadingTask } from "./reading-thread.ts";
import { UnreadableWorkbook } from "./unreadable.ts";

/** One core is the service's own. */
const READING_THREADS = Math.max(1, Math.min(4, availableParallelism() - 1));
/** The largest file that is taken reads in two seconds; a busy machine may need some times that. */
const MOST_MS = 30_000;
const MOST_MIB = 384;

let pool: Pool | undefined;

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
  const script = new URL("reading-thread.js", import.meta.url);
  // Where the service runs from its sources there is no script that a thread could load.
  if (!fileURLToPath(import.meta.url).endsWith(".js")) return readReportFile(file, options);
  pool ??= new Pool(script, { threads: READING_THREADS, mostMs: MOST_MS, mostMiB: MOST_MIB });
  // The thread gets a copy: a request's bytes may lie in a block with others'.
  const own = typeof file === "string" ? file : new Uint8Array(file);
  const task: ReadingTask = { file: own, options };
  const answer = await pool
    .run(task, typeof own === "string" ? [] : [own.buffer])
    .catch((reason: unknown) => {
      if (reason instanceof GivenUp)
        throw new UnreadableWorkbook("too_large", reason.message, { cause: reason });
      throw reason;
    });
  if (!isAnswer(answer)) throw new TypeError("a reading thread answered something else");
  if ("read" in answer) return answer.read;
  if ("unopened" in answer) throw new UnopenedFile(answer.unopened);
  const { reason, detail, format } = answer.unreadable;
  throw new UnreadableWorkbook(reason, detail, { format });
}

const isAnswer = (answer: unknown): answer is ReadingAnswer =>
  typeof answer === "object" &&
  answer !== null &&
  ("read" in answer || "unreadable" in answer || "unopened" in answer);

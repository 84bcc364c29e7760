/** Files are read in threads of their own: the service goes on answering, and a file that is too much ends alone. */
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import type { ReportReading } from "../../shared/report/workbook.ts";
import { GivenUp, Pool } from "./pool.ts";
import { readReportFile, type ReportOptions } from "./read-report.ts";
import type { ReadingAnswer, ReadingTask } from "./reading-thread.ts";
import { UnreadableWorkbook } from "./unreadable.ts";

/** One core is the service's own. */
export const READING_THREADS = Math.max(1, Math.min(4, availableParallelism() - 1));
/** The largest file that is taken reads in two seconds; a busy machine may need some times that. */
const MOST_MS = 30_000;
const MOST_MIB = 384;

let pool: Pool | undefined;

/**
 * Reads a filled workbook. The bytes are copied to the thread: the caller may go on using them.
 *
 * @throws UnreadableWorkbook
 */
export async function readInThread(file: Uint8Array, options: ReportOptions): Promise<ReportReading> {
  const script = new URL("reading-thread.js", import.meta.url);
  // Where the service runs from its sources there is no script that a thread could load.
  if (!fileURLToPath(import.meta.url).endsWith(".js")) return readReportFile(file, options);
  pool ??= new Pool(script, { threads: READING_THREADS, mostMs: MOST_MS, mostMiB: MOST_MIB });
  const copy = new Uint8Array(file);
  const task: ReadingTask = { file: copy, options };
  const answer = await pool.run(task, [copy.buffer]).catch((reason: unknown) => {
    if (reason instanceof GivenUp)
      throw new UnreadableWorkbook("too_large", reason.message, { cause: reason });
    throw reason;
  });
  if (!isAnswer(answer)) throw new TypeError("a reading thread answered something else");
  if ("reading" in answer) return answer.reading;
  const { reason, detail, format } = answer.unreadable;
  throw new UnreadableWorkbook(reason, detail, { format });
}

const isAnswer = (answer: unknown): answer is ReadingAnswer =>
  typeof answer === "object" && answer !== null && ("reading" in answer || "unreadable" in answer);

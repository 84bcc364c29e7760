/** The thread that reads a large CSV file: it tells what it opened, then answers each `next` with a slice. */
import { parentPort, workerData } from "node:worker_threads";
import { UnclosedQuote } from "../../shared/report/csv-records.ts";
import { type CsvTask, openCsv } from "./csv-opening.ts";
import type { CsvThreadAnswer } from "./csv-reader.ts";

const answer = (given: CsvThreadAnswer): void => parentPort?.postMessage(given);

function telling(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof UnclosedQuote)) throw error;
    answer({ unclosed: error.line });
  }
}

telling(() => {
  const task: CsvTask = workerData;
  const { opening, slices } = openCsv(task);
  parentPort?.on("message", () => telling(() => answer({ slice: slices.next().value ?? null })));
  answer({ opening });
});

/** A small workbook, drawn in one of the threads for short work: the service goes on answering. */
import type { WorkbookPlan } from "../../shared/plan/plan.ts";
import { drawWorkbook, type ListedRows } from "./draw.ts";
import { readingThreads } from "./reading-threads.ts";

/** Plain data, as it goes to a thread. */
export interface DrawingTask {
  readonly plan: WorkbookPlan;
  readonly rows: ListedRows;
}

/** @throws RangeError where the plan breaks a limit of Excel, e.g. two tables of one name */
export async function drawInThread(plan: WorkbookPlan, rows: ListedRows = {}): Promise<Uint8Array> {
  const threads = readingThreads();
  if (!threads) return drawWorkbook(plan, rows);
  const task: DrawingTask = { plan, rows };
  const drawn = await threads.run("drawing", task);
  if (!(drawn instanceof Uint8Array)) throw new TypeError("a drawing thread answered something else");
  return drawn;
}

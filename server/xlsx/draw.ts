/** Draws a plan into an `.xlsx` file: the painter without Excel. `addin/excel` draws the same plan in it. */
import type { TableRow, WorkbookPlan } from "../../shared/plan/plan.ts";
import { streamTables } from "./stream.ts";

/** Rows of tables, by the table's name, instead of those in the plan. */
export type ListedRows = Readonly<Record<string, readonly TableRow[]>>;

/**
 * The whole file at once. For many rows, `streamTables` draws the same without holding it.
 *
 * @throws RangeError where the plan breaks a limit of Excel, e.g. two tables of one name.
 */
export async function drawWorkbook(plan: WorkbookPlan, rows: ListedRows = {}): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of streamTables(plan, rows)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** One conversation with Excel: requests are queued, sent in portions, and the pane stays alive in between. */
import { asFault, WorkbookFault } from "./fault.ts";
import { supports } from "./support.ts";

/** Runs `work` on the open workbook. Whatever Excel refuses comes out as a `WorkbookFault`. */
export async function inExcel<T>(work: (context: Excel.RequestContext) => Promise<T>): Promise<T> {
  if (typeof Excel === "undefined") throw new WorkbookFault("outside_excel");
  try {
    return await Excel.run(work);
  } catch (error) {
    throw asFault(error);
  }
}

/** Microsoft's limit is 5 MB a request in Excel on the web; a good part below it. */
const MAX_BYTES = 1_000_000;
const MAX_CELLS = 20_000;
/** Requests that carry no cells (a format, a rule) count as so much. */
const REQUEST_BYTES = 400;

/**
 * Counts what is queued and sends it before it grows too large, giving the pane a breath after each portion:
 * an add-in that blocks for five seconds is restarted by Excel.
 */
export class Portions {
  private bytes = 0;
  private cells = 0;

  constructor(private readonly context: Excel.RequestContext) {}

  /** Call it after queueing; it sends when the portion is full. */
  async queued(cells = 0, bytes = 0): Promise<void> {
    this.cells += cells;
    this.bytes += bytes + REQUEST_BYTES;
    if (this.cells >= MAX_CELLS || this.bytes >= MAX_BYTES) await this.send();
  }

  async send(): Promise<void> {
    this.bytes = 0;
    this.cells = 0;
    await this.context.sync();
    await breath();
  }
}

/** Lets the pane draw and answer before the work goes on. */
export const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** Excel neither computes nor repaints until the next sync; below ExcelApi 1.9 it repaints. */
export function holdStill(context: Excel.RequestContext): void {
  context.application.suspendApiCalculationUntilNextSync();
  if (supports("1.9")) context.application.suspendScreenUpdatingUntilNextSync();
}

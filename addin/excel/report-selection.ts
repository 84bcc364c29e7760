/** Which cell of a monthly report's sheets is selected, and being told when another one is. */
import { isPeriod } from "../../shared/report/dates.ts";
import { COVERAGE, SUMMARY } from "../../shared/text/summary.ts";
import type { ReportSelection } from "../workbook.ts";
import { WorkbookFault } from "./fault.ts";
import { inExcel } from "./run.ts";

/** Rows of a report's head: its title, and when it was made. */
const HEAD_ROWS = 4;
/** As wide as a report is. */
const COLUMNS = 14;

export async function selectedReportCell(context: Excel.RequestContext): Promise<ReportSelection | null> {
  const cell = context.workbook.getActiveCell().load("rowIndex, columnIndex");
  const sheet = cell.worksheet.load("name");
  const head = sheet.getRangeByIndexes(0, 0, HEAD_ROWS, COLUMNS).load("values");
  await context.sync();
  const period = periodOf(sheet.name);
  if (period === null) return null;
  const { rowIndex: row, columnIndex: column } = cell;
  const line = sheet.getRangeByIndexes(row, 0, 1, COLUMNS).load("values");
  await context.sync();
  return { sheet: sheet.name, period, row, column, head: head.values, line: line.values[0] ?? [] };
}

/** `月报 2026-10` and `覆盖图 2026-10` → `2026-10`; null for every other sheet. */
function periodOf(name: string): string | null {
  const prefix = [SUMMARY.sheetPrefix, COVERAGE.sheetPrefix].find((known) => name.startsWith(known));
  const period = prefix === undefined ? "" : name.slice(prefix.length);
  return isPeriod(period) ? period : null;
}

/** Moving about with the arrow keys asks once, where it ends. */
const PAUSE = 200;

/**
 * Excel tells of a sheet coming to the front, and of selections on the reports among those that have been there: a
 * report that is drawn later, or drawn anew, comes to the front too.
 */
export async function followReportSelection(
  tell: (selection: ReportSelection | null) => void,
): Promise<() => Promise<void>> {
  const heardOf = new Set<string>();
  const endings: (() => Promise<void>)[] = [];
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let over = false;
  const look = async (): Promise<void> => {
    const selection = await whereThereIsOne(selectedReportCell);
    if (!over) tell(selection);
  };
  const heard = (): Promise<void> => {
    clearTimeout(waiting);
    waiting = setTimeout(() => void look(), PAUSE);
    return Promise.resolve();
  };
  const follow = async (context: Excel.RequestContext): Promise<void> => {
    const sheet = context.workbook.worksheets.getActiveWorksheet().load("id, name");
    await context.sync();
    if (over || heardOf.has(sheet.id) || periodOf(sheet.name) === null) return;
    heardOf.add(sheet.id);
    const handler = sheet.onSelectionChanged.add(heard);
    await context.sync();
    endings.push(endingOf(context, handler));
  };
  await inExcel(async (context) => {
    const handler = context.workbook.worksheets.onActivated.add(async () => {
      await whereThereIsOne(follow);
      await heard();
    });
    await context.sync();
    endings.push(endingOf(context, handler));
    await follow(context);
  });
  await look();
  return async () => {
    over = true;
    clearTimeout(waiting);
    for (const end of endings) await end();
  };
}

/** A handler is taken away in the conversation in which it was added. */
const endingOf =
  (context: Excel.RequestContext, handler: OfficeExtension.EventHandlerResult<unknown>) =>
  (): Promise<void> =>
    Excel.run(context, async (same) => {
      handler.remove();
      await same.sync();
    });

/** While a cell is being edited, or a sheet goes, there is nothing to be had: the next event comes. */
async function whereThereIsOne<T>(ask: (context: Excel.RequestContext) => Promise<T>): Promise<T | null> {
  try {
    return await inExcel(ask);
  } catch (error) {
    if (error instanceof WorkbookFault) return null;
    throw error;
  }
}

/** Takes the user to a cell of a report sheet. */
import type { SheetKey } from "../../shared/report/sheets.ts";
import { findReport, reportPlace } from "./find.ts";

export async function showCell(
  context: Excel.RequestContext,
  sheet: SheetKey,
  row: number,
  column: string,
): Promise<void> {
  const place = reportPlace(await findReport(context), sheet);
  place.worksheet.activate();
  place.worksheet.getCell(row, place.columnAt.get(column) ?? place.left).select();
  await context.sync();
}

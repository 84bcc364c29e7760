/** Goes to a cell of a report sheet. */
import type { SheetKey } from "../../../shared/report/sheets.ts";
import type { Pane } from "../pane.ts";

/** No task: it may be done while another runs. */
export async function showCell(pane: Pane, sheet: SheetKey, row: number, column: string): Promise<void> {
  try {
    await pane.surroundings.workbook?.show(sheet, row, column);
  } catch (cause) {
    await pane.failed(cause, () => void showCell(pane, sheet, row, column));
  }
}

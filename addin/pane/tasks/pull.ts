/** Brings into the sheets what HQ or a colleague wrote since the last sync. */
import { pulledRows } from "../../sync/pull.ts";
import type { IdentifiedRow } from "../../sync/rows.ts";
import type { RowUpdate, Workbook } from "../../workbook.ts";
import type { Pane } from "../pane.ts";
import { catchUp } from "./feed.ts";
import { putBack } from "./put-back.ts";
import type { CheckedReport } from "./report.ts";

/** Answers how many rows of the sheets changed. */
export async function pullIntoSheets(
  pane: Pane,
  workbook: Workbook,
  report: CheckedReport,
  rows: readonly IdentifiedRow[],
): Promise<number> {
  const { before, after } = await catchUp(pane, report.unit.code);
  const { append, advance, remove } = pulledRows(rows, before, after, report.period);
  const updates: RowUpdate[] = [
    ...advance.map(({ row: { sheet, row, rowId }, known }) => ({
      sheet,
      row,
      rowId,
      baseRevision: known.revision,
      values: known.values,
    })),
    ...remove.map(({ sheet, row, rowId }) => ({ sheet, row, rowId, remove: true as const })),
  ];
  if (updates.length > 0) await workbook.update(updates);
  await putBack(pane, workbook, report, append);
  return append.length + updates.length;
}

/** Brings into the sheets what HQ or a colleague wrote since the last sync. */
import { pulledRows } from "../../sync/pull.ts";
import { answerUpdates } from "../../sync/answers.ts";
import type { RowResult } from "../../sync/results.ts";
import type { IdentifiedRow } from "../../sync/rows.ts";
import type { RowUpdate, Workbook } from "../../workbook.ts";
import type { Pane } from "../pane.ts";
import { catchUp } from "./feed.ts";
import { putBack } from "./put-back.ts";
import type { CheckedReport } from "./report.ts";

/**
 * Answers how many rows of the sheets changed. HQ's answers go into the status columns first, while every row still
 * stands where it was read.
 */
export async function pullIntoSheets(
  pane: Pane,
  workbook: Workbook,
  report: CheckedReport,
  rows: readonly IdentifiedRow[],
  results: readonly RowResult[],
): Promise<number> {
  await showAnswers(pane, workbook, report, rows, results);
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

/** What has a fault says so until it is mended. */
async function showAnswers(
  pane: Pane,
  workbook: Workbook,
  report: CheckedReport,
  rows: readonly IdentifiedRow[],
  results: readonly RowResult[],
): Promise<void> {
  const filings = await pane.surroundings.service.filings({ unit: report.unit.code });
  const faulty = new Set(
    report.rows.filter(({ sound }) => !sound).map(({ sheet, row }) => `${sheet} ${row}`),
  );
  const sound = rows.filter(({ sheet, row }) => !faulty.has(`${sheet} ${row}`));
  const updates = answerUpdates(sound, { filings, register: report.register }, results, pane.texts);
  if (updates.length > 0) await workbook.update(updates);
}

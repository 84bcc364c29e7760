/** Which lines of the master rows are told in: a row of several that tell of one thing has none of its own. */
import type { SheetKey } from "../../../shared/report/sheets.ts";
import { isMergedSheet } from "../../../shared/sync/screening.ts";
import { readMerged } from "../../sync/merged.ts";
import type { Pane } from "../pane.ts";

/** Each line once, in the order of the rows; a row that no line is known of stands for itself. */
export async function masterLines(
  pane: Pane,
  sheet: SheetKey,
  rowIds: readonly string[],
): Promise<readonly string[]> {
  if (!isMergedSheet(sheet)) return rowIds;
  const sought = new Set(rowIds);
  const lineOf = new Map<string, string>();
  await readMerged(
    (query) => pane.surroundings.service.merged(query),
    sheet,
    (lines) => {
      for (const { rowId, members } of lines) {
        for (const member of members) if (sought.has(member.rowId)) lineOf.set(member.rowId, rowId);
      }
    },
    () => lineOf.size === sought.size,
  );
  return [...new Set(rowIds.map((rowId) => lineOf.get(rowId) ?? rowId))];
}

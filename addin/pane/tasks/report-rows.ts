/** From a number of the report to its rows: which they are, and in Excel, taking the user to them in the master. */
import { sheetOf, type SheetKey } from "../../../shared/report/sheets.ts";
import { masterSheet } from "../../../shared/plan/master.ts";
import type { Trace, TracedRows } from "../../../shared/summary/trace.ts";
import type { Pane } from "../pane.ts";
import { masterLines } from "./master-lines.ts";
import { refreshMaster } from "./refresh-master.ts";

/** One entry for each sheet that has rows; a row that several traces count is there once. */
export async function rowsBehind(
  pane: Pane,
  traces: readonly Trace[],
  signal?: AbortSignal,
): Promise<readonly TracedRows[]> {
  const found = await Promise.all(traces.map((trace) => pane.surroundings.service.rowsBehind(trace, signal)));
  const bySheet = new Map<SheetKey, Set<string>>();
  for (const { sheet, rowIds } of found) {
    bySheet.set(sheet, new Set([...(bySheet.get(sheet) ?? []), ...rowIds]));
  }
  return [...bySheet]
    .map(([sheet, rowIds]) => ({ sheet, rowIds: [...rowIds] }))
    .filter(({ rowIds }) => rowIds.length > 0);
}

/** Takes the user to the rows in the workbook's master; where they are not all there, offers to refresh it. */
export const selectRows = (pane: Pane, rows: TracedRows): Promise<void> =>
  pane.run("follow", async () => {
    const { workbook } = pane.surroundings;
    if (!workbook) return;
    const { follow } = pane.texts.reportPage;
    const refresh = {
      action: follow.refreshAndGo,
      act: () => void refreshMaster(pane).then(() => selectAfterRefresh(pane, rows)),
    };
    if (!(await workbook.state()).master) {
      pane.set({ offer: { text: `${follow.notLaid}${follow.refreshFirst}`, ...refresh } });
      return;
    }
    const lines = await masterLines(pane, rows.sheet, rows.rowIds);
    const { found, filtered } = await workbook.selectMasterRows(rows.sheet, lines);
    const missing = lines.length - found;
    const sheet = masterSheet(sheetOf(rows.sheet)).name;
    const said = filtered ? follow.filtered(found, sheet) : follow.selected(found, sheet);
    if (missing > 0) {
      const behind = `${follow.behind(missing)}${follow.refreshFirst}`;
      pane.set({ offer: { text: found === 0 ? behind : `${said}${behind}`, ...refresh } });
    } else if (filtered) {
      pane.set({ offer: { text: said, action: follow.showAll, act: () => void showAll(pane, rows.sheet) } });
    } else {
      pane.set({ notice: said });
    }
  });

const showAll = (pane: Pane, sheet: SheetKey): Promise<void> =>
  pane.run("follow", async () => pane.surroundings.workbook?.showAllMasterRows(sheet));

/** A refresh that failed, or was stopped, has said so itself. */
async function selectAfterRefresh(pane: Pane, rows: TracedRows): Promise<void> {
  if (pane.state.refresh && !pane.state.trouble) await selectRows(pane, rows);
}

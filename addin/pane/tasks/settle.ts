/** Sends conflicts again as the user settled them. */
import { readRegister } from "../../sync/register.ts";
import { isSettled, settle } from "../../sync/conflicts.ts";
import { learn } from "../../sync/replica.ts";
import { countsOf } from "../../../shared/sync/outcomes.ts";
import type { Pane } from "../pane.ts";
import { periodOfRow } from "../../../shared/report/check.ts";
import { putBack } from "./put-back.ts";
import { reportOf } from "./report.ts";
import { collectConflicts, sendRows } from "./send.ts";

export const submitSettled = (pane: Pane): Promise<void> =>
  pane.run("settle", async (task) => {
    const { texts, surroundings, state } = pane;
    const { workbook } = surroundings;
    const report = reportOf(state);
    const settled = state.conflicts.filter(isSettled);
    if (!workbook || !report || settled.length === 0) return;
    task.tell(texts.submit.preparing);
    const decided = settled.map((conflict) => ({ conflict, ...settle(conflict) }));
    await workbook.update(decided.flatMap(({ update }) => update ?? []));

    const unit = report.unit.code;
    const theirs = decided
      .filter(({ putBack }) => putBack)
      .map(({ conflict: { sheet, rowId, theirs } }) => ({
        sheet,
        rowId,
        period: periodOfRow(sheet, theirs.values, report.period),
        revision: theirs.revision,
        values: theirs.values,
      }));
    const dropped = decided.flatMap(({ update }) => (update?.remove ? [update.rowId] : []));
    await pane.replicas.save(unit, learn(await pane.replicas.load(unit), theirs, dropped));
    if (theirs.length > 0) {
      const { register } = await readRegister(surroundings.service.connection, surroundings.drawer, unit);
      await putBack(pane, workbook, { ...report, register }, theirs);
    }

    const places = new Map(
      settled.flatMap(({ rowId, row }): [string, number][] => (row === null ? [] : [[rowId, row]])),
    );
    const pushed = decided.flatMap(({ push }) => push ?? []);
    const unsettled = state.conflicts.filter((conflict) => !isSettled(conflict));
    const { results, receivedAt, stopped } = await sendRows(pane, workbook, task, report, { pushed, places });
    await collectConflicts(pane, unit, results);
    pane.set({
      conflicts: [...unsettled, ...pane.state.conflicts],
      receipt: { results, counts: countsOf(results), receivedAt, skipped: 0, leftOut: 0, pulled: 0, stopped },
    });
  });

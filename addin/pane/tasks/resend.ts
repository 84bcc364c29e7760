/** 重新发送: asks again for the receipt of what went out before. */
import { countsOf } from "../../sync/results.ts";
import type { Pane } from "../pane.ts";
import { collectConflicts, sendWaiting } from "./send.ts";

export const resendWaiting = (pane: Pane): Promise<void> =>
  pane.run("resend", async (task) => {
    const unit = pane.state.pending[0]?.unit;
    const { results, receivedAt, stopped } = await sendWaiting(pane, pane.surroundings.workbook, task);
    if (unit !== undefined) await collectConflicts(pane, unit, results);
    pane.set({
      receipt: { results, counts: countsOf(results), receivedAt, skipped: 0, leftOut: 0, pulled: 0, stopped },
    });
  });

/** 立即发送, and sending by itself: asks for the receipt of what waits. */
import type { Pending } from "../../sync/outbox.ts";
import { countsOf } from "../../../shared/sync/outcomes.ts";
import { type Places, sentRows } from "../../sync/results.ts";
import { ServiceProblem } from "../../sync/trouble.ts";
import type { Pane, Task } from "../pane.ts";
import { collectConflicts, sendWaitingAlone } from "./send.ts";

export const resendWaiting = (pane: Pane): Promise<void> => pane.run("resend", (task) => resend(pane, task));

/**
 * What waits is sent as soon as it can be. No service, a lost answer or a busy one says nothing: it is tried again
 * later.
 */
export async function resendByItself(pane: Pane): Promise<void> {
  const { state, surroundings, outbox } = pane;
  if (state.phase !== "ready" || state.busy || state.question || !state.online) return;
  if ((await outbox.waiting()).length === 0) {
    if (state.pending.length > 0) pane.set({ pending: [] });
    return;
  }
  // Asked first, so that nothing is shown and no button is greyed for what cannot be.
  const isThere = await surroundings.service.session().then(
    () => true,
    () => false,
  );
  if (!isThere || pane.state.busy) return;
  const now = surroundings.now();
  await pane.run("resend", async (task) => {
    try {
      await resend(pane, task, (pending, places) => isForThisWindow(pending, places, now));
    } catch (cause) {
      if (!(cause instanceof ServiceProblem) || !(cause.answerIsLost || cause.kind === "busy")) throw cause;
    }
  });
}

async function resend(
  pane: Pane,
  task: Task,
  which?: (pending: Pending, places: Places) => boolean,
): Promise<void> {
  const unit = pane.state.pending[0]?.unit;
  const sent = await sendWaitingAlone(pane, pane.surroundings.workbook, task, which);
  if (!sent) {
    if (!which) pane.set({ notice: pane.texts.offlinePage.elsewhere });
    return;
  }
  const { results, receivedAt, stopped } = sent;
  if (which && receivedAt === null) return;
  if (unit !== undefined) await collectConflicts(pane, unit, results);
  pane.set({
    receipt: { results, counts: countsOf(results), receivedAt, skipped: 0, leftOut: 0, pulled: 0, stopped },
  });
}

/** Another window that has the rows is given this long to send them, and to write their receipt into its sheets. */
const OTHERS_MS = 10 * 60_000;

const isForThisWindow = (pending: Pending, places: Places, now: number): boolean =>
  sentRows(pending).some(({ rowId }) => places.has(rowId)) || now - Date.parse(pending.madeAt) > OTHERS_MS;

/** Deciding and undoing: what all screens of screening have in common. */
import type { Decision } from "../../../shared/sync/screening.ts";
import type { Pane } from "../pane.ts";

/** Undoing is offered as soon as something is decided; `after` brings the screen up to date. */
export function offerUndo(pane: Pane, text: string, ids: readonly number[], after: () => void): void {
  if (ids.length === 0) {
    pane.set({ notice: text });
    return;
  }
  pane.set({
    offer: {
      text,
      action: pane.texts.screening.undo,
      act: () => void undoAtOnce(pane, ids, after),
    },
  });
}

/** The last first, since a later decision may rest on an earlier one. Trying again goes on where it failed. */
function undoAtOnce(pane: Pane, ids: readonly number[], after: () => void): Promise<void> {
  const left = [...ids];
  return pane.run("undo", async (task) => {
    const { screening } = pane.texts;
    try {
      for (let id = left.at(-1); id !== undefined; id = left.at(-1)) {
        const done = ids.length - left.length;
        if (ids.length > 1) task.tell(screening.entries.progress(done, ids.length), done / ids.length);
        await pane.surroundings.service.undoDecision(id, screening.undoneAtOnce);
        left.pop();
      }
      pane.set({ notice: screening.undone });
    } finally {
      after();
    }
  });
}

/** Undoes a decision of the log, with a reason that stays in it. */
export const undoWithReason = (
  pane: Pane,
  { id, kind, subject }: Pick<Decision, "id" | "kind" | "subject">,
  after: () => void,
): Promise<void> =>
  pane.run("undo", async () => {
    const { screening } = pane.texts;
    const reason = await pane.ask("reason", {
      title: screening.decisions.undoTitle,
      paragraphs: [screening.decisions.undoBody(screening.decisions.kinds[kind], subject)],
      label: screening.reason,
      go: screening.undo,
      required: true,
    });
    if (reason === null) return;
    await pane.surroundings.service.undoDecision(id, reason);
    after();
    pane.set({ notice: screening.undone });
  });

/** 放弃: a submission that waits is not sent any more. */
import type { Pending } from "../../sync/outbox.ts";
import { inTurn } from "../../sync/turn.ts";
import type { Pane } from "../pane.ts";

export async function discardWaiting(pane: Pane, pending: Pending): Promise<void> {
  const { texts, state } = pane;
  if (state.busy || state.question) return;
  const words = texts.offlinePage;
  const agreed = await pane.ask("confirm", {
    title: words.discardAsk,
    paragraphs: [words.discardBody(lineOf(pane, pending)), ...(pending.tried ? [words.discardTried] : [])],
    go: words.discard,
  });
  if (!agreed) return;
  // Not in the middle of another window's sending it.
  await inTurn(pane.senderTurn, () => pane.outbox.remove(pending));
  pane.set({ pending: await pane.outbox.waiting() });
}

/** `深圳工厂 · 2026-10 · 12 行`. */
export function lineOf({ state, texts }: Pane, { unit, period, rows }: Pending): string {
  const name = [...(state.session?.units ?? []), ...state.units].find(({ code }) => code === unit)?.name;
  return texts.offlinePage.line(name ?? unit, period, rows);
}

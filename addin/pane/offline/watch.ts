/** What the pane does by itself: sends what waits, and brings the local data up to date. */
import { ownerOf } from "../../sync/session.ts";
import type { Pane } from "../pane.ts";
import { openLocal, refreshLocal } from "../tasks/local.ts";
import { resendByItself } from "../tasks/resend.ts";

const LOOK_EVERY_MS = 60_000;
const REFRESH_EVERY_MS = 5 * 60_000;

/** Begins when somebody is signed in, and again on `online`, every minute, and after each receipt. */
export function watchOffline(pane: Pane): void {
  let owner = "";
  let { receipt } = pane.state;
  const look = async (): Promise<void> => {
    await resendByItself(pane);
    await refreshLocal(pane);
  };
  pane.subscribe(() => {
    const { phase, session } = pane.state;
    const now = phase === "ready" && session ? ownerOf(session) : "";
    if (now !== owner) {
      owner = now;
      if (now !== "") void openLocal(pane).then(look);
    }
    if (pane.state.receipt !== receipt) {
      receipt = pane.state.receipt;
      if (receipt?.receivedAt) void refreshLocal(pane);
    }
  });
  addEventListener("online", () => void look());
  setInterval(() => void resendByItself(pane), LOOK_EVERY_MS);
  setInterval(() => void refreshLocal(pane), REFRESH_EVERY_MS);
  pane.surroundings.local?.onNews(({ at }) => pane.set({ localAt: at }));
  shareOutbox(pane);
}

/** Two windows have one outbox: what one sends, queues or discards, the other shows. */
function shareOutbox(pane: Pane): void {
  if (typeof BroadcastChannel === "undefined") return;
  const channel = new BroadcastChannel("dakehu-outbox");
  const idsIn = (): string => pane.state.pending.map(({ submissionId }) => submissionId).join();
  let known = idsIn();
  pane.subscribe(() => {
    if (idsIn() === known) return;
    known = idsIn();
    channel.postMessage("changed");
  });
  channel.onmessage = async () => {
    if (pane.state.phase !== "ready") return;
    const pending = await pane.outbox.waiting();
    known = pending.map(({ submissionId }) => submissionId).join();
    pane.set({ pending });
  };
}

/** The local data: bringing them up to date, and 重建本地数据. */
import { readRegister } from "../../sync/register.ts";
import { ownerOf } from "../../sync/session.ts";
import type { Pane } from "../pane.ts";
import { catchUp } from "./feed.ts";
import { isHq } from "./open.ts";

const signedOf = (pane: Pane) => ({
  token: pane.surroundings.keeper.tokens.read(),
  language: pane.language,
});

/** Takes up what is kept for whoever is signed in. */
export async function openLocal(pane: Pane): Promise<void> {
  const { local } = pane.surroundings;
  const { session } = pane.state;
  if (!local || !session) return;
  try {
    const { at } = await local.open({ owner: ownerOf(session), hq: isHq(session) });
    pane.set({ localAt: at });
  } catch {
    // Nothing to show without the network; all else goes on.
    pane.set({ localAt: null });
  }
}

/** Quietly: without the network, or where the web view cannot, things stay as they are. */
export async function refreshLocal(pane: Pane): Promise<void> {
  const { local, service, drawer } = pane.surroundings;
  const { session, unit, online } = pane.state;
  if (!session || !online) return;
  try {
    // So that the dropdowns have their lists when the network is gone.
    if (unit) await readRegister(service.connection, drawer, unit.code);
    if (local) pane.set({ localAt: (await local.catchUp(signedOf(pane))).at });
  } catch {
    // Next time.
  }
}

export async function rebuildLocal(pane: Pane): Promise<void> {
  const { texts, state } = pane;
  if (state.busy || state.question) return;
  const words = texts.offlinePage;
  const agreed = await pane.ask("confirm", {
    title: words.rebuildAsk,
    paragraphs: [words.rebuildBody],
    go: words.rebuild,
  });
  if (!agreed) return;
  await pane.run("rebuild", async (task) => {
    const { local, drawer, service } = pane.surroundings;
    const { session } = pane.state;
    if (!session) return;
    task.tell(words.rebuilding);
    // Read before anything is forgotten: without the network nothing is thrown away that cannot be had again.
    await service.session();
    for (const key of await drawer.keys("register/")) {
      await drawer.remove(key);
      await readRegister(service.connection, drawer, key.slice(key.lastIndexOf("/") + 1));
    }
    for (const key of await drawer.keys(`replica/${ownerOf(session)}/`)) {
      await drawer.remove(key);
      await catchUp(pane, key.slice(key.lastIndexOf("/") + 1));
    }
    if (local) pane.set({ localAt: (await local.rebuild(signedOf(pane))).at });
    pane.set({ notice: local ? words.rebuilt : words.unavailable });
  });
}

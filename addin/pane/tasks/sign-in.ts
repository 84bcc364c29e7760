/** 登录 and signing out. */
import { invitationOf } from "../../sync/session.ts";
import type { Pane } from "../pane.ts";
import { enter } from "./open.ts";

/** @param typed eight characters, or the link that holds them */
export const signIn = (pane: Pane, typed: string): Promise<void> =>
  pane.run("signIn", () => comeIn(pane, invitationOf(typed)));

/** @param code an invitation, or what the company's sign-in has handed over */
export async function comeIn(pane: Pane, code: string): Promise<void> {
  const { service, keeper } = pane.surroundings;
  const { token, session } = await service.signIn(code);
  keeper.tokens.keep(token);
  await keeper.keep(session);
  pane.set({ invitation: "", notice: pane.texts.signIn.welcome(session.name) });
  await enter(pane, session);
}

/** Asks first: coming back takes a new invitation, and what has no receipt yet should go out before. */
export async function signOut(pane: Pane): Promise<void> {
  const { texts, state, surroundings } = pane;
  if (state.busy) return;
  const agreed = await pane.ask("confirm", {
    title: texts.signIn.signOutAsk,
    paragraphs: [
      ...(state.pending.length > 0 ? [texts.signIn.signOutPending(state.pending.length)] : []),
      texts.signIn.signOutBody,
    ],
    go: texts.signIn.signOut,
  });
  if (!agreed) return;
  // The token ends at the service where it can be reached; here it ends in any case.
  await surroundings.service.signOut().catch(() => undefined);
  await pane.forget();
  pane.set({
    phase: "signedOut",
    session: null,
    check: null,
    receipt: null,
    conflicts: [],
    pending: [],
    summary: null,
    refresh: null,
    unreviewed: null,
    trouble: null,
    notice: null,
    offer: null,
    route: "",
  });
}

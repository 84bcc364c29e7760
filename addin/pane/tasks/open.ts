/** What happens when the pane opens, and when somebody has signed in. */
import { z } from "zod";
import type { Session } from "../../../shared/sync/protocol.ts";
import { readOrKept } from "../../sync/kept-list.ts";
import { Period, Unit } from "../../sync/service.ts";
import { ServiceProblem } from "../../sync/trouble.ts";
import { offeredPeriod } from "../months.ts";
import type { Pane } from "../pane.ts";
import { troubleOf } from "../trouble.ts";
import { lookAtWorkbook } from "./report.ts";
import { loadSummary } from "./summary.ts";

/** Shows the person's own page, or the sign-in page. Without a network whoever was signed in still is. */
export async function openPane(pane: Pane): Promise<void> {
  const { keeper, service } = pane.surroundings;
  if (keeper.tokens.read() === null) {
    pane.set({ phase: "signedOut" });
    return;
  }
  try {
    const session = await service.session();
    await keeper.keep(session);
    await enter(pane, session);
  } catch (cause) {
    await openWithout(pane, cause);
  }
}

async function openWithout(pane: Pane, cause: unknown): Promise<void> {
  const { keeper } = pane.surroundings;
  if (cause instanceof ServiceProblem && cause.kind === "signedOut") {
    await pane.forget();
    pane.set({ phase: "signedOut", signInNote: pane.texts.signIn.ended });
    return;
  }
  const known = await keeper.lastKnown();
  if (known) await enter(pane, known);
  else pane.set({ trouble: troubleOf(cause, pane.texts, () => void openAgain(pane)) });
}

async function openAgain(pane: Pane): Promise<void> {
  pane.set({ trouble: null });
  await openPane(pane);
}

export async function enter(pane: Pane, session: Session): Promise<void> {
  const { now } = pane.surroundings;
  pane.set({
    phase: "ready",
    session,
    signInNote: null,
    unit: session.units[0] ?? session.unit,
    period: offeredPeriod(now(), []),
  });
  pane.set({ pending: await pane.outbox.waiting() });
  const periods = await knownPeriods(pane);
  pane.set({ periods, period: offeredPeriod(now(), periods) });
  try {
    await lookAtWorkbook(pane);
  } catch (cause) {
    pane.set({ trouble: troubleOf(cause, pane.texts, () => void lookAgain(pane)) });
  }
  if (isHq(session)) {
    pane.set({ units: await knownUnits(pane) });
    void loadSummary(pane);
  }
}

export const isHq = ({ role }: Session): boolean => role === "hq" || role === "hq-admin";

async function lookAgain(pane: Pane): Promise<void> {
  pane.set({ trouble: null });
  try {
    await lookAtWorkbook(pane);
  } catch (cause) {
    pane.set({ trouble: troubleOf(cause, pane.texts, () => void lookAgain(pane)) });
  }
}

/** Where nothing is known here the usual deadlines do. */
async function knownPeriods({ surroundings, state }: Pane): Promise<readonly Period[]> {
  const { drawer, service } = surroundings;
  const known = await readOrKept(drawer, "periods", z.array(Period), () => service.periods());
  return known ?? state.periods;
}

async function knownUnits({ surroundings, state }: Pane): Promise<readonly Unit[]> {
  const { drawer, service } = surroundings;
  return (await readOrKept(drawer, "units", z.array(Unit), () => service.units())) ?? state.units;
}

/** A decision is taken back: everything is again as it was before, or the decision stands. */
import { Problem } from "../../shared/problems.ts";
import type { Author } from "../../shared/sync/protocol.ts";
import type { Decision } from "../../shared/sync/screening.ts";
import { DECISION_WORDS } from "../../shared/text/impossible.ts";
import { may } from "../auth/roles.ts";
import { type Change, thingOf } from "../store/effects.ts";
import type { Screening, ScreeningStore } from "../store/screening-store.ts";
import { type Circumstances, impossible } from "./circumstances.ts";

/** @throws Problem where there is no such decision, it is not the person's to take back, or others have built upon it since */
export function undoDecision(
  store: ScreeningStore,
  id: number,
  reason: string,
  circumstances: Circumstances,
): Promise<Decision> {
  return store.decide(async (transaction) => {
    const decision = await transaction.decision(id);
    const changes = await transaction.changesOf(id);
    if (!decision || !changes) throw new Problem("not_found");
    if (!mayTakeBack(decision, circumstances.person)) throw new Problem("forbidden");
    await admit(transaction, decision, changes, circumstances);
    const { person: by, at } = circumstances;
    await transaction.undo(id, { by, at, reason, reopen: await reopened(transaction, changes) });
    const undone = await transaction.decision(id);
    if (!undone) throw new Problem("not_found");
    return undone;
  });
}

/** Headquarters any decision, a plant's head the plant's own endorsements. */
const mayTakeBack = ({ kind, by }: Decision, { role, unit }: Author): boolean =>
  may(role, "screen") || (kind === "filing-endorsed" && may(role, "endorse") && by.unit === unit);

async function admit(
  transaction: Screening,
  { id, subject, undone }: Decision,
  changes: readonly Change[],
  circumstances: Circumstances,
): Promise<void> {
  if (undone) throw impossible(circumstances, subject, "undone");
  const later = await transaction.laterDecision(id, changes.map(thingOf));
  if (later) {
    const kind = DECISION_WORDS[later.kind][circumstances.language];
    throw impossible(circumstances, subject, "decidedSince", { kind, subject: later.subject, id: later.id });
  }
  if (await transaction.firstMoved(changes)) throw impossible(circumstances, subject, "changedSince");
  for (const change of changes) {
    if (change.thing !== "spelling") continue;
    const { kind, accountId, key, name } = change.after;
    if (await transaction.isWritten(kind, accountId, key))
      throw impossible(circumstances, subject, "inUse", { name });
  }
}

/** Filings that were accepted by themselves because of what is undone: they wait for HQ again. */
async function reopened(transaction: Screening, changes: readonly Change[]): Promise<string[]> {
  const before = new Map(
    changes.flatMap((change) => (change.thing === "account" ? [[change.id, change.before] as const] : [])),
  );
  const ids = new Set(before.keys());
  for (const id of before.keys()) for (const one of await transaction.accountsSameAs(id)) ids.add(one.id);
  const now = await transaction.accounts([...ids]);
  const rootOf = (id: number): number => (before.get(id) ?? now.get(id))?.sameAs ?? id;
  const roots = await transaction.accounts([...ids].map(rootOf));
  const gone = [...ids].filter((id) => {
    const root = rootOf(id);
    return (before.get(root) ?? roots.get(root))?.state !== "registered";
  });
  const decided = new Set(changes.map(thingOf));
  return (await transaction.filingsOf(gone))
    .filter(
      ({ rowId, state }) => state === "accepted" && !decided.has(thingOf({ thing: "filing", id: rowId })),
    )
    .map(({ rowId }) => rowId);
}

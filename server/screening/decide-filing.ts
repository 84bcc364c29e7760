/** A filing is decided on: by the base plant's head, then by HQ (R6, R7). */
import { Problem } from "../../shared/problems.ts";
import {
  type DecisionKind,
  type FilingDecision,
  type FilingState,
  isPending,
} from "../../shared/sync/screening.ts";
import { may } from "../auth/roles.ts";
import type { Change } from "../store/effects.ts";
import type { Decided, FilingRecord, NewStep, Screening, ScreeningStore } from "../store/screening-store.ts";
import {
  acceptance,
  type AccountCase,
  accountCase,
  becoming,
  goesAlong,
  groundsOf,
  merging,
  moving,
  renaming,
} from "./account.ts";
import { tellAnswers } from "./answers.ts";
import { type Circumstances, impossible } from "./circumstances.ts";

/**
 * Carries a decision on a filing out; it is on disk when the promise is fulfilled.
 *
 * @param reachable may the person see the filings of that unit?
 * @throws Problem where the person may not decide so, or it cannot be decided so now
 */
export function decideFiling(
  store: ScreeningStore,
  rowId: string,
  decision: FilingDecision,
  circumstances: Circumstances,
  reachable: (unit: string) => boolean,
): Promise<number> {
  return store.decide(async (transaction) => {
    const filing = await transaction.filing(rowId);
    if (!filing || !reachable(filing.unit)) throw new Problem("not_found");
    const account = await accountCase(transaction, filing.accountId);
    if (!account) throw new Problem("not_found");
    admit(filing, decision, circumstances);
    const { kind, changes, restsOn, steps } = await outcomeOf(
      { transaction, filing, account, circumstances },
      decision,
    );
    const { person: by, at } = circumstances;
    const subject = `${filing.account} · ${filing.unitName}`;
    const { reason } = decision;
    const id = await transaction.record({ kind, by, at, subject, reason, changes, restsOn, steps });
    await tellAnswers(transaction, id, steps, circumstances);
    return id;
  });
}

function admit(filing: FilingRecord, decision: FilingDecision, circumstances: Circumstances): void {
  const { person } = circumstances;
  const endorses = decision.decision === "endorsed";
  if (!may(person.role, endorses ? "endorse" : "screen")) throw new Problem("forbidden");
  if (endorses && (filing.base === null || filing.base.code !== person.unit)) throw new Problem("forbidden");
  const subject = filing.account;
  if (filing.state === "withdrawn") throw impossible(circumstances, subject, "withdrawn");
  const { revision = filing.revision, state = filing.state } = decision;
  if (revision !== filing.revision || state !== filing.state) {
    throw new Problem("changed_meanwhile", { subject });
  }
  const asks = decision.decision === "declined" || decision.decision === "asked";
  if (asks && decision.reason === "") throw new Problem("reason_missing");
  // A second question may be asked before the first one is answered.
  if (filing.state === decision.decision && filing.state !== "asked") {
    throw impossible(circumstances, subject, "already");
  }
}

interface Case {
  readonly transaction: Screening;
  readonly filing: FilingRecord;
  readonly account: AccountCase;
  readonly circumstances: Circumstances;
}

type Outcome = Pick<Decided, "changes" | "restsOn" | "steps"> & { readonly kind: DecisionKind };

function outcomeOf(one: Case, decision: FilingDecision): Outcome | Promise<Outcome> {
  switch (decision.decision) {
    case "endorsed":
      return endorsed(one, decision);
    case "asked":
      return asked(one, decision);
    case "declined":
      return declined(one, decision);
    case "accepted":
    case "potential":
      return taken(one, decision, decision.decision);
  }
}

function endorsed({ filing, circumstances }: Case, { reason }: FilingDecision): Outcome {
  if (filing.state !== "nominated") throw impossible(circumstances, filing.account, "notNominated");
  const { changes, steps } = moving([filing], "endorsed", () => "endorsed", reason);
  return { kind: "filing-endorsed", changes, restsOn: [], steps };
}

function asked({ filing, account, circumstances }: Case, { reason }: FilingDecision): Outcome {
  if (filing.state === "accepted") throw impossible(circumstances, filing.account, "onRegister");
  const { changes } = moving([filing], "asked", () => "asked", reason);
  const steps: NewStep[] = [{ rowId: filing.rowId, step: "asked", reason }];
  return {
    kind: "filing-asked",
    changes: [...changes, ...left(account, filing, "asked")],
    restsOn: [],
    steps,
  };
}

function declined({ filing, account }: Case, { reason }: FilingDecision): Outcome {
  if (account.root.policy) throw new Problem("policy_account", { subject: account.root.name });
  const { changes, steps } = moving([filing], "declined", () => "declined", reason);
  const kind = "filing-declined";
  return { kind, changes: [...changes, ...left(account, filing, "declined")], restsOn: [], steps };
}

/** What the account is left as when this filing no longer speaks for it: what the others make of it. */
function left(account: AccountCase, { rowId }: FilingRecord, state: FilingState): Change[] {
  const { root, filings } = account;
  const others = filings.filter((other) => other.rowId !== rowId);
  if (root.state === "registered") {
    const own = filings.find((one) => one.rowId === rowId);
    const elsewhere = others.some((other) => other.state === "accepted");
    // One that was accepted by itself found the account on the register, and leaves it there.
    if (root.policy || elsewhere || own?.acceptedByHq !== true) return [];
  }
  const states = [state, ...others.map((other) => other.state)];
  if (states.includes("potential")) return becoming(account, "potential");
  return becoming(account, states.some(isPending) ? "nominated" : "declined");
}

/** Accepted or kept as potential, with all filings of the account that wait for the same. */
async function taken(
  { transaction, filing, account, circumstances }: Case,
  { sameAs, name, category, reason }: FilingDecision,
  state: "accepted" | "potential",
): Promise<Outcome> {
  const { root, filings } = account;
  const into =
    sameAs === undefined || sameAs === root.id ? undefined : await accountCase(transaction, sameAs);
  if (sameAs !== undefined && sameAs !== root.id && !into) {
    throw impossible(circumstances, root.name, "targetUnknown");
  }
  if (state === "potential" && root.state === "registered") {
    throw root.policy
      ? new Problem("policy_account", { subject: root.name })
      : impossible(circumstances, root.name, "onRegister");
  }
  const along = filings.filter((other) => other.rowId === filing.rowId || goesAlong(other));
  const stepOf = state === "accepted" ? acceptance : () => "potential" as const;
  const { changes, steps } = moving(along, state, stepOf, reason);
  const raised = state === "accepted" && filing.state === "potential";
  const kind = raised ? "account-raised" : state === "accepted" ? "filing-accepted" : "filing-potential";
  const wording = { name, category };
  const subject = into && into.root.id !== root.id ? into : account;
  if (subject === account) {
    const named = await renaming(transaction, account, name, circumstances);
    const registered = becoming(account, state === "accepted" ? "registered" : "potential", wording);
    return { kind, changes: [...named, ...registered, ...changes], restsOn: [], steps };
  }
  const target = subject.root;
  const wanted = state === "accepted" ? "registered" : "potential";
  if (target.state !== wanted) {
    const why = state === "accepted" ? "targetNotRegistered" : "targetNotPotential";
    throw impossible(circumstances, root.name, why, { name: target.name });
  }
  const merged = merging(account, subject, circumstances);
  const named = await renaming(transaction, withMembers(subject, account), name, circumstances);
  const reworded = becoming(subject, wanted, wording);
  return {
    kind,
    changes: [...merged, ...named, ...reworded, ...changes],
    restsOn: groundsOf(subject),
    steps,
  };
}

/** As it is once the other one has turned out to be it: the other's names are its own. */
const withMembers = (into: AccountCase, from: AccountCase): AccountCase => ({
  ...into,
  members: [...into.members, from.root, ...from.members],
});

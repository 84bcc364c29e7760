/** HQ decides on accounts themselves, whoever filed them. */
import { Problem } from "../../shared/problems.ts";
import type { EntryDecision } from "../../shared/sync/screening.ts";
import type { Decided, Screening } from "../store/screening-store.ts";
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
import { apartness, pairOf } from "./apart.ts";
import { type Circumstances, impossible } from "./circumstances.ts";

type Outcome = Pick<Decided, "kind" | "subject" | "changes" | "restsOn" | "steps">;

/** @throws Problem where it cannot be decided so now */
export async function accountOutcome(
  transaction: Screening,
  { id, decision, into: intoId, name, reason }: EntryDecision,
  circumstances: Circumstances,
): Promise<Outcome> {
  const account = await accountCase(transaction, id);
  if (!account) throw new Problem("not_found");
  switch (decision) {
    case "accepted":
      return accepted(transaction, account, name, reason, circumstances);
    case "declined":
      return declined(account, reason, circumstances);
    case "same":
    case "apart": {
      if (intoId === undefined) throw new Problem("malformed", { detail: "into" });
      const into = await accountCase(transaction, intoId);
      if (!into) throw impossible(circumstances, account.root.name, "targetUnknown");
      return decision === "same"
        ? same(account, into, reason, circumstances)
        : apart(transaction, account, into, circumstances);
    }
  }
}

async function accepted(
  transaction: Screening,
  account: AccountCase,
  name: string | undefined,
  reason: string,
  circumstances: Circumstances,
): Promise<Outcome> {
  const { root, filings } = account;
  const renamed = await renaming(transaction, account, name, circumstances);
  const registered = becoming(account, "registered", { name });
  if (registered.length === 0) throw impossible(circumstances, root.name, "already");
  const waiting = filings.filter(goesAlong);
  const { changes, steps } = moving(waiting, "accepted", acceptance, reason);
  return {
    kind: root.state === "potential" ? "account-raised" : "entry-accepted",
    subject: name === undefined || name === root.name ? root.name : `${root.name} → ${name}`,
    changes: [...renamed, ...registered, ...changes],
    restsOn: [],
    steps,
  };
}

/** The account as a whole: its filings go with it. */
function declined(account: AccountCase, reason: string, circumstances: Circumstances): Outcome {
  const { root, filings } = account;
  if (root.policy) throw new Problem("policy_account", { subject: root.name });
  if (reason === "") throw new Problem("reason_missing");
  if (root.state === "declined") throw impossible(circumstances, root.name, "already");
  const standing = filings.filter(({ state }) => state !== "withdrawn");
  const { changes, steps } = moving(standing, "declined", () => "declined", reason);
  return {
    kind: "entry-declined",
    subject: root.name,
    changes: [...becoming(account, "declined"), ...changes],
    restsOn: [],
    steps,
  };
}

/** Whatever waits for the one is decided as the other is: on the register, so is what was filed under either name. */
function same(from: AccountCase, into: AccountCase, reason: string, circumstances: Circumstances): Outcome {
  const { root, filings } = from;
  const target = into.root;
  const merged = merging(from, into, circumstances);
  if (target.state === "declined") {
    throw impossible(circumstances, root.name, "targetDeclined", { name: target.name });
  }
  if (root.state === "registered" && target.state !== "registered") {
    throw impossible(circumstances, root.name, "targetNotRegistered", { name: target.name });
  }
  const waiting = target.state === "registered" ? filings.filter(goesAlong) : [];
  const { changes, steps } = moving(waiting, "accepted", acceptance, reason);
  return {
    kind: "entry-same",
    subject: `${root.name} → ${target.name}`,
    changes: [...merged, ...changes],
    restsOn: groundsOf(into),
    steps,
  };
}

async function apart(
  transaction: Screening,
  { root }: AccountCase,
  { root: other }: AccountCase,
  circumstances: Circumstances,
): Promise<Outcome> {
  if (root.id === other.id) throw impossible(circumstances, root.name, "itself");
  const pair = pairOf("account", root.id, other.id);
  return {
    kind: "entry-apart",
    subject: `${root.name} ≠ ${other.name}`,
    changes: await apartness(transaction, pair, root.name, circumstances),
    restsOn: [],
    steps: [],
  };
}

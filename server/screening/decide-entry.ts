/** HQ decides on branches, carriers and contacts that units have named. */
import { Problem } from "../../shared/problems.ts";
import { keyOf } from "../../shared/register/row-keys.ts";
import type { EntryDecision } from "../../shared/sync/screening.ts";
import { accountThing, type Change, type EntryState, entryThing } from "../store/effects.ts";
import type { Decided, EntryGroup, EntryRecord, PlaceKind, Screening } from "../store/screening-store.ts";
import { apartness, pairOf } from "./apart.ts";
import { type Circumstances, impossible } from "./circumstances.ts";

type Outcome = Pick<Decided, "kind" | "subject" | "changes" | "restsOn" | "steps">;

/** @throws Problem where it cannot be decided so now */
export async function entryOutcome(
  transaction: Screening,
  kind: PlaceKind,
  { id, decision, into: intoId, name }: EntryDecision,
  circumstances: Circumstances,
): Promise<Outcome> {
  const group = await transaction.entryGroup(kind, id);
  if (!group) throw new Problem("not_found");
  switch (decision) {
    case "accepted":
      return accepted(transaction, group, name, circumstances);
    case "declined":
      return declined(group, circumstances);
    case "same":
    case "apart": {
      if (intoId === undefined) throw new Problem("malformed", { detail: "into" });
      const into = await transaction.entryGroup(kind, intoId);
      if (!into) throw impossible(circumstances, group.head.name, "targetUnknown");
      fit(group, into, circumstances);
      return decision === "same" ? same(group, into) : apart(transaction, group, into, circumstances);
    }
  }
}

async function accepted(
  transaction: Screening,
  group: EntryGroup,
  name: string | undefined,
  circumstances: Circumstances,
): Promise<Outcome> {
  const { head, members } = group;
  if (head.kind === "contact" && name === undefined) throw impossible(circumstances, head.name, "contact");
  const spelling = await spelled(transaction, group, name, circumstances);
  const changes = members
    .filter(({ sameAs }) => sameAs === null)
    .flatMap((entry) =>
      changed(entry, { state: "registered", name: entry === head && name !== undefined ? name : entry.name }),
    );
  if (changes.length === 0) throw impossible(circumstances, head.name, "already");
  const subject = name === undefined || name === head.name ? titled(head) : `${titled(head)} → ${name}`;
  return { kind: "entry-accepted", subject, changes: [...changes, ...spelling], restsOn: [], steps: [] };
}

/**
 * The name that HQ gives is offered in every unit's lists: whoever picks it must be understood to mean this entry.
 *
 * @throws Problem where the account has another one of that name
 */
async function spelled(
  transaction: Screening,
  { head, members }: EntryGroup,
  name: string | undefined,
  circumstances: Circumstances,
): Promise<Change[]> {
  // People are not picked from a list, and their key is more than their name.
  if (name === undefined || head.kind === "contact") return [];
  const key = keyOf(name);
  const holder = await transaction.entryGroupOf(head.kind, head.rootId, key);
  if (holder && holder.head.id !== head.id) {
    throw impossible(circumstances, head.name, "entryNameTaken", { name: holder.head.name });
  }
  if (members.some((entry) => entry.key === key)) return [];
  const { kind, accountId, id } = head;
  const after = { kind, accountId, key, name, sameAs: id };
  return [{ thing: "spelling", id: `${kind} ${accountId} ${key}`, before: null, after }];
}

function declined({ head, members }: EntryGroup, circumstances: Circumstances): Outcome {
  if (head.kind === "contact") throw impossible(circumstances, head.name, "contact");
  const changes = members
    .filter(({ sameAs }) => sameAs === null)
    .flatMap((entry) => changed(entry, { state: "declined" }));
  if (changes.length === 0) throw impossible(circumstances, head.name, "already");
  return { kind: "entry-declined", subject: titled(head), changes, restsOn: [], steps: [] };
}

/** Everything that pointed at the one points at the other: never a chain. What was on the register stays on it. */
function same(from: EntryGroup, into: EntryGroup): Outcome {
  const merged = from.members.flatMap((entry) => changed(entry, { sameAs: into.head.id }));
  const known = from.head.state === "registered" && into.head.state !== "registered";
  const accounts = new Set([...from.members, ...into.members].map(({ accountId }) => accountId));
  return {
    kind: "entry-same",
    subject: `${titled(from.head)} → ${into.head.name}`,
    changes: [...merged, ...(known ? changed(into.head, { state: "registered" }) : [])],
    restsOn: [entryThing(into.head.id), ...(accounts.size > 1 ? [...accounts].map(accountThing) : [])],
    steps: [],
  };
}

async function apart(
  transaction: Screening,
  { head }: EntryGroup,
  { head: other }: EntryGroup,
  circumstances: Circumstances,
): Promise<Outcome> {
  const pair = pairOf(head.kind, head.id, other.id);
  return {
    kind: "entry-apart",
    subject: `${titled(head)} ≠ ${other.name}`,
    changes: await apartness(transaction, pair, head.name, circumstances),
    restsOn: [],
    steps: [],
  };
}

/** @throws Problem where the two are one, or of two accounts */
function fit({ head }: EntryGroup, { head: other }: EntryGroup, circumstances: Circumstances): void {
  if (head.id === other.id) throw impossible(circumstances, head.name, "itself");
  if (head.rootId !== other.rootId) {
    throw impossible(circumstances, head.name, "otherAccount", { a: head.root, b: other.root });
  }
}

function changed(entry: EntryRecord, to: Partial<EntryState>): Change[] {
  const before = { name: entry.name, state: entry.state, sameAs: entry.sameAs };
  const after = { ...before, ...to };
  const same = before.name === after.name && before.state === after.state && before.sameAs === after.sameAs;
  return same ? [] : [{ thing: "entry", id: entry.id, before, after }];
}

const titled = ({ root, name }: EntryRecord): string => `${root} · ${name}`;

/** Pairs of the register that may be one, for a person to decide: best first, those decided on left out. */
import type { EntryKind, Match } from "../../shared/sync/screening.ts";
import type { ScreeningStore } from "../store/screening-store.ts";
import { byAccount, entryOf, mentionsOf } from "./entries.ts";
import { type Group, groupsOf } from "./groups.ts";
import { apartPairs, Neighbourhood, pairName } from "./neighbourhood.ts";

interface Pair {
  readonly from: Group;
  readonly into: Group;
  readonly score: number;
  readonly reason: Match["reason"];
}

/** By account, what was found in it and of which state of it. */
type Around = Map<number, { readonly state: string; readonly pairs: readonly Pair[] }>;

interface Kept {
  readonly text: string;
  readonly pairs: Promise<readonly Pair[]>;
  readonly around: Around;
}

const kept = new WeakMap<object, Map<EntryKind, Kept>>();
/** Groups that are held against each other before others' requests come in. */
const TOGETHER = 200;

export async function listMatches(
  store: ScreeningStore,
  kinds: readonly EntryKind[],
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<Match[]> {
  const all = (await Promise.all(kinds.map((kind) => pairsOf(store, kind)))).flat();
  const page = all.toSorted((a, b) => b.score - a.score).slice(offset, offset + limit);
  const matches = new Map<Pair, Match>();
  for (const kind of kinds) {
    const shown = page.filter(({ from }) => from.kind === kind);
    const groups = new Map(shown.flatMap(({ from, into }) => [from, into]).map((group) => [group.id, group]));
    const mentions = await mentionsOf(store, [...groups.values()]);
    for (const pair of shown) {
      const { from, into, score, reason } = pair;
      const [a, b] = [entryOf(from, mentions.get(from.id)), entryOf(into, mentions.get(into.id))];
      matches.set(pair, { kind, from: a, into: b, score, reason });
    }
  }
  return page.flatMap((pair) => matches.get(pair) ?? []);
}

/** Kept while nothing changes: who pages through them, or looks again, does not start all over. */
async function pairsOf(store: ScreeningStore, kind: EntryKind): Promise<readonly Pair[]> {
  const { text } = await store.version();
  const ofStore = kept.get(store.source) ?? new Map<EntryKind, Kept>();
  kept.set(store.source, ofStore);
  const known = ofStore.get(kind);
  if (known?.text === text) return known.pairs;
  // Where little has changed, little is to be found anew.
  const around: Around = known?.around ?? new Map();
  const pairs = findPairs(store, kind, around);
  ofStore.set(kind, { text, pairs, around });
  try {
    return await pairs;
  } catch (error) {
    ofStore.delete(kind);
    throw error;
  }
}

async function findPairs(store: ScreeningStore, kind: EntryKind, before: Around): Promise<Pair[]> {
  const groups = (await groupsOf(store, kind)).filter(({ state }) => state !== "declined");
  const apart = await store.apart(kind);
  const apartOf = byAccount(apartPairs(groups, apart));
  const phonesOf = byAccount(kind === "contact" ? await store.phones("all") : []);
  const around = kind === "account" ? new Map([[0, groups]]) : byAccount(groups);
  const found: Pair[] = [];
  let compared = 0;
  for (const [accountId, near] of around) {
    const owners = new Set(near.flatMap(({ members }) => members.map((member) => member.accountId)));
    const phones = [...owners].flatMap((owner) => phonesOf.get(owner) ?? []);
    const twos = kind === "account" ? [...apartOf.values()].flat() : (apartOf.get(accountId) ?? []);
    const state = JSON.stringify([near.map(lookOf), twos, phones]);
    const known = before.get(accountId);
    if (known?.state === state) {
      found.push(...known.pairs);
      continue;
    }
    const pairs = pairsAmong(near, new Neighbourhood(near, new Set(twos.map(({ name }) => name)), phones));
    before.set(accountId, { state, pairs });
    found.push(...pairs);
    compared += near.length;
    if (compared < TOGETHER) continue;
    compared = 0;
    await new Promise(setImmediate);
  }
  return found.sort(bestFirst);
}

const bestFirst = (a: Pair, b: Pair): number =>
  b.score - a.score || a.from.id - b.from.id || a.into.id - b.into.id;

/** Whatever of a group decides what it may be one with. */
const lookOf = ({ id, account, state, names, members }: Group): unknown[] => [
  id,
  account,
  state,
  names,
  members.length,
];

function pairsAmong(groups: readonly Group[], hood: Neighbourhood): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const group of groups) {
    // Accounts on the register have been screened one by one: only what is new is held against them.
    if (group.kind === "account" && group.state === "registered") continue;
    for (const { group: other, score, reason } of hood.of(group)) {
      const name = pairName(group.id, other.id);
      if (score > (pairs.get(name)?.score ?? 0))
        pairs.set(name, { ...directed(group, other), score, reason });
    }
  }
  return [...pairs.values()];
}

/** What the policy names stays, then what is on the register, then what was known first. */
function directed(a: Group, b: Group): Pick<Pair, "from" | "into"> {
  const weight = ({ policy, state }: Group): number => (policy ? 2 : 0) + (state === "registered" ? 1 : 0);
  const stays = weight(a) - weight(b) || b.id - a.id;
  return stays > 0 ? { from: b, into: a } : { from: a, into: b };
}

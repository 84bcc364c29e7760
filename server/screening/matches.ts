/** Pairs of the register that may be one, for a person to decide: best first, those decided on left out. */
import type { EntryKind, Match } from "../../shared/sync/screening.ts";
import type { ScreeningStore } from "../store/screening-store.ts";
import { byAccount, entryOf, mentionsOf } from "./entries.ts";
import { type Group, groupsOf } from "./groups.ts";
import { apartNames, Neighbourhood, pairName } from "./neighbourhood.ts";

interface Pair {
  readonly from: Group;
  readonly into: Group;
  readonly score: number;
  readonly reason: Match["reason"];
}

interface Kept {
  readonly text: string;
  readonly pairs: Promise<readonly Pair[]>;
}

const kept = new WeakMap<ScreeningStore, Map<EntryKind, Kept>>();
/** Searches between which others' requests come in. */
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
    const mentions = await mentionsOf(store, [...new Set(shown.flatMap(({ from, into }) => [from, into]))]);
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
  const ofStore = kept.get(store) ?? new Map<EntryKind, Kept>();
  kept.set(store, ofStore);
  const known = ofStore.get(kind);
  if (known?.text === text) return known.pairs;
  const pairs = findPairs(store, kind);
  ofStore.set(kind, { text, pairs });
  try {
    return await pairs;
  } catch (error) {
    ofStore.delete(kind);
    throw error;
  }
}

async function findPairs(store: ScreeningStore, kind: EntryKind): Promise<Pair[]> {
  const groups = (await groupsOf(store, kind)).filter(({ state }) => state !== "declined");
  const apart = apartNames(groups, await store.apart(kind));
  const phones = byAccount(kind === "contact" ? await store.phones("all") : []);
  const pairs = new Map<string, Pair>();
  let searches = 0;
  for (const around of kind === "account" ? [groups] : byAccount(groups).values()) {
    if (around.length < 2) continue;
    const owners = new Set(around.flatMap(({ members }) => members.map(({ accountId }) => accountId)));
    const own = [...owners].flatMap((accountId) => phones.get(accountId) ?? []);
    const hood = new Neighbourhood(around, apart, own);
    for (const group of around) {
      // Accounts on the register have been screened one by one: only what is new is held against them.
      if (kind === "account" && group.state === "registered") continue;
      for (const { group: other, score, reason } of hood.of(group)) {
        const name = pairName(group.id, other.id);
        if (score > (pairs.get(name)?.score ?? 0))
          pairs.set(name, { ...directed(group, other), score, reason });
      }
      searches += 1;
      if (searches % TOGETHER === 0) await new Promise(setImmediate);
    }
  }
  return [...pairs.values()].sort(
    (a, b) => b.score - a.score || a.from.id - b.from.id || a.into.id - b.into.id,
  );
}

/** What the policy names stays, then what is on the register, then what was known first. */
function directed(a: Group, b: Group): Pick<Pair, "from" | "into"> {
  const weight = ({ policy, state }: Group): number => (policy ? 2 : 0) + (state === "registered" ? 1 : 0);
  const stays = weight(a) - weight(b) || b.id - a.id;
  return stays > 0 ? { from: b, into: a } : { from: a, into: b };
}

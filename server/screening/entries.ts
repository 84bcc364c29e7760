/** The register's branches, carriers and contacts, with who speaks of them and what looks alike. */
import type { Alike, Entry } from "../../shared/sync/screening.ts";
import type { Mentions, PlaceKind, ScreeningStore } from "../store/screening-store.ts";
import { type Group, groupsOf } from "./groups.ts";
import { apartPairs, type Neighbour, Neighbourhood } from "./neighbourhood.ts";

export interface EntryFilter {
  readonly kinds: readonly PlaceKind[];
  readonly state?: Entry["state"] | undefined;
  readonly accountId?: number | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** Proposed ones first, then by their account. */
export async function listEntries(store: ScreeningStore, filter: EntryFilter): Promise<Entry[]> {
  const { kinds, state, accountId, offset, limit } = filter;
  const all = (await Promise.all(kinds.map((kind) => groupsOf(store, kind)))).flat();
  const page = all
    .filter((group) => state === undefined || group.state === state)
    .filter((group) => accountId === undefined || group.accountId === accountId)
    .sort((a, b) => TURN[a.state] - TURN[b.state] || a.accountId - b.accountId || a.id - b.id)
    .slice(offset, offset + limit);
  const entries = new Map<Group, Entry>();
  for (const kind of kinds) {
    const shown = page.filter((group) => group.kind === kind);
    const neighbours = await neighboursOf(store, kind, shown);
    const mentions = await mentionsOf(store, shown);
    for (const group of shown) {
      const alike = (neighbours.get(group) ?? []).map(alikeOf);
      entries.set(group, { ...entryOf(group, mentions.get(group.id)), alike });
    }
  }
  return page.flatMap((group) => entries.get(group) ?? []);
}

const TURN: Readonly<Record<Entry["state"], number>> = { proposed: 0, registered: 1, declined: 2 };

/** Within the account of each. */
async function neighboursOf(
  store: ScreeningStore,
  kind: PlaceKind,
  shown: readonly Group[],
): Promise<Map<Group, Neighbour[]>> {
  const accounts = new Set(shown.map(({ accountId }) => accountId));
  if (accounts.size === 0) return new Map();
  const around = (await groupsOf(store, kind)).filter(
    ({ accountId, state }) => accounts.has(accountId) && state !== "declined",
  );
  const apart = new Set(apartPairs(around, await store.apart(kind)).map(({ name }) => name));
  const phones = kind === "contact" ? await store.phones([...accounts]) : [];
  const hoods = new Map(
    [...byAccount(around)].map(([id, groups]) => [id, new Neighbourhood(groups, apart, phones)]),
  );
  return new Map(shown.map((group) => [group, hoods.get(group.accountId)?.of(group) ?? []]));
}

export function byAccount<T extends { readonly accountId: number }>(things: readonly T[]): Map<number, T[]> {
  const accounts = new Map<number, T[]>();
  for (const thing of things) {
    const there = accounts.get(thing.accountId);
    if (there) there.push(thing);
    else accounts.set(thing.accountId, [thing]);
  }
  return accounts;
}

/** By the group's id. All of one kind. */
export async function mentionsOf(
  store: ScreeningStore,
  groups: readonly Group[],
): Promise<ReadonlyMap<number, Mentions>> {
  const [first] = groups;
  if (!first) return new Map();
  const asked = groups.flatMap(({ id, members }) =>
    members.map(({ accountId, key }) => ({ id, accountId, key })),
  );
  return store.mentions(first.kind, asked);
}

export function entryOf(group: Group, mentions: Mentions | undefined): Omit<Entry, "alike"> {
  const { kind, id, accountId, account, name, state, firstUnit, firstAt } = group;
  return {
    kind,
    id,
    accountId,
    account,
    name,
    names: [...new Set([...group.names, ...(mentions?.names ?? [])])],
    state,
    units: [...(mentions?.units ?? [])],
    rows: mentions?.rows ?? 0,
    firstUnit,
    firstAt: firstAt || (mentions?.firstAt ?? ""),
  };
}

const alikeOf = ({ group, name, score, reason }: Neighbour): Alike => ({
  kind: group.kind,
  id: group.id,
  name,
  of: group.name,
  account: group.account,
  state: group.state,
  score,
  reason,
});

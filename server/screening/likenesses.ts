/** Names of the register, indexed: what looks like a name just filed. Kept from one question to the next. */
import { NearIndex } from "../../shared/register/near.ts";
import { splitAliases } from "../../shared/register/names.ts";
import type { Alike } from "../../shared/sync/screening.ts";
import type { EntryRecord, FilingRecord, NameRecord, ScreeningStore } from "../store/screening-store.ts";

const MOST_ACCOUNTS = 5;
/** A unit may well have filed as a customer what the register has as another customer's branch or carrier. */
const MOST_PLACES = 3;
/** Accounts that are the same come as several names, and count once. */
const SPARE = 4;
const PLACE_SCORE = 0.7;
/** Names that are indexed before others' requests come in. */
const TOGETHER = 1000;

interface Kept {
  readonly text: string;
  readonly undone: number;
  readonly accounts: NearIndex;
  readonly places: NearIndex;
}

const kept = new WeakMap<object, Promise<Kept>>();

/** What looks like the account that a filing nominates: accounts in any state, branches and carriers of others. */
export async function alikeForFiling(store: ScreeningStore, filing: FilingRecord): Promise<Alike[]> {
  const { accounts, places } = await indexOf(store);
  const { name, aliases } = filing.values;
  const names = [...new Set([filing.account, String(name ?? ""), ...splitAliases(textOf(aliases))])];
  const nearAccounts = names.flatMap((one) => accounts.search(one, MOST_ACCOUNTS * SPARE));
  const nearPlaces = names.flatMap((one) => places.search(one, MOST_PLACES * SPARE));
  return [
    ...best(await asAccounts(store, nearAccounts, filing.accountId), MOST_ACCOUNTS),
    ...best(await asPlaces(store, nearPlaces, filing.accountId), MOST_PLACES),
  ].sort((a, b) => b.score - a.score);
}

const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);

/** The index of the register as it is; names that came since the last time are added. */
async function indexOf(store: ScreeningStore): Promise<Kept> {
  const { text, undone } = await store.version();
  const before = await kept.get(store.source)?.catch(() => undefined);
  if (before?.text === text) return before;
  const made = (async (): Promise<Kept> => {
    const names = await store.names();
    // Undoing takes names away, which an index cannot.
    const onto = before?.undone === undone ? before : { accounts: new NearIndex(), places: new NearIndex() };
    for (let from = 0; from < names.length; from += TOGETHER) {
      const some = names.slice(from, from + TOGETHER);
      onto.accounts.add(thingsOf(some, (kind) => kind === "account"));
      onto.places.add(thingsOf(some, (kind) => kind !== "account"));
      await new Promise(setImmediate);
    }
    return { text, undone, accounts: onto.accounts, places: onto.places };
  })();
  kept.set(store.source, made);
  return made;
}

const thingsOf = (names: readonly NameRecord[], wanted: (kind: NameRecord["kind"]) => boolean) =>
  names.filter(({ kind }) => wanted(kind)).map(({ id, name }) => ({ id: String(id), names: [name] }));

type Near = ReturnType<NearIndex["search"]>[number];

/** As what they have turned out to be. */
async function asAccounts(store: ScreeningStore, near: readonly Near[], own: number): Promise<Alike[]> {
  const found = await store.accounts(near.map(({ id }) => Number(id)));
  const rootOf = (id: number): number => found.get(id)?.sameAs ?? id;
  const roots = await store.accounts([...found.keys()].map(rootOf));
  return near.flatMap(({ id, name, score, reason }) => {
    const root = roots.get(rootOf(Number(id)));
    if (!root || root.id === own) return [];
    return [
      {
        kind: "account",
        id: root.id,
        name,
        of: root.name,
        account: root.name,
        state: root.state,
        score,
        reason,
      },
    ];
  });
}

async function asPlaces(store: ScreeningStore, near: readonly Near[], own: number): Promise<Alike[]> {
  const telling = near.filter(({ score }) => score >= PLACE_SCORE);
  const found = await store.entriesById(telling.map(({ id }) => Number(id)));
  const heads = await store.entriesById([...found.values()].flatMap(({ sameAs }) => sameAs ?? []));
  const headOf = (entry: EntryRecord): EntryRecord => heads.get(entry.sameAs ?? entry.id) ?? entry;
  return telling.flatMap(({ id, name, score, reason }) => {
    const entry = found.get(Number(id));
    const head = entry && headOf(entry);
    if (!head || head.rootId === own) return [];
    const { kind, name: of, root: account, state } = head;
    return [{ kind, id: head.id, name, of, account, state, score, reason }];
  });
}

/** Each thing once, by the best of its names. */
function best(alike: readonly Alike[], most: number): Alike[] {
  const once = new Map<string, Alike>();
  for (const one of alike.toSorted((a, b) => b.score - a.score || a.id - b.id)) {
    const key = `${one.kind} ${one.id}`;
    if (!once.has(key)) once.set(key, one);
  }
  return [...once.values()].slice(0, most);
}

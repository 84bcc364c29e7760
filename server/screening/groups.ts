/** What the register's entries come to: one for each thing, however many entries it has. Kept while nothing changes. */
import { rootsOf } from "../../shared/register/merged-entries.ts";
import type { Entry, EntryKind, RegisterAccount } from "../../shared/sync/screening.ts";
import type { EntryRecord, PlaceKind, ScreeningStore } from "../store/screening-store.ts";

/** Something on the register, or on its way there. */
export interface Group {
  readonly kind: EntryKind;
  readonly id: number;
  readonly accountId: number;
  readonly account: string;
  readonly name: string;
  /** By which it is known to the register, its own first. */
  readonly names: readonly string[];
  readonly state: Entry["state"];
  readonly policy: boolean;
  readonly members: readonly { readonly id: number; readonly accountId: number; readonly key: string }[];
  readonly firstUnit: string | null;
  readonly firstAt: string;
}

const kept = new WeakMap<object, Map<EntryKind, { text: string; groups: readonly Group[] }>>();

/** All of a kind, by their ids. */
export async function groupsOf(store: ScreeningStore, kind: EntryKind): Promise<readonly Group[]> {
  const { text } = await store.version();
  const ofStore = kept.get(store.source) ?? new Map<EntryKind, { text: string; groups: readonly Group[] }>();
  kept.set(store.source, ofStore);
  const known = ofStore.get(kind);
  if (known?.text === text) return known.groups;
  const groups =
    kind === "account"
      ? (await store.registerAccounts()).filter(standing).map(accountGroup)
      : grouped(await store.entries(kind), kind);
  ofStore.set(kind, { text, groups });
  return groups;
}

/** A nomination that every unit has withdrawn is none any more. */
const standing = ({ state, units }: RegisterAccount): boolean => state === "registered" || units.length > 0;

const accountGroup = ({ id, name, aliases, state, policy, units }: RegisterAccount): Group => ({
  kind: "account",
  id,
  accountId: id,
  account: name,
  name,
  names: [name, ...aliases],
  state: state === "registered" || state === "declined" ? state : "proposed",
  policy,
  members: [{ id, accountId: id, key: "" }],
  firstUnit: units[0] ?? null,
  firstAt: "",
});

function grouped(entries: readonly EntryRecord[], kind: PlaceKind): Group[] {
  const accounts = new Map(
    entries.map(({ accountId, rootId, root }) => [
      accountId,
      { id: accountId, name: root, category: null, level: "", sameAs: rootId === accountId ? null : rootId },
    ]),
  );
  const roots = rootsOf([...accounts.values()], entries);
  const members = new Map<number, EntryRecord[]>();
  for (const entry of entries) {
    const head = roots.entry(kind, entry.accountId, entry.key)?.id ?? entry.id;
    const there = members.get(head);
    if (there) there.push(entry);
    else members.set(head, [entry]);
  }
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return [...members].flatMap(([id, all]) => {
    const head = byId.get(id);
    return head ? [groupOf(head, all)] : [];
  });
}

function groupOf(head: EntryRecord, members: readonly EntryRecord[]): Group {
  const standing = members.filter(({ sameAs }) => sameAs === null);
  const first = members.reduce((a, b) => (b.firstAt < a.firstAt ? b : a), head);
  return {
    kind: head.kind,
    id: head.id,
    accountId: head.rootId,
    account: head.root,
    name: head.name,
    names: [...new Set([head, ...members].map(({ name }) => name))],
    state: standing.some(({ state }) => state === "registered") ? "registered" : head.state,
    policy: false,
    members: members.map(({ id, accountId, key }) => ({ id, accountId, key })),
    firstUnit: first.firstUnit,
    firstAt: first.firstAt,
  };
}

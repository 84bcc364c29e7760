/** Which accounts and entries of the register are one thing, by exact keys and by what people decided. */
import type { EntryKind } from "../sync/screening.ts";

export interface KnownAccount {
  readonly id: number;
  readonly name: string;
  readonly category: string | null;
  readonly level: string;
  /** The account that this one turned out to be; null: itself. */
  readonly sameAs: number | null;
}

export interface KnownEntry {
  readonly id: number;
  readonly kind: Exclude<EntryKind, "account">;
  readonly accountId: number;
  readonly key: string;
  readonly name: string;
  readonly sameAs: number | null;
}

/** What stands for all that is one thing. `id` is 0 where the register has no entry of that key. */
export interface Root {
  readonly id: number;
  readonly key: string;
  readonly name: string;
}

export interface Roots {
  account(id: number): KnownAccount | undefined;
  /** @param accountId as the row has it, merged away or not */
  entry(kind: KnownEntry["kind"], accountId: number, key: string): Root | undefined;
}

/**
 * Entries of one kind are one thing where their accounts come to one and their keys are equal, or where one is
 * recorded to be the same as the other; and so is everything that hangs together by such steps. An account that was
 * merged away brings its own decisions along, so that a chain of two or three may arise though nobody made one.
 */
export function rootsOf(accounts: readonly KnownAccount[], entries: readonly KnownEntry[]): Roots {
  const accountById = new Map(accounts.map((account) => [account.id, account]));
  const rootId = (id: number): number => accountById.get(id)?.sameAs ?? id;
  const placeOf = (kind: string, accountId: number, key: string): string =>
    `${kind} ${rootId(accountId)} ${key}`;

  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const heads = new Map<number, number>();
  const headOf = (id: number): number => {
    let head = id;
    for (let next = heads.get(head); next !== undefined; next = heads.get(head)) head = next;
    return head;
  };
  const join = (a: number, b: number): void => {
    const [low, high] = [headOf(a), headOf(b)].sort((x, y) => x - y);
    if (low !== undefined && high !== undefined && low !== high) heads.set(high, low);
  };

  const firstAt = new Map<string, number>();
  for (const { id, kind, accountId, key, sameAs } of entries) {
    const place = placeOf(kind, accountId, key);
    const first = firstAt.get(place);
    if (first === undefined) firstAt.set(place, id);
    else join(first, id);
    const into = sameAs === null ? undefined : byId.get(sameAs);
    // One of another account: it was merged with this one when that was decided, and is not now.
    if (into && into.kind === kind && rootId(into.accountId) === rootId(accountId)) join(id, into.id);
  }

  /** What was not merged away stands for the rest, the account's own first, then what was known first. */
  const precedes = (a: KnownEntry, b: KnownEntry): boolean => {
    const isOwn = ({ accountId }: KnownEntry): boolean => rootId(accountId) === accountId;
    if ((a.sameAs === null) !== (b.sameAs === null)) return a.sameAs === null;
    if (isOwn(a) !== isOwn(b)) return isOwn(a);
    return a.id < b.id;
  };
  const standing = new Map<number, KnownEntry>();
  for (const entry of entries) {
    const head = headOf(entry.id);
    const current = standing.get(head);
    if (!current || precedes(entry, current)) standing.set(head, entry);
  }
  return {
    account: (id) => accountById.get(rootId(id)),
    entry: (kind, accountId, key) => {
      const first = firstAt.get(placeOf(kind, accountId, key));
      return first === undefined ? undefined : standing.get(headOf(first));
    },
  };
}

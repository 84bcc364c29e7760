/** Names that may mean the same thing: proposed to a person with a reason, never merged on a guess. */
import { nameKey } from "./names.ts";

export interface NamedThing {
  readonly id: string;
  /** Its name and aliases. */
  readonly names: readonly string[];
}

export interface NearMatch {
  readonly id: string;
  /** The name or alias that looks alike. */
  readonly name: string;
  /** 0 to 1; 1 is the same register key. */
  readonly score: number;
  readonly reason: "same" | "contains" | "one-character" | "alike";
}

/** Below this two names have too little in common to bother anyone. */
const THRESHOLD = 0.5;
/** A pair of characters that more names share than this says nothing (物流, 公司, 分公…). */
const COMMON_SHARE = 0.2;

/** An index over names, for many searches. Building costs one pass; a search looks only at names that share a pair. */
export class NearIndex {
  readonly #entries: {
    readonly id: string;
    readonly name: string;
    readonly key: string;
    readonly pairs: Set<string>;
  }[] = [];
  readonly #byPair = new Map<string, number[]>();

  constructor(things: Iterable<NamedThing>) {
    for (const { id, names } of things) {
      for (const name of names) {
        const key = nameKey(name);
        if (key === "") continue;
        const pairs = pairsOf(key);
        const place = this.#entries.push({ id, name, key, pairs }) - 1;
        for (const pair of pairs) {
          const there = this.#byPair.get(pair);
          if (there) there.push(place);
          else this.#byPair.set(pair, [place]);
        }
      }
    }
  }

  /** The best matches, each thing once, best first; ties by id. Things in `except` are left out. */
  search(name: string, most = 5, except: ReadonlySet<string> = new Set()): NearMatch[] {
    const key = nameKey(name);
    if (key === "") return [];
    const pairs = pairsOf(key);
    const best = new Map<string, NearMatch>();
    for (const place of this.#candidates(pairs)) {
      const entry = this.#entries[place];
      if (!entry || except.has(entry.id)) continue;
      const match = compare(key, pairs, entry.key, entry.pairs);
      if (match.score < THRESHOLD || match.score <= (best.get(entry.id)?.score ?? 0)) continue;
      best.set(entry.id, { id: entry.id, name: entry.name, ...match });
    }
    return [...best.values()].sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, most);
  }

  /** Entries that share a telling pair; where the name has none, those that share any. */
  #candidates(pairs: ReadonlySet<string>): Set<number> {
    const places = new Set<number>();
    const limit = Math.max(20, this.#entries.length * COMMON_SHARE);
    const lists = [...pairs].map((pair) => this.#byPair.get(pair) ?? []).filter((list) => list.length > 0);
    const telling = lists.filter((list) => list.length <= limit);
    for (const list of telling.length > 0 ? telling : lists) for (const place of list) places.add(place);
    return places;
  }
}

/** Pairs of neighbouring characters, with the name's beginning marked; a single character is its own pair. */
function pairsOf(key: string): Set<string> {
  const characters = [...key];
  const pairs = new Set<string>([`^${characters[0] ?? ""}`]);
  for (let i = 1; i < characters.length; i += 1) pairs.add(`${characters[i - 1]}${characters[i]}`);
  return pairs;
}

function compare(
  a: string,
  aPairs: ReadonlySet<string>,
  b: string,
  bPairs: ReadonlySet<string>,
): { score: number; reason: NearMatch["reason"] } {
  if (a === b) return { score: 1, reason: "same" };
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length >= 2 && long.includes(short)) {
    return { score: 0.6 + 0.35 * (short.length / long.length), reason: "contains" };
  }
  if (short.length >= 3 && differByOne(short, long)) {
    return { score: 1 - 1 / (long.length + 1), reason: "one-character" };
  }
  let shared = 0;
  for (const pair of aPairs) if (bPairs.has(pair)) shared += 1;
  return { score: (2 * shared) / (aPairs.size + bPairs.size), reason: "alike" };
}

/** One character replaced, added or left out, or two neighbours swapped. */
function differByOne(short: string, long: string): boolean {
  if (long.length - short.length > 1) return false;
  let i = 0;
  while (i < short.length && short[i] === long[i]) i += 1;
  if (short.length < long.length) return short.slice(i) === long.slice(i + 1);
  if (short.slice(i + 1) === long.slice(i + 1)) return true;
  return short[i] === long[i + 1] && short[i + 1] === long[i] && short.slice(i + 2) === long.slice(i + 2);
}

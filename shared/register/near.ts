/** Names that may mean the same thing: proposed to a person with a reason, never merged on a guess. */
import { type Comparable, comparable, type Likeness, likeness, THRESHOLD } from "./likeness.ts";
import { nameKey } from "./names.ts";

export interface NamedThing {
  readonly id: string;
  /** Its name and aliases. */
  readonly names: readonly string[];
}

export interface NearMatch extends Likeness {
  readonly id: string;
  /** The name or alias that looks alike. */
  readonly name: string;
}

/** A pair of characters that more names share than this says little (物流, 运输, 分公…). */
const COMMON_SHARE = 0.01;
const ALWAYS_TELLING = 50;

interface Indexed {
  readonly id: string;
  readonly name: string;
  readonly like: Comparable;
}

/**
 * An index over names, for many searches; names can be added at any time, and never leave. A search looks only at
 * names that share a telling pair of characters with the one sought, or are one character away from it.
 */
export class NearIndex {
  readonly #entries: Indexed[] = [];
  readonly #known = new Set<string>();
  readonly #byPair = new Map<string, number[]>();
  /** By the key with any one character left out: who shares one is one character away. */
  readonly #byRest = new Map<string, number[]>();

  constructor(things: Iterable<NamedThing> = []) {
    this.add(things);
  }

  /** A name that the thing has already is not added again. */
  add(things: Iterable<NamedThing>): void {
    for (const { id, names } of things) {
      for (const name of names) {
        const known = `${id}\n${name}`;
        const key = nameKey(name);
        if (key === "" || this.#known.has(known)) continue;
        this.#known.add(known);
        const like = comparable(key);
        const place = this.#entries.push({ id, name, like }) - 1;
        for (const pair of like.pairs) if (!pair.startsWith("^")) put(this.#byPair, pair, place);
        for (const rest of restsOf(key)) put(this.#byRest, rest, place);
      }
    }
  }

  /** The best matches, each thing once, best first; ties by id. Things for which `except` is true are left out. */
  search(name: string, most = 5, except: (id: string) => boolean = () => false): NearMatch[] {
    const key = nameKey(name);
    if (key === "") return [];
    const sought = comparable(key);
    const best = new Map<string, NearMatch>();
    for (const place of this.#candidates(sought)) {
      const entry = this.#entries[place];
      if (!entry || except(entry.id)) continue;
      const match = likeness(sought, entry.like);
      if (match.score < THRESHOLD || match.score <= (best.get(entry.id)?.score ?? 0)) continue;
      best.set(entry.id, { id: entry.id, name: entry.name, ...match });
    }
    return [...best.values()].sort(bestFirst).slice(0, most);
  }

  #candidates({ key, pairs }: Comparable): Set<number> {
    const places = new Set<number>();
    const look = (list: readonly number[] | undefined): void => {
      for (const place of list ?? []) places.add(place);
    };
    for (const rest of restsOf(key)) look(this.#byRest.get(rest));
    for (const part of partsOf(key)) look(this.#byRest.get(part));
    const limit = Math.max(ALWAYS_TELLING, this.#entries.length * COMMON_SHARE);
    const lists = [...pairs]
      .map((pair) => this.#byPair.get(pair))
      .filter((list) => list !== undefined)
      .sort((a, b) => a.length - b.length);
    // The rarest pair always: a longer name that holds this one whole has every pair of it.
    for (const [index, list] of lists.entries()) if (index === 0 || list.length <= limit) look(list);
    return places;
  }
}

const bestFirst = (a: NearMatch, b: NearMatch): number =>
  b.score - a.score || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

function put(map: Map<string, number[]>, key: string, place: number): void {
  const there = map.get(key);
  if (there) there.push(place);
  else map.set(key, [place]);
}

/** The key, and the key with one character left out, each once. */
function restsOf(key: string): Set<string> {
  const rests = new Set([key]);
  if (key.length >= 3) for (let i = 0; i < key.length; i += 1) rests.add(key.slice(0, i) + key.slice(i + 1));
  return rests;
}

/** Every piece of the key that could be a name itself: a shorter name may stand anywhere in a longer one. */
function partsOf(key: string): string[] {
  const parts: string[] = [];
  for (let from = 0; from < key.length; from += 1) {
    for (let to = from + 2; to <= Math.min(key.length, from + LONGEST_PART); to += 1)
      parts.push(key.slice(from, to));
  }
  return parts;
}

/** Long enough for any company; names come from outside and may be of any length. */
const LONGEST_PART = 20;

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

class Indexed {
  readonly id: string;
  readonly name: string;
  readonly #key: string;
  #like: Comparable | undefined;

  constructor(id: string, name: string, key: string) {
    this.id = id;
    this.name = name;
    this.#key = key;
  }

  /** Made when it is first asked for: of most names it never is. */
  get like(): Comparable {
    return (this.#like ??= comparable(this.#key));
  }
}

/**
 * An index over names, for many searches; names can be added at any time, and never leave. A search looks only at
 * names that share a telling pair of characters with the one sought, are one character away from it, or stand in it
 * whole. Pieces of names are kept as numbers, which two pieces may share: what is found is compared in any case.
 */
export class NearIndex {
  readonly #entries: Indexed[] = [];
  readonly #known = new Set<string>();
  readonly #byPair = new Places();
  /** By the key, and by the key with any one character left out: who shares one is one character away. */
  readonly #byRest = new Places();

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
        const place = this.#entries.push(new Indexed(id, name, key)) - 1;
        for (const pair of pairsIn(key)) this.#byPair.put(pair, place);
        for (const rest of restsOf(key)) this.#byRest.put(rest, place);
      }
    }
  }

  /** The best matches, each thing once, best first; ties by id. Things for which `except` is true are left out. */
  search(name: string, most = 5, except: (id: string) => boolean = () => false): NearMatch[] {
    const key = nameKey(name);
    if (key === "") return [];
    const sought = comparable(key);
    const best = new Map<string, NearMatch>();
    for (const place of this.#candidates(key)) {
      const entry = this.#entries[place];
      if (!entry || except(entry.id)) continue;
      const match = likeness(sought, entry.like);
      if (match.score < THRESHOLD || match.score <= (best.get(entry.id)?.score ?? 0)) continue;
      best.set(entry.id, { id: entry.id, name: entry.name, ...match });
    }
    return [...best.values()].sort(bestFirst).slice(0, most);
  }

  #candidates(key: string): Set<number> {
    const places = new Set<number>();
    const look = (list: readonly number[]): void => {
      for (const place of list) places.add(place);
    };
    for (const rest of restsOf(key)) look(this.#byRest.of(rest));
    for (const part of partsOf(key)) look(this.#byRest.of(part));
    const limit = Math.max(ALWAYS_TELLING, this.#entries.length * COMMON_SHARE);
    const lists = pairsIn(key)
      .map((pair) => this.#byPair.of(pair))
      .filter((list) => list.length > 0)
      .sort((a, b) => a.length - b.length);
    // The rarest pair always: a longer name that holds this one whole has every pair of it.
    for (const [index, list] of lists.entries()) if (index === 0 || list.length <= limit) look(list);
    return places;
  }
}

const bestFirst = (a: NearMatch, b: NearMatch): number =>
  b.score - a.score || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Places by piece. Most pieces are of one name only: a list for each would cost more than all the rest. */
class Places {
  readonly #one = new Map<number, number>();
  readonly #more = new Map<number, number[]>();

  put(piece: number, place: number): void {
    const first = this.#one.get(piece);
    if (first === undefined) {
      this.#one.set(piece, place);
      return;
    }
    const more = this.#more.get(piece);
    if (more) more.push(place);
    else this.#more.set(piece, [first, place]);
  }

  of(piece: number): readonly number[] {
    const more = this.#more.get(piece);
    if (more) return more;
    const one = this.#one.get(piece);
    return one === undefined ? NONE : [one];
  }
}

const NONE: readonly number[] = [];

/** Pairs of neighbouring characters, one number for each. */
function pairsIn(key: string): number[] {
  const pairs: number[] = [];
  for (let i = 1; i < key.length; i += 1) pairs.push(key.charCodeAt(i - 1) * 0x1_0000 + key.charCodeAt(i));
  return pairs;
}

/** A number for a piece of the key, with one character left out or none. */
function pieceOf(key: string, from: number, to: number, without = -1): number {
  let piece = 7;
  for (let i = from; i < to; i += 1)
    if (i !== without) piece = (Math.imul(piece, 31) + key.charCodeAt(i)) | 0;
  return piece;
}

/** The key, and the key with one character left out. */
function restsOf(key: string): number[] {
  const rests = [pieceOf(key, 0, key.length)];
  // Two characters with one left out would be any name with that character.
  for (let i = 0; key.length >= 3 && i < key.length; i += 1) rests.push(pieceOf(key, 0, key.length, i));
  return rests;
}

/** Every piece of the key that could be a name itself: a shorter name may stand anywhere in a longer one. */
function partsOf(key: string): number[] {
  const parts: number[] = [];
  for (let from = 0; from < key.length; from += 1) {
    for (let to = from + 2; to <= Math.min(key.length, from + LONGEST_PART); to += 1) {
      parts.push(pieceOf(key, from, to));
    }
  }
  return parts;
}

/** Long enough for any company; names come from outside and may be of any length. */
const LONGEST_PART = 20;

/** What may be one with what: within an account, or among all accounts. */
import { NearIndex } from "../../shared/register/near.ts";
import type { Alike } from "../../shared/sync/screening.ts";
import type { PhoneRecord } from "../store/screening-store.ts";
import type { Group } from "./groups.ts";

export interface Neighbour {
  readonly group: Group;
  /** The name that looks alike. */
  readonly name: string;
  readonly score: number;
  readonly reason: Alike["reason"];
}

const MOST = 5;
/** A person's name is short, and many bear the same: only at one place does one character say anything. */
const PERSON_SCORES = { phone: 0.95, "phone and name": 0.99, line: 0.6, person: 0.9, typo: 0.75 } as const;

export class Neighbourhood {
  readonly #groups: ReadonlyMap<number, Group>;
  readonly #index: NearIndex;
  readonly #phones = new Map<number, Set<string>>();
  readonly #byPhone = new Map<string, Set<number>>();
  readonly #apart: ReadonlySet<string>;

  /**
   * @param apart `pairName` of those that a person has found to be two
   * @param phones of the groups, where they are people
   */
  constructor(groups: readonly Group[], apart: ReadonlySet<string>, phones: readonly PhoneRecord[] = []) {
    this.#groups = new Map(groups.map((group) => [group.id, group]));
    this.#index = new NearIndex(groups.map(({ id, names }) => ({ id: String(id), names })));
    this.#apart = apart;
    const owner = new Map(
      groups.flatMap(({ id, members }) =>
        members.map(({ accountId, key }) => [`${accountId} ${key}`, id] as const),
      ),
    );
    for (const { accountId, key, phone } of phones) {
      const id = owner.get(`${accountId} ${key}`);
      if (id !== undefined) for (const number of numbersIn(phone)) this.#own(id, number);
    }
  }

  /** Best first. Those found to be two are left out. */
  of(group: Group, most = MOST): Neighbour[] {
    const found = new Map<number, Neighbour>();
    const add = (neighbour: Neighbour): void => {
      const { id } = neighbour.group;
      if (this.#apart.has(pairName(group.id, id))) return;
      if (neighbour.score > (found.get(id)?.score ?? 0)) found.set(id, neighbour);
    };
    for (const name of group.names) {
      for (const { id, ...near } of this.#index.search(name, most, (one) => Number(one) === group.id)) {
        const other = this.#groups.get(Number(id));
        if (!other) continue;
        if (group.kind !== "contact") add({ group: other, ...near });
        else if (near.reason === "same") {
          add({ group: other, name: near.name, score: PERSON_SCORES.person, reason: "same-person" });
        } else if (near.reason === "one-character" && atOnePlace(group, other)) {
          add({ group: other, name: near.name, score: PERSON_SCORES.typo, reason: "one-character" });
        }
      }
    }
    for (const neighbour of this.#callers(group)) add(neighbour);
    return [...found.values()].sort((a, b) => b.score - a.score || a.group.id - b.group.id).slice(0, most);
  }

  #own(id: number, number: string): void {
    this.#phones.set(id, (this.#phones.get(id) ?? new Set()).add(number));
    this.#byPhone.set(number, (this.#byPhone.get(number) ?? new Set()).add(id));
  }

  /** A mobile is one person's; a line may be a whole office's. */
  #callers(group: Group): Neighbour[] {
    return [...(this.#phones.get(group.id) ?? [])].flatMap((number) =>
      [...(this.#byPhone.get(number) ?? [])].flatMap((id): Neighbour[] => {
        const other = this.#groups.get(id);
        if (!other || id === group.id) return [];
        const named = other.names.some((name) => group.names.includes(name));
        const key = named ? "phone and name" : isMobile(number) ? "phone" : "line";
        return [{ group: other, name: other.name, score: PERSON_SCORES[key], reason: "same-phone" }];
      }),
    );
  }
}

/** Of two ids, whichever comes first. */
export const pairName = (a: number, b: number): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

/** Two that a person has found to be two, by `pairName`, and the account they belong to. */
export interface ApartPair {
  readonly accountId: number;
  readonly name: string;
}

/** A decision on two holds for all that has come to be one with either. */
export function apartPairs(
  groups: readonly Group[],
  apart: readonly (readonly [number, number])[],
): ApartPair[] {
  const head = new Map(groups.flatMap((group) => group.members.map(({ id }) => [id, group] as const)));
  return apart.flatMap(([a, b]) => {
    const [one, other] = [head.get(a), head.get(b)];
    return one && other ? [{ accountId: one.accountId, name: pairName(one.id, other.id) }] : [];
  });
}

/** Of a contact's key: `刘志峰@华东分公司`. */
const placesOf = ({ members }: Group): string[] => members.map(({ key }) => key.slice(key.indexOf("@") + 1));

const atOnePlace = (a: Group, b: Group): boolean => {
  const places = new Set(placesOf(a));
  return placesOf(b).some((place) => places.has(place));
};

const isMobile = (number: string): boolean => /^1[3-9]\d{9}$/.test(number);

/** `138 0013 8000 / 021-6666 8888` are two; spaces and dashes do not count, nor does +86. */
const numbersIn = (phone: string): string[] =>
  phone
    .normalize("NFKC")
    .split(/[^\d\s+()-]/u)
    .map((part) => part.replaceAll(/\D/g, "").replace(/^(00)?86(?=1\d{10}$)/, ""))
    .filter((number) => number.length >= 7);

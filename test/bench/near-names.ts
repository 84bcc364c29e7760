/** Names as the register may come to hold them: 2,000 accounts, 20,000 branches and carriers. */
import { type Chance, chances, pick } from "./chance.ts";
import { WORDS } from "./words.ts";

export interface NamedThing {
  readonly id: string;
  readonly names: readonly string[];
}

/** Accounts first, then branches and carriers in turn. No two names are the same. */
export function registerNames(accounts: number, places: number): NamedThing[] {
  const chance = chances("register");
  const seen = new Set<string>();
  const things: NamedThing[] = [];
  const add = (make: () => string): void => {
    let name = make();
    while (seen.has(name)) name = make();
    seen.add(name);
    things.push({ id: String(things.length), names: [name] });
  };
  for (let n = 0; n < accounts; n += 1) add(() => company(chance) + pick(WORDS.companyTails, chance));
  for (let n = 0; n < places; n += 1) add(() => (n % 2 === 0 ? branch(chance) : haulier(chance)));
  return things;
}

/** What units might nominate: names of the register with a slip, a longer or shorter form, and new ones. */
export function nominations(things: readonly NamedThing[], count: number): string[] {
  const chance = chances("nominations");
  return Array.from({ length: count }, (_, n) => {
    const known = pick(things, chance).names[0] ?? "";
    switch (n % 4) {
      case 0:
        return slipped(known, chance);
      case 1:
        return `${pick(WORDS.cities, chance)}${known}`;
      case 2:
        return known.slice(0, Math.max(3, known.length - 3));
      default:
        return company(chance);
    }
  });
}

/** One character replaced. */
function slipped(name: string, chance: Chance): string {
  const at = chance(name.length);
  return name.slice(0, at) + pick(WORDS.characters, chance) + name.slice(at + 1);
}

const company = (chance: Chance): string =>
  pick(WORDS.characters, chance) +
  pick(WORDS.characters, chance) +
  (chance(3) === 0 ? pick(WORDS.characters, chance) : "") +
  pick(WORDS.trades, chance);

const branch = (chance: Chance): string =>
  `${pick(WORDS.cities, chance)}${pick(WORDS.characters, chance)}${pick(WORDS.characters, chance)}${pick(WORDS.parts, chance)}`;

const haulier = (chance: Chance): string =>
  `${pick(WORDS.cities, chance)}${company(chance)}${pick(WORDS.companyTails, chance)}`;

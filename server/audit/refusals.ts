/**
 * Refusals, gathered before they are put down: whoever is refused a thousand times a minute makes one entry with a
 * count, and no write of its own. However many addresses they come from, a minute makes no more than so many entries.
 */
import { type Deed, NOBODY } from "./deed.ts";

/** Different ones that a minute puts down; of those beyond, only how many there were. */
export interface Most {
  /** Of people who have signed in. */
  readonly people: number;
  /** Of whoever has not: they cannot crowd out the others. */
  readonly strangers: number;
}

const MOST: Most = { people: 200, strangers: 60 };
const MINUTE = "2026-11-03T02:00".length;

interface Held {
  readonly deed: Deed;
  count: number;
}

export class Refusals {
  readonly #held = new Map<string, Held>();
  readonly #most: Most;
  #minute = "";
  #left: { people: number; strangers: number };

  constructor(most = MOST) {
    this.#most = most;
    this.#left = { ...most };
  }

  get isEmpty(): boolean {
    return this.#held.size === 0;
  }

  add(deed: Deed): void {
    const { at, who, unit, kind, action, subject, detail } = deed;
    const minute = at.slice(0, MINUTE);
    if (minute > this.#minute) {
      this.#minute = minute;
      this.#left = { ...this.#most };
    }
    const key = JSON.stringify([minute, who, unit, kind, action, subject, detail]);
    if (this.#count(key)) return;
    const whose = who === NOBODY ? "strangers" : "people";
    if (this.#left[whose] > 0) {
      this.#left[whose] -= 1;
      this.#held.set(key, { deed, count: 1 });
      return;
    }
    const rest = `${minute} ${kind} ${whose}`;
    if (this.#count(rest)) return;
    const others = { at, who: NOBODY, unit: null, kind, action: "*", subject: "", detail: { of: whose } };
    this.#held.set(rest, { deed: others, count: 1 });
  }

  /** All that is held, oldest first, each with its count; none is held any more. */
  take(): Deed[] {
    const taken = [...this.#held.values()].map(({ deed, count }) => ({
      ...deed,
      detail: { ...deed.detail, count },
    }));
    this.#held.clear();
    return taken;
  }

  #count(key: string): boolean {
    const known = this.#held.get(key);
    if (!known) return false;
    known.count += 1;
    return true;
  }
}

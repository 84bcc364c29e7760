/** Numbers that look random and are the same in every run. */

/** `chance(n)` is a whole number from 0 to n - 1. */
export type Chance = (below: number) => number;

/** Mulberry32 over a hash of the seed. */
export function chances(seed: string): Chance {
  let state = 0x811c9dc5;
  for (const sign of seed) state = Math.imul(state ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000) * below);
  };
}

export function pick<T>(list: readonly T[], chance: Chance): T {
  const picked = list[chance(list.length)];
  if (picked === undefined) throw new RangeError("nothing to pick from");
  return picked;
}

/** How a cell looks. Looks are shared: the same look is the same object, so that runs of it join. */

export const EDGES = [
  "EdgeTop",
  "EdgeBottom",
  "EdgeLeft",
  "EdgeRight",
  "InsideVertical",
  "InsideHorizontal",
  "DiagonalDown",
  "DiagonalUp",
] as const;
export type Edge = (typeof EDGES)[number];
export type Side = "top" | "bottom" | "left" | "right";

export interface Line {
  readonly style: string;
  readonly color: string;
  readonly weight: string;
}

export interface Look {
  readonly numberFormat?: string;
  readonly fill?: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly underline?: string;
  readonly strike?: boolean;
  readonly color?: string;
  readonly size?: number;
  readonly font?: string;
  readonly horizontal?: string;
  readonly vertical?: string;
  readonly wrap?: boolean;
  readonly shrink?: boolean;
  readonly indent?: number;
  readonly rotation?: number;
  readonly unlocked?: boolean;
  readonly formulaHidden?: boolean;
  readonly top?: Line;
  readonly bottom?: Line;
  readonly left?: Line;
  readonly right?: Line;
}

const PLAIN: Look = {};
const known = new Map<string, Look>([["{}", PLAIN]]);

/** The one object for this look; properties that say nothing are left out. */
export function look(wanted: Look): Look {
  const entries = Object.entries(wanted)
    .filter(([, value]) => value !== undefined && value !== false && value !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const clean: Look = Object.fromEntries(entries);
  const key = JSON.stringify(clean);
  const found = known.get(key);
  if (found) return found;
  known.set(key, clean);
  return clean;
}

/** A changed look; undefined for the plain one, which is not stored. */
export function changed(old: Look | undefined, change: Partial<Look>): Look | undefined {
  const made = look({ ...old, ...change });
  return made === PLAIN ? undefined : made;
}

const NAMED: Readonly<Record<string, string>> = {
  white: "#FFFFFF",
  black: "#000000",
  red: "#FF0000",
  green: "#008000",
  blue: "#0000FF",
  yellow: "#FFFF00",
  orange: "#FFA500",
  gray: "#808080",
  grey: "#808080",
  purple: "#800080",
};

/** `#RRGGBB` from what Excel takes as a colour; null when it takes it not. */
export function colorOf(text: string): string | null {
  const hex = /^#?([0-9a-f]{6})$/i.exec(text);
  if (hex?.[1]) return `#${hex[1].toUpperCase()}`;
  return NAMED[text.toLowerCase()] ?? null;
}

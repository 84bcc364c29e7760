/** How many rows came to which outcome. */
import type { Outcome } from "./protocol.ts";

export type Counts = Readonly<Record<Outcome, number>>;

export const NO_ROWS: Counts = {
  created: 0,
  updated: 0,
  merged: 0,
  unchanged: 0,
  deleted: 0,
  conflict: 0,
  rejected: 0,
};

export function countsOf(rows: readonly { readonly outcome: Outcome }[]): Record<Outcome, number> {
  const counts = { ...NO_ROWS };
  for (const { outcome } of rows) counts[outcome] += 1;
  return counts;
}

/** A row's values in their normal form, and what reading one gives. */
import type { Fault } from "./issue.ts";

/** null is an empty cell. Dates `yyyy-MM-dd`, periods `yyyy-MM`, amounts in 万元 with two decimals. */
export type Value = string | number | null;

/** By column key. */
export type Values = Readonly<Record<string, Value>>;

export interface Reading {
  /** What could not be read comes back as it was typed, so that nothing is lost. */
  readonly value: Value;
  readonly faults: readonly Fault[];
}

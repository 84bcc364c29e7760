/** Two that look alike and are two: once a person has said so, nobody is asked again. */
import type { EntryKind } from "../../shared/sync/screening.ts";
import type { Change } from "../store/effects.ts";
import type { Screening } from "../store/screening-store.ts";
import { type Circumstances, impossible } from "./circumstances.ts";

export interface Pair {
  readonly kind: EntryKind;
  readonly a: number;
  readonly b: number;
}

export const pairOf = (kind: EntryKind, one: number, other: number): Pair => ({
  kind,
  a: Math.min(one, other),
  b: Math.max(one, other),
});

/** @throws Problem where that has been said before */
export async function apartness(
  transaction: Screening,
  { kind, a, b }: Pair,
  subject: string,
  circumstances: Circumstances,
): Promise<Change[]> {
  if (await transaction.areApart(kind, a, b)) throw impossible(circumstances, subject, "apart");
  return [{ thing: "apart", id: `${kind} ${a} ${b}`, kind, a, b, before: false, after: true }];
}

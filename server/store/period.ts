import type { Author } from "../../shared/sync/protocol.ts";

/** A month for which units report. */
export interface Period {
  readonly period: string;
  /** ISO 8601. */
  readonly deadline: string;
  readonly state: "open" | "closed";
}

/** Who sets a month, when, and why. */
export interface PeriodWord {
  readonly by: Author;
  /** ISO 8601. */
  readonly at: string;
  readonly reason: string;
}

/** What a unit in sight has filed for a month, and which of its accounts it has not reviewed. */
export interface FiledUnit {
  readonly unit: string;
  readonly name: string;
  readonly kind: "plant" | "shop";
  readonly base: string | null;
  readonly headEmail: string | null;
  /** When the first of its rows came in; null where there is none. */
  readonly firstAt: string | null;
  readonly rows: number;
  /** Accounts that it deals with. */
  readonly accounts: number;
  /** Of those: without a review for the month, each with the rating that the unit gave it last. */
  readonly unreviewed: readonly { readonly account: string; readonly rating: number | null }[];
  readonly remindedAt: string | null;
}

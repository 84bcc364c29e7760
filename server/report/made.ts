/**
 * What is made of a whole month. It reads so much and grows so large that a thread makes it, from the store to the last
 * byte: what is asked and what is answered is plain data.
 */
import type { Trace } from "../../shared/summary/trace.ts";
import type { Sight } from "../store/sight.ts";
import type { Unit } from "../store/store.ts";

export interface Made {
  readonly summary: { readonly asked: Month & At; readonly answer: Json };
  readonly coverage: { readonly asked: Month; readonly answer: Json };
  readonly completeness: { readonly asked: Month & { readonly sight: Sight }; readonly answer: Json };
  /** The report with its coverage map as a workbook. */
  readonly workbook: { readonly asked: Month & At; readonly answer: Uint8Array };
  /** To be kept; null where `after` is not the sequence of the month's last report. */
  readonly edition: { readonly asked: Month & At & Issuer; readonly answer: Edition | null };
  /** A report as it was issued; null where there is none of that number. */
  readonly kept: { readonly asked: Numbered; readonly answer: Json | null };
  readonly keptWorkbook: { readonly asked: Numbered; readonly answer: Uint8Array | null };
  /** The rows behind a number of a report. */
  readonly rows: { readonly asked: Trace; readonly answer: Json };
  /** How a unit stands with the month; null where it reports no longer. */
  readonly standing: { readonly asked: Month & OneUnit; readonly answer: Standing | null };
  /** Active units that have filed nothing, in the order of their kinds and codes. */
  readonly missing: { readonly asked: Month; readonly answer: readonly Unit[] };
}

export type MadeName = keyof Made;
export type Asked<Name extends MadeName> = Made[Name]["asked"];
export type Answer<Name extends MadeName> = Made[Name]["answer"];

interface Month {
  readonly period: string;
}

/** When it is made, in milliseconds. */
interface At {
  readonly at: number;
}

interface Numbered {
  readonly number: string;
}

interface Issuer {
  /** Who issues it. */
  readonly by: string;
  /** The sequence of the month's last report as the issuer knows it (0: none); null: whichever. */
  readonly after: number | null;
}

interface OneUnit {
  readonly unit: string;
  /** Of its accounts without a review so many are named. */
  readonly most: number;
}

/** JSON in UTF-8, and what its bytes are known by: SHA-256, base64url. */
export interface Json {
  readonly bytes: Uint8Array;
  readonly hash: string;
}

/** A report that says its number, and the sequence after which that is its number. */
export interface Edition {
  readonly after: number;
  readonly cursor: number;
  /** As the store keeps it. */
  readonly packed: string;
}

/** What a letter to a unit says of its month. */
export interface Standing {
  readonly filed: boolean;
  /** Accounts that it deals with and has not reviewed. */
  readonly unreviewed: number;
  /** The first of these, each with the rating that the unit gave it last. */
  readonly named: readonly { readonly account: string; readonly rating: number | null }[];
}

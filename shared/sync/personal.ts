/** Personal data over the wire: what is held of a contact, that it was erased, and the record that is kept of it. */
import { z } from "zod";
import { SHEET_KEYS } from "../report/sheets.ts";
import { Author, WireValues } from "./protocol.ts";

/** A whole name, telephone number or e-mail address. */
export const Sought = z.string().trim().min(2).max(254);

export const REASON_LONGEST = 500;

const PersonRow = z.object({
  rowId: z.string(),
  sheet: z.enum(SHEET_KEYS),
  unit: z.string(),
  /** Oldest first. */
  revisions: z.array(
    z.object({ revision: z.int(), at: z.string(), by: Author, deleted: z.boolean(), values: WireValues }),
  ),
});
export type PersonRow = Readonly<z.infer<typeof PersonRow>>;

const PersonMention = z.object({
  /** Table and column, `decisions.reason`; of another row its sheet and id, `events 0199…`. */
  place: z.string(),
  key: z.string(),
  excerpt: z.string(),
});
export type PersonMention = Readonly<z.infer<typeof PersonMention>>;

export const PersonFound = z.object({
  rows: z.array(PersonRow),
  /** Texts elsewhere that speak of the person. */
  mentions: z.array(PersonMention),
  /** To be given back: nothing else is erased than what was looked at. */
  fingerprint: z.string(),
});
export type PersonFound = Readonly<z.infer<typeof PersonFound>>;

const Counts = { rows: z.int(), revisions: z.int(), mentions: z.int() };

export const PersonErased = z.object({
  id: z.int(),
  ...Counts,
  /** False: the data file may still hold remains, until `admin person-data scour` has been run. */
  scoured: z.boolean(),
});
export type PersonErased = Readonly<z.infer<typeof PersonErased>>;

/** What is kept of an erasure: that it was done, never what. */
export const ErasureRecord = z.object({
  id: z.int(),
  at: z.string(),
  by: Author,
  reason: z.string(),
  ...Counts,
});
export type ErasureRecord = Readonly<z.infer<typeof ErasureRecord>>;

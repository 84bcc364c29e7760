/** What HQ screens, decides and merges, as it goes over the wire (R6, R7, R9). */
import { z } from "zod";
import { SHEET_KEYS, type SheetKey } from "../report/sheets.ts";
import { Author, WireValues } from "./protocol.ts";

/** What the register holds. An account's number and an entry's number are counted apart. */
export const ENTRY_KINDS = ["account", "branch", "carrier", "contact"] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

const EntryName = z.object({ kind: z.enum(ENTRY_KINDS), id: z.int() });
export type EntryName = z.infer<typeof EntryName>;

/** Something on the register, or told by a unit, that looks like the thing at hand. */
export const Alike = EntryName.extend({
  /** The name or alias that looks alike. */
  name: z.string(),
  /** What the register calls the thing itself. */
  of: z.string(),
  /** The account it belongs to; of an account its own name. */
  account: z.string(),
  state: z.string(),
  /** 0 to 1; 1: the same key. */
  score: z.number(),
  reason: z.enum(["same", "contains", "one-character", "alike", "same-phone", "same-person"]),
});
export type Alike = z.infer<typeof Alike>;

export const FILING_STATES = [
  "nominated",
  "endorsed",
  "asked",
  "accepted",
  "potential",
  "declined",
  "withdrawn",
] as const;
export type FilingState = (typeof FILING_STATES)[number];

/** Headquarters have still to decide on it. */
export const isPending = (state: FilingState): boolean => ["nominated", "endorsed", "asked"].includes(state);

export const FilingStep = z.object({
  step: z.enum([
    "nominated",
    "endorsed",
    "asked",
    "answered",
    "accepted",
    "potential",
    "raised",
    "declined",
    "withdrawn",
    "undone",
  ]),
  at: z.string(),
  by: Author,
  reason: z.string(),
  /** For undoing it; null where nothing was decided. */
  decisionId: z.int().nullable(),
});
export type FilingStep = z.infer<typeof FilingStep>;

export const Filing = z.object({
  rowId: z.string(),
  unit: z.string(),
  unitName: z.string(),
  /** The plant through which a shop files; null for a plant's own filing. */
  base: z.object({ code: z.string(), name: z.string() }).nullable(),
  state: z.enum(FILING_STATES),
  changedAt: z.string(),
  revision: z.int(),
  /** The row as filed. */
  values: WireValues,
  /** The account it stands for, by the register's name. */
  accountId: z.int(),
  account: z.string(),
  /** On the register, apart from what became of this very filing. */
  registered: z.boolean(),
  /** Oldest first. */
  steps: z.array(FilingStep),
  /** Best first; only where one filing is asked for. */
  alike: z.array(Alike).optional(),
});
export type Filing = z.infer<typeof Filing>;

/** `endorsed` is the base plant's head's word, the others are HQ's. */
export const FilingDecision = z.object({
  decision: z.enum(["endorsed", "accepted", "potential", "declined", "asked"]),
  /** Needed to decline, and as the question to ask. */
  reason: z.string().trim().max(2000).default(""),
  /** With `accepted` and `potential`: the account that it is, where the register has it already. */
  sameAs: z.int().optional(),
  /** With `accepted` and `potential`: what the register is to say, where not what the unit wrote. */
  name: z.string().trim().min(1).max(100).optional(),
  category: z.string().max(40).optional(),
  /** What the decider saw of the row and of the filing; another revision or state now is a conflict. */
  revision: z.int().optional(),
  state: z.enum(FILING_STATES).optional(),
});
export type FilingDecision = z.infer<typeof FilingDecision>;

/** An account as HQ sees it. */
export const RegisterAccount = z.object({
  id: z.int(),
  name: z.string(),
  aliases: z.array(z.string()),
  category: z.string().nullable(),
  level: z.string(),
  state: z.enum(["registered", "nominated", "potential", "declined"]),
  note: z.string(),
  /** One of the policy's own. */
  policy: z.boolean(),
  /** Codes of the units that filed it. */
  units: z.array(z.string()),
});
export type RegisterAccount = z.infer<typeof RegisterAccount>;

/** A branch, carrier or contact that somebody named. */
export const Entry = EntryName.extend({
  accountId: z.int(),
  account: z.string(),
  name: z.string(),
  /** All ways it has been written, its own name first. */
  names: z.array(z.string()),
  state: z.enum(["proposed", "registered", "declined"]),
  /** Codes of the units that speak of it. */
  units: z.array(z.string()),
  /** Rows that speak of it. */
  rows: z.int(),
  firstUnit: z.string().nullable(),
  firstAt: z.string(),
  /** Best first. */
  alike: z.array(Alike),
});
export type Entry = z.infer<typeof Entry>;

/** Two entries that may be one. `into` is the one that would stay. */
export const Match = z.object({
  kind: z.enum(ENTRY_KINDS),
  from: Entry.omit({ alike: true }),
  into: Entry.omit({ alike: true }),
  score: z.number(),
  reason: Alike.shape.reason,
});
export type Match = z.infer<typeof Match>;

export const EntryDecision = EntryName.extend({
  /** `accepted`, `declined`: of a proposed branch or carrier. `same`, `apart`: with `into`. */
  decision: z.enum(["accepted", "declined", "same", "apart"]),
  /** The other entry of the same kind (an account: of any account). */
  into: z.int().optional(),
  /** With `accepted`: what the register is to call it. */
  name: z.string().trim().min(1).max(200).optional(),
  reason: z.string().trim().max(2000).default(""),
});
export type EntryDecision = z.infer<typeof EntryDecision>;

export const MAX_DECISIONS = 1000;
export const EntryDecisions = z.object({ decisions: z.array(EntryDecision).min(1).max(MAX_DECISIONS) });

/** One for each decision sent, in their order. One that cannot be carried out never stops the others. */
export const DecisionResults = z.object({
  results: z.array(
    z.object({
      decisionId: z.int().nullable(),
      /** Why it was not carried out: a problem's code, and what it says in the caller's language. */
      problem: z.object({ code: z.string(), message: z.string() }).nullable(),
    }),
  ),
});
export type DecisionResults = z.infer<typeof DecisionResults>;

export const DECISION_KINDS = [
  "filing-endorsed",
  "filing-asked",
  "filing-accepted",
  "filing-potential",
  "filing-declined",
  "account-raised",
  "entry-accepted",
  "entry-declined",
  "entry-same",
  "entry-apart",
  "value-chosen",
] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

export const Decision = z.object({
  id: z.int(),
  at: z.string(),
  by: Author,
  kind: z.enum(DECISION_KINDS),
  /** What it is about, for people. */
  subject: z.string(),
  reason: z.string(),
  undone: z
    .object({ at: z.string(), by: z.object({ name: z.string(), role: z.string() }), reason: z.string() })
    .nullable(),
});
export type Decision = z.infer<typeof Decision>;

/** Newest first. */
export const DecisionPage = z.object({
  decisions: z.array(Decision),
  /** Give it as `before` to go on; null at the end. */
  before: z.int().nullable(),
});
export type DecisionPage = z.infer<typeof DecisionPage>;

/** Where a value comes from. */
export const Source = z.object({
  rowId: z.string(),
  unit: z.string(),
  unitName: z.string(),
  by: z.string(),
  channel: z.string(),
  at: z.string(),
});
export type Source = z.infer<typeof Source>;

/** One value of a cell, and who says so, newest first. */
export const Told = z.object({
  value: z.union([z.string(), z.number(), z.null()]),
  sources: z.array(Source),
});
export type Told = z.infer<typeof Told>;

/** The sheets whose rows are told by several units and are one thing in the master. */
export const MERGED_SHEETS = ["accounts", "branches", "carriers", "contacts"] as const;
export type MergedSheet = (typeof MERGED_SHEETS)[number];

export const isMergedSheet = (sheet: SheetKey): sheet is MergedSheet =>
  MERGED_SHEETS.some((merged) => merged === sheet);

/** A line of the master: what all units' rows on one thing come to. */
export const MergedRow = z.object({
  /** Identity of the line: the row by which the thing was first told. */
  rowId: z.string(),
  sheet: z.enum(SHEET_KEYS),
  entry: EntryName,
  /** What each column comes to; `account` and `name` are the register's. */
  values: WireValues,
  /** The units that tell of it, the first to tell first; of a deleted line, those that told. */
  units: z.array(z.object({ code: z.string(), name: z.string() })),
  /** The rows it is made of that still stand, oldest first. */
  members: z.array(Source),
  /** Nobody tells of it any more. */
  deleted: z.boolean(),
  late: z.boolean(),
  /** Latest revision of any member. */
  revision: z.int(),
  /** Of the latest of its members. */
  by: z.string(),
  channel: z.string(),
  at: z.string(),
  /** Columns on which units differ: what is told, and whether HQ has chosen. */
  differs: z.array(z.object({ column: z.string(), told: z.array(Told), chosen: z.boolean() })),
});
export type MergedRow = z.infer<typeof MergedRow>;

/** A line with, for each column, everything that is told. */
export const MergedDetail = MergedRow.extend({
  columns: z.array(z.object({ column: z.string(), told: z.array(Told), chosen: z.boolean() })),
});
export type MergedDetail = z.infer<typeof MergedDetail>;

export const MergedPage = z.object({
  rows: z.array(MergedRow),
  /** Give it as `after` to go on; null at the end. */
  after: z.string().nullable(),
  /** Another text whenever the register has come to call an account otherwise: rows read before are to be read again. */
  naming: z.string(),
});
export type MergedPage = z.infer<typeof MergedPage>;

/** A cell on which units differ. */
export const Difference = z.object({
  sheet: z.enum(MERGED_SHEETS),
  entry: EntryName,
  /** The line of the master it is in. */
  rowId: z.string(),
  account: z.string(),
  name: z.string(),
  column: z.string(),
  told: z.array(Told),
  /** Stands in the master now. */
  value: Told.shape.value,
  chosen: z.boolean(),
});
export type Difference = z.infer<typeof Difference>;

export const ValueChoice = EntryName.extend({
  column: z.string().max(40),
  /** One of those told. */
  value: Told.shape.value,
  reason: z.string().trim().max(2000).default(""),
});
export type ValueChoice = z.infer<typeof ValueChoice>;
export const ValueChoices = z.object({ choices: z.array(ValueChoice).min(1).max(MAX_DECISIONS) });

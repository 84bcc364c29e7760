/** What the month's report says (大客户信息月报), as data: the API gives it, and the report's plan is drawn from it. */
import { z } from "zod";
import { REPORT_SECTIONS } from "../sync/months.ts";
import { AccountPurchases, MonthPurchases, PlacePurchases, ProductPurchases } from "./purchases.ts";
import { AccountReview, RatingMove, RatingTrend } from "./relationship.ts";
import { BlindSpots } from "./blind-spots.ts";
import { SinceIssued } from "./since.ts";
import { Nomination, RegisterChange, RegisterChangeCount } from "./register.ts";
import { Figures } from "./figures.ts";

export { type AccountPurchases } from "./purchases.ts";

const ImportantEvent = z.object({
  rowId: z.string(),
  happenedOn: z.string(),
  accountId: z.int().nullable(),
  account: z.string(),
  unit: z.string(),
  unitName: z.string(),
  side: z.string(),
  /** Branch or carrier concerned, if any. */
  place: z.string(),
  kind: z.string(),
  weight: z.string(),
  body: z.string(),
  action: z.string().nullable(),
  owner: z.string().nullable(),
  dueOn: z.string().nullable(),
});
export type ImportantEvent = z.infer<typeof ImportantEvent>;

/** A kind of event, and how many there were of each weight. */
const EventKind = z.object({ kind: z.string(), weights: z.record(z.string(), z.number()) });
export type EventKind = z.infer<typeof EventKind>;

const Completeness = z.object({
  expected: z.int(),
  actual: z.int(),
  actualOnTime: z.int(),
  reportingRate: z.number().nullable(),
  onTimeRate: z.number().nullable(),
});

const UnitFiling = z.object({
  unit: z.string(),
  name: z.string(),
  kind: z.string(),
  /** Code of a shop's main-base plant. */
  base: z.string().nullable(),
  state: z.enum(["on-time", "late", "missing"]),
  firstAt: z.string().nullable(),
  rows: z.number(),
});
export type UnitFiling = z.infer<typeof UnitFiling>;

/** A plant with its shops, as one. */
const PlantFiling = Completeness.extend({ plant: z.string(), name: z.string() });
export type PlantFiling = z.infer<typeof PlantFiling>;

export const Summary = z.object({
  period: z.string(),
  /** ISO 8601. */
  madeAt: z.string(),
  /** The change feed's cursor up to which rows are counted. */
  cursor: z.int(),
  deadline: z.string(),
  state: z.enum(["open", "closed"]),
  /** As what it was issued; null for one that has not been. */
  issue: z.object({ number: z.string(), issuedAt: z.string(), by: z.string() }).nullable(),
  /** What is different from the month's report issued last; null where none was. */
  changes: SinceIssued.nullable(),
  /** HQ's own words, under the heading of each section. */
  words: z.partialRecord(z.enum(REPORT_SECTIONS), z.string()),
  figures: Figures,
  /** Rows of the month that count. */
  rows: z.object({ purchases: z.int(), reviews: z.int(), events: z.int() }),
  /** Most vehicles first, those on the register before all others. */
  purchases: z.array(AccountPurchases),
  /** Of the accounts on the register. */
  registeredTotals: AccountPurchases,
  totals: AccountPurchases,
  branchPurchases: z.array(PlacePurchases),
  /** All places that bought this month or last, also those past the list's end. */
  branchPurchasesCount: z.int(),
  productPurchases: z.array(ProductPurchases),
  /** Twelve months, oldest first; the month itself is the last. */
  purchaseTrend: z.array(MonthPurchases),
  reviews: z.array(AccountReview),
  rose: z.array(RatingMove),
  fell: z.array(RatingMove),
  ratingTrend: RatingTrend,
  /** Important and urgent ones. */
  events: z.array(ImportantEvent),
  /** By weight. */
  eventCounts: z.record(z.string(), z.number()),
  eventKinds: z.array(EventKind),
  /** What units filed with HQ, and what became of it this month (R6, R7). */
  nominations: z.array(Nomination),
  registerChanges: z.array(RegisterChange),
  /** All of them, also those past the list's end. */
  registerChangeCounts: z.array(RegisterChangeCount),
  /** Who reported: each plant followed by its shops. */
  filings: z.array(UnitFiling),
  plants: z.array(PlantFiling),
  /** As DHIS2 counts: reports expected, received, received on time, and their rates (null where none is expected). */
  completeness: Completeness,
  blindSpots: BlindSpots,
});
export type Summary = z.infer<typeof Summary>;

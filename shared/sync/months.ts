/** Months, who has filed for them, and reports that were issued, as they go over the wire (R5). */
import { z } from "zod";
import { Author } from "./protocol.ts";

export const Completeness = z.object({
  period: z.string(),
  deadline: z.string(),
  state: z.enum(["open", "closed"]),
  /** As DHIS2 counts: reports expected, received, received on time, and their rates (null where none is expected). */
  expected: z.int(),
  actual: z.int(),
  actualOnTime: z.int(),
  reportingRate: z.number().nullable(),
  onTimeRate: z.number().nullable(),
  /** Within the caller's sight. */
  units: z.array(
    z.object({
      unit: z.string(),
      name: z.string(),
      kind: z.enum(["plant", "shop"]),
      base: z.string().nullable(),
      headEmail: z.string().nullable(),
      state: z.enum(["on-time", "late", "missing"]),
      firstAt: z.string().nullable(),
      rows: z.int(),
      /** Accounts that the unit deals with: filed by it, or ever spoken of in its rows, and still to be reported on. */
      accounts: z.int(),
      /** Of those: without a review this month, with the unit's last rating. */
      unreviewed: z.array(z.object({ account: z.string(), rating: z.number().nullable() })),
      /** When the unit was last reminded of this month. */
      remindedAt: z.string().nullable(),
    }),
  ),
});
export type Completeness = z.infer<typeof Completeness>;
export type UnitCompleteness = Completeness["units"][number];

/** A month closed, opened again, or given another deadline. */
export const PeriodChange = z.object({
  at: z.string(),
  by: Author,
  reason: z.string(),
  state: z.enum(["open", "closed"]),
  deadline: z.string(),
  before: z.object({ state: z.enum(["open", "closed"]), deadline: z.string() }),
});
export type PeriodChange = z.infer<typeof PeriodChange>;

/** 本月无动态: the ratings to put in, by account. */
export const QuietReviews = z.object({
  submissionId: z.uuid(),
  unit: z.string().min(1).max(40),
  period: z.string(),
  ratings: z
    .array(z.object({ account: z.string(), rating: z.int().min(1).max(5) }))
    .min(1)
    .max(1000),
});
export type QuietReviews = z.infer<typeof QuietReviews>;

/** The parts of the monthly report under which HQ writes its own words, in their order. */
export const REPORT_SECTIONS = [
  "figures",
  "purchases",
  "relationship",
  "events",
  "filings",
  "register",
  "completeness",
  "blindSpots",
] as const;
export type ReportSection = (typeof REPORT_SECTIONS)[number];

export const Words = z.object({
  section: z.enum(REPORT_SECTIONS),
  text: z.string(),
  revision: z.int(),
  at: z.string(),
  by: Author,
});
export type Words = z.infer<typeof Words>;

export const NewWords = z.object({
  text: z.string().trim().max(5000),
  /** What the writer saw; 0 where there were none. */
  baseRevision: z.int().min(0),
});
export type NewWords = z.infer<typeof NewWords>;

/** A report as it was issued. */
export const Issued = z.object({
  /** `2026-10-1`: the month, and which of its reports. */
  number: z.string(),
  period: z.string(),
  sequence: z.int(),
  issuedAt: z.string(),
  by: Author,
  /** The change feed's cursor that it was made at. */
  cursor: z.int(),
});
export type Issued = z.infer<typeof Issued>;

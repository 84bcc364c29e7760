/** Reports as they were issued, by whichever release of this service. */
import { Coverage } from "../../shared/summary/coverage.ts";
import { FIGURES, Figures } from "../../shared/summary/figures.ts";
import type { IssuedBefore } from "../../shared/summary/since-issued.ts";
import { Summary } from "../../shared/summary/summary.ts";

/** Everything that an issued report is drawn from. */
export interface KeptReport {
  readonly summary: Summary;
  readonly coverage: Coverage;
}

export const reportAsKept = ({ summary, coverage }: KeptReport): string =>
  JSON.stringify({ ...summary, coverage });

/**
 * Reads a report that was kept as JSON. What later releases have added to a report's shape is empty in it, not
 * wrong: nobody counted it then. A field that is added to things in a list needs its default in the schema.
 */
export function keptReport(json: string): KeptReport {
  const kept: unknown = JSON.parse(json);
  const { period, coverage } = isRecord(kept) ? kept : {};
  return {
    summary: Summary.parse(isRecord(kept) ? filledUp(kept, UNSAID) : kept),
    coverage: Coverage.parse(coverage ?? { period, units: [], accounts: [] }),
  };
}

export const keptSummary = (json: string): Summary => keptReport(json).summary;

const Before = Summary.pick({
  issue: true,
  madeAt: true,
  figures: true,
  purchases: true,
  filings: true,
  rows: true,
});

/** What the next report needs of one that was kept; of a large month the rest is very much. */
export function keptBefore(json: string): IssuedBefore {
  const kept: unknown = JSON.parse(json);
  return Before.parse(isRecord(kept) ? filledUp(kept, UNSAID) : kept);
}

/** Lays what is missing in the first from the second, down to where both are no records any more. */
function filledUp(kept: Readonly<Record<string, unknown>>, unsaid: object): Record<string, unknown> {
  const filled: Record<string, unknown> = { ...kept };
  for (const [key, empty] of Object.entries(unsaid)) {
    const there = kept[key];
    if (there === undefined) filled[key] = empty;
    else if (isRecord(there) && isRecord(empty)) filled[key] = filledUp(there, empty);
  }
  return filled;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const nothing = { units: 0, amount: 0 };
const nobody = { ours: nothing, rivals: nothing, share: null };
const noPurchases = {
  accountId: null,
  account: "",
  standing: "unknown" as const,
  month: nobody,
  previous: nobody,
  change: 0,
  yearToDate: nobody,
};

/** A report that says nothing. */
const UNSAID: Omit<Summary, "period" | "madeAt" | "cursor" | "deadline" | "state"> = {
  issue: null,
  changes: null,
  words: {},
  figures: Figures.parse(
    Object.fromEntries(FIGURES.map((name) => [name, { value: null, previous: null, lastYear: null }])),
  ),
  rows: { purchases: 0, reviews: 0, events: 0 },
  purchases: [],
  registeredTotals: noPurchases,
  totals: noPurchases,
  branchPurchases: [],
  branchPurchasesCount: 0,
  productPurchases: [],
  purchaseTrend: [],
  reviews: [],
  rose: [],
  fell: [],
  ratingTrend: { periods: [], average: [], accounts: [] },
  events: [],
  eventCounts: {},
  eventKinds: [],
  nominations: [],
  registerChanges: [],
  registerChangeCounts: [],
  filings: [],
  plants: [],
  completeness: { expected: 0, actual: 0, actualOnTime: 0, reportingRate: null, onTimeRate: null },
  blindSpots: {
    noNews: [],
    noPurchase: [],
    branchesWithoutContact: [],
    branchesWithoutContactCount: 0,
    oneSided: [],
    unitsOnly: 0,
    silentUnits: [],
  },
};

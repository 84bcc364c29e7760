/** From the queries' answers to the month's report. */
import { addMonths, defaultDeadline } from "../report/dates.ts";
import type { ReportSection } from "../sync/months.ts";
import type { Figures } from "./figures.ts";
import { summaryParams } from "./params.ts";
import { accountsInTheNews, accountsWithNews, blindSpotsOf } from "./parts/blind-spots.ts";
import { completenessOf, filingsOf, plantsOf, reportingRate } from "./parts/completeness.ts";
import { EventCounts, eventsOf } from "./parts/events.ts";
import { Names } from "./parts/names.ts";
import {
  accountPurchases,
  placePurchases,
  placesOf,
  productPurchases,
  purchaseRows,
  purchasesByMonth,
  totalOf,
} from "./parts/purchases.ts";
import { countChanges, nominationsOf, registerChanges } from "./parts/register.ts";
import { movesOf, RatingBook, reviewsOf } from "./parts/relationship.ts";
import type { Answers, SummaryQuery } from "./queries.ts";
import { type IssuedBefore, sinceIssued } from "./since-issued.ts";
import { columnsOf } from "./sql-row.ts";
import type { Summary } from "./summary.ts";

/** Longer lists than these are in the master, not in a report: what is left out is counted. */
const MOST_PLACES = 60;
const MOST_CHANGES = 200;

export interface ReportContext {
  readonly period: string;
  /** ISO 8601. */
  readonly madeAt: string;
  readonly cursor: number;
  /** HQ's own words. */
  readonly words?: Partial<Record<ReportSection, string>>;
  /** The month's report as it was issued last. */
  readonly issued?: IssuedBefore | undefined;
}

/** Puts the queries' answers together. Pure: the same answers and context give the same report. */
export function assemble(answers: Answers<SummaryQuery>, context: ReportContext): Summary {
  const { period, madeAt, cursor, words = {}, issued } = context;
  const params = summaryParams(period);
  const names = new Names(answers("accounts"), answers("units"));

  const [settings] = columnsOf(answers("period"));
  const deadline = settings?.text("deadline") ?? defaultDeadline(period);
  const filings = filingsOf(answers("units"), answers("filed"), deadline);

  const places = placesOf(answers("places"), names);
  const branches = placePurchases(places, names);
  const reviews = reviewsOf(answers("reviews"), answers("previousRatings"), names);
  const ratings = new RatingBook(answers("ratings"), names);
  const counts = new EventCounts(answers("eventCounts"));
  const changes = registerChanges(answers, names);

  const report: Omit<Summary, "changes"> = {
    period,
    madeAt,
    cursor,
    deadline,
    state: settings?.text("state") === "closed" ? "closed" : "open",
    issue: null,
    words,
    figures: figuresOf(answers, period, { names, ratings, counts, filings }),
    rows: {
      purchases: purchaseRows(answers("places")),
      reviews: reviews.length,
      events: counts.all(period),
    },
    purchases: accountPurchases(places, names),
    registeredTotals: totalOf(places.filter(({ accountId }) => names.standing(accountId) === "registered")),
    totals: totalOf(places),
    branchPurchases: branches.slice(0, MOST_PLACES),
    branchPurchasesCount: branches.length,
    productPurchases: productPurchases(answers("products"), params),
    purchaseTrend: purchasesByMonth(answers("products"), period).slice(1),
    reviews,
    rose: movesOf(reviews, 1),
    fell: movesOf(reviews, -1),
    ratingTrend: ratings.trend(period, names),
    events: eventsOf(answers("events"), names),
    eventCounts: counts.byWeight(period),
    eventKinds: counts.byKind(period),
    nominations: nominationsOf(answers("filingSteps"), names),
    registerChanges: changes.slice(0, MOST_CHANGES),
    registerChangeCounts: countChanges(changes),
    filings,
    plants: plantsOf(filings),
    completeness: completenessOf(filings),
    blindSpots: blindSpotsOf(answers, params, filings, names),
  };
  return { ...report, changes: issued ? sinceIssued(issued, report) : null };
}

function figuresOf(
  answers: Answers<SummaryQuery>,
  period: string,
  {
    names,
    ratings,
    counts,
    filings,
  }: {
    names: Names;
    ratings: RatingBook;
    counts: EventCounts;
    filings: Summary["filings"];
  },
): Figures {
  const previous = addMonths(period, -1);
  const lastYear = addMonths(period, -12);
  const months = new Map(purchasesByMonth(answers("products"), period).map((month) => [month.period, month]));
  const reported = {
    [previous]: reportingRate(answers("units"), "reported_previous"),
    [lastYear]: reportingRate(answers("units"), "reported_last_year"),
  };
  // A month of which nothing is known lies before the service's time: nothing can be set beside it.
  const isKnown = (month: string): boolean => reported[month] !== null || counts.all(month) > 0;
  const three = (of: (month: string) => number | null) => ({
    value: of(period),
    previous: isKnown(previous) ? of(previous) : null,
    lastYear: isKnown(lastYear) ? of(lastYear) : null,
  });
  const inTheNews = {
    [period]: accountsWithNews(answers("squares"), names),
    [previous]: accountsInTheNews(answers("heard"), "news_previous", names),
    [lastYear]: accountsInTheNews(answers("heard"), "news_last_year", names),
  };
  return {
    ourUnits: three((month) => months.get(month)?.ours.units ?? null),
    rivalUnits: three((month) => months.get(month)?.rivals.units ?? null),
    share: three((month) => months.get(month)?.share ?? null),
    ourAmount: three((month) => months.get(month)?.ours.amount ?? null),
    importantEvents: three((month) => counts.important(month)),
    averageRating: three((month) => ratings.average(month)),
    accountsWithNews: three((month) => inTheNews[month] ?? null),
    reportingRate: three((month) =>
      month === period ? completenessOf(filings).reportingRate : (reported[month] ?? null),
    ),
  };
}

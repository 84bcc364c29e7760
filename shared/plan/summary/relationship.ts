/** How units stand with the accounts: what rose and fell, half a year of ratings, and every word that was said. */
import type { AccountReview, RatingMove } from "../../summary/relationship.ts";
import type { Summary } from "../../summary/summary.ts";
import { RATING_MONTHS } from "../../summary/params.ts";
import { SUMMARY } from "../../text/summary.ts";
import { type Field, type Page, ROW_POINTS, type Shown } from "../page.ts";
import type { ChartPlan } from "../plan.ts";
import { beginSection, filled, subheading } from "./section.ts";

/** More lines than this cannot be told apart. */
const MOST_LINES = 5;
/** Columns of the page that are left for accounts. */
const MOST_ACCOUNTS = 9;
const CHART_ROWS = 11;
/** Of a line that began less than so many months ago, the months before it are left out. */
const LEAST_MONTHS = 3;
/** Of the line of ratings with its table. */
const RATINGS_POINTS = 32 + (RATING_MONTHS + 4 + CHART_ROWS) * ROW_POINTS;
const LINE_COLORS = ["#242424", "#0F4C81", "#E08A3C", "#3B8C4F", "#8E4B9E", "#C4314B"];

export function relationship(page: Page, summary: Summary, charts: ChartPlan[]): void {
  beginSection(page, SUMMARY.reviews, "relationship", summary, RATINGS_POINTS);
  if (summary.reviews.length === 0) {
    page.line(SUMMARY.noReviews, "note");
    return;
  }
  ratings(page, summary, charts);
  moves(page, SUMMARY.rose, SUMMARY.noRise, summary.rose, "cellUp");
  moves(page, SUMMARY.fell, SUMMARY.noFall, summary.fell, "cellDown");
  reviews(page, summary.reviews);
}

function moves(
  page: Page,
  title: string,
  none: string,
  list: readonly RatingMove[],
  style: "cellUp" | "cellDown",
): void {
  subheading(page, title);
  if (list.length === 0) {
    page.line(none, "note");
    return;
  }
  page.table(
    [
      { header: SUMMARY.account, span: 1, style: "cellWrap", wraps: true },
      { header: SUMMARY.unit, span: 2, style: "cellWrap", wraps: true },
      { header: SUMMARY.previousRating, span: 1, style: "cellCenter" },
      { header: SUMMARY.rating, span: 1, style },
      { header: SUMMARY.remark, span: 6, style: "cellWrap", wraps: true },
    ],
    list.map(({ account, unitName, previousRating, rating, remark, rowId }) => [
      account,
      unitName,
      previousRating,
      { value: rating, traces: [{ sheet: "reviews", rowId }] },
      remark,
    ]),
  );
}

/** Months down, accounts across, beside each other for the chart to be drawn from. */
function ratings(page: Page, { ratingTrend }: Summary, charts: ChartPlan[]): void {
  const { accounts } = ratingTrend;
  const began = ratingTrend.average.findIndex((rating) => rating !== null);
  if (began === -1) return;
  const from = Math.min(began, ratingTrend.periods.length - LEAST_MONTHS);
  const [periods, average] = [ratingTrend.periods.slice(from), ratingTrend.average.slice(from)];
  const shown = accounts.slice(0, MOST_ACCOUNTS);
  const lines = 1 + Math.min(MOST_LINES, shown.length);
  const fields: Field[] = [
    { header: SUMMARY.month, span: 1, style: "cell" },
    { header: SUMMARY.averageOfAll, span: 1, style: "cellRating" },
    ...shown.map(({ account }): Field => ({ header: account, span: 1, style: "cellRating", wraps: true })),
  ];
  subheading(page, SUMMARY.ratings, RATINGS_POINTS - 32);
  const { headerRow } = page.table(
    fields,
    periods.map((period, month): Shown[] => [
      period,
      { value: average[month] ?? null, traces: [{ sheet: "reviews", period }] },
      ...shown.map(({ accountId, ratings: told }) => ({
        value: told[from + month] ?? null,
        traces: accountId === null ? [] : [{ sheet: "reviews" as const, period, accountId }],
      })),
    ]),
    periods.length,
  );
  if (accounts.length > MOST_LINES) page.line(filled(SUMMARY.moreRatings, { count: MOST_LINES }), "label");
  const first = page.space(CHART_ROWS);
  charts.push({
    name: "ka_chart_ratings",
    title: SUMMARY.ratingsChart,
    type: "line",
    source: page.range(headerRow, periods.length + 1, 0, 1 + lines),
    place: page.range(first, CHART_ROWS, 0, page.columns),
    colors: LINE_COLORS,
    valueRange: { from: 1, to: 5 },
  });
}

const TRENDS: Readonly<Record<string, "cellUp" | "cellDown">> = { 上升: "cellUp", 下降: "cellDown" };

function reviews(page: Page, list: readonly AccountReview[]): void {
  const telling = list.filter(({ quiet }) => !quiet);
  const quiet = list.filter((review) => review.quiet);
  subheading(page, SUMMARY.reviewsInFull);
  if (telling.length > 0) {
    page.table(
      [
        { header: SUMMARY.account, span: 1, style: "cellWrap", wraps: true },
        { header: SUMMARY.unit, span: 1, style: "cellWrap", wraps: true },
        { header: SUMMARY.rating, span: 1, style: "cellCenter" },
        { header: SUMMARY.previousRating, span: 1, style: "cellCenter" },
        { header: SUMMARY.trend, span: 1, style: "cellCenter" },
        { header: SUMMARY.remark, span: 2, style: "cellWrap", wraps: true },
        { header: SUMMARY.outlook, span: 2, style: "cellWrap", wraps: true },
        { header: SUMMARY.plan, span: 2, style: "cellWrap", wraps: true },
      ],
      telling.map(({ account, unitName, rating, previousRating, trend, remark, outlook, plan, rowId }) => [
        account,
        unitName,
        { value: rating, traces: [{ sheet: "reviews", rowId }] },
        previousRating ?? "—",
        { value: trend, style: TRENDS[trend] ?? "cellCenter" },
        remark,
        outlook,
        plan,
      ]),
    );
  }
  if (quiet.length > 0) {
    page.skip(4);
    page.paragraph(filled(SUMMARY.quiet, { units: byUnit(quiet) }), "longText");
  }
}

/** `扬州工厂（招商物流、中远物流）；郑州4S店（中石化）` */
function byUnit(list: readonly AccountReview[]): string {
  const units = new Map<string, string[]>();
  for (const { unitName, account } of list) units.set(unitName, [...(units.get(unitName) ?? []), account]);
  return [...units].map(([unit, accounts]) => `${unit}（${accounts.join("、")}）`).join("；");
}

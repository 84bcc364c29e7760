/** Everything that the report's queries may ask for, for the report of one month. */
import { CHOICES } from "../report/choices.ts";
import { addMonths, defaultDeadline } from "../report/dates.ts";
import { QUIET_REMARK } from "../text/summary.ts";
import { MONTHS_WITHOUT_PURCHASE } from "./blind-spots.ts";

const [OURS] = CHOICES.supplier;
const [ORDINARY] = CHOICES.weight;

/** Months in the line of purchases, and in that of ratings, the month itself included. */
export const TREND_MONTHS = 12;
export const RATING_MONTHS = 6;

export interface SummaryParams {
  readonly period: string;
  readonly previous: string;
  /** The same month of last year. */
  readonly lastYear: string;
  /** January of the year. */
  readonly yearStart: string;
  /** The earlier of `previous` and `yearStart`. */
  readonly from: string;
  /** First month of the line of ratings. */
  readonly ratingsFrom: string;
  /** First of the months in which at least one purchase is expected. */
  readonly purchasesFrom: string;
  /** Last day of the month. */
  readonly lastDay: string;
  /** When the reports of last month and of this one are due, unless HQ has set another day. */
  readonly previousDeadline: string;
  readonly deadline: string;
  readonly ours: string;
  readonly ordinary: string;
  /** A pattern for LIKE: how a review begins that has nothing to say. */
  readonly quiet: string;
}

export function summaryParams(period: string): SummaryParams {
  const previous = addMonths(period, -1);
  const yearStart = `${period.slice(0, 4)}-01`;
  return {
    period,
    previous,
    lastYear: addMonths(period, -12),
    yearStart,
    from: previous < yearStart ? previous : yearStart,
    ratingsFrom: addMonths(period, 1 - RATING_MONTHS),
    purchasesFrom: addMonths(period, 1 - MONTHS_WITHOUT_PURCHASE),
    lastDay: lastDayOf(period),
    previousDeadline: defaultDeadline(previous),
    deadline: defaultDeadline(period),
    ours: OURS.value,
    ordinary: ORDINARY.value,
    quiet: `${QUIET_REMARK}%`,
  };
}

/** `lastDayOf("2026-02")` is `2026-02-28`. */
export const lastDayOf = (period: string): string =>
  new Date(Date.parse(`${addMonths(period, 1)}-01T00:00:00Z`) - 1).toISOString().slice(0, 10);

/** A question, and which parameters it takes. */
export interface Query {
  readonly params: readonly (keyof SummaryParams)[];
  readonly sql: string;
}

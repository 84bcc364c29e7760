/**
 * The SQL behind the month's report, run as it stands by every engine (SQLite in the service, sql.js in the pane,
 * PostgreSQL). Parameters are named, `:name`; the tables are those of `tables.ts`. Nothing is summed elsewhere.
 */
import { CHOICES } from "../report/choices.ts";
import { addMonths } from "../report/dates.ts";

const [OURS] = CHOICES.supplier;
const [ORDINARY, IMPORTANT, URGENT] = CHOICES.weight;

export interface SummaryParams {
  readonly period: string;
  readonly previous: string;
  /** January of the year. */
  readonly yearStart: string;
  /** The earlier of `previous` and `yearStart`. */
  readonly from: string;
  readonly ours: string;
  readonly ordinary: string;
  readonly important: string;
  readonly urgent: string;
}

/** Everything the queries may ask for, for the report of one month. */
export function summaryParams(period: string): SummaryParams {
  const previous = addMonths(period, -1);
  const yearStart = `${period.slice(0, 4)}-01`;
  return {
    period,
    previous,
    yearStart,
    from: previous < yearStart ? previous : yearStart,
    ours: OURS?.value ?? "",
    ordinary: ORDINARY?.value ?? "",
    important: IMPORTANT?.value ?? "",
    urgent: URGENT?.value ?? "",
  };
}

/** By name: what each asks, and which parameters it takes. */
export const SUMMARY_QUERIES = {
  /** Units and amounts by account: ours and rivals', this month, last month, year to date. */
  purchases: {
    params: ["period", "previous", "yearStart", "from", "ours"],
    sql: `
      SELECT account_id,
        SUM(CASE WHEN period = :period AND supplier = :ours THEN units ELSE 0 END) AS our_units,
        SUM(CASE WHEN period = :period AND supplier = :ours THEN COALESCE(amount, 0) ELSE 0 END) AS our_amount,
        SUM(CASE WHEN period = :period AND supplier <> :ours THEN units ELSE 0 END) AS rival_units,
        SUM(CASE WHEN period = :period AND supplier <> :ours THEN COALESCE(amount, 0) ELSE 0 END) AS rival_amount,
        SUM(CASE WHEN period = :previous AND supplier = :ours THEN units ELSE 0 END) AS previous_our_units,
        SUM(CASE WHEN period = :previous AND supplier = :ours THEN COALESCE(amount, 0) ELSE 0 END) AS previous_our_amount,
        SUM(CASE WHEN period = :previous AND supplier <> :ours THEN units ELSE 0 END) AS previous_rival_units,
        SUM(CASE WHEN period = :previous AND supplier <> :ours THEN COALESCE(amount, 0) ELSE 0 END) AS previous_rival_amount,
        SUM(CASE WHEN period >= :yearStart AND supplier = :ours THEN units ELSE 0 END) AS ytd_our_units,
        SUM(CASE WHEN period >= :yearStart AND supplier = :ours THEN COALESCE(amount, 0) ELSE 0 END) AS ytd_our_amount,
        SUM(CASE WHEN period >= :yearStart AND supplier <> :ours THEN units ELSE 0 END) AS ytd_rival_units,
        SUM(CASE WHEN period >= :yearStart AND supplier <> :ours THEN COALESCE(amount, 0) ELSE 0 END) AS ytd_rival_amount
      FROM ka_purchases
      WHERE period >= :from AND period <= :period AND deleted = 0
      GROUP BY account_id`,
  },
  reviews: {
    params: ["period"],
    sql: `
      SELECT account_id, unit, rating, trend, remark, outlook, plan
      FROM ka_reviews WHERE period = :period AND deleted = 0
      ORDER BY account_id, unit`,
  },
  previousRatings: {
    params: ["previous"],
    sql: `SELECT account_id, unit, rating FROM ka_reviews WHERE period = :previous AND deleted = 0`,
  },
  events: {
    params: ["period", "important", "urgent"],
    sql: `
      SELECT row_id, account_id, unit, happened_on, side, branch, carrier, kind, weight, body, action, owner, due_on
      FROM ka_events
      WHERE period = :period AND deleted = 0 AND weight IN (:important, :urgent)
      ORDER BY happened_on, row_id`,
  },
  eventCounts: {
    params: ["period", "previous", "ordinary", "important", "urgent"],
    sql: `
      SELECT period, weight, COUNT(*) AS events
      FROM ka_events
      WHERE period IN (:period, :previous) AND deleted = 0 AND weight IN (:ordinary, :important, :urgent)
      GROUP BY period, weight`,
  },
  /** What each unit has filed for the month: a report is purchases and reviews (R5); events go any time (R4). */
  filed: {
    params: ["period"],
    sql: `
      SELECT unit, MIN(first_at) AS first_at, COUNT(*) AS row_count
      FROM (
        SELECT unit, first_at FROM ka_purchases WHERE period = :period AND deleted = 0
        UNION ALL
        SELECT unit, first_at FROM ka_reviews WHERE period = :period AND deleted = 0
      ) AS monthly
      GROUP BY unit`,
  },
  accounts: { params: [], sql: `SELECT id, name, level, state FROM account_register` },
  units: { params: [], sql: `SELECT code, name, kind, base FROM units WHERE active = 1 ORDER BY code` },
  period: { params: ["period"], sql: `SELECT deadline, state FROM periods WHERE period = :period` },
} as const satisfies Record<
  string,
  { readonly params: readonly (keyof SummaryParams)[]; readonly sql: string }
>;

export type SummaryQuery = keyof typeof SUMMARY_QUERIES;

/** One row of a query's answer, by column name. Amounts in hundredths of 万元. */
export type SqlRow = Readonly<Record<string, string | number | null>>;

/** The answers of all queries, taken in one snapshot. */
export type SummaryResults = Readonly<Record<SummaryQuery, readonly SqlRow[]>>;

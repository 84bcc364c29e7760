/**
 * The SQL behind the month's report, run as it stands by every engine (SQLite in the service, sql.js in the pane,
 * PostgreSQL). Parameters are named, `:name`; the tables are those of `tables.ts`. Amounts and counts are whole
 * numbers, so that they may be added further (accounts that turned out to be one) without a rounding.
 */
import type { Query } from "./params.ts";
import { COMPLETENESS_QUERIES } from "./sql/completeness.ts";
import { BLIND_SPOT_QUERIES, COVERAGE_QUERIES } from "./sql/coverage.ts";
import { EVENT_QUERIES } from "./sql/events.ts";
import { PURCHASE_QUERIES } from "./sql/purchases.ts";
import { REGISTER_QUERIES } from "./sql/register.ts";
import { RELATIONSHIP_QUERIES } from "./sql/relationship.ts";

/** By name: what each asks, and which parameters it takes. */
export const SUMMARY_QUERIES = {
  ...PURCHASE_QUERIES,
  ...RELATIONSHIP_QUERIES,
  ...EVENT_QUERIES,
  ...REGISTER_QUERIES,
  ...COMPLETENESS_QUERIES,
  accounts: COVERAGE_QUERIES.accounts,
  squares: COVERAGE_QUERIES.squares,
  ...BLIND_SPOT_QUERIES,
} as const satisfies Record<string, Query>;

export const COVERAGE_MAP_QUERIES = {
  ...COVERAGE_QUERIES,
  units: COMPLETENESS_QUERIES.units,
} as const satisfies Record<string, Query>;

export type SummaryQuery = keyof typeof SUMMARY_QUERIES;
export type CoverageQuery = keyof typeof COVERAGE_MAP_QUERIES;

/** One row of a query's answer, by column name. Amounts in hundredths of 万元. */
export type SqlRow = Readonly<Record<string, string | number | null>>;

/** The rows that each query gave, all on one state of the store. */
export type Answers<Name> = (name: Name) => readonly SqlRow[];

/** The month's report: the queries of `shared/summary`, all on one state of the store, put together. */
import { assemble } from "../../shared/summary/assemble.ts";
import { type Query, summaryParams } from "../../shared/summary/params.ts";
import {
  type Answers,
  COVERAGE_MAP_QUERIES,
  SUMMARY_QUERIES,
  type SummaryQuery,
} from "../../shared/summary/queries.ts";
import type { IssuedBefore } from "../../shared/summary/since-issued.ts";
import type { Summary } from "../../shared/summary/summary.ts";
import type { Words } from "../../shared/sync/months.ts";
import type { ReportReading } from "../store/report-reading.ts";
import type { NamedQuery } from "../store/store.ts";
import { keptBefore } from "./kept.ts";

/** What the month's report is made of. */
export interface MonthRead<Name extends string = SummaryQuery> {
  readonly answers: Answers<Name>;
  readonly cursor: number;
  readonly words: readonly Words[];
  /** The month's report issued last, and which of the month's it is; 0: none. */
  readonly issued: IssuedBefore | undefined;
  readonly sequence: number;
}

/** For a report with its coverage map: what both ask is asked once. */
export const WITH_COVERAGE = { ...SUMMARY_QUERIES, ...COVERAGE_MAP_QUERIES };

/** @param queries the report's own, or more */
export async function readMonth<Name extends string>(
  reading: ReportReading,
  period: string,
  queries: Readonly<Record<Name, Query>>,
): Promise<MonthRead<Name>> {
  return {
    // First: a whole report is read, and little of it kept.
    ...(await lastIssued(reading, period)),
    words: await reading.words(period),
    cursor: await reading.cursor(),
    answers: await answersOf(reading, period, queries),
  };
}

/**
 * As it stands, with HQ's own words, and with what is different from the report issued last.
 *
 * @param at milliseconds, when the report is made
 */
export const monthlyReport = (
  { answers, cursor, words, issued }: MonthRead,
  period: string,
  at: number,
): Summary =>
  assemble(answers, {
    period,
    madeAt: new Date(at).toISOString(),
    cursor,
    words: Object.fromEntries(words.flatMap(({ section, text }) => (text === "" ? [] : [[section, text]]))),
    issued,
  });

/** The answers of queries for a month. */
export async function answersOf<Name extends string>(
  reading: ReportReading,
  period: string,
  queries: Readonly<Record<Name, Query>>,
): Promise<Answers<Name>> {
  const params = summaryParams(period);
  const named = Object.entries<Query>(queries).map(([name, query]): NamedQuery => ({
    name,
    sql: query.sql,
    parameters: Object.fromEntries(query.params.map((param) => [param, params[param]])),
  }));
  const found = await reading.answers(named);
  return (name) => found.get(name) ?? [];
}

async function lastIssued(
  reading: ReportReading,
  period: string,
): Promise<Pick<MonthRead, "issued" | "sequence">> {
  const last = await reading.latest(period);
  return last
    ? { issued: keptBefore(last.summary), sequence: last.issued.sequence }
    : { issued: undefined, sequence: 0 };
}

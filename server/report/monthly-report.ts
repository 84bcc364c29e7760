/** The month's report: the queries of `shared/summary`, all on one state of the store, put together. */
import { assemble } from "../../shared/summary/assemble.ts";
import { type Query, summaryParams } from "../../shared/summary/params.ts";
import { type Answers, SUMMARY_QUERIES } from "../../shared/summary/queries.ts";
import type { Summary } from "../../shared/summary/summary.ts";
import type { NamedQuery, Store } from "../store/store.ts";
import { keptSummary } from "./kept.ts";

const CURSOR = "SELECT COALESCE(MAX(cursor), 0) AS latest FROM revisions";

/**
 * As it stands, with HQ's own words, and with what is different from the report issued last.
 *
 * @param at milliseconds, when the report is made
 */
export async function monthlyReport(store: Store, period: string, at: number): Promise<Summary> {
  const words = await store.reports.words(period);
  const last = await store.reports.latest(period);
  const { answers, cursor } = await askedOf(store, SUMMARY_QUERIES, period);
  return assemble(answers, {
    period,
    madeAt: new Date(at).toISOString(),
    cursor,
    words: Object.fromEntries(words.flatMap(({ section, text }) => (text === "" ? [] : [[section, text]]))),
    issued: last && keptSummary(last.summary),
  });
}

/** The answers of queries for a month, and the change feed's cursor, on one state of the store. */
export async function askedOf<Name extends string>(
  store: Store,
  queries: Readonly<Record<Name, Query>>,
  period: string,
): Promise<{ answers: Answers<Name>; cursor: number }> {
  const params = summaryParams(period);
  const named = Object.entries<Query>(queries).map(([name, query]): NamedQuery => ({
    name,
    sql: query.sql,
    parameters: Object.fromEntries(query.params.map((param) => [param, params[param]])),
  }));
  const found = await store.survey([...named, { name: "latest", sql: CURSOR, parameters: {} }]);
  return {
    answers: (name) => found.get(name) ?? [],
    cursor: Number(found.get("latest")?.[0]?.latest ?? 0),
  };
}

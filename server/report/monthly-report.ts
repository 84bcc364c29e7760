/** The month's report: the queries of `shared/summary`, all on one state of the store, put together. */
import { SUMMARY_QUERIES, type SummaryQuery, summaryParams } from "../../shared/summary/queries.ts";
import { assemble } from "../../shared/summary/assemble.ts";
import type { Summary } from "../../shared/summary/summary.ts";
import type { NamedQuery, Store } from "../store/store.ts";

const CURSOR = "SELECT COALESCE(MAX(cursor), 0) AS latest FROM revisions";

/** @param at milliseconds, when the report is made */
export async function monthlyReport(store: Store, period: string, at: number): Promise<Summary> {
  const params = summaryParams(period);
  const queries = Object.entries(SUMMARY_QUERIES).map(([name, query]): NamedQuery => ({
    name,
    sql: query.sql,
    parameters: Object.fromEntries(query.params.map((param) => [param, params[param]])),
  }));
  const answers = await store.snapshot([...queries, { name: "latest", sql: CURSOR, parameters: {} }]);
  const rowsOf = (name: SummaryQuery) => answers.get(name) ?? [];
  return assemble(
    {
      purchases: rowsOf("purchases"),
      reviews: rowsOf("reviews"),
      previousRatings: rowsOf("previousRatings"),
      events: rowsOf("events"),
      eventCounts: rowsOf("eventCounts"),
      filed: rowsOf("filed"),
      accounts: rowsOf("accounts"),
      units: rowsOf("units"),
      period: rowsOf("period"),
    },
    {
      period,
      madeAt: new Date(at).toISOString(),
      cursor: Number(answers.get("latest")?.[0]?.latest ?? 0),
    },
  );
}

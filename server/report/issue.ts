/** Issuing the month's report: what it says at this moment is kept under the month's next number, for ever. */
import type { Issued } from "../../shared/sync/months.ts";
import type { Author } from "../../shared/sync/protocol.ts";
import type { Store } from "../store/store.ts";
import { coverageMap } from "./coverage-map.ts";
import { reportAsKept } from "./kept.ts";
import { monthlyReport } from "./monthly-report.ts";

export interface Issuing {
  readonly period: string;
  /** The sequence of the month's last report as the issuer knows it (0: none); null: whichever. */
  readonly after: number | null;
  readonly by: Author;
  /** Milliseconds. */
  readonly at: number;
}

/** Undefined where another report of the month has been issued since `after`. */
export async function issueReport(store: Store, issuing: Issuing): Promise<Issued | undefined> {
  const { period, after, by, at } = issuing;
  const last = after ?? (await store.reports.latest(period))?.issued.sequence ?? 0;
  const summary = await monthlyReport(store, period, at);
  const coverage = await coverageMap(store, period);
  const issued = await store.reports.issue({
    period,
    at: summary.madeAt,
    by,
    cursor: summary.cursor,
    after: last,
    summary: ({ number, issuedAt }) =>
      reportAsKept({ summary: { ...summary, issue: { number, issuedAt, by: by.name } }, coverage }),
  });
  // It says what has changed since the one before it: with another one in between it is made again.
  return issued === undefined && after === null ? issueReport(store, issuing) : issued;
}

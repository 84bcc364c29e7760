/** What whoever makes the reports of months asks of the store. */
import type { Words } from "../../shared/sync/months.ts";
import type { FiledUnit, Period } from "./period.ts";
import type { IssuedReport } from "./reports-store.ts";
import type { Sight } from "./sight.ts";
import type { NamedQuery, SqlValue, Unit } from "./store.ts";

/** All on one state of the store. */
export interface ReportReading {
  answers(queries: readonly NamedQuery[]): Promise<ReadonlyMap<string, readonly Record<string, SqlValue>[]>>;
  /** The change feed's. */
  cursor(): Promise<number>;
  words(period: string): Promise<readonly Words[]>;
  /** The month's last one. */
  latest(period: string): Promise<IssuedReport | undefined>;
  /** A report as it was issued. */
  report(number: string): Promise<IssuedReport | undefined>;
  period(period: string): Promise<Period>;
  /** Every active unit in sight, in the order of their kinds and codes. */
  filed(period: string, sight: Sight): Promise<readonly FiledUnit[]>;
  /** Those of all active units that have filed nothing. */
  missing(period: string): Promise<readonly Unit[]>;
}

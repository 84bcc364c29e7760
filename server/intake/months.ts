/** Whether the months that a row touches still take rows, and whether it comes in time. */
import { error, type Fault, warning } from "../../shared/report/issue.ts";
import { sheetOf } from "../../shared/report/sheets.ts";
import type { Period } from "../store/period.ts";
import type { Met } from "./gather.ts";

type Months = ReadonlyMap<string, Period>;

const NONE: readonly Fault[] = [];

/** A row may neither come into a closed month nor leave one; the fault, or undefined where it touches none. */
export function closedFault(months: Months, met: Met): Fault | undefined {
  const touched = [met.period, met.stored?.period ?? null];
  const period = touched.find((month) => month !== null && months.get(month)?.state === "closed");
  return period === null || period === undefined
    ? undefined
    : error(columnOf(met), "period_closed", { period });
}

export function isLate(months: Months, { period }: Met, receivedAt: string): boolean {
  const deadline = period === null ? undefined : months.get(period)?.deadline;
  return deadline !== undefined && receivedAt > deadline;
}

export const lateFaults = (months: Months, met: Met, receivedAt: string): readonly Fault[] =>
  isLate(months, met, receivedAt)
    ? [warning(columnOf(met), "period_late", { period: met.period ?? "" })]
    : NONE;

/** Where the sheet shows its month, the fault stands there. */
const columnOf = ({ row }: Met): string => (sheetOf(row.sheet).rhythm === "monthly" ? "period" : "");

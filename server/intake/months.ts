/** Whether the months that a row touches still take rows, and whether it comes in time. */
import { needsUnit } from "../auth/roles.ts";
import type { Author } from "../../shared/sync/protocol.ts";
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

/** Who sends a row, and when it came in. */
interface Sending {
  readonly author: Author;
  readonly receivedAt: string;
}

export function isLate(months: Months, met: Met, { author, receivedAt }: Sending): boolean {
  const { period, stored } = met;
  // A unit that was in time stays so when headquarters corrects its row.
  if (stored && isCorrection(met, author) && stored.period === period) return stored.late;
  const deadline = period === null ? undefined : months.get(period)?.deadline;
  return deadline !== undefined && receivedAt > deadline;
}

/** Headquarters changes a row and says why; what it enters for a unit that telephoned is the unit's own word. */
export const isCorrection = ({ row, stored }: Met, author: Author): boolean =>
  stored !== undefined && row.reason !== "" && !needsUnit(author.role);

export const lateFaults = (months: Months, met: Met, sending: Sending): readonly Fault[] =>
  isLate(months, met, sending) ? [warning(columnOf(met), "period_late", { period: met.period ?? "" })] : NONE;

/** Where the sheet shows its month, the fault stands there. */
const columnOf = ({ row }: Met): string => (sheetOf(row.sheet).rhythm === "monthly" ? "period" : "");

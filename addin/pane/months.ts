/** Which months can be chosen, and which is offered first. Pure. */
import { addMonths, dayInChina, defaultDeadline, monthOf } from "../../shared/report/dates.ts";
import type { Period } from "../sync/service.ts";

/** How far back the picker goes. */
const MONTHS_BACK = 12;

/** The period as HQ has set it, else open until its usual deadline. */
export const periodSettings = (period: string, known: readonly Period[]): Period =>
  known.find((candidate) => candidate.period === period) ?? {
    period,
    state: "open",
    deadline: defaultDeadline(period),
  };

/**
 * The previous month while its reports are still due, else the current one (in China): on 3 November people report
 * October, on 20 November they collect for November.
 */
export function offeredPeriod(now: number, known: readonly Period[]): string {
  const current = monthOf(dayInChina(now));
  const previous = periodSettings(addMonths(current, -1), known);
  return previous.state === "open" && now <= Date.parse(previous.deadline) ? previous.period : current;
}

/** Newest first: the current month and a year back, and whatever else is given. */
export function choosablePeriods(now: number, also: readonly string[]): string[] {
  const current = monthOf(dayInChina(now));
  const months = Array.from({ length: MONTHS_BACK + 1 }, (_, back) => addMonths(current, -back));
  return [...new Set([...months, ...also])].sort().reverse();
}

/** Is the deadline over, though the month is open? */
export const isLate = (period: Period, now: number): boolean =>
  period.state === "open" && now > Date.parse(period.deadline);

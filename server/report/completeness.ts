/** Who has reported for a month, in time or late, as DHIS2 counts (R5). */
import type { Completeness, UnitCompleteness } from "../../shared/sync/months.ts";
import type { FiledUnit, Period } from "../store/period.ts";

/**
 * Expected is a report of every unit in sight, actual those that came, on time those that came by the deadline. A
 * report came when the first row of it came that still stands.
 */
export function completeness(period: Period, filed: readonly FiledUnit[]): Completeness {
  const units = filed.map((unit): UnitCompleteness => ({
    ...unit,
    state: stateOf(unit, period),
    unreviewed: [...unit.unreviewed],
  }));
  const expected = units.length;
  const actual = units.filter(({ state }) => state !== "missing").length;
  const actualOnTime = units.filter(({ state }) => state === "on-time").length;
  return {
    ...period,
    expected,
    actual,
    actualOnTime,
    reportingRate: expected === 0 ? null : actual / expected,
    onTimeRate: expected === 0 ? null : actualOnTime / expected,
    units,
  };
}

function stateOf({ firstAt }: FiledUnit, { deadline }: Period): UnitCompleteness["state"] {
  if (firstAt === null) return "missing";
  return firstAt > deadline ? "late" : "on-time";
}

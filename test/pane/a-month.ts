/** A month's completeness as the service tells it, for tests that need no service. */
import type { Completeness, UnitCompleteness } from "../../shared/sync/months.ts";

export const aUnit = (given: Partial<UnitCompleteness> & { readonly unit: string }): UnitCompleteness => ({
  name: given.unit,
  kind: "plant",
  base: null,
  headEmail: null,
  state: "on-time",
  firstAt: "2026-11-03T02:00:00.000Z",
  rows: 12,
  accounts: 3,
  unreviewed: [],
  remindedAt: null,
  ...given,
});

export function aMonth(units: readonly UnitCompleteness[]): Completeness {
  const actual = units.filter(({ state }) => state !== "missing").length;
  const actualOnTime = units.filter(({ state }) => state === "on-time").length;
  return {
    period: "2026-10",
    deadline: "2026-11-05T15:59:59.999Z",
    state: "open",
    expected: units.length,
    actual,
    actualOnTime,
    reportingRate: actual / units.length,
    onTimeRate: actualOnTime / units.length,
    units: [...units],
  };
}

/** How units stand with a month's report: who has filed, and which accounts still want a review. */
import { completeness } from "../report/completeness.ts";
import type { UnitCompleteness } from "../../shared/sync/months.ts";
import type { Store, Unit } from "../store/store.ts";

/** Undefined where the unit reports no longer. */
export async function standingOf(
  store: Store,
  unit: string,
  period: string,
): Promise<UnitCompleteness | undefined> {
  const month = await store.periods.of(period);
  return completeness(month, await store.periods.filed(period, [unit])).units.find(
    (one) => one.unit === unit,
  );
}

/** Active units that have filed nothing for the month. */
export async function missingUnits(store: Store, period: string): Promise<Unit[]> {
  const month = await store.periods.of(period);
  const { units } = completeness(month, await store.periods.filed(period, "all"));
  const missing = new Set(units.filter(({ state }) => state === "missing").map(({ unit }) => unit));
  return (await store.units.all()).filter(({ code, active }) => active && missing.has(code));
}

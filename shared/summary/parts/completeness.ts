/** Who reported on time, late or not at all, as DHIS2 counts it. */
import type { SqlRow } from "../queries.ts";
import { columnsOf, type Reader } from "../sql-row.ts";
import type { PlantFiling, Summary, UnitFiling } from "../summary.ts";
import { order } from "./names.ts";

/** Units as they are listed everywhere: each plant followed by its shops, then shops without one. */
export function inPlants(units: readonly SqlRow[]): Reader[] {
  const rows = columnsOf(units);
  const codes = new Set(rows.map((row) => row.text("code")));
  const plantOf = (row: Reader): string => {
    const base = row.textOrNull("base");
    return base !== null && codes.has(base) ? base : row.text("code");
  };
  return rows.sort(
    (a, b) =>
      order(plantOf(a), plantOf(b)) ||
      Number(a.text("code") !== plantOf(a)) - Number(b.text("code") !== plantOf(b)) ||
      order(a.text("code"), b.text("code")),
  );
}

export function filingsOf(
  units: readonly SqlRow[],
  filed: readonly SqlRow[],
  deadline: string,
): UnitFiling[] {
  const reports = new Map(columnsOf(filed).map((row) => [row.text("unit"), row]));
  return inPlants(units).map((unit): UnitFiling => {
    const report = reports.get(unit.text("code"));
    const firstAt = report?.text("first_at") ?? null;
    return {
      unit: unit.text("code"),
      name: unit.text("name"),
      kind: unit.text("kind"),
      base: unit.textOrNull("base"),
      state: firstAt === null ? "missing" : firstAt <= deadline ? "on-time" : "late",
      firstAt,
      rows: report?.number("row_count") ?? 0,
    };
  });
}

export function completenessOf(filings: readonly UnitFiling[]): Summary["completeness"] {
  const expected = filings.length;
  const actual = filings.filter(({ state }) => state !== "missing").length;
  const actualOnTime = filings.filter(({ state }) => state === "on-time").length;
  const rate = (n: number): number | null => (expected === 0 ? null : n / expected);
  return { expected, actual, actualOnTime, reportingRate: rate(actual), onTimeRate: rate(actualOnTime) };
}

/** Each plant with its shops as one; a shop that has no plant stands by itself. */
export function plantsOf(filings: readonly UnitFiling[]): PlantFiling[] {
  const codes = new Set(filings.map(({ unit }) => unit));
  const groups = new Map<string, UnitFiling[]>();
  for (const filing of filings) {
    const plant = filing.base !== null && codes.has(filing.base) ? filing.base : filing.unit;
    groups.set(plant, [...(groups.get(plant) ?? []), filing]);
  }
  return [...groups].map(([plant, members]) => ({
    plant,
    name: members.find(({ unit }) => unit === plant)?.name ?? plant,
    ...completenessOf(members),
  }));
}

/** Of the units that are to report today, how many did in another month. */
export function reportingRate(
  units: readonly SqlRow[],
  month: "reported_previous" | "reported_last_year",
): number | null {
  const rows = columnsOf(units);
  const reported = rows.filter((row) => row.number(month) === 1).length;
  // A month in which nobody reported lies before the service's time: nothing can be said of it.
  return reported === 0 ? null : reported / rows.length;
}

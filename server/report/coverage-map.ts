/** The coverage map of a month, on one state of the store. */
import { assembleCoverage } from "../../shared/summary/assemble-coverage.ts";
import type { Coverage } from "../../shared/summary/coverage.ts";
import { COVERAGE_MAP_QUERIES } from "../../shared/summary/queries.ts";
import type { Store } from "../store/store.ts";
import { askedOf } from "./monthly-report.ts";

export async function coverageMap(store: Store, period: string): Promise<Coverage> {
  const { answers } = await askedOf(store, COVERAGE_MAP_QUERIES, period);
  return assembleCoverage(answers, period);
}

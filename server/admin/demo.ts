/** `demo load`: three plants and six shops report a month, by the same way as every push. */
import { z } from "zod";
import { PeriodText } from "../../shared/report/schema.ts";
import { OUTCOMES, type Outcome, SubmissionAnswer } from "../../shared/sync/protocol.ts";
import { ADMIN } from "../../shared/text/admin.ts";
import { DEMO_UNITS } from "../../shared/text/demo.ts";
import { inBoth } from "../../shared/text/service.ts";
import { takeIn } from "../intake/intake.ts";
import type { Store } from "../store/store.ts";
import { command } from "./command.ts";
import { demoMonth } from "./demo-month.ts";

export const demoCommands = [
  command("demo load", z.object({ period: PeriodText }), async ({ period }, { store }) => {
    const loaded = await loadDemo(store(), period);
    const { created = 0, conflict = 0 } = loaded.counts;
    const { units, rows, written } = loaded;
    return {
      json: loaded,
      text: inBoth(ADMIN.demoLoaded, { period, units, rows, created, conflict, written }),
    };
  }),
];

interface Loaded {
  readonly period: string;
  readonly units: number;
  readonly rows: number;
  /** Revisions that are new in the store: none when the month was loaded before. */
  readonly written: number;
  readonly counts: Readonly<Partial<Record<Outcome, number>>>;
}

async function loadDemo(store: Store, period: string): Promise<Loaded> {
  for (const { code, name, kind, base } of DEMO_UNITS) {
    await store.units.add({ code, name, kind, base, headEmail: null, active: true });
  }
  const before = await cursorOf(store);
  const counts: Partial<Record<Outcome, number>> = {};
  let rows = 0;
  for (const { person, at, submission } of demoMonth(period)) {
    const text = await takeIn(store, { person, at, language: "zh" }, submission);
    const answer = SubmissionAnswer.parse(JSON.parse(text));
    for (const outcome of OUTCOMES) counts[outcome] = (counts[outcome] ?? 0) + answer.counts[outcome];
    rows += answer.outcomes.length;
  }
  return { period, units: DEMO_UNITS.length, rows, written: (await cursorOf(store)) - before, counts };
}

async function cursorOf(store: Store): Promise<number> {
  const reading = await store.rows.master({ sight: [] });
  await reading.close();
  return reading.cursor;
}

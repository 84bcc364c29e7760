/** `demo load`: three plants and six shops report a month, by the same way as every push. */
import { z } from "zod";
import { isPeriod } from "../../shared/report/dates.ts";
import { OUTCOMES, type Outcome, SubmissionAnswer } from "../../shared/sync/protocol.ts";
import { ADMIN } from "../../shared/text/admin.ts";
import { DEMO_UNITS } from "../../shared/text/demo.ts";
import { inBoth } from "../../shared/text/service.ts";
import { takeIn } from "../intake/intake.ts";
import type { Store } from "../store/store.ts";
import { command } from "./command.ts";
import { demoMonth } from "./demo-month.ts";
import { afterMonth, monthsBetween } from "./demo-season.ts";

/** `2026-10`, or a season: `2026-08..2026-10`. */
const Season = z.string().transform((text, context) => {
  const [from = "", to = from, ...more] = text.split("..");
  if (more.length === 0 && isPeriod(from) && isPeriod(to) && from <= to) return { from, to };
  context.addIssue({ code: "custom", message: text });
  return z.NEVER;
});

export const demoCommands = [
  command("demo load", z.object({ period: Season }), async ({ period: { from, to } }, { recorded }) => {
    const loaded = await loadDemo(await recorded(), from, to);
    const { created = 0, conflict = 0 } = loaded.counts;
    const { period, units, rows, written } = loaded;
    return {
      json: loaded,
      text: inBoth(ADMIN.demoLoaded, { period, units, rows, created, conflict, written }),
    };
  }),
];

interface Loaded {
  /** As asked for. */
  readonly period: string;
  readonly units: number;
  readonly rows: number;
  /** Revisions that are new in the store: none when the month was loaded before. */
  readonly written: number;
  readonly counts: Readonly<Partial<Record<Outcome, number>>>;
}

/** A single month is reported and left as it is; in a season headquarters do their work between the months. */
async function loadDemo(store: Store, from: string, to: string): Promise<Loaded> {
  for (const { code, name, kind, base } of DEMO_UNITS) {
    await store.units.add({ code, name, kind, base, headEmail: null, active: true });
  }
  const before = await cursorOf(store);
  const counts: Partial<Record<Outcome, number>> = {};
  let rows = 0;
  const months = monthsBetween(from, to);
  for (const [index, month] of months.entries()) {
    const monthsLeft = months.length - 1 - index;
    for (const { person, at, submission } of demoMonth(month, monthsLeft)) {
      const text = await takeIn(store, { person, at, language: "zh" }, submission);
      const answer = SubmissionAnswer.parse(JSON.parse(text));
      for (const outcome of OUTCOMES) counts[outcome] = (counts[outcome] ?? 0) + answer.counts[outcome];
      rows += answer.outcomes.length;
    }
    if (months.length > 1) await afterMonth(store, month, monthsLeft);
  }
  const period = from === to ? from : `${from}..${to}`;
  return { period, units: DEMO_UNITS.length, rows, written: (await cursorOf(store)) - before, counts };
}

async function cursorOf(store: Store): Promise<number> {
  const reading = await store.rows.master({ sight: [] });
  await reading.close();
  return reading.cursor;
}

/** What headquarters and plants do with a demonstration season: screening, carriers accepted, months closed. */
import { addMonths, defaultDeadline } from "../../shared/report/dates.ts";
import type { Author } from "../../shared/sync/protocol.ts";
import {
  DEMO_HEADQUARTERS,
  DEMO_HEADS,
  DEMO_NOMINATIONS,
  DEMO_OWN_CARRIERS,
  DEMO_UNITS,
  DEMO_WORDS,
  type DemoNomination,
} from "../../shared/text/demo.ts";
import type { FilingDecision } from "../../shared/sync/screening.ts";
import { decideEntries } from "../screening/decide.ts";
import { decideFiling } from "../screening/decide-filing.ts";
import type { Store } from "../store/store.ts";
import { nominationId } from "./demo-month.ts";

const DAY = 86_400_000;
const HQ: Author = { name: DEMO_HEADQUARTERS, unit: null, role: "hq" };

/** The months from one to another, both included. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  for (let month = from; month <= to; month = addMonths(month, 1)) months.push(month);
  return months;
}

/** What is done once a month's reports are in. What has been done before is not done again. */
export async function afterMonth(store: Store, period: string, monthsLeft: number): Promise<void> {
  const at = Date.parse(defaultDeadline(period)) + 2 * DAY;
  for (const nomination of DEMO_NOMINATIONS) {
    if (nomination.monthsBefore === monthsLeft) await decideNomination(store, nomination, at);
  }
  await acceptCarriers(store, at);
  if (monthsLeft > 0 && (await store.periods.of(period)).state === "open") {
    await store.periods.set({ ...(await store.periods.of(period)), state: "closed" });
  }
}

async function decideNomination(store: Store, nomination: DemoNomination, at: number): Promise<void> {
  const { unit, name, endorsement, decision } = nomination;
  const rowId = nominationId(unit, name);
  const base = DEMO_UNITS.find(({ code }) => code === unit)?.base ?? null;
  const decide = async (person: Author, body: FilingDecision, after: number): Promise<void> => {
    const circumstances = { person, at: new Date(after).toISOString(), language: "zh" } as const;
    await decideFiling(store.screening, rowId, body, circumstances, () => true);
  };
  const stateOf = async (): Promise<string | undefined> => (await store.screening.filing(rowId))?.state;
  if (endorsement !== undefined && base !== null && (await stateOf()) === "nominated") {
    const head: Author = { name: DEMO_HEADS[base] ?? base, unit: base, role: "head" };
    await decide(head, { decision: "endorsed", reason: endorsement }, at);
  }
  const state = await stateOf();
  if (decision && (state === "nominated" || state === "endorsed")) {
    await decide(HQ, { decision: decision.kind, reason: decision.reason }, at + DAY / 2);
  }
}

/** Carriers of which nobody writes otherwise; those under doubtful names are left for a person to look at. */
async function acceptCarriers(store: Store, at: number): Promise<void> {
  const doubtful = new Set(DEMO_OWN_CARRIERS.map(([, , carrier]) => carrier));
  const proposed = (await store.screening.entries("carrier")).filter(
    ({ state, name }) => state === "proposed" && !doubtful.has(name),
  );
  if (proposed.length === 0) return;
  await decideEntries(
    store.screening,
    proposed.map(({ id }) => ({
      kind: "carrier",
      id,
      decision: "accepted",
      reason: DEMO_WORDS.carrierAccepted,
    })),
    { person: HQ, at: new Date(at + DAY).toISOString(), language: "zh" },
  );
}

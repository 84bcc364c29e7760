/** Reminders before the deadline: by themselves on the days HQ has set, and by hand. */
import { addMonths, clockInChina, dayInChina, monthOf } from "../../shared/report/dates.ts";
import type { Reminded } from "../../shared/sync/copies.ts";
import { made } from "../report/made-in-thread.ts";
import type { Period } from "../store/period.ts";
import type { Store, Unit } from "../store/store.ts";
import { addressees } from "./addressees.ts";
import type { LetterSources } from "./content-of.ts";
import { copiesOfReminder } from "./copies-of.ts";

/** Of the day in China: nobody is reminded at night. */
const FROM_HOUR = 8;
const DAY_MS = 86_400_000;
/** Units whose heads are reminded in one transaction: submissions go on between two. */
const TOGETHER = 200;

/**
 * Reminds the heads of units that have filed nothing, once for a month and day-count. Where the service was stopped
 * on the day itself, it is made up for on the next; answers how many reminders it made.
 */
export async function remindOfDeadlines({ store, place }: LetterSources, now: number): Promise<number> {
  if (Number(clockInChina(now).slice(11, 13)) < FROM_HOUR) return 0;
  const { remindDays } = await store.copies.settings();
  let reminded = 0;
  for (const period of await monthsAhead(store, now)) {
    const days = turnOf(remindDays, daysBetween(now, period.deadline));
    if (days === null) continue;
    const missing = await made(place, "missing", { period: period.period });
    reminded += await remind(store, missing, period, days, now);
  }
  return reminded;
}

/** Reminds the heads of these units, whatever they have filed. */
export async function remindByHand(
  store: Store,
  units: readonly Unit[],
  period: Period,
  now: number,
): Promise<Reminded["units"]> {
  const states: Reminded["units"] = [];
  for (const unit of units) {
    const reminded = await remind(store, [unit], period, null, now);
    const state = reminded === 0 ? "already" : unit.headEmail === null ? "no-address" : "reminded";
    states.push({ unit: unit.code, state });
  }
  return states;
}

/** `days` null: by hand. */
async function remind(
  store: Store,
  units: readonly Unit[],
  { period, deadline }: Period,
  days: number | null,
  now: number,
): Promise<number> {
  const { hqAddresses } = await store.copies.settings();
  const at = new Date(now).toISOString();
  let reminded = 0;
  for (let first = 0; first < units.length; first += TOGETHER) {
    const copies = units
      .slice(first, first + TOGETHER)
      .flatMap((unit) =>
        copiesOfReminder(
          { unit: unit.code, period, deadline, days, at },
          addressees(unit, undefined, hqAddresses),
        ),
      );
    reminded += await store.copies.add(copies);
  }
  return reminded;
}

/** The nearest day-count whose day has come: `turnOf([3, 1], 2)` is 3. */
function turnOf(remindDays: readonly number[], left: number): number | null {
  const come = remindDays.filter((days) => left <= days);
  return come.length === 0 ? null : Math.min(...come);
}

/** Days of the calendar in China from one instant to another. */
const daysBetween = (from: number, to: string): number =>
  (Date.parse(dayInChina(to)) - Date.parse(dayInChina(from))) / DAY_MS;

/** Open months whose deadline is still to come: last month's and this month's, and those that HQ has set. */
async function monthsAhead(store: Store, now: number): Promise<Period[]> {
  const month = monthOf(dayInChina(now));
  const usual = await Promise.all([addMonths(month, -1), month].map((period) => store.periods.of(period)));
  const all = new Map([...usual, ...(await store.periods.all())].map((period) => [period.period, period]));
  return [...all.values()].filter(({ state, deadline }) => state === "open" && Date.parse(deadline) > now);
}

/** From rows of events, and counts of them, to what happened. */
import { CHOICES } from "../../report/choices.ts";
import type { SqlRow } from "../queries.ts";
import { columnsOf } from "../sql-row.ts";
import type { EventKind, ImportantEvent } from "../summary.ts";
import type { Names } from "./names.ts";

const [ORDINARY, , URGENT] = CHOICES.weight;

/** Urgent ones first, then by day. */
export const eventsOf = (rows: readonly SqlRow[], names: Names): ImportantEvent[] =>
  columnsOf(rows)
    .map((row): ImportantEvent => {
      const unit = row.text("unit");
      const id = row.numberOrNull("account_id");
      return {
        rowId: row.text("row_id"),
        happenedOn: row.text("happened_on"),
        accountId: names.root(id),
        account: names.account(id),
        unit,
        unitName: names.unit(unit),
        side: row.text("side"),
        place: row.textOrNull("carrier") ?? row.textOrNull("branch") ?? "",
        kind: row.text("kind"),
        weight: row.text("weight"),
        body: row.text("body"),
        action: row.textOrNull("action"),
        owner: row.textOrNull("owner"),
        dueOn: row.textOrNull("due_on"),
      };
    })
    // Within a weight they keep the order of their days.
    .sort((a, b) => Number(b.weight === URGENT.value) - Number(a.weight === URGENT.value));

export class EventCounts {
  readonly #counts: readonly { period: string; kind: string; weight: string; events: number }[];

  constructor(rows: readonly SqlRow[]) {
    this.#counts = columnsOf(rows).map((row) => ({
      period: row.text("period"),
      kind: row.text("kind"),
      weight: row.text("weight"),
      events: row.number("events"),
    }));
  }

  /** All but the ordinary ones. */
  important(period: string): number {
    return this.#sum((one) => one.period === period && one.weight !== ORDINARY.value);
  }

  all(period: string): number {
    return this.#sum((one) => one.period === period);
  }

  byWeight(period: string): Record<string, number> {
    return tally(
      this.#counts.filter((one) => one.period === period),
      ({ weight }) => weight,
    );
  }

  /** In the order of the list of kinds; kinds of which nothing happened are left out. */
  byKind(period: string): EventKind[] {
    return CHOICES.kind.flatMap(({ value }) => {
      const mine = this.#counts.filter((one) => one.period === period && one.kind === value);
      return mine.length === 0 ? [] : [{ kind: value, weights: tally(mine, ({ weight }) => weight) }];
    });
  }

  #sum(which: (one: { period: string; weight: string }) => boolean): number {
    return this.#counts.reduce((sum, one) => (which(one) ? sum + one.events : sum), 0);
  }
}

function tally<T extends { readonly events: number }>(
  counts: readonly T[],
  by: (one: T) => string,
): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const one of counts) sums[by(one)] = (sums[by(one)] ?? 0) + one.events;
  return sums;
}

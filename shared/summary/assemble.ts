/** From the queries' answers to the month's report. */
import { CHOICES } from "../report/choices.ts";
import { defaultDeadline } from "../report/dates.ts";
import type { SummaryResults } from "./queries.ts";
import { columnsOf, type Reader } from "./sql-row.ts";
import type {
  AccountPurchases,
  AccountReview,
  ImportantEvent,
  Sides,
  Summary,
  UnitFiling,
} from "./summary.ts";
import { AMOUNT_SCALE } from "./tables.ts";

/** Puts the queries' answers together. Pure: the same answers and context give the same report. */
export function assemble(
  results: SummaryResults,
  context: { readonly period: string; readonly madeAt: string; readonly cursor: number },
): Summary {
  const accountName = namesById(results);
  const unitName = new Map(columnsOf(results.units).map((row) => [row.text("code"), row.text("name")]));
  const nameOfUnit = (code: string): string => unitName.get(code) ?? code;

  const purchases = columnsOf(results.purchases)
    .map((row) => purchasesOf(row, row.textOrNull("account_id"), accountName(row.textOrNull("account_id"))))
    .sort(
      (a, b) =>
        vehicles(b.month) - vehicles(a.month) ||
        vehicles(b.yearToDate) - vehicles(a.yearToDate) ||
        order(a.account, b.account),
    );
  const totals = totalOf(purchases);

  const ratingBefore = new Map(
    columnsOf(results.previousRatings).map((row) => [
      `${row.textOrNull("account_id")}\n${row.text("unit")}`,
      row.number("rating"),
    ]),
  );
  const reviews = columnsOf(results.reviews)
    .map((row): AccountReview => {
      const unit = row.text("unit");
      return {
        account: accountName(row.textOrNull("account_id")),
        unit,
        unitName: nameOfUnit(unit),
        rating: row.number("rating"),
        previousRating: ratingBefore.get(`${row.textOrNull("account_id")}\n${unit}`) ?? null,
        trend: row.text("trend"),
        remark: row.text("remark"),
        outlook: row.textOrNull("outlook"),
        plan: row.textOrNull("plan"),
      };
    })
    .sort((a, b) => order(a.account, b.account) || order(a.unit, b.unit));

  const events = columnsOf(results.events).map((row): ImportantEvent => {
    const unit = row.text("unit");
    return {
      rowId: row.text("row_id"),
      happenedOn: row.text("happened_on"),
      account: accountName(row.textOrNull("account_id")),
      unit,
      unitName: nameOfUnit(unit),
      side: row.text("side"),
      place: row.textOrNull("carrier") ?? row.textOrNull("branch") ?? "",
      kind: row.text("kind"),
      weight: row.text("weight"),
      body: row.text("body"),
      action: row.textOrNull("action"),
      owner: row.textOrNull("owner"),
      dueOn: row.textOrNull("due_on"),
    };
  });

  const counted = columnsOf(results.eventCounts);
  const eventsOf = (mine: boolean): Record<string, number> =>
    Object.fromEntries(
      counted
        .filter((row) => (row.text("period") === context.period) === mine)
        .map((row) => [row.text("weight"), row.number("events")]),
    );
  const eventCounts = eventsOf(true);

  const [settings] = columnsOf(results.period);
  const deadline = settings?.text("deadline") ?? defaultDeadline(context.period);
  const filings = filingsOf(results, deadline);
  const onTime = filings.filter(({ state }) => state === "on-time").length;
  const actual = filings.filter(({ state }) => state !== "missing").length;
  const rate = (n: number): number | null => (filings.length === 0 ? null : n / filings.length);

  return {
    period: context.period,
    madeAt: context.madeAt,
    cursor: context.cursor,
    deadline,
    state: settings?.text("state") === "closed" ? "closed" : "open",
    figures: {
      ourUnits: { value: totals.month.ours.units, previous: totals.previous.ours.units },
      ourAmount: { value: totals.month.ours.amount, previous: totals.previous.ours.amount },
      rivalUnits: { value: totals.month.rivals.units, previous: totals.previous.rivals.units },
      share: { value: totals.month.share, previous: totals.previous.share },
      accountsWithNews: { value: accountsWithNews(purchases, reviews, events), previous: null },
      importantEvents: { value: important(eventCounts), previous: important(eventsOf(false)) },
      averageRating: {
        value: mean(reviews.map(({ rating }) => rating)),
        previous: mean([...ratingBefore.values()]),
      },
    },
    purchases,
    totals,
    reviews,
    events,
    eventCounts,
    filings,
    completeness: {
      expected: filings.length,
      actual,
      actualOnTime: onTime,
      reportingRate: rate(actual),
      onTimeRate: rate(onTime),
    },
  };
}

/** Names sort by code point: the same in every engine and language. */
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const vehicles = ({ ours, rivals }: Sides): number => ours.units + rivals.units;

function namesById(results: SummaryResults): (id: string | null) => string {
  const names = new Map(columnsOf(results.accounts).map((row) => [row.text("id"), row.text("name")]));
  return (id) => (id === null ? "" : (names.get(id) ?? id));
}

function sides(ours: [number, number], rivals: [number, number]): Sides {
  const all = ours[0] + rivals[0];
  return {
    ours: { units: ours[0], amount: ours[1] / AMOUNT_SCALE },
    rivals: { units: rivals[0], amount: rivals[1] / AMOUNT_SCALE },
    share: all === 0 ? null : ours[0] / all,
  };
}

function purchasesOf(row: Reader, accountId: string | null, account: string): AccountPurchases {
  const of = (prefix: string): Sides =>
    sides(
      [row.number(`${prefix}our_units`), row.number(`${prefix}our_amount`)],
      [row.number(`${prefix}rival_units`), row.number(`${prefix}rival_amount`)],
    );
  const month = of("");
  const previous = of("previous_");
  return {
    accountId,
    account,
    month,
    previous,
    change: month.ours.units - previous.ours.units,
    yearToDate: of("ytd_"),
  };
}

function totalOf(rows: readonly AccountPurchases[]): AccountPurchases {
  const total = (pick: (row: AccountPurchases) => Sides): Sides => {
    // Added in hundredths, which are whole numbers: no rounding, whatever the order.
    const add = (value: (side: Sides) => number): number =>
      rows.reduce((sum, row) => sum + value(pick(row)), 0);
    const hundredths = (amount: number): number => Math.round(amount * AMOUNT_SCALE);
    return sides(
      [add(({ ours }) => ours.units), add(({ ours }) => hundredths(ours.amount))],
      [add(({ rivals }) => rivals.units), add(({ rivals }) => hundredths(rivals.amount))],
    );
  };
  const month = total((row) => row.month);
  const previous = total((row) => row.previous);
  return {
    accountId: null,
    account: "",
    month,
    previous,
    change: month.ours.units - previous.ours.units,
    yearToDate: total((row) => row.yearToDate),
  };
}

function accountsWithNews(
  purchases: readonly AccountPurchases[],
  reviews: readonly AccountReview[],
  events: readonly ImportantEvent[],
): number {
  const bought = purchases.filter(({ month }) => vehicles(month) > 0);
  return new Set([...bought, ...reviews, ...events].map(({ account }) => account)).size;
}

/** Of events counted by weight: all but the ordinary ones. */
const important = (counts: Readonly<Record<string, number>>): number =>
  Object.entries(counts).reduce(
    (sum, [weight, events]) => (weight === CHOICES.weight[0].value ? sum : sum + events),
    0,
  );

const mean = (numbers: readonly number[]): number | null =>
  numbers.length === 0 ? null : numbers.reduce((sum, n) => sum + n, 0) / numbers.length;

function filingsOf(results: SummaryResults, deadline: string): UnitFiling[] {
  const filed = new Map(columnsOf(results.filed).map((row) => [row.text("unit"), row]));
  return columnsOf(results.units).map((unit): UnitFiling => {
    const row = filed.get(unit.text("code"));
    const firstAt = row?.text("first_at") ?? null;
    return {
      unit: unit.text("code"),
      name: unit.text("name"),
      kind: unit.text("kind"),
      state: firstAt === null ? "missing" : firstAt <= deadline ? "on-time" : "late",
      firstAt,
      rows: row?.number("row_count") ?? 0,
    };
  });
}

/** From sums by account and place, and by month and product, to what was bought. */
import { addMonths } from "../../report/dates.ts";
import { TREND_MONTHS } from "../params.ts";
import type {
  AccountPurchases,
  MonthPurchases,
  PlacePurchases,
  ProductPurchases,
  Purchases,
  Sides,
} from "../purchases.ts";
import type { SqlRow } from "../queries.ts";
import { columnsOf, type Reader } from "../sql-row.ts";
import { AMOUNT_SCALE } from "../tables.ts";
import { type Names, order } from "./names.ts";

/** Vehicles and hundredths of 万元: whole numbers, added without a rounding, in whatever order. */
interface Sums {
  ourUnits: number;
  ourAmount: number;
  rivalUnits: number;
  rivalAmount: number;
}

interface Spans {
  readonly month: Sums;
  readonly previous: Sums;
  readonly yearToDate: Sums;
}

export interface PlaceSums {
  readonly accountId: number | null;
  readonly side: PlacePurchases["side"];
  readonly key: string;
  readonly place: string;
  readonly spans: Spans;
}

/** Of one account and place each, those that turned out to be one as one. */
export function placesOf(rows: readonly SqlRow[], names: Names): PlaceSums[] {
  const places = new Map<string, PlaceSums>();
  for (const row of columnsOf(rows)) {
    const accountId = names.root(row.number("account_id"));
    const { side, key, place } = placeIn(row);
    const id = `${accountId} ${side} ${key}`;
    const known = places.get(id);
    if (known) addSpans(known.spans, spansIn(row));
    else places.set(id, { accountId, side, key, place, spans: spansIn(row) });
  }
  return [...places.values()];
}

function placeIn(row: Reader): Pick<PlaceSums, "side" | "key" | "place"> {
  const branch = row.textOrNull("branch_root") ?? "";
  if (branch !== "") return { side: "branch", key: branch, place: row.textOrNull("branch_name") ?? branch };
  const carrier = row.textOrNull("carrier_root") ?? "";
  if (carrier === "") return { side: "none", key: "", place: "" };
  return { side: "carrier", key: carrier, place: row.textOrNull("carrier_name") ?? carrier };
}

/** Those on the register first, most vehicles first. */
export function accountPurchases(places: readonly PlaceSums[], names: Names): AccountPurchases[] {
  const accounts = new Map<number | null, Spans>();
  for (const { accountId, spans } of places) {
    const known = accounts.get(accountId) ?? noSpans();
    accounts.set(accountId, known);
    addSpans(known, spans);
  }
  return [...accounts]
    .map(([accountId, spans]) => ({
      accountId,
      account: names.account(accountId),
      standing: names.standing(accountId),
      ...purchases(spans),
    }))
    .sort(
      (a, b) =>
        Number(b.standing === "registered") - Number(a.standing === "registered") ||
        byVehicles(a, b) ||
        order(a.account, b.account),
    );
}

export const totalOf = (places: readonly PlaceSums[]): AccountPurchases => {
  const total = noSpans();
  for (const { spans } of places) addSpans(total, spans);
  return { accountId: null, account: "", standing: "registered", ...purchases(total) };
};

/** Places that bought this month or last, most vehicles first. */
export function placePurchases(places: readonly PlaceSums[], names: Names): PlacePurchases[] {
  return places
    .map(({ accountId, side, key, place, spans }) => ({
      accountId,
      account: names.account(accountId),
      standing: names.standing(accountId),
      side,
      key,
      place,
      ...purchases(spans),
    }))
    .filter(({ month, previous }) => vehicles(month) + vehicles(previous) > 0)
    .sort((a, b) => byVehicles(a, b) || order(a.account, b.account) || order(a.place, b.place));
}

/** By product over the months, most vehicles first. */
export function productPurchases(
  rows: readonly SqlRow[],
  { period, previous, yearStart }: { period: string; previous: string; yearStart: string },
): ProductPurchases[] {
  const products = new Map<string, Spans>();
  for (const row of columnsOf(rows)) {
    const product = row.text("product");
    const month = row.text("period");
    const spans = products.get(product) ?? noSpans();
    products.set(product, spans);
    const sums = sumsIn(row, "");
    if (month === period) addSums(spans.month, sums);
    if (month === previous) addSums(spans.previous, sums);
    if (month >= yearStart) addSums(spans.yearToDate, sums);
  }
  return [...products]
    .map(([product, spans]) => ({ product, ...purchases(spans) }))
    .filter((one) => vehicles(one.month) + vehicles(one.previous) + vehicles(one.yearToDate) > 0)
    .sort((a, b) => byVehicles(a, b) || order(a.product, b.product));
}

/** A year of months, and before them the same month of last year. */
export function purchasesByMonth(rows: readonly SqlRow[], period: string): MonthPurchases[] {
  const months = new Map<string, Sums>();
  for (const row of columnsOf(rows)) {
    const month = row.text("period");
    const sums = months.get(month) ?? noSums();
    months.set(month, sums);
    addSums(sums, sumsIn(row, ""));
  }
  return Array.from({ length: TREND_MONTHS + 1 }, (_, i) => {
    const month = addMonths(period, i - TREND_MONTHS);
    return { period: month, ...sides(months.get(month) ?? noSums()) };
  });
}

/** Rows of purchases in the month. */
export const purchaseRows = (rows: readonly SqlRow[]): number =>
  columnsOf(rows).reduce((sum, row) => sum + row.number("row_count"), 0);

const vehicles = ({ ours, rivals }: Sides): number => ours.units + rivals.units;

const byVehicles = (a: Purchases, b: Purchases): number =>
  vehicles(b.month) - vehicles(a.month) || vehicles(b.yearToDate) - vehicles(a.yearToDate);

const noSums = (): Sums => ({ ourUnits: 0, ourAmount: 0, rivalUnits: 0, rivalAmount: 0 });
const noSpans = (): Spans => ({ month: noSums(), previous: noSums(), yearToDate: noSums() });

const sumsIn = (row: Reader, prefix: string): Sums => ({
  ourUnits: row.number(`${prefix}our_units`),
  ourAmount: row.number(`${prefix}our_amount`),
  rivalUnits: row.number(`${prefix}rival_units`),
  rivalAmount: row.number(`${prefix}rival_amount`),
});

const spansIn = (row: Reader): Spans => ({
  month: sumsIn(row, ""),
  previous: sumsIn(row, "previous_"),
  yearToDate: sumsIn(row, "ytd_"),
});

function addSums(to: Sums, more: Sums): void {
  to.ourUnits += more.ourUnits;
  to.ourAmount += more.ourAmount;
  to.rivalUnits += more.rivalUnits;
  to.rivalAmount += more.rivalAmount;
}

function addSpans(to: Spans, more: Spans): void {
  addSums(to.month, more.month);
  addSums(to.previous, more.previous);
  addSums(to.yearToDate, more.yearToDate);
}

const purchases = ({ month, previous, yearToDate }: Spans): Purchases => ({
  month: sides(month),
  previous: sides(previous),
  change: month.ourUnits - previous.ourUnits,
  yearToDate: sides(yearToDate),
});

function sides({ ourUnits, ourAmount, rivalUnits, rivalAmount }: Sums): Sides {
  const all = ourUnits + rivalUnits;
  return {
    ours: { units: ourUnits, amount: ourAmount / AMOUNT_SCALE },
    rivals: { units: rivalUnits, amount: rivalAmount / AMOUNT_SCALE },
    share: all === 0 ? null : ourUnits / all,
  };
}

/** What was bought: by account, place and product, and over a year. */
import type { PlacePurchases, Purchases } from "../../summary/purchases.ts";
import type { Summary } from "../../summary/summary.ts";
import type { Trace } from "../../summary/trace.ts";
import { SUMMARY } from "../../text/summary.ts";
import { type Field, type Page, ROW_POINTS, type Shown } from "../page.ts";
import type { ChartPlan } from "../plan.ts";
import type { StyleName } from "../styles.ts";
import { beginSection, filled, subheading } from "./section.ts";
import { purchaseTraces, type PurchasesOf } from "./traces.ts";

/** More bars than this cannot be read. */
const MOST_BARS = 12;
/** And more lines than this are looked up in the master. */
const MOST_ACCOUNTS = 100;
/** Nine accounts, their chart and a word of headquarters make a page. */
const CHART_ROWS = 9;
const TREND_ROWS = 12;
/** Of a line that began less than so many months ago, the months before it are left out. */
const LEAST_MONTHS = 6;
const SIDE_COLORS = ["#0F4C81", "#E08A3C"] as const;

export function purchases(page: Page, summary: Summary, charts: ChartPlan[]): void {
  beginSection(page, SUMMARY.purchases, "purchases", summary);
  if (summary.purchases.length === 0) {
    page.line(SUMMARY.noPurchases, "note");
    return;
  }
  page.line(SUMMARY.vehicles, "label");
  const drawn = byAccount(page, summary);
  if (drawn) accountChart(page, charts, drawn);
  byProduct(page, summary);
  byMonth(page, summary, charts);
  byPlace(page, summary);
}

const field = (header: string, style: StyleName): Field => ({ header, span: 1, style });

const fieldsFor = (first: string): Field[] => [
  { ...field(first, "cellWrap"), wraps: true },
  field(SUMMARY.ours, "cellWhole"),
  field(SUMMARY.rivals, "cellWhole"),
  field(SUMMARY.share, "cellPercent"),
  field(SUMMARY.previousOurs, "cellWhole"),
  field(SUMMARY.change, "cellSigned"),
  field(SUMMARY.previousShare, "cellPercent"),
  field(SUMMARY.amount, "cellAmount"),
  field(SUMMARY.ytdOurs, "cellWhole"),
  field(SUMMARY.ytdRivals, "cellWhole"),
  field(SUMMARY.ytdShare, "cellPercent"),
];

const TOTAL_STYLES: Partial<Record<StyleName, StyleName>> = {
  cellWrap: "total",
  cellWhole: "totalWhole",
  cellPercent: "totalPercent",
  cellSigned: "totalSigned",
  cellAmount: "totalAmount",
};

/** `of`: what the rows behind the line have in common; null where no such thing can be said. */
function purchaseCells(name: string, line: Purchases, period: string, of: PurchasesOf | null): Shown[] {
  const { month, previous, change, yearToDate } = line;
  const trace = purchaseTraces(period, of ?? {});
  const told = (value: number | null, behind: Trace): Shown => ({
    value: value ?? "—",
    traces: of === null ? [] : [behind],
  });
  return [
    name,
    told(month.ours.units, trace.month("ours")),
    told(month.rivals.units, trace.month("rivals")),
    told(month.share, trace.month()),
    told(previous.ours.units, trace.previous("ours")),
    told(change, trace.both("ours")),
    told(previous.share, trace.previous()),
    told(month.ours.amount, trace.month("ours")),
    told(yearToDate.ours.units, trace.yearToDate("ours")),
    told(yearToDate.rivals.units, trace.yearToDate("rivals")),
    told(yearToDate.share, trace.yearToDate()),
  ];
}

/** Answers from what its chart is to be drawn. */
function byAccount(page: Page, summary: Summary): string | null {
  const { period, totals, registeredTotals } = summary;
  const shown = summary.purchases.slice(0, MOST_ACCOUNTS);
  const registered = shown.filter(({ standing }) => standing === "registered");
  const others = shown.filter(({ standing }) => standing !== "registered");
  const bars = Math.min(MOST_BARS, registered.length);
  const fields = fieldsFor(SUMMARY.account);
  const totalFields = fields.map(({ span, style }) => ({ span, style: TOTAL_STYLES[style] ?? "total" }));
  const lines = (accounts: Summary["purchases"]): Shown[][] =>
    accounts.map(({ account, standing, accountId, ...line }) =>
      purchaseCells(
        `${account}${SUMMARY.standing[standing]}`,
        line,
        period,
        accountId === null ? null : { accountId },
      ),
    );
  subheading(page, SUMMARY.byAccount, (bars + 2) * ROW_POINTS);
  const { headerRow } = page.table(fields, lines([...registered]), bars);
  if (others.length > 0) {
    page.cells(purchaseCells(SUMMARY.registeredTotal, registeredTotals, period, null), totalFields);
    for (const line of lines(others)) page.cells(line, fields);
  }
  page.cells(purchaseCells(SUMMARY.total, totals, period, {}), totalFields);
  const left = summary.purchases.length - shown.length;
  if (left > 0) page.line(filled(SUMMARY.moreAccounts, { count: left }), "note");
  return bars === 0 ? null : page.range(headerRow, bars + 1, 0, 3);
}

function accountChart(page: Page, charts: ChartPlan[], source: string): void {
  page.skip();
  const first = page.space(CHART_ROWS);
  charts.push({
    name: "ka_chart_purchases",
    title: SUMMARY.chart,
    type: "columnClustered",
    source,
    place: page.range(first, CHART_ROWS, 0, page.columns),
    valueAxisTitle: SUMMARY.chartAxis,
    colors: SIDE_COLORS,
  });
}

/** The months stand beside their charts. */
function byMonth(page: Page, summary: Summary, charts: ChartPlan[]): void {
  const began = summary.purchaseTrend.findIndex(({ share }) => share !== null);
  const purchaseTrend = summary.purchaseTrend.slice(
    Math.max(0, Math.min(began, summary.purchaseTrend.length - LEAST_MONTHS)),
  );
  const fields = [
    field(SUMMARY.month, "cell"),
    field(SUMMARY.ours, "cellWhole"),
    field(SUMMARY.rivals, "cellWhole"),
    field(SUMMARY.share, "cellPercent"),
  ];
  const rows = purchaseTrend.length;
  const high = Math.max(TREND_ROWS, rows + 1);
  subheading(page, SUMMARY.byMonth, (high + 1) * ROW_POINTS);
  const { headerRow } = page.table(
    fields,
    purchaseTrend.map(({ period, ours, rivals, share }) => {
      const trace = purchaseTraces(period, {});
      return [
        period,
        { value: ours.units, traces: [trace.month("ours")] },
        { value: rivals.units, traces: [trace.month("rivals")] },
        // Blank where nobody bought: the line has a gap there, not a fall to nothing.
        { value: share, traces: [trace.month()] },
      ];
    }),
    rows,
  );
  if (high > rows + 1) page.space(high - rows - 1);
  charts.push(
    {
      name: "ka_chart_trend",
      title: SUMMARY.trendChart,
      type: "columnStacked",
      source: page.range(headerRow, rows + 1, 0, 3),
      place: page.range(headerRow, high, 4, 4),
      colors: SIDE_COLORS,
    },
    {
      name: "ka_chart_share",
      title: SUMMARY.shareChart,
      type: "line",
      source: page.range(headerRow, rows + 1, 3, 1),
      categories: page.range(headerRow + 1, rows, 0, 1),
      place: page.range(headerRow, high, 8, 3),
      colors: [SIDE_COLORS[0]],
    },
  );
}

function byPlace(page: Page, { branchPurchases, branchPurchasesCount, period }: Summary): void {
  if (branchPurchases.length === 0) return;
  subheading(page, SUMMARY.byBranch);
  page.table(
    fieldsFor(SUMMARY.place),
    branchPurchases.map((line) => purchaseCells(placeName(line), line, period, placeOf(line))),
  );
  const left = branchPurchasesCount - branchPurchases.length;
  if (left > 0) page.line(filled(SUMMARY.morePlaces, { count: left }), "note");
}

function placeName({ account, standing, side, place }: PlacePurchases): string {
  const name =
    side === "none" ? SUMMARY.noPlace : side === "carrier" ? `${place}${SUMMARY.carrierPlace}` : place;
  return `${account}${SUMMARY.standing[standing]} · ${name}`;
}

function placeOf({ accountId, side, key }: PlacePurchases): PurchasesOf {
  const account = accountId === null ? {} : { accountId };
  if (side === "branch") return { ...account, branchKey: key };
  return { ...account, branchKey: "", carrierKey: key };
}

function byProduct(page: Page, { productPurchases, totals, period }: Summary): void {
  const fields = fieldsFor(SUMMARY.product);
  subheading(page, SUMMARY.byProduct, (productPurchases.length + 3) * ROW_POINTS);
  page.table(
    fields,
    productPurchases.map((line) => purchaseCells(line.product, line, period, { product: line.product })),
  );
  page.cells(
    purchaseCells(SUMMARY.total, totals, period, {}),
    fields.map(({ span, style }) => ({ span, style: TOTAL_STYLES[style] ?? "total" })),
  );
}

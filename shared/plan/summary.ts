/** The monthly report as a plan: one sheet, 月报 yyyy-MM, made to be printed on A4 and read on a wall. */
import { clockInChina, periodInChinese, serialOf } from "../report/dates.ts";
import type { AccountPurchases, Summary } from "../summary/summary.ts";
import { SUMMARY } from "../text/summary.ts";
import { type Field, Page } from "./page.ts";
import type { Cell, ChartPlan, SheetPlan, WorkbookPlan } from "./plan.ts";
import type { StyleName } from "./styles.ts";

/** `月报 2026-10` */
export const summarySheetName = (period: string): string => `${SUMMARY.sheetPrefix}${period}`;

/** Column A is a margin; the page has twelve columns after it. */
const LEFT = 1;
const WIDTHS = [22, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12];
/** More bars than this cannot be read. */
const MOST_BARS = 15;
const CHART_ROWS = 16;

export function summaryPlan(summary: Summary): WorkbookPlan {
  const sheet = summarySheet(summary);
  return { title: `${SUMMARY.title} ${summary.period}`, sheets: [sheet], names: [], active: sheet.name };
}

function summarySheet(summary: Summary): SheetPlan {
  const page = new Page(LEFT, WIDTHS);
  const charts: ChartPlan[] = [];
  page.line(`${SUMMARY.title} · ${periodInChinese(summary.period)}`, "title", 36);
  page.line(
    `${SUMMARY.madeAt} ${inChina(summary.madeAt)} · ${SUMMARY.deadline} ${inChina(summary.deadline)}`,
    "subtitle",
  );
  page.skip();
  figures(page, summary);
  page.skip();
  purchases(page, summary, charts);
  page.skip();
  reviews(page, summary);
  page.skip();
  events(page, summary);
  page.skip();
  filings(page, summary);
  return {
    key: "summary",
    name: summarySheetName(summary.period),
    visibility: "visible",
    tabColor: "#0F4C81",
    columns: [{ width: 2 }, ...WIDTHS.map((width) => ({ width }))],
    rowHeights: page.rowHeights,
    blocks: page.blocks,
    merges: page.merges,
    tables: [],
    highlights: [],
    charts,
    gridlines: false,
    print: { orientation: "landscape", footer: `&L${SUMMARY.title} ${summary.period}&R&P / &N` },
  };
}

/** `2026-11-05 23:59`, in China. */
const inChina = (at: string): string => clockInChina(at).slice(0, 16);

const percent = (rate: number | null): string => (rate === null ? "—" : `${(rate * 100).toFixed(1)}%`);

function figures(page: Page, { figures: f, completeness }: Summary): void {
  page.line(SUMMARY.figures, "heading", 24);
  const shown: [string, { value: number | null; previous: number | null }, StyleName][] = [
    [SUMMARY.ourUnits, f.ourUnits, "figure"],
    [SUMMARY.ourAmount, f.ourAmount, "figureAmount"],
    [SUMMARY.rivalUnits, f.rivalUnits, "figure"],
    [SUMMARY.share, f.share, "figurePercent"],
    [SUMMARY.importantEvents, f.importantEvents, "figure"],
    [SUMMARY.averageRating, f.averageRating, "figureAmount"],
  ];
  const two = (style: StyleName) => ({ span: 2, style });
  page.cells(
    shown.map(([label]) => label),
    shown.map(() => two("label")),
  );
  page.rowHeights.push({ row: page.row, points: 26 });
  page.cells(
    shown.map(([, { value }]) => value ?? "—"),
    shown.map(([, , style]) => two(style)),
  );
  page.cells(
    shown.map(([, { previous }, style]) => `${SUMMARY.previous} ${written(previous, style)}`),
    shown.map(() => two("label")),
  );
  page.line(completenessText(completeness), "label");
}

function written(value: number | null, style: StyleName): string {
  if (value === null) return "—";
  if (style === "figurePercent") return percent(value);
  return style === "figureAmount" ? value.toFixed(2) : String(value);
}

const completenessText = ({
  expected,
  actual,
  actualOnTime,
  reportingRate,
  onTimeRate,
}: Summary["completeness"]): string =>
  SUMMARY.completeness
    .replace("{expected}", String(expected))
    .replace("{actual}", String(actual))
    .replace("{onTime}", String(actualOnTime))
    .replace("{rate}", percent(reportingRate))
    .replace("{onTimeRate}", percent(onTimeRate));

function purchases(page: Page, summary: Summary, charts: ChartPlan[]): void {
  page.line(SUMMARY.purchases, "heading", 24);
  if (summary.purchases.length === 0) {
    page.line(SUMMARY.noPurchases, "note");
    return;
  }
  const field = (header: string, style: StyleName, span = 1): Field => ({ header, span, style });
  const fields: Field[] = [
    field(SUMMARY.account, "cell"),
    field(SUMMARY.ours, "cellWhole"),
    field(SUMMARY.rivals, "cellWhole"),
    field(SUMMARY.share, "cellPercent"),
    field(SUMMARY.previousOurs, "cellWhole"),
    field(SUMMARY.change, "cellSigned"),
    field(SUMMARY.previousShare, "cellPercent"),
    field(SUMMARY.amount, "cellAmount", 2),
    field(SUMMARY.ytdOurs, "cellWhole"),
    field(SUMMARY.ytdRivals, "cellWhole"),
    field(SUMMARY.ytdShare, "cellPercent"),
  ];
  const { headerRow } = page.table(
    fields,
    summary.purchases.map((row) => purchaseCells(row, row.account)),
  );
  page.cells(
    purchaseCells(summary.totals, SUMMARY.total),
    fields.map(({ span, style }) => ({ span, style: TOTAL_STYLES[style] ?? "total" })),
  );
  page.skip();
  const bars = Math.min(MOST_BARS, summary.purchases.length);
  charts.push({
    name: "ka_chart_purchases",
    title: SUMMARY.chart,
    type: "columnClustered",
    source: page.range(headerRow, bars + 1, 3),
    place: page.space(CHART_ROWS),
    valueAxisTitle: SUMMARY.chartAxis,
  });
}

const TOTAL_STYLES: Partial<Record<StyleName, StyleName>> = {
  cell: "total",
  cellWhole: "totalWhole",
  cellPercent: "totalPercent",
  cellSigned: "totalSigned",
  cellAmount: "totalAmount",
};

function purchaseCells({ month, previous, change, yearToDate }: AccountPurchases, name: string): Cell[] {
  return [
    name,
    month.ours.units,
    month.rivals.units,
    month.share,
    previous.ours.units,
    change,
    previous.share,
    month.ours.amount,
    yearToDate.ours.units,
    yearToDate.rivals.units,
    yearToDate.share,
  ];
}

function reviews(page: Page, summary: Summary): void {
  page.line(SUMMARY.reviews, "heading", 24);
  if (summary.reviews.length === 0) {
    page.line(SUMMARY.noReviews, "note");
    return;
  }
  page.table(
    [
      { header: SUMMARY.account, span: 1, style: "cell" },
      { header: SUMMARY.unit, span: 1, style: "cellWrap", wraps: true },
      { header: SUMMARY.rating, span: 1, style: "cellCenter" },
      { header: SUMMARY.previousRating, span: 1, style: "cellCenter" },
      { header: SUMMARY.trend, span: 1, style: "cellCenter" },
      { header: SUMMARY.remark, span: 3, style: "cellWrap", wraps: true },
      { header: SUMMARY.outlook, span: 2, style: "cellWrap", wraps: true },
      { header: SUMMARY.plan, span: 2, style: "cellWrap", wraps: true },
    ],
    summary.reviews.map((review) => [
      review.account,
      review.unitName,
      review.rating,
      review.previousRating ?? "—",
      review.trend,
      review.remark,
      review.outlook,
      review.plan,
    ]),
  );
}

function events(page: Page, summary: Summary): void {
  page.line(SUMMARY.events, "heading", 24);
  if (summary.events.length === 0) page.line(SUMMARY.noEvents, "note");
  else {
    page.table(
      [
        { header: SUMMARY.account, span: 1, style: "cell" },
        { header: SUMMARY.date, span: 1, style: "cellDate" },
        { header: SUMMARY.place, span: 1, style: "cellWrap", wraps: true },
        { header: SUMMARY.kind, span: 1, style: "cellCenter" },
        { header: SUMMARY.weight, span: 1, style: "cellCenter" },
        { header: SUMMARY.body, span: 3, style: "cellWrap", wraps: true },
        { header: SUMMARY.action, span: 2, style: "cellWrap", wraps: true },
        { header: SUMMARY.owner, span: 1, style: "cellWrap", wraps: true },
        { header: SUMMARY.unit, span: 1, style: "cellWrap", wraps: true },
      ],
      summary.events.map((event) => [
        event.account,
        serialOf(event.happenedOn),
        event.place === "" ? event.side : event.place,
        event.kind,
        event.weight,
        event.body,
        event.action,
        [event.owner, event.dueOn].filter(Boolean).join("\n"),
        event.unitName,
      ]),
    );
  }
  const others = Object.values(summary.eventCounts).reduce((sum, n) => sum + n, 0) - summary.events.length;
  if (others > 0) page.line(SUMMARY.otherEvents.replace("{count}", String(others)), "note");
}

function filings(page: Page, summary: Summary): void {
  page.line(SUMMARY.filings, "heading", 24);
  if (summary.filings.length === 0) {
    page.line(SUMMARY.noUnits, "note");
    return;
  }
  const states = { "on-time": SUMMARY.onTime, late: SUMMARY.late, missing: SUMMARY.missing };
  page.table(
    [
      { header: SUMMARY.unitName, span: 1, style: "cell" },
      { header: SUMMARY.unit, span: 1, style: "cellCenter" },
      { header: SUMMARY.kindOfUnit, span: 1, style: "cellCenter" },
      { header: SUMMARY.state, span: 1, style: "cellCenter" },
      { header: SUMMARY.firstAt, span: 2, style: "cellCenter" },
      { header: SUMMARY.rows, span: 1, style: "cellWhole" },
    ],
    summary.filings.map((filing) => [
      filing.name,
      filing.unit,
      filing.kind === "plant" ? SUMMARY.plant : SUMMARY.shop,
      states[filing.state],
      filing.firstAt === null ? "—" : inChina(filing.firstAt),
      filing.rows,
    ]),
  );
  page.line(completenessText(summary.completeness), "label");
}

/**
 * The monthly report as a plan: the sheet 月报 yyyy-MM, made to be printed on A4 and read on a wall, and beside it the
 * coverage map.
 */
import type { Coverage } from "../summary/coverage.ts";
import type { Summary } from "../summary/summary.ts";
import { SUMMARY } from "../text/summary.ts";
import { Page, pageSizeOf } from "./page.ts";
import type { ChartPlan, SheetPlan, WorkbookPlan } from "./plan.ts";
import { printedSheet } from "./printed-sheet.ts";
import { blindSpots } from "./summary/blind-spots.ts";
import { completeness } from "./summary/completeness.ts";
import { coverageSheet } from "./summary/coverage.ts";
import { events } from "./summary/events.ts";
import { figures } from "./summary/figures.ts";
import { glance } from "./summary/glance.ts";
import { BANNER_POINTS, head } from "./summary/head.ts";
import { purchases } from "./summary/purchases.ts";
import { nominations, registerChanges } from "./summary/register.ts";
import { relationship } from "./summary/relationship.ts";

/** `月报 2026-10` */
export const summarySheetName = (period: string): string => `${SUMMARY.sheetPrefix}${period}`;

/** Column A is a margin; the page has eleven columns after it, the first as wide as two others and a little. */
const LEFT = 1;
const WIDTHS = [25, ...Array.from({ length: 10 }, () => 11)];

/** @param coverage left out where there is none: the report alone */
export function summaryPlan(summary: Summary, coverage?: Coverage): WorkbookPlan {
  const sheet = summarySheet(summary);
  return {
    title: `${SUMMARY.title} ${summary.period}`,
    sheets: coverage ? [sheet, coverageSheet(coverage)] : [sheet],
    names: [],
    active: sheet.name,
  };
}

function summarySheet(summary: Summary): SheetPlan {
  const page = new Page(LEFT, WIDTHS, pageSizeOf(WIDTHS, BANNER_POINTS));
  const charts: ChartPlan[] = [];
  head(page, summary);
  figures(page, summary);
  glance(page, summary);
  page.newPage();
  purchases(page, summary, charts);
  relationship(page, summary, charts);
  events(page, summary);
  nominations(page, summary);
  registerChanges(page, summary);
  completeness(page, summary);
  blindSpots(page, summary);
  const issue = summary.issue ? ` · ${summary.issue.number}` : ` · ${SUMMARY.draft}`;
  return printedSheet(page, {
    key: "summary",
    name: summarySheetName(summary.period),
    tabColor: "#0F4C81",
    freeze: { rows: 1, columns: 0 },
    widths: WIDTHS,
    charts,
    foot: `${SUMMARY.title} ${summary.period}${issue}`,
  });
}

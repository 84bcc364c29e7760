/**
 * The coverage map as a sheet: accounts down, units across, a mark for each thing that a unit tells of an account. As
 * many units stand beside each other as can be read; the others follow below, with the accounts again.
 */
import { periodInChinese } from "../../report/dates.ts";
import type { Coverage, Square } from "../../summary/coverage.ts";
import type { Trace } from "../../summary/trace.ts";
import { COVERAGE, SUMMARY } from "../../text/summary.ts";
import { type Field, Page, pageSizeOf, type Shown } from "../page.ts";
import type { SheetPlan } from "../plan.ts";
import { printedSheet } from "../printed-sheet.ts";
import { BANNER_POINTS } from "./head.ts";
import { filled } from "./section.ts";

/** `覆盖图 2026-10` */
const coverageSheetName = (period: string): string => `${COVERAGE.sheetPrefix}${period}`;

const LEFT = 1;
const NAME_WIDTH = 24;
const COUNT_WIDTH = 11;
const SQUARE_WIDTH = 11;
const MOST_BESIDE = 10;
/** Where more units are to stand beside each other, each has just room for its marks. */
const NARROW_WIDTH = 9;
const MOST_NARROW = 14;
/** A page that is narrower has no room for its own legend. */
const LEAST_BESIDE = 6;
const SQUARE_POINTS = 20;
const NARROW_POINTS = 18;

type Units = Coverage["units"];

/** An account, looked through once for all blocks of units. */
interface Line extends Pick<Coverage["accounts"][number], "accountId" | "account" | "standing"> {
  readonly telling: number;
  readonly squares: ReadonlyMap<string, Square>;
}

export function coverageSheet(coverage: Coverage): SheetPlan {
  const { period, units, accounts } = coverage;
  const isNarrow = units.length > MOST_BESIDE;
  const beside = Math.max(1, Math.min(isNarrow ? MOST_NARROW : MOST_BESIDE, units.length));
  const columns = Math.max(LEAST_BESIDE, beside);
  const widths = [
    NAME_WIDTH,
    COUNT_WIDTH,
    ...Array.from({ length: columns }, () => (isNarrow ? NARROW_WIDTH : SQUARE_WIDTH)),
  ];
  const page = new Page(LEFT, widths, pageSizeOf(widths, BANNER_POINTS));
  page.line(`${COVERAGE.title} · ${periodInChinese(period)}`, "banner", BANNER_POINTS);
  page.paragraph(COVERAGE.legend, "bannerNote");
  page.skip(8);
  if (units.length === 0 || accounts.length === 0) page.line(COVERAGE.nothing, "note");
  else {
    const lines = accounts.map(({ squares, ...account }): Line => ({
      ...account,
      telling: squares.filter((square) => marksOf(square).length > 0).length,
      squares: new Map(squares.map((square) => [square.unit, square])),
    }));
    for (let from = 0; from < units.length; from += beside) {
      if (from > 0) page.newPage();
      block(page, coverage, lines, units.slice(from, from + beside), from);
    }
  }
  return printedSheet(page, {
    key: "coverage",
    name: coverageSheetName(period),
    tabColor: "#3B8C4F",
    freeze: { rows: 1, columns: 3 },
    widths,
    foot: `${COVERAGE.title} ${period}`,
  });
}

function block(
  page: Page,
  { units: all, period }: Coverage,
  lines: readonly Line[],
  units: Units,
  from: number,
): void {
  if (all.length > units.length) {
    const part = { from: from + 1, to: from + units.length, all: all.length };
    page.line(filled(COVERAGE.part, part), "subheading", 22);
  }
  const fields: Field[] = [
    { header: COVERAGE.account, span: 1, style: "squareName" },
    { header: COVERAGE.told, span: 1, style: "squareCount" },
    ...units.map(({ name }): Field => ({ header: name, span: 1, style: "squareEmpty", wraps: true })),
  ];
  page.table(
    fields,
    lines.map(({ accountId, account, standing, telling, squares }): Shown[] => [
      {
        value: `${account}${SUMMARY.standing[standing]}`,
        style: telling === 0 ? "squareUnmet" : "squareName",
      },
      `${telling} / ${all.length}`,
      ...units.map(({ code }) => squareCell(squares.get(code), code, accountId, period)),
    ]),
    1,
    all.length > MOST_BESIDE ? NARROW_POINTS : SQUARE_POINTS,
  );
}

const MARKS = ["news", "purchases", "contacts", "reviews"] as const;
type Mark = (typeof MARKS)[number];

const tells = (square: Square, mark: Mark): boolean =>
  mark === "reviews" ? square.reviews > square.quiet : square[mark] > 0;

const marksOf = (square: Square): Mark[] => MARKS.filter((mark) => tells(square, mark));

/** Each mark has its own place in the square, so that a column of them can be read downwards. */
function squareCell(square: Square | undefined, unit: string, accountId: number, period: string): Shown {
  const marks = square ? marksOf(square) : [];
  if (marks.length === 0) return { value: null, style: "squareEmpty" };
  const text = MARKS.map((mark) => (marks.includes(mark) ? COVERAGE.marks[mark] : COVERAGE.blank));
  const traces: Record<Mark, Trace> = {
    news: { sheet: "events", period, accountId, unit },
    purchases: { sheet: "purchases", period, accountId, unit },
    contacts: { sheet: "contacts", accountId, unit },
    reviews: { sheet: "reviews", period, accountId, unit },
  };
  return {
    value: text.join(""),
    traces: marks.map((mark) => traces[mark]),
    style: marks.length === MARKS.length ? "squareFull" : "squareSome",
  };
}

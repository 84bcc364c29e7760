/** The key figures: four beside each other, each with last month's and last year's. */
import { addMonths } from "../../report/dates.ts";
import { FIGURES } from "../../summary/figures.ts";
import type { Summary } from "../../summary/summary.ts";
import { SUMMARY } from "../../text/summary.ts";
import type { Page } from "../page.ts";
import { FIGURE_STYLES, writtenFigure } from "./figure-text.ts";
import { beginSection, filled } from "./section.ts";
import { figureTraces } from "./traces.ts";

const BESIDE = 4;
/** The page's first column is as wide as two others: four cards of one width. */
const CARDS = [2, 3, 3, 3] as const;
const HALVES = [
  [1, 1],
  [2, 1],
  [2, 1],
  [2, 1],
] as const;

export function figures(page: Page, summary: Summary): void {
  beginSection(page, SUMMARY.figures, "figures", summary);
  for (let from = 0; from < FIGURES.length; from += BESIDE) cards(page, summary, from);
}

function cards(page: Page, { period, figures: told }: Summary, from: number): void {
  const shown = FIGURES.slice(from, from + BESIDE);
  page.skip(4);
  page.need(84);
  page.cells(
    shown.map((figure) => SUMMARY.figure[figure]),
    shown.map((_, i) => ({ span: CARDS[i] ?? 3, style: "figureLabel" })),
    20,
  );
  page.cells(
    shown.map((figure) => ({
      value: told[figure].value ?? "—",
      traces: figureTraces(figure, period),
      style: FIGURE_STYLES[figure],
    })),
    shown.map((_, i) => ({ span: CARDS[i] ?? 3, style: "figure" })),
    38,
  );
  page.cells(
    shown.flatMap((figure) => {
      const { value, previous, lastYear } = told[figure];
      const difference =
        value === null || previous === null ? "" : `（${writtenFigure(figure, value - previous, true)}）`;
      return [
        {
          value: filled(SUMMARY.previous, { value: `${writtenFigure(figure, previous)}${difference}` }),
          traces: figureTraces(figure, addMonths(period, -1)),
        },
        {
          value: filled(SUMMARY.lastYear, { value: writtenFigure(figure, lastYear) }),
          traces: figureTraces(figure, addMonths(period, -12)),
        },
      ];
    }),
    shown.flatMap((_, i) => (HALVES[i] ?? [2, 1]).map((span) => ({ span, style: "figureNote" as const }))),
    22,
  );
}

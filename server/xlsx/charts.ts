/** A chart of a plan as a native chart of the file. */
import type { SheetChart } from "hucre/xlsx";
import { columnName, parseRange, quoteSheet } from "../../shared/plan/address.ts";
import type { ChartPlan } from "../../shared/plan/plan.ts";

const TYPES = {
  columnClustered: { type: "column", barGrouping: "clustered" },
  columnStacked: { type: "column", barGrouping: "stacked", overlap: 100 },
  barClustered: { type: "bar", barGrouping: "clustered" },
  line: { type: "line", lineGrouping: "standard" },
} as const satisfies Record<ChartPlan["type"], Partial<SheetChart>>;

/** The source's first row names the series, its first column the categories. */
export function sheetChart(plan: ChartPlan, sheetName: string): SheetChart {
  const source = parseRange(plan.source);
  const place = parseRange(plan.place);
  const cells = (column: number, from: number, to: number): string =>
    `${quoteSheet(sheetName)}!$${columnName(column)}$${from + 1}` +
    (to > from ? `:$${columnName(column)}$${to + 1}` : "");
  const first = source.row + 1;
  const last = source.row + source.rows - 1;
  return {
    ...TYPES[plan.type],
    title: plan.title,
    titleFontSize: 13,
    altText: plan.title,
    legend: source.columns > 2 ? "bottom" : false,
    series: Array.from({ length: source.columns - 1 }, (_, i) => ({
      // The cell that names the series: `finishChart` makes a reference of it.
      name: cells(source.column + 1 + i, source.row, source.row),
      categories: cells(source.column, first, last),
      values: cells(source.column + 1 + i, first, last),
    })),
    anchor: {
      from: { row: place.row, col: place.column },
      to: { row: place.row + place.rows, col: place.column + place.columns },
    },
    axes: {
      x: { majorTickMark: "none", minorTickMark: "none" },
      y: {
        gridlines: { major: true },
        majorTickMark: "none",
        minorTickMark: "none",
        ...(plan.valueAxisTitle ? { title: plan.valueAxisTitle } : {}),
      },
    },
  };
}

/**
 * Series named by a cell instead of by fixed words, so that the chart follows when the heading changes; and pale
 * grid lines, which would be near black.
 */
export const finishChart = (xml: string): string =>
  xml
    .replace(/<c:tx><c:v>(.*?)<\/c:v><\/c:tx>/g, "<c:tx><c:strRef><c:f>$1</c:f></c:strRef></c:tx>")
    .replaceAll("<c:majorGridlines/>", `<c:majorGridlines><c:spPr>${PALE_LINE}</c:spPr></c:majorGridlines>`);

const PALE_LINE = '<a:ln w="9525"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln>';

/** Charts bear the plan's names, by which the pane finds them again. */
export const finishDrawing = (xml: string, charts: readonly ChartPlan[]): string =>
  charts.reduce(
    (done, chart, i) => done.replace(`name="Chart ${i + 1}"`, () => `name="${attribute(chart.name)}"`),
    xml,
  );

const attribute = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

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
  // Where the categories stand elsewhere, every column is a series.
  const apart = plan.categories === undefined ? undefined : parseRange(plan.categories);
  const categories = apart
    ? cells(apart.column, apart.row, apart.row + apart.rows - 1)
    : cells(source.column, first, last);
  const left = apart ? source.column : source.column + 1;
  const count = source.column + source.columns - left;
  return {
    ...TYPES[plan.type],
    title: plan.title,
    titleFontSize: 13,
    altText: plan.title,
    legend: count > 1 ? "bottom" : false,
    series: Array.from({ length: count }, (_, i) => ({
      // The cell that names the series: `finishChart` makes a reference of it.
      name: cells(left + i, source.row, source.row),
      categories,
      values: cells(left + i, first, last),
      ...seriesLook(plan, i),
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
        ...(plan.valueRange ? { scale: { min: plan.valueRange.from, max: plan.valueRange.to } } : {}),
      },
    },
  };
}

function seriesLook({ colors, type }: ChartPlan, series: number): Partial<SheetChart["series"][number]> {
  const color = colors?.[series]?.replace("#", "");
  return {
    ...(color === undefined ? {} : { color }),
    ...(type === "line" ? { stroke: { width: 2.25 } } : {}),
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

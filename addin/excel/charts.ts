/** Charts. */
import { parseRange } from "../../shared/plan/address.ts";
import type { ChartPlan } from "../../shared/plan/plan.ts";

const TYPES = {
  columnClustered: "ColumnClustered",
  columnStacked: "ColumnStacked",
  barClustered: "BarClustered",
  line: "Line",
} as const satisfies Record<ChartPlan["type"], string>;

/** The source's first row names the series, its first column the categories. */
export function drawChart(sheet: Excel.Worksheet, plan: ChartPlan): void {
  const chart = sheet.charts.add(TYPES[plan.type], sheet.getRange(plan.source), "Columns");
  chart.name = plan.name;
  chart.title.text = plan.title;
  const [start, end = start] = plan.place.split(":");
  chart.setPosition(start ?? "A1", end);
  const series = parseRange(plan.source).columns - (plan.categories === undefined ? 1 : 0);
  for (let i = 0; i < series; i += 1) drawSeries(chart.series.getItemAt(i), plan, i, sheet);
  if (series > 1) {
    chart.legend.visible = true;
    chart.legend.position = "Bottom";
  } else {
    chart.legend.visible = false;
  }
  if (plan.valueRange) {
    chart.axes.valueAxis.minimum = plan.valueRange.from;
    chart.axes.valueAxis.maximum = plan.valueRange.to;
  }
  if (plan.valueAxisTitle !== undefined) {
    chart.axes.valueAxis.title.text = plan.valueAxisTitle;
    chart.axes.valueAxis.title.visible = true;
  }
}

function drawSeries(series: Excel.ChartSeries, plan: ChartPlan, index: number, sheet: Excel.Worksheet): void {
  if (plan.categories !== undefined) series.setXAxisValues(sheet.getRange(plan.categories));
  const color = plan.colors?.[index];
  if (color === undefined) return;
  if (plan.type === "line") series.format.line.color = color;
  else series.format.fill.setSolidColor(color);
}

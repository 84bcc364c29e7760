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
  if (parseRange(plan.source).columns > 2) {
    chart.legend.visible = true;
    chart.legend.position = "Bottom";
  } else {
    chart.legend.visible = false;
  }
  if (plan.valueAxisTitle !== undefined) {
    chart.axes.valueAxis.title.text = plan.valueAxisTitle;
    chart.axes.valueAxis.title.visible = true;
  }
}

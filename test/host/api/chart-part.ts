/** A chart, or a piece of it, found by the chart's id. */
import { problem } from "../workbook/problem.ts";
import type { Sheet } from "../workbook/sheet.ts";
import type { HostChart } from "../workbook/state.ts";
import { ApiObject, type ApiHost } from "./object.ts";

export abstract class ChartPart extends ApiObject {
  constructor(
    host: ApiHost,
    protected readonly sheet: Sheet,
    protected readonly id: string,
  ) {
    super(host);
  }
  protected own(): HostChart {
    const found = this.sheet.charts.find(({ id }) => id === this.id);
    if (!found) throw problem("ItemNotFound");
    return found;
  }
  protected change(change: Partial<HostChart>): void {
    this.own();
    this.sheet.charts = this.sheet.charts.map((one) => (one.id === this.id ? { ...one, ...change } : one));
  }
}

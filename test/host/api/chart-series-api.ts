/** `Excel.ChartSeries`. */
import { absolute } from "../workbook/formula.ts";
import { colorOf } from "../workbook/look.ts";
import { problem } from "../workbook/problem.ts";
import type { Sheet } from "../workbook/sheet.ts";
import type { HostSeries } from "../workbook/state.ts";
import { rangeArgument, resolveRange } from "./area-object.ts";
import { ChartPart } from "./chart-part.ts";
import { ApiCollection, type ApiHost, type ApiObject } from "./object.ts";

export class ChartSeriesCollectionApi extends ApiCollection {
  readonly className = "ChartSeriesCollection";
  constructor(
    host: ApiHost,
    private readonly sheet: Sheet,
    private readonly chart: string,
  ) {
    super(host);
  }
  get count(): number {
    return this.members().length;
  }
  members(): readonly ApiObject[] {
    const found = this.sheet.charts.find(({ id }) => id === this.chart);
    return (found?.series ?? []).map((_, i) => new ChartSeriesApi(this.host, this.sheet, this.chart, i));
  }
  getItemAt(index: number): ApiObject {
    const found = this.members()[index];
    if (!found) throw problem("InvalidArgument");
    return found;
  }
  add(name = ""): ApiObject {
    const made: HostSeries = { name, values: "", categories: "", color: null, labels: false };
    this.sheet.charts = this.sheet.charts.map((one) =>
      one.id === this.chart ? { ...one, series: [...one.series, made] } : one,
    );
    return this.getItemAt(this.count - 1);
  }
}

abstract class SeriesPart extends ChartPart {
  constructor(
    host: ApiHost,
    sheet: Sheet,
    chart: string,
    protected readonly place: number,
  ) {
    super(host, sheet, chart);
  }
  protected series(): HostSeries {
    const found = this.own().series[this.place];
    if (!found) throw problem("ItemNotFound");
    return found;
  }
  protected alter(change: Partial<HostSeries>): void {
    this.series();
    this.change({
      series: this.own().series.map((one, i) => (i === this.place ? { ...one, ...change } : one)),
    });
  }
}

class ChartSeriesApi extends SeriesPart {
  readonly className = "ChartSeries";
  get name(): string {
    const { name } = this.series();
    if (!name.startsWith("=")) return name;
    const { sheet, area } = resolveRange(this.host.book, this.sheet, name);
    return String(sheet.cells.at(area.top, area.left)?.value ?? "");
  }
  set name(name: string) {
    this.alter({ name });
  }
  get hasDataLabels(): boolean {
    return this.series().labels;
  }
  set hasDataLabels(labels: boolean) {
    this.alter({ labels });
  }
  get format(): ApiObject {
    return new ChartSeriesFormatApi(this.host, this.sheet, this.id, this.place);
  }
  setValues(source: unknown): void {
    const { sheet, area } = rangeArgument(source, this.host.book, this.sheet);
    this.alter({ values: absolute(sheet.name, area) });
  }
  setXAxisValues(source: unknown): void {
    const { sheet, area } = rangeArgument(source, this.host.book, this.sheet);
    this.alter({ categories: absolute(sheet.name, area) });
  }
  delete(): void {
    this.series();
    this.change({ series: this.own().series.filter((_, i) => i !== this.place) });
  }
}

class ChartSeriesFormatApi extends SeriesPart {
  readonly className = "ChartSeriesFormat";
  get fill(): ApiObject {
    return new ChartFillApi(this.host, this.sheet, this.id, this.place);
  }
  get line(): ApiObject {
    return new ChartLineFormatApi(this.host, this.sheet, this.id, this.place);
  }
}

class ChartFillApi extends SeriesPart {
  readonly className = "ChartFill";
  setSolidColor(given: string): void {
    const color = colorOf(given);
    if (color === null) throw problem("InvalidArgument");
    this.alter({ color });
  }
  clear(): void {
    this.alter({ color: null });
  }
}

class ChartLineFormatApi extends SeriesPart {
  readonly className = "ChartLineFormat";
  get color(): string {
    return this.series().color ?? "";
  }
  set color(given: string) {
    const color = colorOf(given);
    if (color === null) throw problem("InvalidArgument");
    this.alter({ color });
  }
}

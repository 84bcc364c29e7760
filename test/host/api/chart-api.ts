/** `Excel.Chart`: what an add-in sets on a chart and a file keeps of it. */
import { absolute } from "../workbook/formula.ts";
import { problem } from "../workbook/problem.ts";
import type { Sheet } from "../workbook/sheet.ts";
import type { HostChart } from "../workbook/state.ts";
import { refuseProtectedSheet } from "../workbook/write.ts";
import { rangeArgument } from "./area-object.ts";
import { placeOver, seriesOf } from "./chart-source.ts";
import { ChartSeriesCollectionApi } from "./chart-series-api.ts";
import { ChartPart } from "./chart-part.ts";
import { ApiCollection, ApiNothing, type ApiHost, type ApiObject } from "./object.ts";

export class ChartsApi extends ApiCollection {
  readonly className = "ChartCollection";
  constructor(
    host: ApiHost,
    private readonly sheet: Sheet,
  ) {
    super(host);
  }
  get count(): number {
    return this.sheet.charts.length;
  }
  members(): readonly ApiObject[] {
    return this.sheet.charts.map(({ id }) => new ChartApi(this.host, this.sheet, id));
  }
  add(type: string, source: unknown, seriesBy = "Auto"): ApiObject {
    refuseProtectedSheet(this.sheet);
    const { sheet, area } = rangeArgument(source, this.host.book, this.sheet);
    if (seriesBy !== "Auto" && seriesBy !== "Rows" && seriesBy !== "Columns")
      throw problem("InvalidArgument");
    const id = `{${String(this.host.book.newNumber()).padStart(8, "0")}-0008-0000-0000-000000000000}`;
    const word = this.host.book.language.startsWith("zh") ? "图表" : "Chart";
    const chart: HostChart = {
      id,
      name: `${word} ${this.sheet.charts.length + 1}`,
      type,
      title: "",
      source: absolute(sheet.name, area),
      seriesBy,
      series: seriesOf(sheet, area, seriesBy),
      place: { left: 100, top: 100, width: 360, height: 216 },
      legend: { visible: true, position: "Bottom" },
      valueAxisTitle: null,
      categoryAxisTitle: null,
      numberFormat: null,
      minimum: null,
      maximum: null,
    };
    this.sheet.charts = [...this.sheet.charts, chart];
    return new ChartApi(this.host, this.sheet, id);
  }
  getItem(key: string): ApiObject {
    const found = this.find(key);
    if (!found) throw problem("ItemNotFound");
    return new ChartApi(this.host, this.sheet, found.id);
  }
  getItemOrNullObject(key: string): ApiObject {
    const found = this.find(key);
    return found ? new ChartApi(this.host, this.sheet, found.id) : new ApiNothing(this.host);
  }
  getItemAt(index: number): ApiObject {
    const found = this.sheet.charts[index];
    if (!found) throw problem("InvalidArgument");
    return new ChartApi(this.host, this.sheet, found.id);
  }

  private find(key: string): HostChart | undefined {
    return this.sheet.charts.find(({ id, name }) => id === key || name.toLowerCase() === key.toLowerCase());
  }
}

class ChartApi extends ChartPart {
  readonly className = "Chart";
  override identity(): Record<string, unknown> {
    return { Id: this.id };
  }
  get name(): string {
    return this.own().name;
  }
  set name(name: string) {
    this.change({ name });
  }
  get chartType(): string {
    return this.own().type;
  }
  set chartType(type: string) {
    this.change({ type });
  }
  get left(): number {
    return this.own().place.left;
  }
  set left(left: number) {
    this.change({ place: { ...this.own().place, left } });
  }
  get top(): number {
    return this.own().place.top;
  }
  set top(top: number) {
    this.change({ place: { ...this.own().place, top } });
  }
  get width(): number {
    return this.own().place.width;
  }
  set width(width: number) {
    this.change({ place: { ...this.own().place, width } });
  }
  get height(): number {
    return this.own().place.height;
  }
  set height(height: number) {
    this.change({ place: { ...this.own().place, height } });
  }
  get worksheet(): ApiObject {
    return this.host.worksheet(this.sheet);
  }
  get title(): ApiObject {
    return new ChartTitleApi(this.host, this.sheet, this.id);
  }
  get legend(): ApiObject {
    return new ChartLegendApi(this.host, this.sheet, this.id);
  }
  get axes(): ApiObject {
    return new ChartAxesApi(this.host, this.sheet, this.id);
  }
  get series(): ApiObject {
    return new ChartSeriesCollectionApi(this.host, this.sheet, this.id);
  }
  setData(source: unknown, seriesBy = "Auto"): void {
    const { sheet, area } = rangeArgument(source, this.host.book, this.sheet);
    if (seriesBy !== "Auto" && seriesBy !== "Rows" && seriesBy !== "Columns")
      throw problem("InvalidArgument");
    this.change({ source: absolute(sheet.name, area), seriesBy, series: seriesOf(sheet, area, seriesBy) });
  }
  setPosition(start: unknown, end?: unknown): void {
    const first = rangeArgument(start, this.host.book, this.sheet);
    const last = end === undefined || end === null ? null : rangeArgument(end, this.host.book, this.sheet);
    if (first.sheet !== this.sheet || (last && last.sheet !== this.sheet)) throw problem("InvalidArgument");
    const { width, height } = this.own().place;
    const over = placeOver(this.sheet, first.area, last?.area ?? first.area);
    this.change({ place: last ? over : { ...over, width, height } });
  }
  activate(): void {
    this.host.book.activate(this.sheet);
  }
  delete(): void {
    this.own();
    refuseProtectedSheet(this.sheet);
    this.sheet.charts = this.sheet.charts.filter(({ id }) => id !== this.id);
  }
}

class ChartTitleApi extends ChartPart {
  readonly className = "ChartTitle";
  get text(): string {
    return this.own().title ?? "";
  }
  set text(title: string) {
    this.change({ title });
  }
  get visible(): boolean {
    return this.own().title !== null;
  }
  set visible(visible: boolean) {
    this.change({ title: visible ? (this.own().title ?? "") : null });
  }
}

const POSITIONS = ["Top", "Bottom", "Left", "Right", "Corner", "Custom"];

class ChartLegendApi extends ChartPart {
  readonly className = "ChartLegend";
  get visible(): boolean {
    return this.own().legend.visible;
  }
  set visible(visible: boolean) {
    this.change({ legend: { ...this.own().legend, visible } });
  }
  get position(): string {
    return this.own().legend.position;
  }
  set position(position: string) {
    if (!POSITIONS.includes(position)) throw problem("InvalidArgument");
    this.change({ legend: { ...this.own().legend, position } });
  }
}

class ChartAxesApi extends ChartPart {
  readonly className = "ChartAxes";
  get valueAxis(): ApiObject {
    return new ChartAxisApi(this.host, this.sheet, this.id, "valueAxisTitle");
  }
  get categoryAxis(): ApiObject {
    return new ChartAxisApi(this.host, this.sheet, this.id, "categoryAxisTitle");
  }
}

class ChartAxisApi extends ChartPart {
  readonly className = "ChartAxis";
  constructor(
    host: ApiHost,
    sheet: Sheet,
    id: string,
    private readonly key: "valueAxisTitle" | "categoryAxisTitle",
  ) {
    super(host, sheet, id);
  }
  get title(): ApiObject {
    return new ChartAxisTitleApi(this.host, this.sheet, this.id, this.key);
  }
  get numberFormat(): string {
    return this.own().numberFormat ?? "General";
  }
  set numberFormat(numberFormat: string) {
    if (this.key === "valueAxisTitle") this.change({ numberFormat });
  }
  get minimum(): unknown {
    return this.own().minimum ?? "";
  }
  set minimum(minimum: unknown) {
    if (typeof minimum !== "number") throw problem("InvalidArgument");
    this.change({ minimum });
  }
  get maximum(): unknown {
    return this.own().maximum ?? "";
  }
  set maximum(maximum: unknown) {
    if (typeof maximum !== "number") throw problem("InvalidArgument");
    this.change({ maximum });
  }
}

class ChartAxisTitleApi extends ChartPart {
  readonly className = "ChartAxisTitle";
  constructor(
    host: ApiHost,
    sheet: Sheet,
    id: string,
    private readonly key: "valueAxisTitle" | "categoryAxisTitle",
  ) {
    super(host, sheet, id);
  }
  get text(): string {
    return this.own()[this.key] ?? "";
  }
  set text(text: string) {
    this.change({ [this.key]: text });
  }
  get visible(): boolean {
    return this.own()[this.key] !== null;
  }
  set visible(visible: boolean) {
    this.change({ [this.key]: visible ? (this.own()[this.key] ?? "") : null });
  }
}

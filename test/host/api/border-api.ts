/** `Excel.RangeBorder`: an edge of a range is a side of some of its cells. */
import { EDGES, changed, type Edge, type Line, type Side } from "../workbook/look.ts";
import { problem } from "../workbook/problem.ts";
import type { HeldRange } from "../workbook/workbook.ts";
import { refuseProtectedSheet } from "../workbook/write.ts";
import { color, LookObject, one } from "./look-object.ts";
import { ApiCollection, type ApiHost, type ApiObject } from "./object.ts";

export class RangeBordersApi extends ApiCollection {
  readonly className = "RangeBorderCollection";
  constructor(
    host: ApiHost,
    private readonly held: HeldRange,
  ) {
    super(host);
  }
  members(): readonly ApiObject[] {
    return EDGES.map((edge) => new RangeBorderApi(this.host, this.held, edge));
  }
  get count(): number {
    return EDGES.length;
  }
  getItem(key: string): ApiObject {
    const edge = EDGES.find((one) => one === key);
    if (!edge) throw problem("InvalidArgument");
    return new RangeBorderApi(this.host, this.held, edge);
  }
  getItemAt(index: number): ApiObject {
    return this.getItem(EDGES[index] ?? "");
  }
}

const NO_LINE: Line = { style: "None", color: "#000000", weight: "Thin" };
const STYLES = ["None", "Continuous", "Dash", "DashDot", "DashDotDot", "Dot", "Double", "SlantDashDot"];
const WEIGHTS = ["Hairline", "Thin", "Medium", "Thick"];

class RangeBorderApi extends LookObject {
  readonly className = "RangeBorder";
  constructor(
    host: ApiHost,
    held: HeldRange,
    private readonly edge: Edge,
  ) {
    super(host, held);
  }
  override identity(): Record<string, unknown> {
    return { _Id: this.edge };
  }
  get sideIndex(): string {
    return this.edge;
  }
  get style(): string {
    return this.line().style;
  }
  set style(given: string) {
    this.draw({ style: one(given, STYLES) });
  }
  get color(): string {
    return this.line().color;
  }
  set color(given: string) {
    this.draw({ color: color(given) });
  }
  get weight(): string {
    return this.line().weight;
  }
  set weight(given: string) {
    this.draw({ weight: one(given, WEIGHTS) });
  }

  /** Each edge of a range is a side of some of its cells; inner edges are bottoms and rights. */
  private cells(): { area: { top: number; left: number; bottom: number; right: number }; side: Side } | null {
    const a = this.areaOf();
    switch (this.edge) {
      case "EdgeTop":
        return { area: { ...a, bottom: a.top }, side: "top" };
      case "EdgeBottom":
        return { area: { ...a, top: a.bottom }, side: "bottom" };
      case "EdgeLeft":
        return { area: { ...a, right: a.left }, side: "left" };
      case "EdgeRight":
        return { area: { ...a, left: a.right }, side: "right" };
      case "InsideHorizontal":
        return a.top === a.bottom ? null : { area: { ...a, bottom: a.bottom - 1 }, side: "bottom" };
      case "InsideVertical":
        return a.left === a.right ? null : { area: { ...a, right: a.right - 1 }, side: "right" };
      default:
        return null;
    }
  }
  private line(): Line {
    const cells = this.cells();
    if (!cells) return NO_LINE;
    return this.sheetOf().looks.at(cells.area.top, cells.area.left)?.[cells.side] ?? NO_LINE;
  }
  private draw(change: Partial<Line>): void {
    refuseProtectedSheet(this.sheetOf(), "allowFormatCells");
    const cells = this.cells();
    if (!cells) return;
    this.sheetOf().looks.paint(cells.area, (old) => {
      // A colour or a weight alone makes a line, as it does in Excel.
      const line = { ...(old?.[cells.side] ?? { ...NO_LINE, style: "Continuous" }), ...change };
      return changed(old, { [cells.side]: line.style === "None" ? undefined : line });
    });
  }
}

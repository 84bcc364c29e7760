/** A page that has been written, as a sheet that is printed across, with its banner on every page. */
import type { Page } from "./page.ts";
import type { SheetPlan } from "./plan.ts";

/** What each such sheet says of itself. */
interface Own extends Pick<SheetPlan, "key" | "name" | "tabColor" | "freeze"> {
  /** What stands at the foot of each printed page, beside its number. */
  readonly foot: string;
  /** The page's columns in characters; a margin stands before them. */
  readonly widths: readonly number[];
  readonly charts?: SheetPlan["charts"];
}

const MARGIN = { width: 2 };

export const printedSheet = (page: Page, { foot, widths, charts = [], ...own }: Own): SheetPlan => ({
  ...own,
  visibility: "visible",
  columns: [MARGIN, ...widths.map((width) => ({ width }))],
  rowHeights: page.rowHeights,
  blocks: page.blocks,
  merges: page.merges,
  tables: [],
  highlights: [],
  charts,
  gridlines: false,
  print: {
    orientation: "landscape",
    titleRows: "$1:$1",
    area: page.area,
    breaks: page.breaks,
    footer: `&L${foot}&R&P / &N`,
  },
  traces: page.traces,
});

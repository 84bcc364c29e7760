/** A worksheet of the host: cells, and what lies over them. */
import { ROWS, addressOf, intersection, parseArea, type Area } from "./area.ts";
import { Cells } from "./cells.ts";
import type { Look } from "./look.ts";
import { Plane } from "./plane.ts";
import type {
  Conditional,
  FilterCriteria,
  HostChart,
  HostComment,
  HostName,
  HostPage,
  HostSheet,
  ProtectionOptions,
  SortField,
  Validation,
} from "./state.ts";

export interface Table {
  readonly id: string;
  name: string;
  /** Header, body and totals. */
  area: Area;
  columns: { readonly id: number; name: string }[];
  style: string;
  showHeaders: boolean;
  showTotals: boolean;
  showFilterButton: boolean;
  bandedRows: boolean;
  bandedColumns: boolean;
  filters: Map<number, FilterCriteria>;
  sort: readonly SortField[];
}

export const PLAIN_PAGE: HostPage = {
  orientation: "Portrait",
  paperSize: "A4",
  zoom: { scale: 100 },
  printArea: null,
  titleRows: null,
  titleColumns: null,
  breaks: [],
  header: { left: "", center: "", right: "" },
  footer: { left: "", center: "", right: "" },
};

/** Points of a column nobody has set: 8.43 characters of Calibri 11. */
export const STANDARD_POINTS = 48;
export const STANDARD_HEIGHT = 15;

export class Sheet {
  visibility: HostSheet["visibility"] = "Visible";
  tabColor = "";
  gridlines = true;
  headings = true;
  standardWidth = 8.43;
  selection: Area = { top: 0, left: 0, bottom: 0, right: 0 };
  freeze: { readonly rows: number; readonly columns: number } | null = null;
  protection: { readonly options: ProtectionOptions; readonly password: string } | null = null;
  readonly cells = new Cells();
  readonly looks = new Plane<Look>();
  readonly widths = new Map<number, number>();
  readonly hiddenColumns = new Set<number>();
  readonly heights = new Map<number, number>();
  readonly hiddenRows = new Set<number>();
  readonly filteredRows = new Set<number>();
  readonly validations = new Plane<Validation>();
  readonly links = new Map<string, { readonly address: string; readonly tip: string }>();
  conditionals: Conditional[] = [];
  merges: Area[] = [];
  tables: Table[] = [];
  charts: HostChart[] = [];
  names: HostName[] = [];
  comments: HostComment[] = [];
  page: HostPage = PLAIN_PAGE;

  constructor(
    readonly id: string,
    public name: string,
  ) {}

  numberFormat(row: number, column: number): string {
    return this.looks.at(row, column)?.numberFormat ?? "General";
  }

  columnPoints(column: number): number {
    return this.hiddenColumns.has(column) ? 0 : (this.widths.get(column) ?? STANDARD_POINTS);
  }

  rowPoints(row: number): number {
    return this.hiddenRows.has(row) || this.filteredRows.has(row)
      ? 0
      : (this.heights.get(row) ?? STANDARD_HEIGHT);
  }

  isRowHidden(row: number): boolean {
    return this.hiddenRows.has(row) || this.filteredRows.has(row);
  }

  /** All cells that hold something or, unless `valuesOnly`, merely look like something. */
  used(within: Area, valuesOnly: boolean): Area | null {
    let found = this.cells.used(within);
    if (valuesOnly) return found;
    for (const column of this.looks.usedColumns()) {
      if (column < within.left || column > within.right) continue;
      for (const run of this.looks.runs(column)) {
        // Formats of a whole column do not make its million rows "used".
        const bottom = run.bottom === ROWS - 1 ? Math.min(run.top, ROWS - 1) : run.bottom;
        if (run.bottom === ROWS - 1 && run.top === 0) continue;
        const part = intersection(within, { top: run.top, left: column, bottom, right: column });
        if (part) found = found ? join(found, part) : part;
      }
    }
    return found;
  }

  tableAt(row: number, column: number): Table | null {
    return (
      this.tables.find(
        ({ area: a }) => row >= a.top && row <= a.bottom && column >= a.left && column <= a.right,
      ) ?? null
    );
  }

  mergeAt(row: number, column: number): Area | null {
    return (
      this.merges.find((a) => row >= a.top && row <= a.bottom && column >= a.left && column <= a.right) ??
      null
    );
  }

  commentAreas(): { comment: HostComment; at: Area | null }[] {
    return this.comments.map((comment) => ({ comment, at: parseArea(comment.cell) }));
  }
}

const join = (a: Area, b: Area): Area => ({
  top: Math.min(a.top, b.top),
  left: Math.min(a.left, b.left),
  bottom: Math.max(a.bottom, b.bottom),
  right: Math.max(a.right, b.right),
});

/** The rows of a table that hold data. */
export function bodyOf(table: Table): Area {
  return {
    ...table.area,
    top: table.area.top + (table.showHeaders ? 1 : 0),
    bottom: table.area.bottom - (table.showTotals ? 1 : 0),
  };
}

export const headerOf = (table: Table): Area => ({ ...table.area, bottom: table.area.top });

export const linkKey = (row: number, column: number): string =>
  addressOf({ top: row, left: column, bottom: row, right: column });

/**
 * A workbook as plain data. The template, the master and the summary are each a plan; `addin/excel` draws a
 * plan through Office.js and `server/xlsx` draws the same plan into a file, to the same cells.
 *
 * Rows and columns count from 0 everywhere in a plan. Ranges written as text are A1 without a sheet name.
 */
import type { Trace } from "../summary/trace.ts";
import type { StyleName } from "./styles.ts";

/**
 * What a cell holds. A string is always text, also when it begins with `=`, `+`, `-` or `@` or looks like a
 * number: only `{ formula }` is computed. Dates are Excel serial numbers of the 1900 system.
 */
export type Cell = string | number | boolean | null | { readonly formula: string };

export interface WorkbookPlan {
  readonly title: string;
  readonly sheets: readonly SheetPlan[];
  /** Workbook-level defined names. */
  readonly names: readonly NamePlan[];
  /** `name` of the sheet shown first when the workbook opens. */
  readonly active: string;
}

export interface NamePlan {
  readonly name: string;
  /** With its leading `=`, absolute, sheet-qualified: `=_lists!$A$3:$A$40`. */
  readonly formula: string;
}

export interface SheetPlan {
  /** Stable key, English. */
  readonly key: string;
  /** What the tab says. */
  readonly name: string;
  readonly visibility: "visible" | "hidden";
  readonly tabColor?: string;
  /** A protected sheet takes no typing; it carries no password (it guards against slips, not against people). */
  readonly protected?: boolean;
  readonly freeze?: { readonly rows: number; readonly columns: number };
  /** From column A on; a column beyond the list keeps Excel's own width. */
  readonly columns: readonly ColumnPlan[];
  readonly rowHeights?: readonly { readonly row: number; readonly points: number }[];
  /** Cells outside tables. Blocks do not overlap each other or a table. */
  readonly blocks: readonly BlockPlan[];
  readonly merges?: readonly string[];
  readonly tables: readonly TablePlan[];
  readonly highlights: readonly HighlightPlan[];
  readonly charts: readonly ChartPlan[];
  readonly print?: PrintPlan;
  readonly gridlines?: boolean;
  /** From cells to the rows behind their numbers; not drawn. A number may have several. */
  readonly traces?: readonly TracePlan[];
}

export interface TracePlan {
  readonly row: number;
  readonly column: number;
  readonly trace: Trace;
}

export interface ColumnPlan {
  /** In characters of the default font, as Excel's column width box shows. */
  readonly width: number;
  readonly hidden?: boolean;
  /** For every cell of the column that has no style of its own, to the bottom of the sheet. */
  readonly style?: StyleName;
}

/** A rectangle of cells. */
export interface BlockPlan {
  readonly row: number;
  readonly column: number;
  readonly cells: readonly (readonly Cell[])[];
  /** One style for all, or one per column of the block, or a whole grid of them. */
  readonly style: StyleName | readonly StyleName[] | readonly (readonly StyleName[])[];
}

/** An Excel table: a header row and, below it, at least one row. */
export interface TablePlan {
  readonly name: string;
  /** Of the header row. */
  readonly row: number;
  readonly column: number;
  readonly columns: readonly TableColumnPlan[];
  /** Each as long as `columns`. The painter adds one blank row where there is none: a table must have one. */
  readonly rows: readonly (readonly Cell[])[];
  /** A built-in table style, e.g. `TableStyleMedium2`. */
  readonly style: string;
  readonly filter: boolean;
}

/**
 * A row of a table that has more to say about some of its cells. A file shows it as notes on the cells; in Excel the
 * pane tells it of the selected row, since Excel grows slow with thousands of notes.
 */
export interface NotedRow {
  readonly cells: readonly Cell[];
  readonly notes: readonly CellNote[];
}

/** A row for a painter that takes rows one by one. */
export type TableRow = readonly Cell[] | NotedRow;

export interface CellNote {
  /** Of the table's, from 0. */
  readonly column: number;
  /** At most `MOST_NOTE` characters; lines are separated by `\n`. */
  readonly text: string;
  /** Left out first where there are more than a sheet can bear. */
  readonly minor?: boolean;
}

/** What a note holds in every program that reads the file, and what fits on a screen. */
export const MOST_NOTE = 600;

export interface TableColumnPlan {
  /** Stable key, English: what the code calls the column. */
  readonly key: string;
  /** Unique within the table. */
  readonly header: string;
  readonly headerStyle: StyleName;
  /** For the cells below the header, to the bottom of the sheet. */
  readonly style: StyleName;
  /** From the first row below the header to row 1,048,576. */
  readonly validation?: ValidationPlan;
}

export interface ValidationPlan {
  readonly rule: ValidationRule;
  /** `stop` refuses another value, `warning` asks. */
  readonly onError: "stop" | "warning";
  readonly errorTitle: string;
  /** At most 225 characters. */
  readonly errorMessage: string;
  /** Shown when the cell is selected: title at most 32, message at most 255 characters. */
  readonly promptTitle?: string;
  readonly promptMessage?: string;
}

/**
 * A `list` formula is written for the first row below the header and moves with the row. `operator` is as in
 * Office.js, its bounds are numbers (dates as serials) or formulas with their `=`.
 */
export type ValidationRule =
  | { readonly kind: "list"; readonly formula: string }
  | {
      readonly kind: "whole" | "decimal" | "date" | "textLength";
      readonly operator: "Between" | "GreaterThanOrEqualTo" | "LessThanOrEqualTo";
      readonly formula1: number | string;
      readonly formula2?: number | string;
    }
  | { readonly kind: "custom"; readonly formula: string };

/** A conditional format: cells of `range` for which `formula` (written for its first cell) is true. */
export interface HighlightPlan {
  readonly range: string;
  readonly formula: string;
  readonly fill?: string;
  readonly color?: string;
  readonly bold?: boolean;
  readonly strike?: boolean;
}

export interface ChartPlan {
  readonly name: string;
  readonly title: string;
  readonly type: "columnClustered" | "columnStacked" | "barClustered" | "line";
  /** On the same sheet, contiguous: the first row names the series, the first column the categories. */
  readonly source: string;
  /** The cells of the categories, without a heading, where they do not stand beside the series. */
  readonly categories?: string;
  /** One for each series, `#RRGGBB`. */
  readonly colors?: readonly string[];
  /** The cells it covers. */
  readonly place: string;
  readonly valueAxisTitle?: string;
  /** What the value axis reaches from and to, where Excel is not to choose. */
  readonly valueRange?: { readonly from: number; readonly to: number };
}

export interface PrintPlan {
  readonly orientation: "portrait" | "landscape";
  /** A4, as wide as one page. Rows repeated at the top of each page, e.g. `$1:$3`. */
  readonly titleRows?: string;
  /** What is printed, where not all of it. */
  readonly area?: string;
  /** Rows with which a new page begins. */
  readonly breaks?: readonly number[];
  readonly header?: string;
  readonly footer?: string;
}

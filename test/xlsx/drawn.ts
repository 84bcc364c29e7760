/**
 * What is in a workbook, told the same way whoever drew it: the file painter (read back by `inspectWorkbook`) or
 * the pane in an Excel (told by the test host). Two painters agree where their descriptions are deeply equal.
 *
 * Rules for whoever makes one, so that equal workbooks give equal descriptions:
 * - sheets in tab order; every other list sorted by range (in the order row, column), names by name;
 * - colours `#RRGGBB` in capitals; ranges A1 without `$` and without a sheet; formulas with their `=`;
 * - what is not set is given as its default, never left out.
 */
export interface DrawnWorkbook {
  /** Name of the sheet that is shown when the workbook opens. */
  readonly active: string;
  /** Workbook-level names. Print titles are told with their sheet. */
  readonly names: readonly { readonly name: string; readonly formula: string }[];
  readonly sheets: readonly DrawnSheet[];
}

export interface DrawnSheet {
  readonly name: string;
  readonly visibility: "visible" | "hidden";
  readonly tabColor: string | null;
  readonly protected: boolean;
  readonly freeze: { readonly rows: number; readonly columns: number };
  readonly gridlines: boolean;
  /** By letter, for columns with a width of their own; width in characters, rounded to a tenth. */
  readonly columns: Readonly<Record<string, { readonly width: number; readonly hidden: boolean }>>;
  /** By letter, for columns whose last cell (row 1,048,576) has a look. */
  readonly foot: Readonly<Record<string, DrawnLook>>;
  /** By row number, where a height was set, in points. */
  readonly rowHeights: Readonly<Record<string, number>>;
  /**
   * By A1 address: every cell that holds something, or looks otherwise than the foot of its column. Of merged
   * cells only the first.
   */
  readonly cells: Readonly<Record<string, DrawnCell>>;
  readonly merges: readonly string[];
  readonly tables: readonly DrawnTable[];
  readonly validations: readonly DrawnValidation[];
  readonly highlights: readonly DrawnHighlight[];
  readonly charts: readonly DrawnChart[];
  /** Null where the sheet has no print setup of its own (neither A4 nor fitted to a page). */
  readonly print: DrawnPrint | null;
}

export interface DrawnCell {
  /** Null where blank, and where there is a formula: its result is another test's matter. */
  readonly value: string | number | boolean | null;
  readonly formula: string | null;
  readonly look: DrawnLook;
}

export interface DrawnLook {
  /** `General` where none. */
  readonly format: string;
  readonly bold: boolean;
  readonly italic: boolean;
  /** Points. */
  readonly size: number;
  /** Null: automatic. */
  readonly color: string | null;
  readonly fill: string | null;
  readonly align: "general" | "left" | "center" | "right";
  readonly valign: "top" | "center" | "bottom";
  readonly wrap: boolean;
  /** Colour of the line under the cell. */
  readonly line: string | null;
}

/** Of a cell that nothing was said about. */
export const PLAIN_LOOK: DrawnLook = {
  format: "General",
  bold: false,
  italic: false,
  size: 11,
  color: null,
  fill: null,
  align: "general",
  valign: "bottom",
  wrap: false,
  line: null,
};

export interface DrawnTable {
  readonly name: string;
  /** With its header row. */
  readonly range: string;
  readonly headers: readonly string[];
  readonly style: string;
  readonly filter: boolean;
}

export interface DrawnValidation {
  readonly range: string;
  readonly kind: "list" | "whole" | "decimal" | "date" | "textLength" | "custom";
  /** As in Office.js; null for lists and custom formulas. */
  readonly operator: string | null;
  /** Formulas with `=`, numbers as numbers. */
  readonly formula1: string | number | null;
  readonly formula2: string | number | null;
  readonly onError: "stop" | "warning";
  readonly ignoreBlank: boolean;
  readonly errorTitle: string;
  readonly errorMessage: string;
  readonly promptTitle: string;
  readonly promptMessage: string;
}

export interface DrawnHighlight {
  readonly range: string;
  readonly formula: string;
  readonly fill: string | null;
  readonly color: string | null;
  readonly bold: boolean;
  readonly strike: boolean;
}

export interface DrawnChart {
  readonly name: string;
  readonly title: string;
  readonly type: "columnClustered" | "columnStacked" | "barClustered" | "line";
  readonly valueAxisTitle: string | null;
  /** References as A1 on the chart's own sheet. */
  readonly series: readonly { readonly name: string; readonly categories: string; readonly values: string }[];
  /** The cells it covers. */
  readonly place: string;
}

export interface DrawnPrint {
  readonly orientation: "portrait" | "landscape";
  readonly titleRows: string | null;
  /** The middle part, or the whole with its codes where other parts are used. */
  readonly header: string;
  readonly footer: string;
}

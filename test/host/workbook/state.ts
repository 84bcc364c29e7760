/** A host workbook as plain data: what `state()` gives, `load()` takes and a file holds. Ranges are A1. */
import type { CellValue } from "./cells.ts";
import type { Look } from "./look.ts";

export interface HostWorkbook {
  readonly date1904: boolean;
  /** Name of the sheet that is shown. */
  readonly active: string;
  readonly sheets: readonly HostSheet[];
  readonly names: readonly HostName[];
  /** `Office.context.document.settings`, saved with the workbook. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly customXml: readonly string[];
  readonly properties: Readonly<Record<string, string>>;
  readonly calculationMode: string;
}

export interface HostName {
  readonly name: string;
  readonly formula: string;
  readonly visible: boolean;
  readonly comment: string;
}

export interface HostSheet {
  readonly name: string;
  readonly id: string;
  readonly visibility: "Visible" | "Hidden" | "VeryHidden";
  readonly tabColor: string;
  readonly gridlines: boolean;
  readonly headings: boolean;
  readonly standardWidth: number;
  readonly selection: string;
  readonly freeze: { readonly rows: number; readonly columns: number } | null;
  readonly protection: { readonly options: ProtectionOptions; readonly password: string } | null;
  readonly cells: readonly HostCell[];
  readonly looks: readonly { readonly range: string; readonly look: Look }[];
  readonly columns: readonly HostColumn[];
  readonly rows: readonly HostRow[];
  readonly validations: readonly { readonly range: string; readonly validation: Validation }[];
  readonly conditionals: readonly Conditional[];
  readonly merges: readonly string[];
  readonly tables: readonly HostTable[];
  readonly charts: readonly HostChart[];
  readonly names: readonly HostName[];
  readonly comments: readonly HostComment[];
  readonly page: HostPage;
}

export interface HostCell {
  readonly row: number;
  readonly column: number;
  readonly value: CellValue;
  readonly formula?: string;
  readonly error?: true;
  readonly link?: { readonly address: string; readonly tip: string };
}

export interface HostColumn {
  readonly column: number;
  /** Points, as Office.js counts; null keeps the sheet's own width. */
  readonly width: number | null;
  readonly hidden: boolean;
}

export interface HostRow {
  readonly row: number;
  readonly height: number | null;
  readonly hidden: boolean;
  /** Hidden by a filter, not by a person. */
  readonly filtered: boolean;
}

export type ProtectionOptions = Readonly<Record<string, boolean | string>>;

/** Formulas are written for `anchor` and move with the cell. */
export interface Validation {
  readonly rule: ValidationRule;
  readonly ignoreBlanks: boolean;
  readonly errorAlert: ErrorAlert;
  readonly prompt: Prompt;
  readonly anchor: { readonly row: number; readonly column: number };
}

export interface ErrorAlert {
  readonly showAlert: boolean;
  readonly style: "Stop" | "Warning" | "Information";
  readonly title: string;
  readonly message: string;
}

export interface Prompt {
  readonly showPrompt: boolean;
  readonly title: string;
  readonly message: string;
}

export type ValidationRule =
  | { readonly kind: "list"; readonly source: string; readonly inCellDropDown: boolean }
  | { readonly kind: "custom"; readonly formula: string }
  | {
      readonly kind: "wholeNumber" | "decimal" | "date" | "time" | "textLength";
      readonly operator: string;
      readonly formula1: string | number;
      readonly formula2?: string | number;
    };

export interface Conditional {
  readonly id: string;
  readonly type: "Custom" | "CellValue" | "ContainsText";
  /** A1, several parted by commas. */
  readonly range: string;
  readonly formula: string;
  readonly formula2?: string;
  readonly operator?: string;
  readonly fill?: string;
  readonly color?: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly strike?: boolean;
  readonly stopIfTrue: boolean;
}

export interface HostTable {
  readonly id: string;
  readonly name: string;
  /** Header, body and totals. */
  readonly range: string;
  readonly columns: readonly { readonly id: number; readonly name: string }[];
  readonly style: string;
  readonly showHeaders: boolean;
  readonly showTotals: boolean;
  readonly showFilterButton: boolean;
  readonly bandedRows: boolean;
  readonly bandedColumns: boolean;
  readonly filters: readonly { readonly column: number; readonly criteria: FilterCriteria }[];
  readonly sort: readonly SortField[];
}

export interface FilterCriteria {
  readonly filterOn: string;
  readonly values?: readonly string[];
  readonly criterion1?: string;
  readonly criterion2?: string;
  readonly operator?: "And" | "Or";
}

export interface SortField {
  readonly key: number;
  readonly ascending: boolean;
}

export interface HostChart {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly title: string | null;
  readonly source: string;
  readonly seriesBy: "Auto" | "Rows" | "Columns";
  readonly series: readonly HostSeries[];
  /** Points from the sheet's corner. */
  readonly place: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };
  readonly legend: { readonly visible: boolean; readonly position: string };
  readonly valueAxisTitle: string | null;
  readonly categoryAxisTitle: string | null;
  /** Of the value axis. */
  readonly numberFormat: string | null;
  readonly minimum: number | null;
  readonly maximum: number | null;
}

export interface HostSeries {
  readonly name: string;
  readonly values: string;
  readonly categories: string;
  readonly color: string | null;
  readonly labels: boolean;
}

export interface HostComment {
  readonly id: string;
  readonly cell: string;
  readonly content: string;
  readonly author: string;
}

export interface HostPage {
  readonly orientation: "Portrait" | "Landscape";
  readonly paperSize: string;
  readonly zoom: {
    readonly horizontalFitToPages?: number;
    readonly verticalFitToPages?: number;
    readonly scale?: number;
  };
  readonly printArea: string | null;
  readonly titleRows: string | null;
  readonly titleColumns: string | null;
  /** Rows, counted from 0, with which a new page begins. */
  readonly breaks: readonly number[];
  readonly header: { readonly left: string; readonly center: string; readonly right: string };
  readonly footer: { readonly left: string; readonly center: string; readonly right: string };
}

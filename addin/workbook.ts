/**
 * What the pane needs of a workbook, without a word of Office.js. `addin/excel` is the one implementation with
 * Excel behind it.
 */
import type { MasterFill } from "../shared/plan/master.ts";
import type { WorkbookPlan } from "../shared/plan/plan.ts";
import type { WorkbookGrid } from "../shared/report/grid.ts";
import type { SheetKey } from "../shared/report/sheets.ts";
import type { Values } from "../shared/report/value.ts";

/** Fraction done, 0 to 1, and what is being done, for people. */
export type Progress = (done: number, sheet: string) => void;

export interface WorkbookState {
  /** The report laid down here, read from the hidden list sheet; null where there is none. */
  readonly report: { readonly unit: string; readonly period: string; readonly template: number } | null;
  /** Report sheets that are there (by table name, else by sheet name), and those that are missing. */
  readonly present: readonly SheetKey[];
  readonly missing: readonly SheetKey[];
  /** Names of sheets that the product would have to overwrite though they are not its own. */
  readonly inTheWay: readonly string[];
  /** The master laid down here: how far it has been filled; null where there is none. */
  readonly master: MasterFill | null;
}

/** A cell of a report sheet: `row` counts sheet rows from 0. */
export interface CellMark {
  readonly sheet: SheetKey;
  readonly row: number;
  /** Column key, or "" for the row as a whole. */
  readonly column: string;
  readonly severity: "error" | "warning";
  /** In the user's language. */
  readonly message: string;
}

/** What becomes of one report row after a push or a check; only what is given is written. */
export interface RowUpdate {
  readonly sheet: SheetKey;
  /** Where the row was when it was read; it is found again by `rowId` if the sheet was sorted meanwhile. */
  readonly row: number;
  readonly rowId: string;
  /** Another row's identity, which stands in this copy of it and gives way to `rowId`. */
  readonly copiedFrom?: string;
  readonly baseRevision?: number | null;
  readonly status?: string;
  readonly statusNote?: string;
  /** New values, e.g. theirs, or the merged ones. */
  readonly values?: Values;
  /** Take the row out of the sheet (it was deleted at the service). */
  readonly remove?: true;
}

/** One row of the master as the workbook shows it. */
export interface MasterUpdate {
  readonly sheet: SheetKey;
  readonly rowId: string;
  /** As long as the master table has columns (see `shared/plan/master.ts`). */
  readonly cells: readonly (string | number | boolean | null)[];
}

export interface MasterCounts {
  readonly added: number;
  readonly changed: number;
  /** Greyed: deleted, or told in another line. */
  readonly deleted: number;
}

/** The row of a master table in which the selection begins. */
export interface MasterSelection {
  readonly sheet: SheetKey;
  readonly rowId: string;
  /** Key of the selected cell's column; "" for a column that HQ added itself. */
  readonly column: string;
}

/** The selected cell of a monthly report's sheets, rows and columns from 0. */
export interface ReportSelection {
  /** The sheet's name. */
  readonly sheet: string;
  readonly period: string;
  readonly row: number;
  readonly column: number;
  /** Cells of the sheet from A1 on, as many as say which report it is. */
  readonly head: readonly (readonly unknown[])[];
  /** The selected row from its first cell on. */
  readonly line: readonly unknown[];
}

export interface Workbook {
  state(): Promise<WorkbookState>;
  /**
   * Lays down what of the plan is missing: sheets, columns, dropdowns, lists. Rows that are there stay as they
   * are; rows of the plan whose rowId is not in the workbook are appended. The list sheet is written anew.
   */
  lay(plan: WorkbookPlan, progress?: Progress): Promise<void>;
  /** Draws the plan's sheets anew; sheets of the same name that are there are replaced. */
  replace(plan: WorkbookPlan, progress?: Progress): Promise<void>;
  read(progress?: Progress): Promise<WorkbookGrid>;
  /** Puts back dropdowns and checks that pasting destroyed; answers the addresses that had lost them. */
  mend(plan: WorkbookPlan): Promise<readonly { readonly sheet: SheetKey; readonly address: string }[]>;
  /** Marks the cells given and takes away the marks of the last time. */
  mark(marks: readonly CellMark[]): Promise<void>;
  update(rows: readonly RowUpdate[], progress?: Progress): Promise<void>;
  /** Selects a cell of a report sheet. */
  show(sheet: SheetKey, row: number, column: string): Promise<void>;
  /**
   * Writes changed rows into the master tables: a row that is there is overwritten in place, a new one appended.
   * Nothing moves, so columns and notes that HQ added beside stay with their rows. Answers what really changed.
   */
  updateMaster(rows: readonly MasterUpdate[], fill: MasterFill, progress?: Progress): Promise<MasterCounts>;
  /**
   * The same for all lines of a sheet: what stands there and is none of them is told in another line now, and is
   * greyed where it stands. It comes back when it is a line again.
   */
  matchMaster(sheet: SheetKey, lines: readonly MasterUpdate[], progress?: Progress): Promise<MasterCounts>;
  /** The selected row of a master table; null where something else is selected. */
  selectedMasterRow(): Promise<MasterSelection | null>;
  /** Tells of what is selected whenever that may have changed, until the function it answers is called. */
  followMasterSelection(tell: (selection: MasterSelection | null) => void): Promise<() => Promise<void>>;
  /**
   * Takes the user to these rows of a sheet's master. Where they do not stand together, the table is filtered to
   * them. Answers how many of them stand in the master.
   */
  selectMasterRows(
    sheet: SheetKey,
    rowIds: readonly string[],
  ): Promise<{ readonly found: number; readonly filtered: boolean }>;
  /** Shows again what `selectMasterRows` filtered away. */
  showAllMasterRows(sheet: SheetKey): Promise<void>;
  /** The selected cell of a report's sheets; null where something else is selected. */
  selectedReportCell(): Promise<ReportSelection | null>;
  /** Tells of what is selected whenever that may have changed, until the function it answers is called. */
  followReportSelection(tell: (selection: ReportSelection | null) => void): Promise<() => Promise<void>>;
}

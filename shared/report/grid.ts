/** A workbook as read, before anything is made of it. The pane and the service both read into this. */

/**
 * One cell as it stands. Numbers are as the file has them (a date is a serial number in the workbook's own date
 * system). A formula keeps its cached value.
 */
export type RawCell =
  | string
  | number
  | boolean
  | null
  | { readonly error: string }
  | { readonly formula: string; readonly value: string | number | boolean | null };

export interface WorkbookGrid {
  /** Serial numbers count from 1904-01-01 instead of 1899-12-30. */
  readonly date1904: boolean;
  readonly sheets: readonly SheetGrid[];
}

export interface SheetGrid {
  readonly name: string;
  readonly hidden: boolean;
  /** Where `rows[0][0]` lies on the sheet, counted from 0. */
  readonly top: number;
  readonly left: number;
  readonly rows: readonly (readonly RawCell[])[];
  /** Merged ranges, A1. */
  readonly merges: readonly string[];
  /** Tables on the sheet, with header row, A1. */
  readonly tables: readonly { readonly name: string; readonly range: string }[];
}

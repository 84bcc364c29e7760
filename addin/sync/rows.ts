/** Rows on their way from the sheets to the service. */
import { sheetOf, type SheetKey } from "../../shared/report/sheets.ts";
import type { Values } from "../../shared/report/value.ts";

/** A row as it stands in a report sheet. */
export interface SheetRow {
  readonly sheet: SheetKey;
  /** Sheet row, counted from 0. */
  readonly row: number;
  /** null where the row has none yet. */
  readonly rowId: string | null;
  readonly baseRevision: number | null;
  readonly values: Values;
}

/** A row that has its identity. */
export interface IdentifiedRow extends SheetRow {
  readonly rowId: string;
  /** The sheet has another identity, or none: it is to be written there. */
  readonly fresh: boolean;
  /** Another row's identity that stands in the sheet here; null where none does. */
  readonly copiedFrom: string | null;
}

/** Do two rows say the same in every column of the sheet? A column left out is an empty one. */
export const sameValues = (sheet: SheetKey, a: Values, b: Values): boolean =>
  sheetOf(sheet).columns.every(({ key }) => (a[key] ?? null) === (b[key] ?? null));

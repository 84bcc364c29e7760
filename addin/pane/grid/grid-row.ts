/** The rows of a sheet as the grid shows them. Pure. */
import { sheetOf, type SheetKey } from "../../../shared/report/sheets.ts";
import type { KnownRow } from "../../sync/replica.ts";
import { type Draft, draftOf } from "../history/draft.ts";
import type { Unsent, UnsentRow } from "./unsent-row.ts";

/** A row as the grid shows it: what the service has, with what was changed here. */
export interface GridRow {
  readonly rowId: string;
  readonly sheet: SheetKey;
  readonly period: string | null;
  readonly cells: Draft;
  /** As the service has it; null for a new row. */
  readonly known: KnownRow | null;
  /** null where nothing was changed. */
  readonly unsent: UnsentRow | null;
}

/** A sheet's rows of the month (standing ones too): those that the service has, then the new ones. */
export function gridRows(
  known: ReadonlyMap<string, KnownRow>,
  unsent: Unsent,
  sheet: SheetKey,
  period: string,
): GridRow[] {
  const shown = (row: { readonly sheet: SheetKey; readonly period: string | null }): boolean =>
    row.sheet === sheet && (row.period === null || row.period === period);
  const rows: GridRow[] = [];
  for (const row of known.values()) {
    if (!shown(row)) continue;
    const changed = unsent.get(row.rowId) ?? null;
    rows.push(gridRowOf(row, changed));
  }
  for (const row of unsent.values()) {
    if (shown(row) && !known.has(row.rowId)) {
      const { rowId, cells } = row;
      rows.push({ rowId, sheet, period: row.period, cells, known: null, unsent: row });
    }
  }
  return rows;
}

/** Of a row untouched here the same object is given as long as the service has it so: what is drawn of it stays. */
const untouched = new WeakMap<KnownRow, GridRow>();

function gridRowOf(known: KnownRow, unsent: UnsentRow | null): GridRow {
  const { rowId, sheet, period } = known;
  if (unsent) {
    const seen = touched.get(unsent);
    if (seen?.known === known) return seen;
    const row = { rowId, sheet, period, cells: unsent.cells, known, unsent };
    touched.set(unsent, row);
    return row;
  }
  const seen = untouched.get(known);
  if (seen) return seen;
  const row = { rowId, sheet, period, cells: draftOf(sheetOf(sheet), known.values), known, unsent: null };
  untouched.set(known, row);
  return row;
}

const touched = new WeakMap<UnsentRow, GridRow>();

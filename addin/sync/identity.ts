/**
 * Who is who among the rows of the sheets. Rows are sorted, copied, pasted and typed freely; a row is known by its
 * hidden `rowId` alone, and two rows never share one.
 */
import type { SheetKey } from "../../shared/report/sheets.ts";
import { type KnownRow, type Replica, rowsOfPeriod } from "./replica.ts";
import { type IdentifiedRow, sameValues, type SheetRow } from "./rows.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/**
 * Gives every row an identity of its own, in the order given.
 * - Of rows that share one, the row whose values are the last known ones keeps it, else the topmost; the others are
 *   copies and become new rows.
 * - A row without one that equals, in every column, a row known to be missing from the sheets is that row: so it is
 *   after a workbook was closed without saving what the last push wrote into it.
 * - What is no UUID counts as none.
 */
export function identify(
  rows: readonly SheetRow[],
  replica: Replica,
  period: string,
  newId: () => string,
): IdentifiedRow[] {
  const keepers = keepersOf(rows, replica);
  const missing = new Map<SheetKey, KnownRow[]>();
  for (const known of rowsOfPeriod(replica, period)) {
    if (!keepers.has(known.rowId)) missing.set(known.sheet, [...(missing.get(known.sheet) ?? []), known]);
  }
  return rows.map((row) => {
    const id = cleanId(row.rowId);
    if (id !== null && keepers.get(id) === row) {
      const known = replica.rows.get(id);
      const baseRevision = row.baseRevision ?? known?.revision ?? null;
      return {
        ...row,
        rowId: id,
        baseRevision,
        fresh: id !== row.rowId || baseRevision !== row.baseRevision,
        copiedFrom: null,
      };
    }
    const found = id === null ? takeEqual(missing.get(row.sheet) ?? [], row) : undefined;
    if (found)
      return { ...row, rowId: found.rowId, baseRevision: found.revision, fresh: true, copiedFrom: null };
    return { ...row, rowId: newId(), baseRevision: null, fresh: true, copiedFrom: id };
  });
}

const cleanId = (rowId: string | null): string | null => {
  const id = rowId?.trim() ?? "";
  return UUID.test(id) ? id.toLowerCase() : null;
};

/** For each identity, the row that it stays with. */
function keepersOf(rows: readonly SheetRow[], replica: Replica): Map<string, SheetRow> {
  const keepers = new Map<string, SheetRow>();
  for (const row of rows) {
    const id = cleanId(row.rowId);
    if (id === null) continue;
    const keeper = keepers.get(id);
    if (!keeper || likeness(row, replica.rows.get(id)) > likeness(keeper, replica.rows.get(id))) {
      keepers.set(id, row);
    }
  }
  return keepers;
}

/** On the known sheet counts, and more so the known values. */
function likeness(row: SheetRow, known: KnownRow | undefined): number {
  if (!known || row.sheet !== known.sheet) return 0;
  return sameValues(row.sheet, row.values, known.values) ? 2 : 1;
}

function takeEqual(missing: KnownRow[], row: SheetRow): KnownRow | undefined {
  const at = missing.findIndex((known) => sameValues(row.sheet, known.values, row.values));
  return at < 0 ? undefined : missing.splice(at, 1)[0];
}

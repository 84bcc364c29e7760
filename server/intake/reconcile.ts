/** One row against what the store has of it: what would be written, before anyone asks whether it may be. */
import { error, type Fault, hasError } from "../../shared/report/issue.ts";
import { type SheetKey, SHEETS } from "../../shared/report/sheets.ts";
import type { Value, Values } from "../../shared/report/value.ts";
import { merge } from "../../shared/sync/merge.ts";
import type { ConflictColumn, NewConflict, StoredRow } from "../store/intake-store.ts";
import type { ReadRow } from "./read-rows.ts";

/** What becomes of a row. */
export type Reconciled =
  /** To be checked, and written if it is sound. `seen` is false where the client lacks what others changed. */
  | { readonly kind: "write"; readonly values: Values; readonly seen: boolean }
  | { readonly kind: "delete"; readonly values: Values }
  /** Nothing to write. `seen` as above. */
  | { readonly kind: "same"; readonly seen: boolean }
  | { readonly kind: "conflict"; readonly conflict: NewConflict }
  | { readonly kind: "reject"; readonly faults: readonly Fault[] };

const COLUMNS: ReadonlyMap<SheetKey, readonly string[]> = new Map(
  SHEETS.map((sheet) => [sheet.key, sheet.columns.map(({ key }) => key)]),
);

const NOTHING: Values = {};

/**
 * @param stored the row's latest revision, if there is one
 * @param base the values at the revision the client last saw; undefined where it saw none
 */
export function reconcile(
  row: ReadRow,
  unit: string,
  stored: StoredRow | undefined,
  base: Values | undefined,
): Reconciled {
  if (stored && stored.unit !== unit) return reject(error("", "row_of_other_unit"));
  if (stored && stored.sheet !== row.sheet) return reject(error("", "row_of_other_sheet"));
  if (stored && row.baseRevision !== null && row.baseRevision > stored.revision) {
    return reject(error("", "base_revision_unknown"));
  }
  if (hasError(row.faults)) return { kind: "reject", faults: [] };
  const columns = COLUMNS.get(row.sheet) ?? [];
  if (!stored) return row.deleted ? { kind: "same", seen: true } : create(columns, row);
  // Whoever saw the latest revision knows what became of the row; for all others a deletion is news.
  const upToDate = row.baseRevision === stored.revision;
  const was = upToDate ? stored.values : (base ?? NOTHING);
  if (row.deleted) return remove(columns, row, stored, was, upToDate);
  return update(columns, row, stored, was, upToDate);
}

const reject = (...faults: Fault[]): Reconciled => ({ kind: "reject", faults });

function create(columns: readonly string[], row: ReadRow): Reconciled {
  const { values } = merge(columns, NOTHING, row.given, NOTHING);
  return { kind: "write", values, seen: true };
}

function remove(
  columns: readonly string[],
  row: ReadRow,
  stored: StoredRow,
  was: Values,
  upToDate: boolean,
): Reconciled {
  if (stored.deleted) return { kind: "same", seen: true };
  const moved = columns.filter((key) => (stored.values[key] ?? null) !== (was[key] ?? null));
  if (upToDate || moved.length === 0) return { kind: "delete", values: stored.values };
  const changes = moved.map((column) => clash(column, was, null, stored.values[column] ?? null));
  return conflict(row, stored, changes, "mine");
}

function update(
  columns: readonly string[],
  row: ReadRow,
  stored: StoredRow,
  was: Values,
  upToDate: boolean,
): Reconciled {
  const merged = merge(columns, was, row.given, stored.values);
  if (stored.deleted) {
    if (upToDate) return { kind: "write", values: merged.values, seen: true };
    const mine = columns.filter((key) => key in row.given && row.given[key] !== (was[key] ?? null));
    // Not touched here, deleted there: that is their change alone.
    if (mine.length === 0) return { kind: "same", seen: false };
    return conflict(
      row,
      stored,
      mine.map((column) => clash(column, was, row.given[column] ?? null, null)),
      "theirs",
    );
  }
  if (merged.conflicts.length > 0) {
    const changes = merged.conflicts.map((one): ConflictColumn => ({ ...one, taken: null }));
    return conflict(row, stored, changes, null);
  }
  const seen = columns.every(
    (key) => (key in row.given ? row.given[key] : (was[key] ?? null)) === (merged.values[key] ?? null),
  );
  return merged.changed.length === 0
    ? { kind: "same", seen }
    : { kind: "write", values: merged.values, seen };
}

const clash = (column: string, was: Values, mine: Value, theirs: Value): ConflictColumn => ({
  column,
  base: was[column] ?? null,
  mine,
  theirs,
  taken: null,
});

const conflict = (
  { rowId, baseRevision }: ReadRow,
  { revision }: StoredRow,
  columns: readonly ConflictColumn[],
  deletedBy: NewConflict["deletedBy"],
): Reconciled => ({
  kind: "conflict",
  conflict: { rowId, baseRevision, latestRevision: revision, deletedBy, columns },
});

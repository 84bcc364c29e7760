/** How a conflict ended: for each column, whose value was taken. */
import type { Values } from "../../shared/report/value.ts";
import type { ConflictColumn, OpenConflict, Settlement } from "../store/intake-store.ts";

/** @param outcome the row as it then was; null where it was deleted */
export function settle(conflict: OpenConflict, settledBy: number, outcome: Values | null): Settlement {
  const columns = conflict.columns.map((one): ConflictColumn => ({
    ...one,
    taken: taken(conflict, one, outcome),
  }));
  return { conflictId: conflict.id, settledBy, columns };
}

function taken(
  { deletedBy }: OpenConflict,
  { column, mine, theirs }: ConflictColumn,
  outcome: Values | null,
): ConflictColumn["taken"] {
  if (outcome === null) return deletedBy ?? "other";
  const value = outcome[column] ?? null;
  // Where one side deleted the row, a row that lives is the other side's.
  if (deletedBy === "theirs") return value === mine ? "mine" : "other";
  if (deletedBy === "mine") return value === theirs ? "theirs" : "other";
  return value === mine ? "mine" : value === theirs ? "theirs" : "other";
}

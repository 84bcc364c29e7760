/** Three-way merge of one row, column by column. Pure: values in, values out. */
import type { Value, Values } from "../report/value.ts";

export interface ColumnConflict {
  readonly column: string;
  readonly base: Value;
  readonly mine: Value;
  readonly theirs: Value;
}

export interface Merge {
  /** The row as it would be; where there are conflicts, theirs stands in the columns in question. */
  readonly values: Values;
  /** Columns in which `mine` differs from `theirs` and wins: what would be written. */
  readonly changed: readonly string[];
  /** Did theirs change anything, since the base, that mine had not seen? */
  readonly theirsMoved: boolean;
  readonly conflicts: readonly ColumnConflict[];
}

/**
 * Merges what a client sends (`mine`, made from `base`) into what the service has (`theirs`). A column that only
 * one side changed takes that side; one both changed to the same value is no conflict; one both changed to
 * different values is. A column missing from `mine` was not touched.
 *
 * @example
 * merge(["city", "address"], { city: "上海", address: null }, { city: "苏州" }, { city: "上海", address: "路 1 号" })
 * // { values: { city: "苏州", address: "路 1 号" }, changed: ["city"], theirsMoved: true, conflicts: [] }
 */
export function merge(columns: readonly string[], base: Values, mine: Values, theirs: Values): Merge {
  const values: Record<string, Value> = {};
  const changed: string[] = [];
  const conflicts: ColumnConflict[] = [];
  let theirsMoved = false;
  for (const column of columns) {
    const was = base[column] ?? null;
    const theirValue = theirs[column] ?? null;
    const myValue = column in mine ? (mine[column] ?? null) : was;
    const iChanged = myValue !== was;
    const theyChanged = theirValue !== was;
    theirsMoved ||= theyChanged;
    values[column] = theirValue;
    if (!iChanged || myValue === theirValue) continue;
    if (theyChanged) {
      conflicts.push({ column, base: was, mine: myValue, theirs: theirValue });
    } else {
      values[column] = myValue;
      changed.push(column);
    }
  }
  return { values, changed, theirsMoved, conflicts };
}

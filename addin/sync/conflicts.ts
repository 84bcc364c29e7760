/** Rows that two people changed in the same column: which side is taken, and what is then sent again. Pure. */
import { sheetOf, type SheetKey } from "../../shared/report/sheets.ts";
import type { Value, Values } from "../../shared/report/value.ts";
import { merge } from "../../shared/sync/merge.ts";
import type { PushedRow, Theirs } from "../../shared/sync/protocol.ts";
import type { RowUpdate } from "../workbook.ts";
import type { RowResult } from "./results.ts";

export type Side = "mine" | "theirs";

export interface Conflict {
  readonly sheet: SheetKey;
  /** null where the row is in the sheet no more: mine is its deletion. */
  readonly row: number | null;
  readonly rowId: string;
  /** What both began from. */
  readonly base: Values;
  /** null: I deleted the row. */
  readonly mine: Values | null;
  readonly theirs: Theirs;
  /** In the sheet's order; empty where one side deleted the row, and the row is taken as a whole. */
  readonly columns: readonly string[];
  /** By column; the whole row under "". */
  readonly taken: Readonly<Record<string, Side>>;
}

/** The whole row, where there is nothing to choose column by column. */
export const WHOLE_ROW = "";

/** @param base the row's values at the revision that was sent as its base; `{}` where it had none */
export function conflictOf(result: RowResult, theirs: Theirs, base: Values): Conflict {
  const told = new Set(theirs.columns);
  const columns =
    result.mine === null || theirs.deleted
      ? []
      : sheetOf(result.sheet)
          .columns.map(({ key }) => key)
          .filter((key) => told.has(key));
  const { sheet, row, rowId, mine } = result;
  return { sheet, row, rowId, base, mine, theirs, columns, taken: {} };
}

/** What there is to decide: columns, or the row as a whole. */
export const questionsOf = (conflict: Conflict): readonly string[] =>
  conflict.columns.length > 0 ? conflict.columns : [WHOLE_ROW];

export const take = (conflict: Conflict, question: string, side: Side): Conflict => ({
  ...conflict,
  taken: { ...conflict.taken, [question]: side },
});

export const takeAll = (conflict: Conflict, side: Side): Conflict => ({
  ...conflict,
  taken: Object.fromEntries(questionsOf(conflict).map((question) => [question, side])),
});

export const isSettled = (conflict: Conflict): boolean =>
  questionsOf(conflict).every((question) => conflict.taken[question] !== undefined);

/** The two sides of a column, as values. */
export const sidesOf = (conflict: Conflict, column: string): { mine: Value; theirs: Value } => ({
  mine: conflict.mine?.[column] ?? null,
  theirs: conflict.theirs.values[column] ?? null,
});

export interface Settlement {
  /** To be sent, on the service's latest revision; null where the sheet alone changes. */
  readonly push: PushedRow | null;
  /** To be written into the sheet before; null where the row is not there. */
  readonly update: RowUpdate | null;
  /** Theirs is wanted, but the row is in the sheet no more: it must be put back. */
  readonly putBack: boolean;
}

/**
 * What follows from the choices. Columns that nobody contests merge: mine where only I changed them, theirs
 * elsewhere; so settling one column does not undo what the other person did in the next.
 */
export function settle(conflict: Conflict): Settlement {
  const { sheet, row, rowId, theirs, mine } = conflict;
  const place = row === null ? null : { sheet, row, rowId };
  const whole = conflict.taken[WHOLE_ROW];
  if (mine === null) {
    if (whole === "theirs") return { push: null, update: null, putBack: true };
    return {
      push: { sheet, rowId, baseRevision: theirs.revision, deleted: true },
      update: null,
      putBack: false,
    };
  }
  if (theirs.deleted) {
    if (whole === "theirs")
      return { push: null, update: place && { ...place, remove: true }, putBack: false };
    return {
      push: { sheet, rowId, baseRevision: theirs.revision, values: { ...mine } },
      update: place && { ...place, baseRevision: theirs.revision },
      putBack: false,
    };
  }
  const values = settledValues(conflict, mine);
  return {
    push: { sheet, rowId, baseRevision: theirs.revision, values },
    update: place && { ...place, baseRevision: theirs.revision, values },
    putBack: false,
  };
}

function settledValues(conflict: Conflict, mine: Values): Record<string, Value> {
  const keys = sheetOf(conflict.sheet).columns.map(({ key }) => key);
  const values: Record<string, Value> = {
    ...merge(keys, conflict.base, mine, conflict.theirs.values).values,
  };
  for (const column of conflict.columns) {
    const sides = sidesOf(conflict, column);
    values[column] = conflict.taken[column] === "mine" ? sides.mine : sides.theirs;
  }
  return values;
}

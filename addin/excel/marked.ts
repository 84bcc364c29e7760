/** A marked cell, and how it is told from others. */

/** Colours that nobody picks by chance: a cell of this fill was marked by us. */
export const MARK_FILL = { error: "#FFC7CE", warning: "#FFEB9D" } as const;

/** A rule that takes anything, for a cell that has none: without a rule there is nothing for a note to hang on. */
export const ANYTHING = "=TRUE";

export interface MarkedCell {
  readonly column: string;
  readonly at: number;
  readonly row: number;
  readonly severity: "error" | "warning";
  readonly message: string;
}

/** What is said in each cell of a row: by the check, or by the service that refused the row. Pure. */
import type { Fault } from "../../../shared/report/issue.ts";
import type { CheckedGridRow } from "./check-grid.ts";

export interface Remark {
  readonly severity: "error" | "warning";
  readonly text: string;
}

/** Of what is said in a cell, in the page. */
export const remarkId = (rowId: string, column: string): string => `remark-${rowId}-${column}`;

/** One for each column; "" is the row as a whole. What the service said goes before, errors go before warnings. */
export function remarksOn(
  { row, faults }: CheckedGridRow,
  /** The row is being filled in: what is still missing in a new one need not be said yet. */
  inHand: boolean,
  textOf: (fault: Fault) => string,
): ReadonlyMap<string, Remark> {
  const remarks = new Map<string, Remark>();
  const add = (column: string, remark: Remark): void => {
    const before = remarks.get(column);
    if (!before || (before.severity === "warning" && remark.severity === "error"))
      remarks.set(column, remark);
  };
  if (row.unsent?.deleted !== true) {
    for (const { column, severity, message } of row.unsent?.said ?? [])
      add(column, { severity, text: message });
    for (const fault of faults) {
      if (inHand && row.known === null && fault.code === "required") continue;
      add(fault.column, { severity: fault.severity, text: textOf(fault) });
    }
  }
  return remarks;
}

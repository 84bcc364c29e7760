/** What is wrong with one value of one row: data, not an exception, so that one bad row never blocks the others. */
import type { IssueCode } from "../problems.ts";

export interface Fault {
  /** The column's key, or "" for the row as a whole. */
  readonly column: string;
  readonly code: IssueCode;
  readonly severity: "error" | "warning";
  /** What the message speaks of, e.g. `{ min: 10 }`. */
  readonly params: Readonly<Record<string, string | number>>;
}

export const error = (column: string, code: IssueCode, params: Fault["params"] = {}): Fault => ({
  column,
  code,
  severity: "error",
  params,
});

export const warning = (column: string, code: IssueCode, params: Fault["params"] = {}): Fault => ({
  column,
  code,
  severity: "warning",
  params,
});

export const hasError = (faults: readonly Fault[]): boolean =>
  faults.some((fault) => fault.severity === "error");

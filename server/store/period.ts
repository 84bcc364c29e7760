/** A month for which units report. */
export interface Period {
  readonly period: string;
  /** ISO 8601. */
  readonly deadline: string;
  readonly state: "open" | "closed";
}

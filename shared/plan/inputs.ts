/** What the plans are made from. */
import type { SheetKey } from "../report/sheets.ts";
import type { Values } from "../report/value.ts";
import type { Register } from "../sync/protocol.ts";

/** A row that stands in a report sheet already. */
export interface ReportRow {
  readonly sheet: SheetKey;
  readonly rowId: string;
  readonly revision: number;
  readonly values: Values;
}

export interface TemplateInput {
  readonly unit: { readonly code: string; readonly name: string };
  readonly period: string;
  readonly register: Register;
  /** The unit's own rows: its standing ones, and the month's. */
  readonly rows: readonly ReportRow[];
  readonly language: "zh" | "en";
}

/** A row of the master: a row of any unit in its latest revision, or the line that several of them come to. */
export interface MasterRow extends ReportRow {
  readonly unit: string;
  readonly unitName: string;
  readonly period: string | null;
  /** What the register calls the row's account now; null where the row has none. */
  readonly account: string | null;
  readonly deleted: boolean;
  readonly late: boolean;
  readonly by: string;
  readonly channel: string;
  /** ISO 8601. */
  readonly at: string;
  /** Of a line that several rows come to: columns on which units differ and HQ has not chosen. */
  readonly differs?: readonly string[];
}

/** From a number of the report to the rows behind it. */
import { z } from "zod";
import { PeriodText } from "../report/schema.ts";
import { SHEET_KEYS } from "../report/sheets.ts";

/** Rows of one sheet; what is left out restricts nothing. Only live rows are meant. */
export const Trace = z.object({
  sheet: z.enum(SHEET_KEYS),
  /** The month, or months from `from` to `to`, both included. */
  period: PeriodText.optional(),
  from: PeriodText.optional(),
  to: PeriodText.optional(),
  /** Also rows of accounts that turned out to be this one. */
  accountId: z.coerce.number().int().optional(),
  /** The register's key of a branch, or of a carrier; empty: rows that name none. */
  branchKey: z.string().max(200).optional(),
  carrierKey: z.string().max(200).optional(),
  product: z.string().max(40).optional(),
  supplier: z.enum(["ours", "rivals"]).optional(),
  weight: z.string().max(40).optional(),
  kind: z.string().max(40).optional(),
  unit: z.string().max(40).optional(),
  rowId: z.string().max(40).optional(),
});
export type Trace = z.infer<typeof Trace>;

export const TracedRows = z.object({ sheet: z.enum(SHEET_KEYS), rowIds: z.array(z.string()) });
export type TracedRows = z.infer<typeof TracedRows>;

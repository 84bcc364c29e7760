/** From a number of the report to the rows behind it. */
import { z } from "zod";
import { CHOICES } from "../report/choices.ts";
import { PeriodText } from "../report/schema.ts";
import { SHEET_KEYS, sheetOf } from "../report/sheets.ts";
import { rowTable } from "./tables.ts";

/** Rows of one sheet that are not deleted; what is left out restricts nothing. */
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
  /** One of the weights; `notable`: all but the ordinary. */
  weight: z.string().max(40).optional(),
  kind: z.string().max(40).optional(),
  unit: z.string().max(40).optional(),
  rowId: z.string().max(40).optional(),
});
export type Trace = z.infer<typeof Trace>;

export const TracedRows = z.object({ sheet: z.enum(SHEET_KEYS), rowIds: z.array(z.string()) });
export type TracedRows = z.infer<typeof TracedRows>;

export const NOTABLE = "notable";

/** SQL that answers the `row_id` of each row that a trace means, by the tables of `tables.ts`. */
export interface TraceQuery {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, string | number>>;
}

interface Condition {
  readonly sql: string;
  readonly parameters?: Readonly<Record<string, string | number>>;
}

export function traceQuery(trace: Trace): TraceQuery {
  const conditions = [...conditionsOf(trace)];
  const where = ["t.deleted = 0", ...conditions.map(({ sql }) => sql)];
  return {
    sql: `SELECT t.row_id FROM ${rowTable(sheetOf(trace.sheet))} t WHERE ${where.join(" AND ")} ORDER BY t.row_id`,
    parameters: Object.assign({}, ...conditions.map(({ parameters }) => parameters)),
  };
}

/** A restriction on a column that the sheet does not have leaves nothing. */
const NOTHING: Condition = { sql: "1 = 0" };

function* conditionsOf(trace: Trace): Generator<Condition> {
  const { sheet, period, from, to, accountId, branchKey, carrierKey } = trace;
  const has = (column: string): boolean => sheetOf(sheet).columns.some(({ key }) => key === column);
  if (period !== undefined) yield { sql: "t.period = :period", parameters: { period } };
  if (from !== undefined) yield { sql: "t.period >= :from", parameters: { from } };
  if (to !== undefined) yield { sql: "t.period <= :to", parameters: { to } };
  if (accountId !== undefined) {
    yield {
      sql: "t.account_id IN (SELECT id FROM account_register WHERE COALESCE(same_as, id) = :accountId)",
      parameters: { accountId },
    };
  }
  if (branchKey !== undefined) yield has("branch") ? placed("branch", branchKey) : NOTHING;
  if (carrierKey !== undefined) yield has("carrier") ? placed("carrier", carrierKey) : NOTHING;
  for (const column of ["product", "kind"] as const) {
    const value = trace[column];
    if (value === undefined) continue;
    yield has(column) ? { sql: `t.${column} = :${column}`, parameters: { [column]: value } } : NOTHING;
  }
  if (trace.supplier !== undefined) {
    const sql = trace.supplier === "ours" ? "t.supplier = :ours" : "t.supplier <> :ours";
    yield has("supplier") ? { sql, parameters: { ours: CHOICES.supplier[0].value } } : NOTHING;
  }
  if (trace.weight !== undefined) yield has("weight") ? weighing(trace.weight) : NOTHING;
  if (trace.unit !== undefined) yield { sql: "t.unit = :unit", parameters: { unit: trace.unit } };
  if (trace.rowId !== undefined) yield { sql: "t.row_id = :rowId", parameters: { rowId: trace.rowId } };
}

const weighing = (weight: string): Condition =>
  weight === NOTABLE
    ? { sql: "t.weight <> :ordinary", parameters: { ordinary: CHOICES.weight[0].value } }
    : { sql: "t.weight = :weight", parameters: { weight } };

/** Rows whose branch or carrier is that of the key, or turned out to be it. */
function placed(kind: "branch" | "carrier", key: string): Condition {
  if (key === "") return { sql: `t.${kind}_key IS NULL` };
  return {
    sql: `EXISTS (SELECT 1 FROM register_entries e LEFT JOIN register_entries r ON r.id = e.same_as
            WHERE e.kind = '${kind}' AND e.account_id = t.account_id AND e.name_key = t.${kind}_key
              AND COALESCE(r.name_key, e.name_key) = :${kind}Key)`,
    parameters: { [`${kind}Key`]: key },
  };
}

/** What one unit has told of one month, in a few numbers: the same SQL in the service's engine and in the pane's. */
import { z } from "zod";
import { CHOICES } from "../report/choices.ts";
import type { SqlRow } from "./queries.ts";
import { columnsOf } from "./sql-row.ts";
import { AMOUNT_SCALE } from "./tables.ts";

/** Vehicles and 万元. */
const Bought = z.object({ units: z.number(), amount: z.number() });

export const OwnMonth = z.object({
  ours: Bought,
  rivals: Bought,
  /** Rows. */
  purchases: z.int(),
  reviews: z.int(),
  events: z.int(),
});
export type OwnMonth = Readonly<z.infer<typeof OwnMonth>>;

const sideOf = (is: "=" | "<>", column: "units" | "amount"): string =>
  `COALESCE(SUM(CASE WHEN supplier ${is} :ours THEN COALESCE(${column}, 0) ELSE 0 END), 0)`;

const countOf = (table: "ka_reviews" | "ka_events"): string =>
  `(SELECT COUNT(*) FROM ${table} WHERE period = :period AND unit = :unit AND deleted = 0)`;

export const OWN_MONTH_SQL = `
  SELECT ${sideOf("=", "units")} AS our_units, ${sideOf("=", "amount")} AS our_amount,
    ${sideOf("<>", "units")} AS rival_units, ${sideOf("<>", "amount")} AS rival_amount,
    COUNT(*) AS purchases, ${countOf("ka_reviews")} AS reviews, ${countOf("ka_events")} AS events
  FROM ka_purchases WHERE period = :period AND unit = :unit AND deleted = 0`;

export const ownMonthParams = (unit: string, period: string): Readonly<Record<string, string>> => ({
  unit,
  period,
  ours: CHOICES.supplier[0].value,
});

/** @param rows the answer of `OWN_MONTH_SQL` */
export function ownMonthOf(rows: readonly SqlRow[]): OwnMonth {
  const [row] = columnsOf(rows);
  if (!row) throw new TypeError("a sum has one row");
  const side = (name: "our" | "rival") => ({
    units: row.number(`${name}_units`),
    amount: row.number(`${name}_amount`) / AMOUNT_SCALE,
  });
  return {
    ours: side("our"),
    rivals: side("rival"),
    purchases: row.number("purchases"),
    reviews: row.number("reviews"),
    events: row.number("events"),
  };
}

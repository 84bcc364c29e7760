/** From the report's numbers to the rows behind them. */
import { addMonths } from "../../report/dates.ts";
import type { FigureName } from "../../summary/figures.ts";
import { NOTABLE, type Trace } from "../../summary/trace.ts";

/** What the purchases of a line of a table have in common. */
export type PurchasesOf = Pick<Trace, "accountId" | "branchKey" | "carrierKey" | "product">;

/** Purchases of the month, of last month, of both, and of the year so far. */
export function purchaseTraces(period: string, of: PurchasesOf) {
  const previous = addMonths(period, -1);
  const rows = { sheet: "purchases" as const, ...of };
  return {
    month: (supplier?: Trace["supplier"]): Trace => ({ ...rows, period, ...(supplier && { supplier }) }),
    previous: (supplier?: Trace["supplier"]): Trace => ({
      ...rows,
      period: previous,
      ...(supplier && { supplier }),
    }),
    both: (supplier: "ours" | "rivals"): Trace => ({ ...rows, from: previous, to: period, supplier }),
    yearToDate: (supplier?: Trace["supplier"]): Trace => ({
      ...rows,
      from: `${period.slice(0, 4)}-01`,
      to: period,
      ...(supplier && { supplier }),
    }),
  };
}

/** The rows behind a key figure of a month. */
export function figureTraces(figure: FigureName, period: string): Trace[] {
  const purchases = { sheet: "purchases" as const, period };
  switch (figure) {
    case "ourUnits":
    case "ourAmount":
      return [{ ...purchases, supplier: "ours" }];
    case "rivalUnits":
      return [{ ...purchases, supplier: "rivals" }];
    case "share":
      return [purchases];
    case "importantEvents":
      return [{ sheet: "events", period, weight: NOTABLE }];
    case "averageRating":
      return [{ sheet: "reviews", period }];
    case "accountsWithNews":
      return [
        { sheet: "events", period },
        { sheet: "reviews", period },
      ];
    case "reportingRate":
      return [purchases, { sheet: "reviews", period }];
  }
}

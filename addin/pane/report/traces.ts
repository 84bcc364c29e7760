/** Which rows the numbers on the screen count. Pure. */
import { CHOICES } from "../../../shared/report/choices.ts";
import type { FigureName } from "../../../shared/summary/figures.ts";
import type { Trace } from "../../../shared/summary/trace.ts";

/** A number, and the rows it counts. */
export interface Traced {
  /** What it is, with its value, for people. */
  readonly label: string;
  readonly traces: readonly Trace[];
}

const [, ...WEIGHTY] = CHOICES.weight;

/** Of a key figure in that month. */
export function figureTraces(figure: FigureName, period: string): readonly Trace[] {
  switch (figure) {
    case "ourUnits":
    case "ourAmount":
      return [{ sheet: "purchases", period, supplier: "ours" }];
    case "rivalUnits":
      return [{ sheet: "purchases", period, supplier: "rivals" }];
    case "share":
      return [{ sheet: "purchases", period }];
    case "importantEvents":
      return WEIGHTY.map(({ value }) => ({ sheet: "events", period, weight: value }));
    case "averageRating":
      return [{ sheet: "reviews", period }];
    case "accountsWithNews":
      return [
        { sheet: "purchases", period },
        { sheet: "reviews", period },
        { sheet: "events", period },
      ];
    case "reportingRate":
      return [
        { sheet: "purchases", period },
        { sheet: "reviews", period },
      ];
  }
}

type Bought = Pick<Trace, "period" | "from" | "to" | "supplier">;

/** Purchases of one account, or of all (null). */
export const purchaseTraces = (accountId: number | null, of: Bought): readonly Trace[] => [
  { sheet: "purchases", ...of, ...(accountId === null ? {} : { accountId }) },
];

/** January to the month. */
export const yearTo = (period: string): Pick<Trace, "from" | "to"> => ({
  from: `${period.slice(0, 4)}-01`,
  to: period,
});

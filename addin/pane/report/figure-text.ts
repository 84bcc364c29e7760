/** The report's numbers as people read them. */
import type { FigureName } from "../../../shared/summary/figures.ts";
import { number, percent } from "../wording.ts";

const DIGITS: Readonly<Record<FigureName, number | "percent">> = {
  ourUnits: 0,
  rivalUnits: 0,
  share: "percent",
  ourAmount: 2,
  importantEvents: 0,
  averageRating: 2,
  accountsWithNews: 0,
  reportingRate: "percent",
};

export function figureText(name: FigureName, value: number | null): string {
  const digits = DIGITS[name];
  return digits === "percent" ? percent(value) : number(value, digits);
}

/** How the key figures are written. */
import type { FigureName } from "../../summary/figures.ts";
import type { StyleName } from "../styles.ts";

export const FIGURE_STYLES: Readonly<Record<FigureName, StyleName>> = {
  ourUnits: "figure",
  rivalUnits: "figure",
  share: "figurePercent",
  ourAmount: "figureAmount",
  importantEvents: "figure",
  averageRating: "figureAmount",
  accountsWithNews: "figure",
  reportingRate: "figurePercent",
};

/** `signed`: with a plus before what is more; differences of shares in percentage points. */
export function writtenFigure(figure: FigureName, value: number | null, signed = false): string {
  if (value === null) return "—";
  const plus = signed && value > 0 ? "+" : "";
  const style = FIGURE_STYLES[figure];
  if (style === "figurePercent") return `${plus}${(value * 100).toFixed(1)}${signed ? "" : "%"}`;
  const digits = style === "figureAmount" ? 2 : 0;
  return `${plus}${value.toFixed(digits).replace(/\B(?=(\d{3})+(?!\d)(?=\.|$))/, ",")}`;
}

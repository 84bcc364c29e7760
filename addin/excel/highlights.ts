/** Conditional formats. */
import type { HighlightPlan } from "../../shared/plan/plan.ts";

/**
 * Earlier highlights win over later ones. Excel puts what is added first above the rest in some builds and below in
 * others, so on a fresh sheet each says its place.
 */
export function drawHighlights(
  sheet: Excel.Worksheet,
  highlights: readonly HighlightPlan[],
  fresh = true,
): void {
  highlights.forEach((plan, index) => {
    const made = sheet.getRange(plan.range).conditionalFormats.add("Custom");
    made.custom.rule.formula = plan.formula;
    if (plan.fill !== undefined) made.custom.format.fill.color = plan.fill;
    if (plan.color !== undefined) made.custom.format.font.color = plan.color;
    if (plan.bold) made.custom.format.font.bold = true;
    if (plan.strike) made.custom.format.font.strikethrough = true;
    if (fresh) made.priority = index;
  });
}

/** Dropdowns and checks, to Excel and back. */
import { columnName, LAST_ROW } from "../../shared/plan/address.ts";
import type { ValidationPlan, ValidationRule } from "../../shared/plan/plan.ts";

const MAX_TITLE = 32;
const MAX_MESSAGE = 255;
const MAX_ERROR = 225;
/** Excel refuses a list written out in the rule beyond this. */
const MAX_INLINE = 255;

/** `C2:C1048576` for the column from the first row below a header in row 0. */
export const columnBelow = (headerRow: number, column: number): string =>
  `${columnName(column)}${headerRow + 2}:${columnName(column)}${LAST_ROW}`;

/**
 * Puts a rule on a range. What was there goes first: Excel refuses a rule on a range whose cells carry different
 * rules or notes (`InvalidArgument`, seen in Excel on the web in 2022).
 */
export function applyValidation(range: Excel.Range, plan: ValidationPlan): void {
  const { dataValidation } = range;
  dataValidation.clear();
  dataValidation.rule = ruleOf(plan.rule);
  dataValidation.ignoreBlanks = true;
  dataValidation.errorAlert = {
    showAlert: true,
    style: plan.onError === "stop" ? "Stop" : "Warning",
    title: cut(plan.errorTitle, MAX_TITLE),
    message: cut(plan.errorMessage, MAX_ERROR),
  };
  dataValidation.prompt = promptOf(plan);
}

/** The note that appears when a cell of the column is selected; none where the plan has none. */
const promptOf = (plan: ValidationPlan): Excel.DataValidationPrompt => ({
  showPrompt: plan.promptMessage !== undefined || plan.promptTitle !== undefined,
  title: cut(plan.promptTitle ?? "", MAX_TITLE),
  message: cut(plan.promptMessage ?? "", MAX_MESSAGE),
});

export const note = (title: string, message: string): Excel.DataValidationPrompt => ({
  showPrompt: true,
  title: cut(title, MAX_TITLE),
  message: cut(message, MAX_MESSAGE),
});

/** At most `most` characters, never half of a pair. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = text.slice(0, most - 1);
  return `${/[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}

/** A list is always a formula string: a Range object is refused by some builds. */
export function ruleOf(rule: ValidationRule): Excel.DataValidationRule {
  switch (rule.kind) {
    case "list":
      if (!rule.formula.startsWith("=") && rule.formula.length > MAX_INLINE) {
        throw new RangeError("a list of more than 255 characters belongs on the list sheet");
      }
      return { list: { inCellDropDown: true, source: rule.formula } };
    case "custom":
      return { custom: { formula: rule.formula } };
    case "whole":
      return { wholeNumber: bounds(rule) };
    case "decimal":
      return { decimal: bounds(rule) };
    case "textLength":
      return { textLength: bounds(rule) };
    case "date": {
      const { formula1, formula2, operator } = bounds(rule);
      const asFormula = (bound: string | number): string => (typeof bound === "number" ? `=${bound}` : bound);
      return {
        date: {
          operator,
          formula1: asFormula(formula1),
          ...(formula2 === undefined ? {} : { formula2: asFormula(formula2) }),
        },
      };
    }
  }
}

type Bounded = Extract<ValidationRule, { readonly operator: string }>;

const bounds = ({
  operator,
  formula1,
  formula2,
}: Bounded): { operator: Bounded["operator"]; formula1: string | number; formula2?: string | number } => ({
  operator,
  formula1,
  ...(formula2 === undefined ? {} : { formula2 }),
});

/**
 * What a rule says, as one text, wherever its range starts: relative rows are left out, since Excel gives them for
 * the first cell of the range that was read; so are quotes and dollar signs, which it may add or drop.
 */
export function ruleText(rule: Excel.DataValidationRule | null | undefined): string {
  if (!rule) return "";
  if (rule.list) return `list ${formulaText(rule.list.source)}`;
  if (rule.custom) return `custom ${formulaText(rule.custom.formula)}`;
  const kinds = [
    ["wholeNumber", rule.wholeNumber],
    ["decimal", rule.decimal],
    ["date", rule.date],
    ["time", rule.time],
    ["textLength", rule.textLength],
  ] as const;
  for (const [kind, bound] of kinds) {
    if (bound) {
      return `${kind} ${bound.operator} ${formulaText(bound.formula1)} ${formulaText(bound.formula2)}`;
    }
  }
  return "";
}

/** A formula without what Excel may write otherwise than it was given: relative rows, quotes, dollars, blanks. */
export const formulaText = (formula: unknown): string =>
  (typeof formula === "string" || typeof formula === "number" ? String(formula) : "")
    .replace(/^=/, "")
    .replaceAll(/(?<![$\w.])(\$?[A-Za-z]{1,3})(\d{1,7})(?![\w(.])/g, "$1#")
    .replaceAll(/['$\s]/g, "")
    .toUpperCase();

/** `Warning` and `Stop` differ: a stricter or looser alert is a lost one too. */
export const alertText = (alert: Excel.DataValidationErrorAlert | null | undefined): string =>
  !alert || alert.showAlert === false ? "" : String(alert.style).toLowerCase();

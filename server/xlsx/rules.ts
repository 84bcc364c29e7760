/** Dropdowns, checks and highlights of a plan, as the file writes them. */
import type { ConditionalRule, DataValidation } from "hucre/xlsx";
import { columnName, LAST_ROW } from "../../shared/plan/address.ts";
import type { HighlightPlan, TablePlan, ValidationPlan, ValidationRule } from "../../shared/plan/plan.ts";
import { hex, solid } from "./looks.ts";
import { bareFormula, cut } from "./text.ts";

/** Excel calls a file with longer ones damaged. */
const MAX_TITLE = 32;
const MAX_MESSAGE = 255;

/** From the first row below the header to the last row of the sheet, for every column that has a rule. */
export const validationsOf = (table: TablePlan): DataValidation[] =>
  table.columns.flatMap(({ validation }, i) => {
    const column = columnName(table.column + i);
    return validation ? [written(validation, `${column}${table.row + 2}:${column}${LAST_ROW}`)] : [];
  });

const written = (plan: ValidationPlan, range: string): DataValidation => ({
  ...condition(plan.rule),
  range,
  // A blank cell is for the service to judge: whether the row is there at all decides whether it is needed.
  allowBlank: true,
  showErrorMessage: true,
  showInputMessage: true,
  errorStyle: plan.onError,
  errorTitle: cut(plan.errorTitle, MAX_TITLE),
  errorMessage: cut(plan.errorMessage, MAX_MESSAGE),
  ...(plan.promptTitle ? { inputTitle: cut(plan.promptTitle, MAX_TITLE) } : {}),
  ...(plan.promptMessage ? { inputMessage: cut(plan.promptMessage, MAX_MESSAGE) } : {}),
});

const OPERATORS = {
  Between: "between",
  GreaterThanOrEqualTo: "greaterThanOrEqual",
  LessThanOrEqualTo: "lessThanOrEqual",
} as const;

function condition(
  rule: ValidationRule,
): Pick<DataValidation, "type" | "operator" | "formula1" | "formula2"> {
  switch (rule.kind) {
    case "list":
    case "custom":
      return { type: rule.kind, formula1: bareFormula(rule.formula) };
    case "whole":
    case "decimal":
    case "date":
    case "textLength":
      return {
        type: rule.kind,
        operator: OPERATORS[rule.operator],
        formula1: bound(rule.formula1),
        ...(rule.formula2 === undefined ? {} : { formula2: bound(rule.formula2) }),
      };
  }
}

const bound = (value: number | string): string =>
  typeof value === "number" ? String(value) : bareFormula(value);

/** Earlier highlights win over later ones. */
export const highlightRule = (plan: HighlightPlan, index: number): ConditionalRule => ({
  type: "expression",
  priority: index + 1,
  range: plan.range.replaceAll("$", ""),
  formula: bareFormula(plan.formula),
  style: {
    ...(plan.color || plan.bold || plan.strike
      ? {
          font: {
            ...(plan.bold ? { bold: true } : {}),
            ...(plan.strike ? { strikethrough: true } : {}),
            ...(plan.color ? { color: { rgb: hex(plan.color) } } : {}),
          },
        }
      : {}),
    ...(plan.fill ? { fill: solid(plan.fill) } : {}),
  },
});

/** What a data validation takes: as a rule when it is set, and as a value when somebody types. */
import { columnsOf, rowsOf } from "./area.ts";
import { evaluate } from "./evaluate.ts";
import { problem } from "./problem.ts";
import { anchoredAt } from "./rule-formula.ts";
import type { ErrorAlert, Prompt, Validation, ValidationRule } from "./state.ts";
import { isSpan, numeric, scalar, valuesOf, type Place } from "./values.ts";

export const NO_ALERT: ErrorAlert = { showAlert: true, style: "Stop", title: "", message: "" };
export const NO_PROMPT: Prompt = { showPrompt: true, title: "", message: "" };

const TWO_BOUNDS = ["Between", "NotBetween"];
const OPERATORS = [
  ...TWO_BOUNDS,
  "EqualTo",
  "NotEqualTo",
  "GreaterThan",
  "LessThan",
  "GreaterThanOrEqualTo",
  "LessThanOrEqualTo",
];

/** Reads Office.js's rule object; throws `InvalidArgument` for what Excel refuses. */
export function ruleFrom(given: unknown): ValidationRule | null {
  const rule = record(given);
  const kinds = Object.keys(rule).filter((key) => rule[key] !== undefined && rule[key] !== null);
  if (kinds.length === 0) return null;
  if (kinds.length > 1) throw problem("InvalidArgument");
  const [kind] = kinds;
  const body = record(kind === undefined ? undefined : rule[kind]);
  switch (kind) {
    case "list": {
      const { source } = body;
      // A Range object as the source arrives here as something that is not text: Excel refuses it, too.
      if (typeof source !== "string" || source === "") throw problem("InvalidArgument");
      if (!source.startsWith("=") && source.length > 255) throw problem("InvalidArgument");
      if (source.length > 8192) throw problem("InvalidArgument");
      return { kind, source, inCellDropDown: body.inCellDropDown !== false };
    }
    case "custom":
      if (typeof body.formula !== "string" || !body.formula.startsWith("=")) throw problem("InvalidArgument");
      return { kind, formula: body.formula };
    case "wholeNumber":
    case "decimal":
    case "date":
    case "time":
    case "textLength": {
      const operator = typeof body.operator === "string" ? body.operator : "";
      if (!OPERATORS.includes(operator)) throw problem("InvalidArgument");
      const formula1 = bound(body.formula1);
      if (!TWO_BOUNDS.includes(operator)) return { kind, operator, formula1 };
      return { kind, operator, formula1, formula2: bound(body.formula2) };
    }
    default:
      throw problem("InvalidArgument");
  }
}

function bound(given: unknown): string | number {
  if (typeof given === "number" || (typeof given === "string" && given !== "")) return given;
  throw problem("InvalidArgument");
}

export function alertFrom(given: unknown): ErrorAlert {
  const alert = record(given);
  const style = alert.style ?? "Stop";
  if (style !== "Stop" && style !== "Warning" && style !== "Information") throw problem("InvalidArgument");
  return {
    showAlert: alert.showAlert !== false,
    style,
    title: shorter(alert.title, 32),
    message: shorter(alert.message, 225),
  };
}

export function promptFrom(given: unknown): Prompt {
  const prompt = record(given);
  return {
    showPrompt: prompt.showPrompt !== false,
    title: shorter(prompt.title, 32),
    message: shorter(prompt.message, 255),
  };
}

function shorter(given: unknown, most: number): string {
  if (given === undefined || given === null) return "";
  if (typeof given !== "string" || given.length > most) throw problem("InvalidArgument");
  return given;
}

export function record(given: unknown): Record<string, unknown> {
  if (given === undefined || given === null) return {};
  if (typeof given !== "object" || Array.isArray(given)) throw problem("InvalidArgument");
  return Object.fromEntries(Object.entries(given));
}

/** Office.js's form of a rule. */
export function ruleObject(rule: ValidationRule): Record<string, unknown> {
  const { kind, ...body } = rule;
  return { [kind]: body };
}

export const TYPE_OF: Readonly<Record<ValidationRule["kind"], string>> = {
  list: "List",
  custom: "Custom",
  wholeNumber: "WholeNumber",
  decimal: "Decimal",
  date: "Date",
  time: "Time",
  textLength: "TextLength",
};

/** What the dropdown of the cell offers, top down, as text. */
export function offered(validation: Validation, row: number, column: number, place: Place): string[] {
  const { rule } = anchoredAt(validation, row, column);
  if (rule.kind !== "list") return [];
  if (!rule.source.startsWith("=")) return rule.source.split(/[,，]/).map((part) => part.trim());
  const source = evaluate(rule.source, place);
  if (!isSpan(source)) return source === null || source === "" ? [] : [String(source)];
  if (rowsOf(source.area) > 1 && columnsOf(source.area) > 1) throw problem("InvalidArgument");
  return valuesOf(source).map((value) => (value === null ? "" : String(value)));
}

/** Whether Excel takes the value, which already stands in the cell, without a word. */
export function fits(validation: Validation, row: number, column: number, place: Place): boolean {
  const value = place.sheet.cells.at(row, column)?.value ?? null;
  if (value === null || value === "") return validation.ignoreBlanks;
  const { rule } = anchoredAt(validation, row, column);
  switch (rule.kind) {
    case "list": {
      const inline = !rule.source.startsWith("=");
      const wanted = String(value);
      const choices = offered(validation, row, column, place);
      // Excel compares an inline list by case, a list of cells without.
      return choices.some((choice) =>
        inline ? choice === wanted : choice.toLowerCase() === wanted.toLowerCase(),
      );
    }
    case "custom":
      return Boolean(scalar(evaluate(rule.formula, place)));
    case "textLength":
      return within(String(value).length, rule, place);
    case "wholeNumber":
      return typeof value === "number" && Number.isInteger(value) && within(value, rule, place);
    case "decimal":
    case "date":
    case "time":
      return typeof value === "number" && within(value, rule, place);
  }
}

function within(
  value: number,
  rule: {
    readonly operator: string;
    readonly formula1: string | number;
    readonly formula2?: string | number;
  },
  place: Place,
): boolean {
  const read = (given: string | number) =>
    typeof given === "number"
      ? given
      : given.startsWith("=")
        ? numeric(evaluate(given, place))
        : Number(given);
  const first = read(rule.formula1);
  const second = rule.formula2 === undefined ? first : read(rule.formula2);
  switch (rule.operator) {
    case "Between":
      return value >= first && value <= second;
    case "NotBetween":
      return value < first || value > second;
    case "EqualTo":
      return value === first;
    case "NotEqualTo":
      return value !== first;
    case "GreaterThan":
      return value > first;
    case "LessThan":
      return value < first;
    case "GreaterThanOrEqualTo":
      return value >= first;
    default:
      return value <= first;
  }
}

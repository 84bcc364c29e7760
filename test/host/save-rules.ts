/** Validations and conditional formats as a file has them, and back. */
import type { ConditionalRule, DataValidation, ValidationOperator, WriteSheet } from "hucre";
import { parseArea } from "./workbook/area.ts";
import { anchoredAt } from "./workbook/rule-formula.ts";
import type { Conditional, HostSheet, Validation, ValidationRule } from "./workbook/state.ts";

const OPERATORS: Readonly<Record<string, ValidationOperator>> = {
  Between: "between",
  NotBetween: "notBetween",
  EqualTo: "equal",
  NotEqualTo: "notEqual",
  GreaterThan: "greaterThan",
  LessThan: "lessThan",
  GreaterThanOrEqualTo: "greaterThanOrEqual",
  LessThanOrEqualTo: "lessThanOrEqual",
};

export function saveRules(sheet: HostSheet): Pick<WriteSheet, "dataValidations" | "conditionalRules"> {
  return {
    dataValidations: sheet.validations.flatMap(({ range, validation }) => {
      const area = parseArea(range);
      return area ? [saved(anchoredAt(validation, area.top, area.left), range)] : [];
    }),
    conditionalRules: sheet.conditionals.map((one, i) => ({
      type: one.type === "CellValue" ? "cellIs" : "expression",
      priority: i + 1,
      range: one.range.replaceAll(",", " "),
      formula: bare(one.formula),
      ...(one.operator === undefined ? {} : { operator: OPERATORS[one.operator] ?? "equal" }),
      stopIfTrue: one.stopIfTrue,
      style: {
        ...(one.fill === undefined
          ? {}
          : {
              fill: {
                type: "pattern" as const,
                pattern: "solid" as const,
                bgColor: { rgb: one.fill.slice(1) },
                fgColor: { rgb: one.fill.slice(1) },
              },
            }),
        font: {
          ...(one.color === undefined ? {} : { color: { rgb: one.color.slice(1) } }),
          ...(one.bold === undefined ? {} : { bold: one.bold }),
          ...(one.italic === undefined ? {} : { italic: one.italic }),
          ...(one.strike === undefined ? {} : { strikethrough: one.strike }),
        },
      },
    })),
  };
}

const bare = (formula: string | number): string => String(formula).replace(/^=/, "");

function saved({ rule, errorAlert, prompt, ignoreBlanks }: Validation, range: string): DataValidation {
  const words = {
    range,
    allowBlank: ignoreBlanks,
    showErrorMessage: errorAlert.showAlert,
    showInputMessage: prompt.showPrompt,
    errorStyle:
      errorAlert.style === "Stop"
        ? ("stop" as const)
        : errorAlert.style === "Warning"
          ? ("warning" as const)
          : ("information" as const),
    ...(errorAlert.title ? { errorTitle: errorAlert.title } : {}),
    ...(errorAlert.message ? { errorMessage: errorAlert.message } : {}),
    ...(prompt.title ? { inputTitle: prompt.title } : {}),
    ...(prompt.message ? { inputMessage: prompt.message } : {}),
  };
  switch (rule.kind) {
    case "list":
      return rule.source.startsWith("=")
        ? { ...words, type: "list", formula1: bare(rule.source) }
        : { ...words, type: "list", values: rule.source.split(",") };
    case "custom":
      return { ...words, type: "custom", formula1: bare(rule.formula) };
    case "wholeNumber":
    case "decimal":
    case "date":
    case "time":
    case "textLength":
      return {
        ...words,
        type: rule.kind === "wholeNumber" ? "whole" : rule.kind,
        operator: OPERATORS[rule.operator] ?? "between",
        formula1: bare(rule.formula1),
        ...(rule.formula2 === undefined ? {} : { formula2: bare(rule.formula2) }),
      };
  }
}

export function validationsFrom(all: readonly DataValidation[]): HostSheet["validations"] {
  return all.flatMap((one) => {
    const rule = ruleFrom(one);
    if (!rule) return [];
    const ranges = one.range.split(" ");
    const first = parseArea(ranges[0] ?? "");
    if (!first) return [];
    const validation: Validation = {
      rule,
      ignoreBlanks: one.allowBlank ?? false,
      errorAlert: {
        showAlert: one.showErrorMessage ?? false,
        style:
          one.errorStyle === "warning"
            ? "Warning"
            : one.errorStyle === "information"
              ? "Information"
              : "Stop",
        title: one.errorTitle ?? "",
        message: one.errorMessage ?? "",
      },
      prompt: {
        showPrompt: one.showInputMessage ?? false,
        title: one.inputTitle ?? "",
        message: one.inputMessage ?? "",
      },
      anchor: { row: first.top, column: first.left },
    };
    return ranges.map((range) => ({ range, validation }));
  });
}

function ruleFrom(one: DataValidation): ValidationRule | null {
  const formula = (text: string | undefined): string => `=${text ?? ""}`;
  const bound = (text: string | undefined): string | number =>
    text !== undefined && text !== "" && Number.isFinite(Number(text)) ? Number(text) : formula(text);
  const operator =
    Object.entries(OPERATORS).find(([, value]) => value === (one.operator ?? "between"))?.[0] ?? "Between";
  switch (one.type) {
    case "list": {
      const inline = one.values?.join(",") ?? /^"(.*)"$/s.exec(one.formula1 ?? "")?.[1];
      return { kind: "list", source: inline ?? formula(one.formula1), inCellDropDown: true };
    }
    case "custom":
      return { kind: "custom", formula: formula(one.formula1) };
    case "whole":
    case "decimal":
    case "date":
    case "time":
    case "textLength":
      return {
        kind: one.type === "whole" ? "wholeNumber" : one.type,
        operator,
        formula1: bound(one.formula1),
        ...(one.formula2 === undefined ? {} : { formula2: bound(one.formula2) }),
      };
    default:
      return null;
  }
}

export function conditionalsFrom(all: readonly ConditionalRule[], number: () => number): Conditional[] {
  return [...all]
    .sort((a, b) => a.priority - b.priority)
    .flatMap((one): Conditional[] => {
      if (one.type !== "expression" && one.type !== "cellIs") return [];
      const [formula = ""] = typeof one.formula === "string" ? [one.formula] : (one.formula ?? []);
      const { fill, font } = one.style ?? {};
      const color = fill?.type === "pattern" ? (fill.bgColor?.rgb ?? fill.fgColor?.rgb) : undefined;
      return [
        {
          id: `{${number()}}`,
          type: one.type === "cellIs" ? "CellValue" : "Custom",
          range: one.range.replaceAll(" ", ","),
          formula: `=${formula}`,
          stopIfTrue: one.stopIfTrue ?? false,
          ...(color === undefined ? {} : { fill: `#${color.slice(-6).toUpperCase()}` }),
          ...(font?.color?.rgb === undefined ? {} : { color: `#${font.color.rgb.slice(-6).toUpperCase()}` }),
          ...(font?.bold === undefined ? {} : { bold: font.bold }),
          ...(font?.strikethrough === undefined ? {} : { strike: font.strikethrough }),
        },
      ];
    });
}

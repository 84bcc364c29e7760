/** The formulas inside validation rules: written for one cell, read for another, kept right when cells move. */
import { relocated } from "./formula.ts";
import type { Sheet } from "./sheet.ts";
import type { Validation } from "./state.ts";

/** The same rule, its formulas written for another cell. */
export function anchoredAt(validation: Validation, row: number, column: number): Validation {
  const down = row - validation.anchor.row;
  const right = column - validation.anchor.column;
  if (down === 0 && right === 0) return validation;
  const moved = mapFormulas(validation, (formula) => relocated(formula, down, right));
  return { ...moved, anchor: { row, column } };
}

function mapFormulas(validation: Validation, change: (formula: string) => string): Validation {
  const { rule } = validation;
  const one = <T extends string | number | undefined>(formula: T) =>
    typeof formula === "string" && formula.startsWith("=") ? change(formula) : formula;
  switch (rule.kind) {
    case "list":
      return { ...validation, rule: { ...rule, source: one(rule.source) } };
    case "custom":
      return { ...validation, rule: { ...rule, formula: one(rule.formula) } };
    case "wholeNumber":
    case "decimal":
    case "date":
    case "time":
    case "textLength": {
      const second = one(rule.formula2);
      const formulas = {
        formula1: one(rule.formula1),
        ...(second === undefined ? {} : { formula2: second }),
      };
      return { ...validation, rule: { ...rule, ...formulas } };
    }
  }
}

/** Changes the formulas of all validations of a sheet. */
export function mapValidations(sheet: Sheet, change: (formula: string) => string): void {
  const changes = new Map<Validation, Validation>();
  for (const column of sheet.validations.usedColumns()) {
    for (const { value } of sheet.validations.runs(column)) {
      if (!changes.has(value)) changes.set(value, mapFormulas(value, change));
    }
  }
  replaceValidations(sheet, changes);
}

export function replaceValidations(sheet: Sheet, changes: ReadonlyMap<Validation, Validation>): void {
  const real = [...changes].filter(([before, after]) => JSON.stringify(before) !== JSON.stringify(after));
  if (real.length === 0) return;
  const next = new Map(real);
  for (const column of sheet.validations.usedColumns()) {
    for (const run of sheet.validations.runs(column)) {
      const changed = next.get(run.value);
      if (changed) {
        sheet.validations.paint(
          { top: run.top, bottom: run.bottom, left: column, right: column },
          () => changed,
        );
      }
    }
  }
}

/** `Excel.DataValidation`. */
import { problem } from "../workbook/problem.ts";
import {
  NO_ALERT,
  NO_PROMPT,
  TYPE_OF,
  alertFrom,
  fits,
  promptFrom,
  ruleFrom,
  ruleObject,
} from "../workbook/rules.ts";
import { anchoredAt } from "../workbook/rule-formula.ts";
import type { Validation } from "../workbook/state.ts";
import { refuseProtectedSheet } from "../workbook/write.ts";
import { AreaObject } from "./area-object.ts";

export class DataValidationApi extends AreaObject {
  readonly className = "DataValidation";

  get type(): string {
    const found = this.found();
    if (found === "mixed") return "Inconsistent";
    return found ? TYPE_OF[found.rule.kind] : "None";
  }
  /** Formulas are given as the range's first cell has them. */
  get rule(): unknown {
    const found = this.found();
    return found && found !== "mixed" ? ruleObject(found.rule) : {};
  }
  set rule(given: unknown) {
    const own = this.areaOf();
    const rule = ruleFrom(given);
    refuseProtectedSheet(this.sheetOf());
    if (!rule) {
      this.clear();
      return;
    }
    const old = this.found();
    const kept = old && old !== "mixed" ? old : null;
    const made: Validation = {
      rule,
      ignoreBlanks: kept?.ignoreBlanks ?? true,
      errorAlert: kept?.errorAlert ?? NO_ALERT,
      prompt: kept?.prompt ?? NO_PROMPT,
      anchor: { row: own.top, column: own.left },
    };
    this.sheetOf().validations.paint(own, () => made);
  }
  get errorAlert(): unknown {
    const found = this.found();
    return found === "mixed" ? null : (found?.errorAlert ?? NO_ALERT);
  }
  set errorAlert(given: unknown) {
    const errorAlert = alertFrom(given);
    this.change((old) => ({ ...old, errorAlert }));
  }
  get prompt(): unknown {
    const found = this.found();
    return found === "mixed" ? null : (found?.prompt ?? NO_PROMPT);
  }
  set prompt(given: unknown) {
    const prompt = promptFrom(given);
    this.change((old) => ({ ...old, prompt }));
  }
  get ignoreBlanks(): boolean | null {
    const found = this.found();
    return found === "mixed" ? null : (found?.ignoreBlanks ?? true);
  }
  set ignoreBlanks(given: boolean) {
    this.change((old) => ({ ...old, ignoreBlanks: given }));
  }
  /** Whether all cells hold what their rules take: null when some do and some do not. */
  get valid(): boolean | null {
    const own = this.areaOf();
    const sheet = this.sheetOf();
    const outcomes = new Set<boolean>();
    for (const [row, column] of sheet.cells.in(own)) {
      const validation = sheet.validations.at(row, column);
      outcomes.add(!validation || fits(validation, row, column, { book: this.host.book, sheet }));
    }
    return outcomes.size > 1 ? null : !outcomes.has(false);
  }

  clear(): void {
    refuseProtectedSheet(this.sheetOf());
    this.sheetOf().validations.paint(this.areaOf(), () => undefined);
  }

  /** An alert or a prompt without a rule has nothing to hang on: Excel refuses it. */
  private change(change: (old: Validation) => Validation): void {
    const own = this.areaOf();
    refuseProtectedSheet(this.sheetOf());
    const found = this.sheetOf().validations.valuesIn(own);
    if (found.has(undefined)) throw problem("InvalidOperation");
    const made = new Map([...found].map((old) => [old, old && change(old)]));
    this.sheetOf().validations.paint(own, (old) => made.get(old));
  }

  private found(): Validation | "mixed" | undefined {
    const own = this.areaOf();
    const all = [...this.sheetOf().validations.valuesIn(own)];
    const [first] = all;
    const same = all.every((one) => rulesAlike(one, first));
    if (!same) return "mixed";
    return first && anchoredAt(first, own.top, own.left);
  }
}

/** One rule filled down in pieces is still one rule. */
function rulesAlike(a: Validation | undefined, b: Validation | undefined): boolean {
  if (a === b) return true;
  if (!a || !b) return false;
  const moved = anchoredAt(a, b.anchor.row, b.anchor.column);
  return JSON.stringify({ ...moved, anchor: 0 }) === JSON.stringify({ ...b, anchor: 0 });
}

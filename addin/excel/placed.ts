/** Where the tables of a plan stand in the open workbook, and its rules rewritten for there. */
import type {
  SheetPlan,
  TableColumnPlan,
  TablePlan,
  ValidationPlan,
  ValidationRule,
} from "../../shared/plan/plan.ts";
import { isSheetKey, sheetOf } from "../../shared/report/sheets.ts";
import { heading, headingsOf } from "../../shared/report/workbook.ts";
import { findPlaces, type Place } from "./find.ts";
import { type Move, relocate } from "./relocate.ts";

export interface PlacedTable {
  readonly sheet: SheetPlan;
  readonly plan: TablePlan;
  readonly place: Place;
  /** Column on the sheet of each column of the plan; undefined where it is missing. */
  readonly columnAt: readonly (number | undefined)[];
}

/** The tables of these sheets that are in the workbook; of sheets with one table each, as all ours are. */
export async function placeTables(
  context: Excel.RequestContext,
  sheets: readonly SheetPlan[],
): Promise<PlacedTable[]> {
  const planned = sheets.flatMap((sheet) => sheet.tables.slice(0, 1).map((plan) => ({ sheet, plan })));
  const places = await findPlaces(
    context,
    planned.map(({ sheet, plan }) => ({
      table: plan.name,
      sheetNames: [sheet.name],
      headings: new Set(plan.columns.flatMap((column) => spellings(plan, column))),
    })),
  );
  return planned.flatMap(({ sheet, plan }, i) => {
    const place = places[i];
    return place ? [{ sheet, plan, place, columnAt: columnsAt(plan, place) }] : [];
  });
}

/** A report column is known by its English name too, as on reading. */
function spellings(plan: TablePlan, column: TableColumnPlan): string[] {
  const own = heading(column.header);
  const key = plan.name.replace(/^ka_/, "");
  if (!isSheetKey(key)) return [own];
  return [own, ...[...headingsOf(sheetOf(key))].filter(([, k]) => k === column.key).map(([text]) => text)];
}

function columnsAt(plan: TablePlan, place: Place): (number | undefined)[] {
  const there = place.headings.map(heading);
  return plan.columns.map((column) => {
    const known = spellings(plan, column);
    const at = there.findIndex((text) => known.includes(text));
    return at < 0 ? undefined : place.left + at;
  });
}

export function moveOf({ plan, place, columnAt }: PlacedTable): Move {
  const columns = new Map<number, number>();
  columnAt.forEach((at, i) => {
    if (at !== undefined) columns.set(plan.column + i, at);
  });
  return { name: place.sheetName, columns, rows: place.header - plan.row };
}

/** By planned sheet name. */
export const movesOf = (placed: readonly PlacedTable[]): Map<string, Move> =>
  new Map(placed.map((table) => [table.sheet.name, moveOf(table)]));

/** The rule of a column where it stands now. */
export function placedValidation(
  validation: ValidationPlan,
  own: Move,
  moves: ReadonlyMap<string, Move>,
): ValidationPlan {
  const at = (formula: string): string => relocate(formula, own, moves);
  const bound = (value: number | string): number | string => (typeof value === "string" ? at(value) : value);
  return { ...validation, rule: ruleAt(validation.rule, at, bound) };
}

function ruleAt(
  rule: ValidationRule,
  at: (formula: string) => string,
  bound: (value: number | string) => number | string,
): ValidationRule {
  switch (rule.kind) {
    case "list":
      return rule.formula.startsWith("=") ? { ...rule, formula: at(rule.formula) } : rule;
    case "custom":
      return { ...rule, formula: at(rule.formula) };
    case "whole":
    case "decimal":
    case "date":
    case "textLength":
      return {
        ...rule,
        formula1: bound(rule.formula1),
        ...(rule.formula2 === undefined ? {} : { formula2: bound(rule.formula2) }),
      };
  }
}

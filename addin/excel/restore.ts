/** Puts looks, rules, highlights and hidden columns back onto tables that people have worked in. */
import { columnName } from "../../shared/plan/address.ts";
import type { HighlightPlan, SheetPlan } from "../../shared/plan/plan.ts";
import type { Canvas } from "./draw.ts";
import { drawHighlights } from "./highlights.ts";
import { applyLook } from "./looks.ts";
import { moveOf, type PlacedTable, placedValidation, placeTables } from "./placed.ts";
import { type Move, relocate } from "./relocate.ts";
import { applyValidation, columnBelow, formulaText } from "./validation.ts";

export async function restore(
  canvas: Canvas,
  sheets: readonly SheetPlan[],
  moves: ReadonlyMap<string, Move>,
): Promise<void> {
  for (const table of await placeTables(canvas.context, sheets)) {
    await restoreColumns(canvas, table, moves);
    await restoreHighlights(canvas, table, moves);
  }
  await canvas.portions.send();
}

async function restoreColumns(
  canvas: Canvas,
  table: PlacedTable,
  moves: ReadonlyMap<string, Move>,
): Promise<void> {
  const { sheet, plan, place, columnAt } = table;
  const own = moveOf(table);
  for (const [i, column] of plan.columns.entries()) {
    const at = columnAt[i];
    if (at === undefined) continue;
    const range = place.worksheet.getRange(`${columnName(at)}:${columnName(at)}`);
    applyLook(range, column.style, "plain", "columns");
    if (sheet.columns[plan.column + i]?.hidden) range.columnHidden = true;
    const head = place.worksheet.getRangeByIndexes(place.header, at, 1, 1);
    applyLook(head, column.headerStyle, column.style, { rows: 1, columns: 1 });
    if (column.validation) {
      const below = place.worksheet.getRange(columnBelow(place.header, at));
      applyValidation(below, placedValidation(column.validation, own, moves));
    }
    await canvas.portions.queued();
  }
}

/** Only those that are not there: the user's own highlights stay as they are. */
async function restoreHighlights(
  canvas: Canvas,
  table: PlacedTable,
  moves: ReadonlyMap<string, Move>,
): Promise<void> {
  const { worksheet } = table.place;
  const own = moveOf(table);
  const there = worksheet.getRange().conditionalFormats.load("items/type");
  await canvas.context.sync();
  const rules = there.items
    .filter(({ type }) => type === "Custom")
    .map(({ custom }) => custom.rule.load("formula"));
  await canvas.context.sync();
  const known = new Set(rules.map(({ formula }) => formulaText(formula)));
  const missing = table.sheet.highlights
    .map((plan): HighlightPlan => ({
      ...plan,
      range: relocate(plan.range, own, moves),
      formula: relocate(plan.formula, own, moves),
    }))
    .filter(({ formula }) => !known.has(formulaText(formula)));
  drawHighlights(worksheet, missing, false);
  await canvas.portions.queued();
}

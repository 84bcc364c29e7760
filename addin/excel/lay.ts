/** Lays down what of a plan is missing. What people typed stays; lists, rules and looks are put back. */
import type { Progress } from "../workbook.ts";
import type { Cell, SheetPlan, WorkbookPlan } from "../../shared/plan/plan.ts";
import { completeTable } from "./complete.ts";
import { restore } from "./restore.ts";
import { type Canvas, drawNames, drawSheets, finish, makeSheets } from "./draw.ts";
import { type Move, hasMoved, relocate } from "./relocate.ts";
import { movesOf, type PlacedTable, placeTables } from "./placed.ts";

export async function layPlan(canvas: Canvas, plan: WorkbookPlan, progress: Progress): Promise<void> {
  const placed = await placeTables(canvas.context, plan.sheets);
  const kept = new Set(placed.map(({ sheet }) => sheet));
  const drawn = plan.sheets.filter((sheet) => !kept.has(sheet));
  const emptied = await emptySheets(
    canvas,
    drawn.filter(({ tables }) => tables.length === 0),
  );
  await makeSheets(
    canvas,
    drawn.filter((sheet) => !emptied.has(sheet)),
  );
  await arrange(canvas, plan, drawn, placed);
  // Columns first: rules and lists speak of where they stand.
  for (const [index, table] of placed.entries()) {
    progress((index / plan.sheets.length) * 0.9, table.place.sheetName);
    await completeTable(canvas, table);
  }
  const moves = movesOf(await placeTables(canvas.context, [...kept]));
  await drawNames(
    canvas,
    plan.names.map((name) => ({ ...name, formula: relocate(name.formula, null, moves) })),
  );
  await drawSheets(
    canvas,
    drawn.map((sheet) => relocated(sheet, moves)),
    (done, sheet) => progress((placed.length + done * drawn.length) / plan.sheets.length, sheet),
  );
  await restore(canvas, [...kept], moves);
  await finish(canvas, plan, drawn);
  progress(1, plan.active);
}

/** Lists and guide keep their sheets, since names and rules of the workbook point to them; the contents go. */
async function emptySheets(canvas: Canvas, sheets: readonly SheetPlan[]): Promise<Set<SheetPlan>> {
  const { worksheets } = canvas.context.workbook;
  const found = sheets.map((plan) => ({
    plan,
    sheet: worksheets.getItemOrNullObject(plan.name).load("name"),
  }));
  await canvas.context.sync();
  const there = found.filter(({ sheet }) => !sheet.isNullObject);
  const charts = there.map(({ sheet }) => {
    sheet.protection.load("protected");
    return sheet.charts.load("items/name");
  });
  await canvas.context.sync();
  there.forEach(({ sheet }, i) => {
    if (sheet.protection.protected) sheet.protection.unprotect();
    for (const chart of charts[i]?.items ?? []) chart.delete();
    const all = sheet.getRange();
    all.clear();
    all.conditionalFormats.clearAll();
    all.dataValidation.clear();
  });
  await canvas.portions.send();
  return new Set(there.map(({ plan }) => plan));
}

/** New sheets stand where the plan has them: after the sheet that comes before them in it. */
async function arrange(
  canvas: Canvas,
  plan: WorkbookPlan,
  drawn: readonly SheetPlan[],
  placed: readonly PlacedTable[],
): Promise<void> {
  if (placed.length === 0) return;
  const { worksheets } = canvas.context.workbook;
  const actual = (sheet: SheetPlan): string =>
    placed.find((table) => table.sheet === sheet)?.place.sheetName ?? sheet.name;
  for (const [index, sheet] of plan.sheets.entries()) {
    const before = plan.sheets[index - 1];
    if (!drawn.includes(sheet) || !before) continue;
    const anchor = worksheets.getItem(actual(before)).load("position");
    const moving = worksheets.getItem(actual(sheet)).load("position");
    await canvas.context.sync();
    // Taking a sheet out moves those behind it up.
    const target = moving.position > anchor.position ? anchor.position + 1 : anchor.position;
    if (moving.position !== target) moving.position = target;
  }
  await canvas.portions.send();
}

/** A drawn sheet's formulas for the workbook as it is: report sheets may bear other names, columns may have moved. */
function relocated(sheet: SheetPlan, moves: ReadonlyMap<string, Move>): SheetPlan {
  if (![...moves].some(([name, move]) => move.name !== name || hasMoved(move))) return sheet;
  const at = (cell: Cell): Cell =>
    typeof cell === "object" && cell !== null ? { formula: relocate(cell.formula, null, moves) } : cell;
  return {
    ...sheet,
    blocks: sheet.blocks.map((block) => ({ ...block, cells: block.cells.map((row) => row.map(at)) })),
  };
}

/** Draws a plan through Office.js: the painter in Excel. `server/xlsx` draws the same plan into a file. */
import type { Progress } from "../workbook.ts";
import type { NamePlan, SheetPlan, WorkbookPlan } from "../../shared/plan/plan.ts";
import { type CellContext, drawBlock } from "./cells.ts";
import { drawChart } from "./charts.ts";
import { drawColumnLooks, drawColumnWidths, measureDigit } from "./columns.ts";
import { drawHighlights } from "./highlights.ts";
import { drawPrint } from "./print.ts";
import { holdStill, Portions } from "./run.ts";
import { drawTable } from "./tables.ts";
import { applyValidation, columnBelow } from "./validation.ts";

export interface Canvas {
  readonly context: Excel.RequestContext;
  readonly portions: Portions;
  readonly date1904: boolean;
}

/** Makes the sheets of the plan, empty; one that is there under that name is replaced. Formulas need them all. */
export async function makeSheets(canvas: Canvas, sheets: readonly SheetPlan[]): Promise<void> {
  const { worksheets } = canvas.context.workbook;
  const old = sheets.map(({ name }) => worksheets.getItemOrNullObject(name));
  await canvas.context.sync();
  const doomed = old.filter((sheet) => !sheet.isNullObject);
  if (doomed.length > 0) {
    // A workbook must keep a visible sheet: one stands in until the new ones are there.
    const standIn = worksheets.add();
    for (const sheet of doomed) {
      // Neither a hidden nor a protected sheet is refused, a very hidden one is.
      sheet.visibility = "Visible";
      sheet.delete();
    }
    for (const { name } of sheets) worksheets.add(name);
    standIn.delete();
  } else {
    for (const { name } of sheets) worksheets.add(name);
  }
  await canvas.portions.send();
}

/** Adds the names, or points those that are there to where they should point. */
export async function drawNames(canvas: Canvas, names: readonly NamePlan[]): Promise<void> {
  if (names.length === 0) return;
  const { names: there } = canvas.context.workbook;
  const found = names.map(({ name }) => there.getItemOrNullObject(name));
  await canvas.context.sync();
  names.forEach(({ name, formula }, i) => {
    const item = found[i];
    if (item && !item.isNullObject) item.formula = formula;
    else there.add(name, formula);
  });
  await canvas.portions.send();
}

/** All of a plan's sheets, drawn into the empty ones that `makeSheets` made. */
export async function drawSheets(
  canvas: Canvas,
  sheets: readonly SheetPlan[],
  progress: Progress,
): Promise<void> {
  if (sheets.length === 0) return;
  const first = canvas.context.workbook.worksheets.getItem(sheets[0]?.name ?? "");
  const digit = measureDigit(first);
  await canvas.context.sync();
  const width = digit();
  for (const [index, plan] of sheets.entries()) {
    progress(index / sheets.length, plan.name);
    holdStill(canvas.context);
    await drawContents(canvas, plan, width);
    await canvas.portions.send();
  }
  for (const plan of sheets) {
    drawValidations(canvas.context.workbook.worksheets.getItem(plan.name), plan);
    await canvas.portions.queued();
  }
  await canvas.portions.send();
}

/** Everything of a sheet but its rules, which may speak of names and sheets that are drawn later. */
async function drawContents(canvas: Canvas, plan: SheetPlan, digit: number): Promise<void> {
  const sheet = canvas.context.workbook.worksheets.getItem(plan.name);
  const context: CellContext = { sheet, portions: canvas.portions, date1904: canvas.date1904 };
  drawColumnLooks(sheet, plan);
  drawColumnWidths(sheet, plan, digit);
  for (const block of plan.blocks) await drawBlock(context, plan, block);
  for (const table of plan.tables) await drawTable(context, plan, table);
  for (const merge of plan.merges ?? []) sheet.getRange(merge).merge(false);
  drawHighlights(sheet, plan.highlights);
  for (const chart of plan.charts) drawChart(sheet, chart);
  if (plan.print) drawPrint(sheet, plan.print);
  if (plan.tabColor !== undefined) sheet.tabColor = plan.tabColor;
  if (plan.gridlines === false) sheet.showGridlines = false;
  drawFreeze(sheet, plan);
}

function drawFreeze(sheet: Excel.Worksheet, { freeze }: SheetPlan): void {
  if (!freeze) return;
  if (freeze.rows > 0 && freeze.columns > 0) {
    sheet.freezePanes.freezeAt(sheet.getRangeByIndexes(0, 0, freeze.rows, freeze.columns));
  } else if (freeze.rows > 0) {
    sheet.freezePanes.freezeRows(freeze.rows);
  } else if (freeze.columns > 0) {
    sheet.freezePanes.freezeColumns(freeze.columns);
  }
}

function drawValidations(sheet: Excel.Worksheet, plan: SheetPlan): void {
  for (const table of plan.tables) {
    table.columns.forEach(({ validation }, i) => {
      if (!validation) return;
      applyValidation(sheet.getRange(columnBelow(table.row, table.column + i)), validation);
    });
  }
}

/** Last of all: what shows first, what is hidden, what takes no typing. */
export async function finish(canvas: Canvas, plan: WorkbookPlan, drawn: readonly SheetPlan[]): Promise<void> {
  const { worksheets } = canvas.context.workbook;
  const shown = plan.sheets.find(({ name }) => name === plan.active);
  if (shown && drawn.includes(shown)) worksheets.getItem(shown.name).activate();
  await canvas.context.sync();
  for (const { name, visibility, protected: locked } of drawn) {
    const sheet = worksheets.getItem(name);
    if (visibility === "hidden") sheet.visibility = "Hidden";
    if (locked) sheet.protection.protect();
  }
  await canvas.portions.send();
}

/** Draws the plan's sheets anew; sheets of the same name that are there are replaced. */
export async function drawPlan(canvas: Canvas, plan: WorkbookPlan, progress: Progress): Promise<void> {
  await makeSheets(canvas, plan.sheets);
  await drawNames(canvas, plan.names);
  await drawSheets(canvas, plan.sheets, progress);
  await finish(canvas, plan, plan.sheets);
  progress(1, plan.active);
}

export const openCanvas = (context: Excel.RequestContext, date1904: boolean): Canvas => ({
  context,
  portions: new Portions(context),
  date1904,
});

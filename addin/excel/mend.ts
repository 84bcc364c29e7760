/** Puts back what pasting, dragging and typing over destroyed: rules, headings, hidden columns. */
import { cellAddress, rangeAddress } from "../../shared/plan/address.ts";
import type { ValidationPlan, WorkbookPlan } from "../../shared/plan/plan.ts";
import type { SheetKey } from "../../shared/report/sheets.ts";
import { lookOf } from "../../shared/plan/styles.ts";
import { reportSheetOfTable } from "./find.ts";
import { literal } from "./literal.ts";
import { moveOf, movesOf, type PlacedTable, placedValidation, placeTables } from "./placed.ts";
import { Portions } from "./run.ts";
import { joined, pieces, type Strip } from "./strips.ts";
import { alertText, applyValidation, columnBelow, ruleOf, ruleText } from "./validation.ts";

interface Lost {
  readonly sheet: SheetKey;
  readonly address: string;
}

/** A column with a rule, as a strip of its table's rows. */
interface RuledStrip extends Strip {
  readonly sheet: SheetKey;
  readonly header: number;
  readonly validation: ValidationPlan;
}

/** Answers the cells that had lost their rule. */
export async function mendWorkbook(context: Excel.RequestContext, plan: WorkbookPlan): Promise<Lost[]> {
  const portions = new Portions(context);
  let placed = await placeTables(context, plan.sheets);
  if (mendHeadings(placed)) {
    await portions.send();
    placed = await placeTables(context, plan.sheets);
  }
  await hideIdentity(context, placed);
  const lost = await lostRules(context, ruledStrips(placed));
  await portions.send();
  return lost;
}

/**
 * Where a table has as many columns as planned and some headings nobody knows, those are the ones that were typed
 * over, in order. Where the number differs, columns were added or deleted, and guessing could rename the user's own.
 */
function mendHeadings(placed: readonly PlacedTable[]): boolean {
  let mended = false;
  for (const { plan, place, columnAt } of placed) {
    if (place.width !== plan.columns.length) continue;
    const known = new Set(columnAt);
    const unknown = place.headings.flatMap((_, i) => (known.has(place.left + i) ? [] : [place.left + i]));
    const missing = plan.columns.filter((_, i) => columnAt[i] === undefined);
    missing.forEach((column, i) => {
      const at = unknown[i];
      if (at === undefined) return;
      const range = place.worksheet.getRangeByIndexes(place.header, at, 1, 1);
      range.values = [[literal(column.header, lookOf(column.headerStyle))]];
      mended = true;
    });
  }
  return mended;
}

/** Hides what the plan hides; nothing that the user hid is shown. */
async function hideIdentity(context: Excel.RequestContext, placed: readonly PlacedTable[]): Promise<void> {
  for (const { sheet, plan, place, columnAt } of placed) {
    columnAt.forEach((at, i) => {
      if (at !== undefined && sheet.columns[plan.column + i]?.hidden) {
        place.worksheet.getRangeByIndexes(0, at, 1, 1).getEntireColumn().columnHidden = true;
      }
    });
  }
  await context.sync();
}

function ruledStrips(placed: readonly PlacedTable[]): RuledStrip[] {
  const moves = movesOf(placed);
  return placed.flatMap((table) => {
    const key = reportSheetOfTable(table.plan.name);
    if (key === undefined) return [];
    const { worksheet, header, rows } = table.place;
    return table.plan.columns.flatMap(({ validation }, i): RuledStrip[] => {
      const column = table.columnAt[i];
      if (!validation || column === undefined) return [];
      const rule = placedValidation(validation, moveOf(table), moves);
      return [{ worksheet, sheet: key, header, column, row: header + 1, rows, validation: rule }];
    });
  });
}

/**
 * Compares each column's rule, down to the bottom of the sheet, with the plan's. A column that differs is taken
 * apart, its rule put back, and what differs from the rule as this Excel now gives it back had been lost.
 */
async function lostRules(context: Excel.RequestContext, strips: readonly RuledStrip[]): Promise<Lost[]> {
  const columns = strips.map((strip) => ({ strip, answer: ask(whole(strip)) }));
  await context.sync();
  const damaged = columns
    .filter(({ strip, answer }) => answer() !== planned(strip))
    .map(({ strip }) => strip);
  if (damaged.length === 0) return [];
  const found = await pieces(context, damaged, (range) => ask(range));
  for (const strip of damaged) applyValidation(whole(strip), strip.validation);
  await context.sync();
  const now = damaged.map((strip) => ({ strip, answer: ask(whole(strip)) }));
  await context.sync();
  const right = new Map(now.map(({ strip, answer }) => [keyOf(strip), answer()]));
  const lost = found.filter(({ strip, kind }) => kind !== right.get(keyOf(strip))).map(({ strip }) => strip);
  const sheets = [...new Set(lost.map(({ sheet }) => sheet))];
  return sheets.flatMap((key) =>
    joined(lost.filter(({ sheet }) => sheet === key)).map(({ row, column, rows }) => ({
      sheet: key,
      address: rows === 1 ? cellAddress(row, column) : rangeAddress(row, column, rows, 1),
    })),
  );
}

const keyOf = ({ sheet, column }: RuledStrip): string => `${sheet} ${column}`;

const whole = ({ worksheet, header, column }: RuledStrip): Excel.Range =>
  worksheet.getRange(columnBelow(header, column));

const planned = ({ validation }: RuledStrip): string =>
  `${ruleText(ruleOf(validation.rule))} ${validation.onError}`;

function ask(range: Excel.Range): () => string | null {
  const { dataValidation } = range;
  dataValidation.load("type, rule, errorAlert");
  return () => {
    if (dataValidation.type === "Inconsistent" || dataValidation.type === "MixedCriteria") return null;
    if (dataValidation.type === "None") return "none";
    return `${ruleText(dataValidation.rule)} ${alertText(dataValidation.errorAlert)}`;
  };
}

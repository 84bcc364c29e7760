/** Writes changed rows into the master's tables. Rows keep their places, so what HQ noted beside them stays true. */
import type { MasterUpdate, Progress } from "../workbook.ts";
import { parseRange } from "../../shared/plan/address.ts";
import {
  MASTER_META,
  MASTER_META_SHEET,
  masterColumns,
  masterMetaSheet,
  masterSheet,
  masterTable,
} from "../../shared/plan/master.ts";
import { type CellLook, lookOf } from "../../shared/plan/styles.ts";
import { SHEETS, type Sheet, type SheetKey } from "../../shared/report/sheets.ts";
import { appendRows } from "./append.ts";
import { countsFrom1904 } from "./date-system.ts";
import { type Canvas, drawSheets, finish, makeSheets, openCanvas } from "./draw.ts";
import { WorkbookFault } from "./fault.ts";
import { firstFree, readIdentities } from "./filled.ts";
import { isDateFormat, literal, serialIn } from "./literal.ts";
import { placeTables, type PlacedTable } from "./placed.ts";
import { runsOf, slicesOf } from "./slices.ts";

type Cells = MasterUpdate["cells"];
type Literal = string | number | boolean;

export async function updateMasterTables(
  context: Excel.RequestContext,
  rows: readonly MasterUpdate[],
  cursor: number,
  progress: Progress,
): Promise<void> {
  const canvas = openCanvas(context, await countsFrom1904(context));
  const placed = await placeMaster(canvas);
  const bySheet = lastOfEach(rows);
  let done = 0;
  for (const sheet of SHEETS) {
    const changed = bySheet.get(sheet.key);
    if (!changed || changed.size === 0) continue;
    const table = placed.get(sheet.key);
    if (!table) throw new WorkbookFault("sheet_missing", { sheet: masterSheet(sheet).name });
    progress(done / rows.length, table.place.sheetName);
    await updateTable(canvas, sheet, table, changed, (count) => {
      done += count;
      progress(Math.min(1, done / rows.length), table.place.sheetName);
    });
  }
  await keepCursor(canvas, cursor);
  progress(1, "");
}

/** Of a row that was changed several times, the last change. */
function lastOfEach(rows: readonly MasterUpdate[]): Map<SheetKey, Map<string, Cells>> {
  const bySheet = new Map<SheetKey, Map<string, Cells>>();
  for (const { sheet, rowId, cells } of rows) {
    const own = bySheet.get(sheet) ?? new Map<string, Cells>();
    own.set(rowId.toLowerCase(), cells);
    bySheet.set(sheet, own);
  }
  return bySheet;
}

/** The master's tables; those that are missing are drawn. */
async function placeMaster(canvas: Canvas): Promise<Map<SheetKey, PlacedTable>> {
  const plans = SHEETS.map((sheet) => masterSheet(sheet));
  const find = async (): Promise<Map<SheetKey, PlacedTable>> => {
    const placed = (await placeTables(canvas.context, plans)).filter(({ place }) => place.table !== null);
    const found = new Map<SheetKey, PlacedTable>();
    for (const sheet of SHEETS) {
      const table = placed.find(({ plan }) => plan.name === masterTable(sheet));
      if (table) found.set(sheet.key, table);
    }
    return found;
  };
  const there = await find();
  const missing = plans.filter((_, i) => !there.has(SHEETS[i]?.key ?? "accounts"));
  if (missing.length === 0) return there;
  await makeSheets(canvas, missing);
  await drawSheets(canvas, missing, () => undefined);
  return find();
}

async function updateTable(
  canvas: Canvas,
  sheet: Sheet,
  table: PlacedTable,
  changed: ReadonlyMap<string, Cells>,
  written: (rows: number) => void,
): Promise<void> {
  const { context, portions } = canvas;
  const columns = masterColumns(sheet);
  const looks = columns.map(({ style }): CellLook => lookOf(style));
  const idColumn = table.columnAt[columns.findIndex(({ key }) => key === "rowId")];
  if (idColumn === undefined) throw new WorkbookFault("sheet_missing", { sheet: table.sheet.name });
  const identities = await readIdentities(context, table.place, idColumn);
  const literals = (cells: Cells): Literal[] =>
    columns.map((_, i) => {
      const cell = cells[i] ?? null;
      const look = looks[i] ?? {};
      const dated =
        typeof cell === "number" && isDateFormat(look.format) ? serialIn(cell, canvas.date1904) : cell;
      return literal(dated, look);
    });
  const inPlace = new Map<number, Literal[]>();
  const fresh: Literal[][] = [];
  for (const [rowId, cells] of changed) {
    const row = identities.rowsOf.get(rowId)?.[0];
    if (row === undefined) fresh.push(literals(cells));
    else inPlace.set(row, literals(cells));
  }
  for (const { first, last } of runsOf([...inPlace.keys()].sort((a, b) => a - b))) {
    const rows = Array.from({ length: last - first + 1 }, (_, i) => inPlace.get(first + i) ?? []);
    await writeAcross(canvas, table, first, rows);
  }
  await portions.send();
  written(inPlace.size);
  if (fresh.length > 0) {
    // What HQ wrote into its own columns of the last rows keeps them from being taken for blank.
    const everywhere = new Set(table.place.headings.map((_, i) => table.place.left + i));
    await appendRows({
      context,
      portions,
      place: table.place,
      from: await firstFree(context, table.place, identities, everywhere),
      count: fresh.length,
      write: (top) => writeAcross(canvas, table, top, fresh),
    });
    written(fresh.length);
  }
}

/** Writes whole rows into the product's columns only, wherever these stand; neighbours go together. */
async function writeAcross(
  { portions }: Canvas,
  { place, columnAt }: PlacedTable,
  top: number,
  rows: readonly (readonly Literal[])[],
): Promise<void> {
  const groups: { at: number; from: number; count: number }[] = [];
  columnAt.forEach((at, i) => {
    if (at === undefined) return;
    const group = groups.at(-1);
    if (group && at === group.at + group.count && i === group.from + group.count) group.count += 1;
    else groups.push({ at, from: i, count: 1 });
  });
  for (const { at, from, count } of groups) {
    for (const slice of slicesOf(rows.map((row) => row.slice(from, from + count)))) {
      const range = place.worksheet.getRangeByIndexes(top + slice.start, at, slice.rows.length, count);
      range.values = slice.rows.map((row) => [...row]);
      await portions.queued(slice.rows.length * count, slice.bytes);
    }
  }
}

/** Last, when all rows are in: a refresh that was cut off starts again from the old cursor and changes nothing twice. */
async function keepCursor(canvas: Canvas, cursor: number): Promise<void> {
  const sheet = canvas.context.workbook.worksheets.getItemOrNullObject(MASTER_META_SHEET);
  await canvas.context.sync();
  if (sheet.isNullObject) {
    const plan = masterMetaSheet(cursor);
    await makeSheets(canvas, [plan]);
    await drawSheets(canvas, [plan], () => undefined);
    await finish(canvas, { title: "", sheets: [plan], names: [], active: "" }, [plan]);
    return;
  }
  const { row, column } = parseRange(MASTER_META.cursor);
  sheet.getRangeByIndexes(row, column, 1, 1).values = [[cursor]];
  await canvas.context.sync();
}

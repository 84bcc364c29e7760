/** Completes a table that is there: the table itself where it was turned into cells, its columns, its rows. */
import { rangeAddress } from "../../shared/plan/address.ts";
import type { Cell, SheetPlan } from "../../shared/plan/plan.ts";
import { lookOf } from "../../shared/plan/styles.ts";
import { appendRows } from "./append.ts";
import { columnName } from "../../shared/plan/address.ts";
import type { Canvas } from "./draw.ts";
import { measureDigit, pointsOf } from "./columns.ts";
import { firstFree, readIdentities } from "./filled.ts";
import { isDateFormat, literal, serialIn } from "./literal.ts";
import { type PlacedTable, placeTables } from "./placed.ts";
import { Writes } from "./writes.ts";

export async function completeTable(canvas: Canvas, placed: PlacedTable): Promise<void> {
  await unprotect(canvas, placed.place.worksheet);
  let table = placed;
  if (!table.place.table) {
    makeTable(table);
    table = await again(canvas, table.sheet);
  }
  if (table.columnAt.includes(undefined)) {
    insertColumns(table);
    table = await again(canvas, table.sheet);
    await widenColumns(canvas, table);
  }
  await addMissingRows(canvas, table);
}

async function again(canvas: Canvas, sheet: SheetPlan): Promise<PlacedTable> {
  await canvas.portions.send();
  const [table] = await placeTables(canvas.context, [sheet]);
  if (!table) throw new Error(`the sheet ${sheet.name} was lost while it was being completed`);
  return table;
}

/** A table on a protected sheet does not grow: report sheets go unprotected. A password is the user's to give. */
async function unprotect(canvas: Canvas, worksheet: Excel.Worksheet): Promise<void> {
  worksheet.protection.load("protected");
  await canvas.context.sync();
  if (worksheet.protection.protected) worksheet.protection.unprotect();
}

function makeTable({ plan, place }: PlacedTable): void {
  const address = rangeAddress(place.header, place.left, place.rows + 1, place.width);
  const made = place.worksheet.tables.add(address, true);
  made.name = plan.name;
  made.style = plan.style;
  made.showFilterButton = plan.filter;
}

/** Each missing column right behind the one that comes before it in the plan. */
function insertColumns({ plan, place, columnAt }: PlacedTable): void {
  let inserted = 0;
  let next = place.left;
  plan.columns.forEach(({ header }, i) => {
    const at = columnAt[i];
    if (at !== undefined) {
      next = at + inserted + 1;
      return;
    }
    place.table?.columns.add(next - place.left, undefined, header);
    inserted += 1;
    next += 1;
  });
}

/** Cells of a table move aside for a new column, widths and hidden columns do not: they are set for all anew. */
async function widenColumns(canvas: Canvas, { sheet, plan, place, columnAt }: PlacedTable): Promise<void> {
  const digit = measureDigit(place.worksheet);
  await canvas.context.sync();
  columnAt.forEach((at, i) => {
    const column = sheet.columns[plan.column + i];
    if (at === undefined || !column) return;
    const range = place.worksheet.getRange(`${columnName(at)}:${columnName(at)}`);
    range.columnHidden = column.hidden ?? false;
    if (!column.hidden) range.format.columnWidth = pointsOf(column.width, digit());
  });
  await canvas.portions.send();
}

/** Rows of the plan whose identity is not in the workbook go below the last filled row. */
async function addMissingRows(canvas: Canvas, table: PlacedTable): Promise<void> {
  const { plan, place, columnAt } = table;
  const idIndex = plan.columns.findIndex(({ key }) => key === "rowId");
  const idColumn = columnAt[idIndex];
  if (idColumn === undefined || plan.rows.length === 0) return;
  const identities = await readIdentities(canvas.context, place, idColumn);
  const rows = plan.rows.filter((row) => {
    const rowId = row[idIndex];
    return typeof rowId === "string" && rowId !== "" && !identities.rowsOf.has(rowId.toLowerCase());
  });
  if (rows.length === 0) return;
  const known = new Set(columnAt.filter((at) => at !== undefined));
  await appendRows({
    context: canvas.context,
    portions: canvas.portions,
    place,
    from: await firstFree(canvas.context, place, identities, known),
    count: rows.length,
    write: (top) => writeRowsAt(canvas, table, top, rows),
  });
}

async function writeRowsAt(
  canvas: Canvas,
  { plan, place, columnAt }: PlacedTable,
  top: number,
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  const writes = new Writes(place.worksheet);
  plan.columns.forEach(({ style }, i) => {
    const at = columnAt[i];
    if (at === undefined) return;
    const look = lookOf(style);
    writes.format(at, look);
    rows.forEach((row, r) => {
      const cell = row[i] ?? null;
      const dated =
        typeof cell === "number" && isDateFormat(look.format) ? serialIn(cell, canvas.date1904) : cell;
      writes.put(top + r, at, literal(dated, look));
    });
  });
  await writes.flush(canvas.portions);
}

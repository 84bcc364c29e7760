/** Tables: header, rows, and the table over them. */
import { rangeAddress } from "../../shared/plan/address.ts";
import type { SheetPlan, TablePlan } from "../../shared/plan/plan.ts";
import { lookOf } from "../../shared/plan/styles.ts";
import { type CellContext, writeRows } from "./cells.ts";
import { groundOf } from "./columns.ts";
import { applyLook, rectangles } from "./looks.ts";

/** The columns' looks must be drawn already: a table's rows take theirs from the column. */
export async function drawTable(context: CellContext, plan: SheetPlan, table: TablePlan): Promise<void> {
  const width = table.columns.length;
  await drawHeader(context, plan, table);
  await writeRows(context, table.row + 1, table.column, table.rows, (_, column) =>
    lookOf(table.columns[column]?.style ?? "plain"),
  );
  const rows = Math.max(1, table.rows.length);
  const made = context.sheet.tables.add(rangeAddress(table.row, table.column, rows + 1, width), true);
  made.name = table.name;
  made.style = table.style;
  made.showFilterButton = table.filter;
  await context.portions.queued();
}

/** The header's texts and looks. */
async function drawHeader(context: CellContext, plan: SheetPlan, table: TablePlan): Promise<void> {
  const width = table.columns.length;
  const styles = rectangles(1, width, (_, column) => ({
    style: table.columns[column]?.headerStyle ?? "plain",
    base: groundOf(plan, table.row, table.column + column),
  }));
  for (const rect of styles) {
    const range = context.sheet.getRangeByIndexes(table.row, table.column + rect.column, 1, rect.columns);
    applyLook(range, rect.style, rect.base, rect);
  }
  await writeRows(
    context,
    table.row,
    table.column,
    [table.columns.map(({ header }) => header)],
    (_, column) => lookOf(table.columns[column]?.headerStyle ?? "plain"),
  );
}

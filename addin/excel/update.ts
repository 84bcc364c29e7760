/** Writes what a push or a check made of each report row: identity, revision, status, note, values; deletions. */
import type { Progress, RowUpdate } from "../workbook.ts";
import { lookOf } from "../../shared/plan/styles.ts";
import { styleOf } from "../../shared/plan/template.ts";
import { cellOf } from "../../shared/report/cells.ts";
import { columnOf, type SheetKey, sheetOf } from "../../shared/report/sheets.ts";
import { countsFrom1904 } from "./date-system.ts";
import { WorkbookFault } from "./fault.ts";
import { type Identities, isRowId, readIdentities } from "./filled.ts";
import { findReport, reportPlace, type ReportPlace } from "./find.ts";
import { isDateFormat, literalAnywhere, serialIn } from "./literal.ts";
import { Portions } from "./run.ts";
import { Writes } from "./writes.ts";

/**
 * Rows are found by their identity as it stands now. A row that has none is taken where it was read, if no identity
 * stands there still. What can be written is written; then, where a row could not be found, `changed_meanwhile`.
 */
export async function updateRows(
  context: Excel.RequestContext,
  updates: readonly RowUpdate[],
  progress: Progress,
): Promise<void> {
  if (updates.length === 0) return;
  const report = await findReport(context);
  const date1904 = await countsFrom1904(context);
  const portions = new Portions(context);
  const sheets = [...new Set(updates.map(({ sheet }) => sheet))];
  let unplaced = 0;
  for (const [index, key] of sheets.entries()) {
    const place = reportPlace(report, key);
    progress(index / sheets.length, place.sheetName);
    const own = updates.filter(({ sheet }) => sheet === key);
    unplaced += await updateSheet({ context, portions, place, date1904 }, key, own);
  }
  progress(1, "");
  if (unplaced > 0) throw new WorkbookFault("changed_meanwhile");
}

interface Target {
  readonly context: Excel.RequestContext;
  readonly portions: Portions;
  readonly place: ReportPlace;
  readonly date1904: boolean;
}

/** Answers how many rows could not be found. */
async function updateSheet(target: Target, key: SheetKey, updates: readonly RowUpdate[]): Promise<number> {
  const { context, portions, place } = target;
  const idColumn = place.columnAt.get("rowId");
  if (idColumn === undefined) throw new WorkbookFault("sheet_missing", { sheet: sheetOf(key).zh });
  const identities = await readIdentities(context, place, idColumn);
  const writes = new Writes(place.worksheet);
  writes.format(idColumn, lookOf("code"));
  const removed: number[] = [];
  const taken = new Set<number>();
  let unplaced = 0;
  for (const update of updates) {
    const row = rowFor(update, identities, place, taken);
    if (row === undefined) {
      if (!update.remove) unplaced += 1;
      continue;
    }
    taken.add(row);
    if (update.remove) {
      removed.push(row);
      continue;
    }
    if (identities.at(row) !== update.rowId.toLowerCase()) writes.put(row, idColumn, update.rowId);
    queueUpdate(target, key, update, row, writes);
  }
  await writes.flush(portions);
  await removeRows(target, removed);
  await portions.send();
  return unplaced;
}

/** The row of an update; undefined where it is gone or something else stands in its place. */
function rowFor(
  { rowId, row, remove, copiedFrom }: RowUpdate,
  identities: Identities,
  place: ReportPlace,
  taken: ReadonlySet<number>,
): number | undefined {
  const rows = identities.rowsOf.get(rowId.toLowerCase()) ?? [];
  if (rows.length > 0) return rows.includes(row) ? row : rows[0];
  // What is gone already need not go again; another row must not go for it.
  if (remove) return undefined;
  if (row <= place.header || row > identities.last || taken.has(row)) return undefined;
  const there = identities.at(row);
  if (!isRowId(there) || there === copiedFrom?.toLowerCase()) return row;
  // A copied row brought another's identity along; the upper one keeps it.
  const doubled = identities.rowsOf.get(there) ?? [];
  return doubled.length > 1 && doubled[0] !== row ? row : undefined;
}

function queueUpdate(
  { place, date1904 }: Target,
  key: SheetKey,
  update: RowUpdate,
  row: number,
  writes: Writes,
): void {
  const { baseRevision, status, statusNote, values = {} } = update;
  const put = (column: string, value: string | number): void => {
    const at = place.columnAt.get(column);
    if (at !== undefined) writes.put(row, at, typeof value === "string" ? literalAnywhere(value) : value);
  };
  if (baseRevision !== undefined) put("baseRevision", baseRevision ?? "");
  if (status !== undefined) put("status", status);
  if (statusNote !== undefined) put("statusNote", statusNote);
  for (const [name, value] of Object.entries(values)) {
    const column = columnOf(sheetOf(key), name);
    const at = place.columnAt.get(name);
    if (!column || at === undefined) continue;
    const look = lookOf(styleOf(column));
    const cell = cellOf(column, value);
    writes.format(at, look);
    const dated = typeof cell === "number" && isDateFormat(look.format) ? serialIn(cell, date1904) : cell;
    writes.put(row, at, literalAnywhere(dated));
  }
}

/**
 * Takes rows out of the table, from the bottom up, so that the rows above keep their places and what stands beside
 * the table stays. A table's only row is emptied instead: a table must have one.
 */
async function removeRows({ place, portions }: Target, rows: readonly number[]): Promise<void> {
  const { worksheet, table, header, left, width } = place;
  let remaining = place.rows;
  for (const row of [...rows].sort((a, b) => b - a)) {
    const inTable = row <= header + place.rows;
    const range = worksheet.getRangeByIndexes(row, left, 1, width);
    if (inTable && remaining === 1) range.clear("Contents");
    else if (inTable && table) {
      table.rows.getItemAt(row - header - 1).delete();
      remaining -= 1;
    } else range.delete("Up");
    await portions.queued();
  }
}

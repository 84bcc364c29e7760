/** New rows at the end of a table: into its blank rows first, then just below it. */
import { rangeAddress } from "../../shared/plan/address.ts";
import type { Place } from "./find.ts";
import type { Portions } from "./run.ts";
import { readSlices } from "./slices.ts";
import { supports } from "./support.ts";

interface Appending {
  readonly context: Excel.RequestContext;
  readonly portions: Portions;
  readonly place: Place;
  /** The first row of the sheet that is free. */
  readonly from: number;
  readonly count: number;
  /** Writes the rows, the first of them at `top`. May be called twice. */
  readonly write: (top: number) => Promise<void>;
}

const ROWS_PER_REQUEST = 1000;

/**
 * Values written just below a table make it grow, and do so without the collisions that adding rows through the
 * table brings when several people work in it. Where something stands below, or a totals row does, room is made
 * first. A table that did not grow is resized; below ExcelApi 1.13 it is given rows and they are written again.
 */
export async function appendRows(appending: Appending): Promise<void> {
  const { context, portions, place, from, count, write } = appending;
  const bottom = place.header + place.rows;
  const last = from + count - 1;
  if (count === 0) return;
  if (last <= bottom || !place.table) {
    await write(from);
    await portions.send();
    return;
  }
  const below = Math.max(from, bottom + 1);
  const overflow = last - below + 1;
  // Rows that were typed below a table that did not grow lie between it and the new ones.
  const apart = below > bottom + 1;
  const occupied = await isOccupied(context, place, below, overflow);
  if (apart) {
    if (occupied) place.worksheet.getRangeByIndexes(below, place.left, overflow, place.width).insert("Down");
  } else if (place.totals || occupied) {
    await addRows(place, place.table, overflow, portions);
  }
  await write(from);
  await portions.send();
  if (place.totals || (await bottomOf(context, place.table)) >= last) return;
  if (supports("1.13")) {
    place.table.resize(rangeAddress(place.header, place.left, last - place.header + 1, place.width));
    await context.sync();
  } else if (!apart) {
    for (const { start, count: rows } of readSlices(overflow, place.width)) {
      place.worksheet.getRangeByIndexes(below + start, place.left, rows, place.width).clear("Contents");
    }
    await addRows(place, place.table, overflow, portions);
    await write(from);
    await portions.send();
  }
}

async function isOccupied(
  context: Excel.RequestContext,
  { worksheet, left, width }: Place,
  row: number,
  rows: number,
): Promise<boolean> {
  const used = worksheet.getRangeByIndexes(row, left, rows, width).getUsedRangeOrNullObject(true);
  used.load("address");
  await context.sync();
  return !used.isNullObject;
}

async function bottomOf(context: Excel.RequestContext, table: Excel.Table): Promise<number> {
  const range = table.getRange().load("rowIndex, rowCount");
  await context.sync();
  return range.rowIndex + range.rowCount - 1;
}

async function addRows(place: Place, table: Excel.Table, count: number, portions: Portions): Promise<void> {
  for (let done = 0; done < count; done += ROWS_PER_REQUEST) {
    const rows = Math.min(ROWS_PER_REQUEST, count - done);
    const blank = Array.from({ length: rows }, () => Array.from({ length: place.width }, () => ""));
    table.rows.add(undefined, blank);
    await portions.queued(rows * place.width, rows * place.width * 4);
  }
  await portions.send();
}

/** Where a table's identities stand, and where its filled rows end. */
import { readCells } from "./read.ts";
import type { Place } from "./find.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const isRowId = (text: string): boolean => UUID.test(text);

export interface Identities {
  /** Row of the sheet of each identity, from the top; several where rows were copied. */
  readonly rowsOf: ReadonlyMap<string, readonly number[]>;
  /** What stands in the identity column of a row, "" where nothing does. */
  readonly at: (row: number) => string;
  /** The last row that was looked at: the table's, or the last typed below it. */
  readonly last: number;
}

/** Reads the identity column as it is now: sorting may have moved rows since they were read. */
export async function readIdentities(
  context: Excel.RequestContext,
  place: Place,
  column: number,
): Promise<Identities> {
  const used = place.worksheet.getUsedRangeOrNullObject(true).load("rowIndex, rowCount");
  await context.sync();
  const lastUsed = used.isNullObject ? 0 : used.rowIndex + used.rowCount - 1;
  const last = Math.max(place.header + place.rows, place.totals ? 0 : lastUsed);
  const cells = await readCells(context, place.worksheet, {
    row: place.header + 1,
    column,
    rows: last - place.header,
    columns: 1,
  });
  const texts = cells.map(([cell]) => (typeof cell === "string" ? cell.trim().toLowerCase() : ""));
  const rowsOf = new Map<string, number[]>();
  texts.forEach((text, i) => {
    if (!isRowId(text)) return;
    const rows = rowsOf.get(text);
    if (rows) rows.push(place.header + 1 + i);
    else rowsOf.set(text, [place.header + 1 + i]);
  });
  return { rowsOf, at: (row) => texts[row - place.header - 1] ?? "", last };
}

/**
 * The first row after the last one of the table that holds anything in `columns` (of the sheet). Only the rows
 * after the last identity are read.
 */
export async function firstFree(
  context: Excel.RequestContext,
  place: Place,
  identities: Identities,
  columns: ReadonlySet<number>,
): Promise<number> {
  const bottom = place.header + place.rows;
  let filled = place.header;
  for (const rows of identities.rowsOf.values()) filled = Math.max(filled, ...rows);
  if (filled >= bottom) return filled + 1;
  const cells = await readCells(context, place.worksheet, {
    row: filled + 1,
    column: place.left,
    rows: bottom - filled,
    columns: place.width,
  });
  const last = cells.findLastIndex((row) =>
    row.some((cell, i) => cell !== null && columns.has(place.left + i)),
  );
  return filled + 2 + last;
}

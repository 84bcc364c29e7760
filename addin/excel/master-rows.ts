/** Rows of one master table: found by their identity, compared with what is to stand there, written where they differ. */
import type { MasterCounts, MasterUpdate } from "../workbook.ts";
import { masterColumns } from "../../shared/plan/master.ts";
import { type CellLook, lookOf } from "../../shared/plan/styles.ts";
import { sheetOf } from "../../shared/report/sheets.ts";
import { MASTER } from "../../shared/text/master.ts";
import { appendRows } from "./append.ts";
import type { Canvas } from "./draw.ts";
import { firstFree, type Identities, readIdentities } from "./filled.ts";
import { isDateFormat, literal, serialIn } from "./literal.ts";
import type { MasterPlace } from "./master-places.ts";
import { breath } from "./run.ts";
import { readSlices, runsOf, slicesOf } from "./slices.ts";

export type Cells = MasterUpdate["cells"];
type Cell = Cells[number];
type Literal = string | number | boolean;

/** @param all the rows given are all there are: others are told elsewhere now */
export async function writeMasterRows(
  canvas: Canvas,
  table: MasterPlace,
  rows: ReadonlyMap<string, Cells>,
  { all }: { readonly all: boolean },
  written: (rows: number) => void,
): Promise<MasterCounts> {
  const { context, portions } = canvas;
  const columns = masterColumns(sheetOf(table.key));
  const identities = await readIdentities(context, table.place, table.idColumn);
  const wanted = wantedRows(canvas, table, identities, rows, all);
  const standing: ReadonlyMap<number, Cells> = await readRows(canvas, table, [...wanted.inPlace.keys()]);
  const counts = { added: 0, changed: 0, deleted: 0 };
  const stateAt = columns.findIndex(({ key }) => key === "state");
  const looks = columns.map(({ style }): CellLook => lookOf(style));
  const literals = (cells: Cells): Literal[] => looks.map((look, i) => literal(cells[i] ?? null, look));
  const inPlace = new Map<number, Literal[]>();
  for (const [row, cells] of wanted.inPlace) {
    const there = standing.get(row) ?? [];
    const next = cells ?? columns.map((_, i) => (i === stateAt ? MASTER.merged : (there[i] ?? null)));
    if (looks.every((_, i) => table.columnAt[i] === undefined || isSame(next[i] ?? null, there[i]))) continue;
    inPlace.set(row, literals(next));
    if (isGone(next[stateAt]) && !isGone(there[stateAt])) counts.deleted += 1;
    else counts.changed += 1;
  }
  for (const { first, last } of runsOf([...inPlace.keys()].sort((a, b) => a - b))) {
    const run = Array.from({ length: last - first + 1 }, (_, i) => inPlace.get(first + i) ?? []);
    await writeAcross(canvas, table, first, run);
  }
  await portions.send();
  written(wanted.inPlace.size);
  const { fresh } = wanted;
  if (fresh.length > 0) {
    const gone = fresh.filter((cells) => isGone(cells[stateAt])).length;
    counts.added = fresh.length - gone;
    counts.deleted += gone;
    // What HQ wrote into its own columns of the last rows keeps them from being taken for blank.
    const everywhere = new Set(table.place.headings.map((_, i) => table.place.left + i));
    await appendRows({
      context,
      portions,
      place: table.place,
      from: await firstFree(context, table.place, identities, everywhere),
      count: fresh.length,
      write: (top) => writeAcross(canvas, table, top, fresh.map(literals)),
    });
    written(fresh.length);
  }
  return counts;
}

/** Is this what stands in the state column of a greyed row? */
const isGone = (state: unknown): boolean => state === MASTER.deleted || state === MASTER.merged;

interface Wanted {
  /** By row of the sheet; null: it is told in another line. */
  readonly inPlace: ReadonlyMap<number, Cells | null>;
  readonly fresh: readonly Cells[];
}

function wantedRows(
  canvas: Canvas,
  table: MasterPlace,
  identities: Identities,
  rows: ReadonlyMap<string, Cells>,
  all: boolean,
): Wanted {
  const looks = masterColumns(sheetOf(table.key)).map(({ style }): CellLook => lookOf(style));
  const dated = (cells: Cells): Cells =>
    looks.map((look, i) => {
      const cell = cells[i] ?? null;
      return typeof cell === "number" && isDateFormat(look.format) ? serialIn(cell, canvas.date1904) : cell;
    });
  const inPlace = new Map<number, Cells | null>();
  const fresh: Cells[] = [];
  for (const [rowId, cells] of rows) {
    const row = identities.rowsOf.get(rowId)?.[0];
    if (row === undefined) fresh.push(dated(cells));
    else inPlace.set(row, dated(cells));
  }
  if (all) {
    for (const [rowId, [row]] of identities.rowsOf) {
      if (row !== undefined && !rows.has(rowId)) inPlace.set(row, null);
    }
  }
  return { inPlace, fresh };
}

/** Cells one round trip brings: see `readSlices`. */
const MOST_WAITING = 12_000;

/** What stands in the product's columns of these rows, in the order of the columns. */
async function readRows(
  { context }: Canvas,
  { place, columnAt }: MasterPlace,
  rows: readonly number[],
): Promise<Map<number, Cells>> {
  const found = new Map<number, Cells>();
  let waiting: { readonly top: number; readonly range: Excel.Range }[] = [];
  let cells = 0;
  const receive = async (): Promise<void> => {
    await context.sync();
    for (const { top, range } of waiting) {
      range.values.forEach((values: unknown[], i) => {
        found.set(
          top + i,
          columnAt.map((at) => plain(at === undefined ? null : values[at - place.left])),
        );
      });
    }
    waiting = [];
    cells = 0;
    await breath();
  };
  for (const { first, last } of runsOf([...rows].sort((a, b) => a - b))) {
    for (const { start, count } of readSlices(last - first + 1, place.width)) {
      const range = place.worksheet.getRangeByIndexes(first + start, place.left, count, place.width);
      waiting.push({ top: first + start, range: range.load("values") });
      cells += count * place.width;
      if (cells >= MOST_WAITING) await receive();
    }
  }
  if (waiting.length > 0) await receive();
  return found;
}

const plain = (value: unknown): Cell =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;

/** Excel gives "" for an empty cell, and keeps fifteen digits of a number. */
function isSame(cell: Cell, there: Cell | undefined): boolean {
  if (typeof cell === "number" && typeof there === "number") {
    return Math.abs(cell - there) <= 1e-9 * Math.max(1, Math.abs(cell));
  }
  return (cell ?? "") === (there ?? "");
}

/** Writes whole rows into the product's columns only, wherever these stand; neighbours go together. */
async function writeAcross(
  { portions }: Canvas,
  { place, columnAt }: MasterPlace,
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

/** The rows of a sheet as XML, from top to bottom: blocks, tables and the looks around them. */
import { columnName } from "../../shared/plan/address.ts";
import type { Cell, SheetPlan } from "../../shared/plan/plan.ts";
import type { StyleName } from "../../shared/plan/styles.ts";
import { type CellXml, cellXml, isBlank } from "./cells.ts";
import { blockStyle, type Layout, layoutOf } from "./layout.ts";
import type { Formats } from "./looks.ts";
import type { Pieces } from "./utf8.ts";

/** Rows that come as they are read, for a table whose plan does not list them. */
export interface PouredRows {
  readonly table: string;
  /** The next row of those at hand, or nothing when there is none left. */
  readonly next: () => readonly Cell[] | undefined;
  /** Whether there is another one; it is at hand then. */
  readonly more: () => Promise<boolean>;
  /** How many rows the sheet may take. */
  readonly most: number;
  /** So many are drawn already, and what stands above them; undefined: none. */
  readonly drawn?: number;
}

/** A rectangle of cells that is being written. */
interface Region {
  readonly top: number;
  readonly left: number;
  readonly rows: number;
  readonly width: number;
  readonly cells: (row: number) => readonly Cell[];
  readonly style: (row: number, column: number) => StyleName;
}

/** Adds `<row>` elements to the pieces and yields what is full; returns how many rows were poured. */
export async function* rowsXml(
  pieces: Pieces,
  sheet: SheetPlan,
  formats: Formats,
  poured?: PouredRows,
): AsyncGenerator<Buffer, number, undefined> {
  const layout = layoutOf(sheet);
  const regions = regionsOf(sheet, poured);
  const heights = new Map(sheet.rowHeights?.map(({ row, points }) => [row, points]));
  const stream = poured && sheet.tables.find(({ name }) => name === poured.table);
  // One after the other: a long report has more blocks than a call takes arguments.
  let last = layout.settled - 1;
  for (const { top, rows } of regions) last = Math.max(last, top + rows - 1);
  for (const row of heights.keys()) last = Math.max(last, row);
  const cells = new SheetCells(layout, formats);
  const beginning = new Map<number, Region[]>();
  for (const region of regions) {
    const beside = beginning.get(region.top);
    if (beside) beside.push(region);
    else beginning.set(region.top, [region]);
  }
  /** Those that reach into the row that is written. */
  let open: readonly Region[] = [];

  let count = poured?.drawn ?? 0;
  if (count > 0 && stream && stream.row + count < last)
    throw new RangeError(`${sheet.name} is not drawn so far`);
  for (let row = count > 0 ? last + 1 : 0; row <= last; row++) {
    const next = poured && stream && row > stream.row ? await nextOf(poured, count) : undefined;
    if (next) count++;
    pieces.add(rowXml(row, next && stream ? [pouredRegion(row, next, stream)] : []));
    if (pieces.full) yield pieces.take();
  }
  if (poured && stream) {
    // Nothing else stands so far down.
    const line = cells.line(
      stream.column,
      stream.columns.map((_, i) => bodyStyle(stream, i)),
    );
    for (let row = Math.max(last, stream.row + count) + 1; count < poured.most; row++) {
      const next = poured.next() ?? (await nextOf(poured, count));
      if (!next) break;
      count++;
      pieces.add(line(row, next));
      if (pieces.full) yield pieces.take();
    }
  }
  return count;

  function rowXml(row: number, extra: readonly Region[]): string {
    open = [...open, ...(beginning.get(row) ?? [])].filter(({ top, rows }) => row < top + rows);
    const active = [...open, ...extra].sort((a, b) => a.left - b.left);
    const number = String(row + 1);
    let xml = "";
    let done = 0;
    for (const region of active) {
      xml += around(row, done, region.left);
      const values = region.cells(row - region.top);
      values.forEach((cell, i) => {
        const column = region.left + i;
        const style = region.style(row - region.top, i);
        if (isBlank(cell) && style === cells.bottom(column)) return;
        xml += cells.of(column, style)(number, cell);
      });
      done = region.left + values.length;
    }
    xml += around(row, done, layout.columns);
    const height = heights.get(row);
    if (!xml && height === undefined) return "";
    const size = height === undefined ? "" : ` ht="${height}" customHeight="1"`;
    return `<row r="${number}"${size}>${xml}</row>`;
  }

  /** Cells above a table stay free of the look that its column has below. */
  function around(row: number, from: number, to: number): string {
    if (row >= layout.settled) return "";
    const number = String(row + 1);
    let xml = "";
    for (let column = from; column < Math.min(to, layout.columns); column++) {
      const style = layout.around(row, column);
      if (style !== cells.bottom(column)) xml += cells.of(column, style)(number, null);
    }
    return xml;
  }
}

const nextOf = async (poured: PouredRows, count: number): Promise<readonly Cell[] | undefined> =>
  count < poured.most && (await poured.more()) ? poured.next() : undefined;

const pouredRegion = (row: number, cells: readonly Cell[], table: SheetPlan["tables"][number]): Region => ({
  top: row,
  left: table.column,
  rows: 1,
  width: cells.length,
  cells: () => cells,
  style: (_, i) => bodyStyle(table, i),
});

/** What is known of a sheet's columns once, for all its rows. */
class SheetCells {
  readonly #layout: Layout;
  readonly #formats: Formats;
  readonly #bottoms: StyleName[] = [];
  readonly #cells: Map<StyleName, CellXml>[] = [];

  constructor(layout: Layout, formats: Formats) {
    this.#layout = layout;
    this.#formats = formats;
  }

  /** The look that a column has by itself: a blank cell of that look need not be written. */
  bottom(column: number): StyleName {
    return (this.#bottoms[column] ??= this.#layout.bottom(column));
  }

  of(column: number, style: StyleName): CellXml {
    const known = (this.#cells[column] ??= new Map());
    let xml = known.get(style);
    if (!xml) known.set(style, (xml = cellXml(columnName(column), style, this.#formats)));
    return xml;
  }

  /** A row by itself, one of very many. */
  line(left: number, styles: readonly StyleName[]): (row: number, cells: readonly Cell[]) => string {
    const columns = styles.map((style, i) => this.of(left + i, style));
    const isBare = styles.map((style, i) => style === this.bottom(left + i));
    return (row, cells) => {
      const number = String(row + 1);
      let xml = "";
      for (const [i, column] of columns.entries()) {
        const cell = cells[i] ?? null;
        if (!(isBare[i] && isBlank(cell))) xml += column(number, cell);
      }
      return xml && `<row r="${number}">${xml}</row>`;
    };
  }
}

function regionsOf(sheet: SheetPlan, poured: PouredRows | undefined): Region[] {
  const blocks = sheet.blocks.map((block): Region => ({
    top: block.row,
    left: block.column,
    rows: block.cells.length,
    width: Math.max(0, ...block.cells.map((row) => row.length)),
    cells: (row) => block.cells[row] ?? [],
    style: (row, column) => blockStyle(block, row, column),
  }));
  const tables = sheet.tables.map((table): Region => {
    const headers = table.columns.map((c) => c.header);
    const rows = table.name === poured?.table ? [] : table.rows;
    return {
      top: table.row,
      left: table.column,
      rows: 1 + rows.length,
      width: headers.length,
      cells: (row) => (row === 0 ? headers : (rows[row - 1] ?? [])),
      style: (row, i) => (row === 0 ? (table.columns[i]?.headerStyle ?? "plain") : bodyStyle(table, i)),
    };
  });
  return [...blocks, ...tables];
}

const bodyStyle = (table: SheetPlan["tables"][number], column: number): StyleName =>
  table.columns[column]?.style ?? "plain";

/** The rows of a sheet as XML, from top to bottom: blocks, tables and the looks around them. */
import { columnName } from "../../shared/plan/address.ts";
import type { Cell, SheetPlan } from "../../shared/plan/plan.ts";
import type { StyleName } from "../../shared/plan/styles.ts";
import { cellXml, isBlank } from "./cells.ts";
import { blockStyle, layoutOf } from "./layout.ts";
import type { Formats } from "./looks.ts";

/** Rows that come as they are read, for a table whose plan does not list them. */
export interface PouredRows {
  readonly table: string;
  /** The next row, or nothing when there is none left. */
  readonly next: () => Promise<readonly Cell[] | undefined>;
  /** How many rows the sheet may take. */
  readonly most: number;
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

/** About as much XML as goes to the compressor at once. */
const PIECE = 1 << 16;

/** Yields `<row>` elements; returns how many rows were poured. */
export async function* rowsXml(
  sheet: SheetPlan,
  formats: Formats,
  poured?: PouredRows,
): AsyncGenerator<string, number, undefined> {
  const layout = layoutOf(sheet);
  const regions = regionsOf(sheet, poured);
  const heights = new Map(sheet.rowHeights?.map(({ row, points }) => [row, points]));
  const names = Array.from(
    { length: Math.max(layout.columns, ...regions.map((r) => r.left + r.width)) },
    (_, i) => columnName(i),
  );
  const stream = pouredTable(sheet, poured);
  const last = Math.max(-1, layout.settled - 1, ...regions.map((r) => r.top + r.rows - 1), ...heights.keys());

  let piece = "";
  let count = 0;
  let pouring = poured !== undefined;
  for (let row = 0; row <= last || pouring; row++) {
    let region: Region | undefined;
    if (poured && stream && pouring && row > stream.row) {
      const cells = count < poured.most ? await poured.next() : undefined;
      if (cells) {
        count++;
        region = {
          top: row,
          left: stream.column,
          rows: 1,
          width: cells.length,
          cells: () => cells,
          style: (_, i) => bodyStyle(stream, i),
        };
      } else pouring = false;
    }
    piece += rowXml(row, region ? [region] : []);
    if (piece.length > PIECE) {
      yield piece;
      piece = "";
    }
  }
  if (piece) yield piece;
  return count;

  function rowXml(row: number, extra: readonly Region[]): string {
    const active = regions
      .filter((r) => row >= r.top && row < r.top + r.rows)
      .concat(extra)
      .sort((a, b) => a.left - b.left);
    let cells = "";
    let done = 0;
    for (const region of active) {
      cells += around(row, done, region.left);
      const values = region.cells(row - region.top);
      values.forEach((cell, i) => {
        const column = region.left + i;
        const style = region.style(row - region.top, i);
        if (isBlank(cell) && style === layout.bottom(column)) return;
        cells += cellXml(`${names[column]}${row + 1}`, cell, style, formats);
      });
      done = region.left + values.length;
    }
    cells += around(row, done, layout.columns);
    const height = heights.get(row);
    if (!cells && height === undefined) return "";
    const size = height === undefined ? "" : ` ht="${height}" customHeight="1"`;
    return `<row r="${row + 1}"${size}>${cells}</row>`;
  }

  /** Cells above a table stay free of the look that its column has below. */
  function around(row: number, from: number, to: number): string {
    if (row >= layout.settled) return "";
    let cells = "";
    for (let column = from; column < Math.min(to, layout.columns); column++) {
      const style = layout.around(row, column);
      if (style !== layout.bottom(column))
        cells += cellXml(`${names[column]}${row + 1}`, null, style, formats);
    }
    return cells;
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

const pouredTable = (
  sheet: SheetPlan,
  poured: PouredRows | undefined,
): SheetPlan["tables"][number] | undefined => poured && sheet.tables.find((t) => t.name === poured.table);

const bodyStyle = (table: SheetPlan["tables"][number], column: number): StyleName =>
  table.columns[column]?.style ?? "plain";

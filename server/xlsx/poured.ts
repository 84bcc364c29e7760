/** Rows that are poured into a sheet while it is written: drawn here as they come from a store, or drawn elsewhere. */
import type { Cell, SheetPlan, TablePlan, TableRow, WorkbookPlan } from "../../shared/plan/plan.ts";
import type { Formats } from "./looks.ts";
import type { Notes } from "./notes.ts";
import { peekable } from "./peekable.ts";
import { rowsXml } from "./rows.ts";
import { drawSkeleton } from "./skeleton.ts";
import { Pieces } from "./utf8.ts";

/** Where rows are poured. */
export interface PouringPlace {
  readonly sheet: SheetPlan;
  readonly table: TablePlan;
  /** So many rows has the sheet room for. */
  readonly most: number;
  readonly formats: Formats;
  readonly notes: Notes;
}

export interface Poured {
  /** All rows of a sheet, with those above and beside the table, after what the pieces hold; answers how many came. */
  readonly pour: (pieces: Pieces, place: PouringPlace) => AsyncGenerator<Buffer, number, undefined>;
  /** Whether there are rows for another sheet. */
  readonly more: () => Promise<boolean>;
  /** Lets the source go before its end. */
  readonly close: () => Promise<void>;
}

export function drawnHere(source: Iterable<TableRow> | AsyncIterable<readonly TableRow[]>): Poured {
  const rows = peekable(source);
  return {
    async *pour(pieces, { sheet, table, most, formats, notes }) {
      const next = notes.takeFrom(rows, table);
      return yield* rowsXml(pieces, sheet, formats, { table: table.name, next, more: rows.more, most });
    },
    more: rows.more,
    close: rows.close,
  };
}

/** A piece of a sheet's rows as XML, or the end of a sheet: how many rows it took, and whether others follow. */
export type DrawnPiece = { readonly xml: Uint8Array } | { readonly rows: number; readonly more: boolean };

/** Rows of a table that `drawnRows` has drawn elsewhere, for the same plan and the same last row. */
export interface DrawnRows {
  readonly drawn: AsyncIterator<DrawnPiece>;
}

export const isDrawn = (source: object): source is DrawnRows => "drawn" in source;

export function drawnElsewhere({ drawn }: DrawnRows): Poured {
  let more = true;
  return {
    async *pour(pieces) {
      yield pieces.take();
      for (;;) {
        const { done, value: piece } = await drawn.next();
        if (done === true) throw new RangeError("rows that were drawn elsewhere came to no end");
        if ("rows" in piece) {
          ({ more } = piece);
          return piece.rows;
        }
        yield Buffer.from(piece.xml.buffer, piece.xml.byteOffset, piece.xml.byteLength);
      }
    },
    more: async () => more,
    close: async () => void (await drawn.return?.()),
  };
}

/** The looks of a plan's cells, for `drawnRows`. */
export const formatsOf = async (plan: WorkbookPlan): Promise<Formats> =>
  (await drawSkeleton(plan, new Map())).formats;

/**
 * What `streamTables` writes for the rows of a sheet's only table, for whoever draws them ahead of it. The rows bear no
 * notes.
 *
 * @param source page by page
 * @param lastRow that a sheet may use
 * @param drawn so many rows are on the first sheet already, drawn by the same plan and in the same looks
 */
export async function* drawnRows(
  sheet: SheetPlan,
  formats: Formats,
  source: AsyncIterable<readonly (readonly Cell[])[]>,
  lastRow: number,
  drawn = 0,
): AsyncGenerator<DrawnPiece, void, undefined> {
  const [table] = sheet.tables;
  if (!table) throw new RangeError(`no table on ${sheet.name}`);
  const { next, more, close } = peekable(source);
  const most = lastRow - (table.row + 1);
  const pieces = new Pieces();
  try {
    for (let [goesOn, before] = [true, drawn]; goesOn; before = 0) {
      const xml = rowsXml(pieces, sheet, formats, { table: table.name, next, more, most, drawn: before });
      let step = await xml.next();
      for (; step.done !== true; step = await xml.next()) yield { xml: step.value };
      yield { xml: pieces.take() };
      goesOn = await more();
      yield { rows: step.value, more: goesOn };
    }
  } finally {
    await close();
  }
}

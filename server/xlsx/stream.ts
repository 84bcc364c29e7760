/**
 * A workbook as a stream of bytes, in memory that does not grow with its rows. The rows of a table may come from
 * the store while the file is being sent. What a sheet cannot hold goes on to another sheet of the same layout.
 */
import { LAST_ROW } from "../../shared/plan/address.ts";
import type { SheetPlan, TablePlan, TableRow, WorkbookPlan } from "../../shared/plan/plan.ts";
import { checkLimits } from "./limits.ts";
import { Notes } from "./notes.ts";
import { drawnElsewhere, drawnHere, type DrawnRows, isDrawn, type Poured } from "./poured.ts";
import { rowsXml } from "./rows.ts";
import { drawSkeleton } from "./skeleton.ts";
import type { Skeleton } from "./skeleton.ts";
import { Pieces, utf8 } from "./utf8.ts";
import { zip } from "./zip.ts";
import type { ZipPart } from "./zip.ts";

/** Rows of a table, in order, each as long as the table's columns; from a store, page by page, or as XML already. */
export type RowSource = Iterable<TableRow> | AsyncIterable<readonly TableRow[]> | DrawnRows;

export interface StreamOptions {
  /** The last row that a sheet may use; Excel's own limit where left out. */
  readonly lastRow?: number;
  /** Is told of each sheet with rows of a source: the table of the plan, the sheet's path, how many rows it took. */
  readonly poured?: (table: string, path: string, rows: number) => void;
}

/**
 * Draws `plan`; a table named in `rows` takes its rows from there instead of from the plan, and must be the
 * lowest thing on its sheet. Tables are real Excel tables with filters: their ranges are written last. The
 * sources are read one after the other, each only as fast as the stream is taken.
 *
 * @example
 * Readable.from(streamTables(masterPlan, { ka_master_events: store.rows("events") })).pipe(response);
 */
export async function* streamTables(
  plan: WorkbookPlan,
  rows: Readonly<Record<string, RowSource>>,
  options: StreamOptions = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  checkLimits(plan);
  yield* zip(partsOf(plan, rows, options.lastRow ?? LAST_ROW, options.poured));
}

/** A table that is being written, over as many sheets as it takes. */
interface Pouring {
  readonly sheet: SheetPlan;
  readonly table: TablePlan;
  readonly source: Poured;
  /** The table of the plan. */
  readonly named: string;
  /** 1 on the sheet of the plan, 2 on the one after it. */
  readonly part: number;
}

const pathOf = (sheet: number): string => `xl/worksheets/sheet${sheet + 1}.xml`;

async function* partsOf(
  plan: WorkbookPlan,
  rows: Readonly<Record<string, RowSource>>,
  lastRow: number,
  tell: StreamOptions["poured"],
): AsyncGenerator<ZipPart> {
  const counts = new Map<string, number>();
  const noted = new Set<number>();
  const sheets = [...plan.sheets];
  const draw = (): Promise<Skeleton> => drawSkeleton({ ...plan, sheets }, counts, noted);
  let skeleton = await draw();
  // First, since programs that sniff a file's kind look at what stands at its beginning.
  yield { path: "_rels/.rels", content: skeleton.parts.get("_rels/.rels") ?? "" };

  const written = new Set(["_rels/.rels"]);
  let shapes = 0;
  let pouring: Pouring | undefined;
  try {
    for (const [i, sheet] of sheets.entries()) {
      pouring ??= startPouring(sheet, rows, lastRow);
      const notes = new Notes(sheet);
      yield {
        path: pathOf(i),
        content: sheetXml(skeleton, i, sheet, pouring, lastRow, counts, notes, () => {
          noted.add(i);
          return draw();
        }),
      };
      if (noted.has(i)) {
        // At once, so that the notes of one sheet only are held.
        for (const part of notes.parts(i, shapes)) {
          written.add(part.path);
          yield part;
        }
        shapes += notes.clusters;
      }
      if (pouring) tell?.(pouring.named, pathOf(i), counts.get(pouring.table.name) ?? 0);
      if (pouring && (await pouring.source.more())) {
        pouring = continued(pouring);
        sheets.splice(i + 1, 0, pouring.sheet);
        skeleton = await draw();
      } else pouring = undefined;
    }
  } finally {
    await pouring?.source.close();
  }
  if (counts.size > 0) skeleton = await draw();
  for (const [path, content] of skeleton.parts) if (!written.has(path)) yield { path, content };
}

/** The table of a sheet whose rows come from a source, or are more than the sheet holds. */
function startPouring(
  sheet: SheetPlan,
  rows: Readonly<Record<string, RowSource>>,
  lastRow: number,
): Pouring | undefined {
  for (const table of sheet.tables) {
    const source = rows[table.name];
    const first = { sheet, table, named: table.name, part: 1 };
    if (source) return { ...first, source: isDrawn(source) ? drawnElsewhere(source) : drawnHere(source) };
    if (table.row + 1 + table.rows.length > lastRow) return { ...first, source: drawnHere(table.rows) };
  }
  return undefined;
}

async function* sheetXml(
  skeleton: Skeleton,
  index: number,
  sheet: SheetPlan,
  pouring: Pouring | undefined,
  lastRow: number,
  counts: Map<string, number>,
  notes: Notes,
  drawNoted: () => Promise<Skeleton>,
): AsyncGenerator<Buffer> {
  const frame = skeleton.sheets[index];
  if (!frame) throw new Error(`the sheet ${sheet.name} was not drawn`);
  const pieces = new Pieces();
  pieces.add(utf8(frame.head));
  if (pouring) {
    const { source, table } = pouring;
    const place = { sheet, table, most: lastRow - (table.row + 1), formats: skeleton.formats, notes };
    counts.set(table.name, yield* source.pour(pieces, place));
  } else {
    yield* rowsXml(pieces, sheet, skeleton.formats);
  }
  // That a sheet has notes is known only now; it is said after its rows.
  pieces.add(utf8(notes.isEmpty ? frame.tail : ((await drawNoted()).sheets[index]?.tail ?? frame.tail)));
  yield pieces.take();
}

/** The same layout once more, for the rows that are left. Sheet and table bear the number of the part. */
function continued({ sheet: before, table: full, source, named, part }: Pouring): Pouring {
  const number = part + 1;
  const bare = (name: string, mark: string): string => (part > 1 ? name.slice(0, -mark.length) : name);
  const mark = ` (${number})`;
  const table: TablePlan = { ...full, name: `${bare(full.name, `_${part}`)}_${number}`, rows: [] };
  const sheet: SheetPlan = {
    ...before,
    key: `${bare(before.key, `-${part}`)}-${number}`,
    name: bare(before.name, ` (${part})`).slice(0, 31 - mark.length) + mark,
    tables: [table],
    charts: [],
  };
  return { sheet, table, source, named, part: number };
}

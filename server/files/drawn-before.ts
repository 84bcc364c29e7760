/**
 * Rows of the plain sheets that the master before has already. They stand in the order in which they came to be as they
 * are: where none of a sheet's has changed since, the new master begins with the very same, and the later ones follow. They
 * are taken out of the file before, which is packed, and only the later ones are read and drawn.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { pipeline } from "node:stream";
import { crc32, createInflateRaw } from "node:zlib";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { masterPlan, masterSheet } from "../../shared/plan/master.ts";
import { type SheetKey, sheetOf } from "../../shared/report/sheets.ts";
import type { CountedReading } from "../store/open-reading.ts";
import type { MasterQuery, Sight } from "../store/store.ts";
import { type Formats, STYLE_NAMES } from "../xlsx/looks.ts";
import { type DrawnPiece, drawnRows, type DrawnRows, formatsOf } from "../xlsx/poured.ts";
import { type Count, type DrawnPart, PLAIN_SHEETS, plainRows } from "./master-parts.ts";

/** A master that has been written, as plain data: for the next one of the same query. */
export interface DrawnMaster {
  readonly file: string;
  readonly query: string;
  /** Up to which the rows are in it. */
  readonly cursor: number;
  readonly surroundings: { readonly text: string; readonly lastAccount: number };
  /** Another text where rows are drawn otherwise. */
  readonly looks: string;
  readonly lastRow: number;
  /** The plain sheets, each over as many worksheets as it takes. */
  readonly sheets: Readonly<Partial<Record<SheetKey, readonly DrawnPart[]>>>;
}

/** The months and the sight. */
export const queryOf = ({ from, to }: Pick<MasterQuery, "from" | "to">, sight: Sight): string =>
  JSON.stringify([from ?? "", to ?? "", sight]);

/** What is noted of a master while it is written. */
export class MasterNotes {
  readonly #sheets: Partial<Record<SheetKey, DrawnPart[]>> = {};

  readonly poured = (sheet: SheetKey, part: DrawnPart): void => {
    (this.#sheets[sheet] ??= []).push(part);
  };

  async of(query: string, file: string, reading: CountedReading, lastRow: number): Promise<DrawnMaster> {
    return {
      file,
      query,
      cursor: reading.cursor,
      surroundings: await reading.surroundings(),
      looks: (await masterLooks()).mark,
      lastRow,
      sheets: this.#sheets,
    };
  }
}

interface Looks {
  readonly formats: Formats;
  /** Of the looks of all cells of the plain sheets, and of whatever stands above their rows. */
  readonly mark: string;
}

let looks: Promise<Looks> | undefined;

/** They are the same for every master. */
const masterLooks = (): Promise<Looks> => (looks ??= drawnLooks());

async function drawnLooks(): Promise<Looks> {
  const formats = await formatsOf(masterPlan([], 0, ""));
  const numbers = STYLE_NAMES.map((style) => [formats.of(style), formats.quoted(style)]);
  const sheets = PLAIN_SHEETS.map((sheet) => masterSheet(sheetOf(sheet)));
  const mark = createHash("sha256")
    .update(JSON.stringify([numbers, sheets]))
    .digest("hex");
  return { formats, mark };
}

/** The sheets that need not be drawn anew, each with its rows; none where the file before is not there any more. */
export async function drawnBefore(
  before: DrawnMaster,
  reading: CountedReading,
  lastRow: number,
  count: Count,
): Promise<{ readonly rows: ReadonlyMap<SheetKey, DrawnRows>; close(): void }> {
  const rows = new Map<SheetKey, DrawnRows>();
  const { formats, mark } = await masterLooks();
  const isSame =
    before.lastRow === lastRow &&
    before.looks === mark &&
    before.surroundings.text === (await reading.surroundings(before.surroundings.lastAccount)).text;
  const file = isSame ? await opened(before.file) : undefined;
  if (!file) return { rows, close: () => undefined };
  for (const sheet of PLAIN_SHEETS) {
    const parts = before.sheets[sheet] ?? [];
    const drawn = parts.reduce((sum, part) => sum + part.rows, 0);
    if (drawn === 0 || (await reading.rowsUntil(sheet, before.cursor)) !== drawn) continue;
    const later = plainRows(reading, sheet, count, before.cursor);
    const goOn = (onSheet: number) =>
      drawnRows(masterSheet(sheetOf(sheet)), formats, later, lastRow, onSheet);
    rows.set(sheet, { drawn: pieces(file, parts, goOn, count) });
  }
  return { rows, close: () => file.zip.close() };
}

async function* pieces(
  file: Opened,
  parts: readonly DrawnPart[],
  goOn: (rows: number) => AsyncIterable<DrawnPiece>,
  count: Count,
): AsyncGenerator<DrawnPiece, void, undefined> {
  for (const [at, { path, rows }] of parts.entries()) {
    for await (const xml of rowsIn(file, path)) yield { xml };
    count(rows);
    if (at < parts.length - 1) yield { rows, more: true };
    else yield* goOn(rows);
  }
}

interface Opened {
  readonly zip: ZipFile;
  readonly entries: ReadonlyMap<string, Entry>;
}

/** undefined where it is not there any more. */
async function opened(file: string): Promise<Opened | undefined> {
  let zip: ZipFile;
  try {
    zip = await openPromise(file, { autoClose: false });
  } catch (error) {
    if (!existsSync(file)) return undefined;
    throw error;
  }
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
  return { zip, entries };
}

/** Of a sheet, at a time: as much as is packed at a time when it is drawn. */
const CHUNK = 512 * 1024;
const OPEN = "<sheetData>";
const CLOSE = "</sheetData>";

/** What stands between the two: text has no `<`, so neither stands anywhere else. */
async function* rowsIn({ zip, entries }: Opened, path: string): AsyncGenerator<Buffer> {
  const entry = entries.get(path);
  if (!entry) throw new RangeError(`${path} is not in the file before`);
  const packed = await zip.openReadStreamPromise(entry, { decompress: false });
  const content: AsyncIterable<Buffer> = pipeline(
    packed,
    createInflateRaw({ chunkSize: CHUNK }),
    () => undefined,
  );
  let place: "above" | "in" | "below" = "above";
  let held: Buffer = Buffer.alloc(0);
  let checksum = 0;
  for await (const chunk of content) {
    checksum = crc32(chunk, checksum);
    if (place === "below") continue;
    held = held.length > 0 ? Buffer.concat([held, chunk]) : chunk;
    if (place === "above") {
      const open = held.indexOf(OPEN);
      if (open < 0) continue;
      held = held.subarray(open + OPEN.length);
      place = "in";
    }
    const close = held.indexOf(CLOSE);
    // The end may begin in this chunk and go on in the next.
    const sure = close < 0 ? held.length - CLOSE.length + 1 : close;
    if (sure > 0) yield held.subarray(0, sure);
    held = held.subarray(Math.max(0, sure));
    if (close >= 0) place = "below";
  }
  if (place !== "below" || checksum !== entry.crc32)
    throw new RangeError(`${path} of the file before is damaged`);
}

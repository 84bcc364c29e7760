/** Writes an asked file to the disk: what a thread does, or this one where there are no threads. */
import { createWriteStream, type WriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { LAST_ROW } from "../../shared/plan/address.ts";
import { SHEET_KEYS, type SheetKey } from "../../shared/report/sheets.ts";
import type { AskedFile } from "../../shared/sync/files.ts";
import { type CountedReading, masterOn } from "../store/open-reading.ts";
import { openAgreed, openSnapshot, type StorePlace } from "../store/open-snapshot.ts";
import type { Sight } from "../store/store.ts";
import { drawnBefore, type DrawnMaster, MasterNotes, queryOf } from "./drawn-before.ts";
import { masterCsv, masterWorkbook, PLAIN_SHEETS } from "./master-parts.ts";
import { rowsAhead } from "./rows-ahead.ts";

/** Plain data, as it goes to a thread. */
export interface WriteTask {
  readonly asked: AskedFile;
  readonly sight: Sight;
  readonly place: StorePlace;
  /** Made anew. */
  readonly path: string;
  /** The last row that a worksheet may use; Excel's own limit where left out. */
  readonly lastRow?: number;
  /** A second thread draws along. */
  readonly ahead?: boolean;
  /** The last master of the same months and the same sight: what has not changed is taken out of it. */
  readonly before?: DrawnMaster;
}

/** How far it is; `bytes` of the file can be read by now. */
export interface Progress {
  readonly rows: number;
  readonly of: number;
  readonly bytes: number;
}

const EVERY_MS = 200;

/** A file that has been written. */
export interface Written extends Progress {
  /** Of a master: for the next one. */
  readonly master?: DrawnMaster;
}

/** @param tell several times a second at most, first and last too */
export async function writeFile(
  task: WriteTask,
  tell: (progress: Progress) => void,
  signal?: AbortSignal,
): Promise<Written> {
  return task.asked.kind === "master"
    ? writeMaster(task, tell, signal)
    : writeCsv(task, task.asked.sheet, tell, signal);
}

async function writeCsv(
  { asked: { from, to }, sight, place, path }: WriteTask,
  sheet: SheetKey,
  tell: (progress: Progress) => void,
  signal: AbortSignal | undefined,
): Promise<Written> {
  const reading = await masterOn(await openSnapshot(place), { from, to, sight });
  try {
    const of = await reading.rowsIn([sheet]);
    const file = createWriteStream(path);
    const { count } = new Pace(of, file, tell);
    await poured(masterCsv(reading, sheet, count), file, signal);
    return { rows: of, of, bytes: file.bytesWritten };
  } finally {
    await reading.close();
  }
}

async function writeMaster(
  { asked: { from, to }, sight, place, path, lastRow = LAST_ROW, ...task }: WriteTask,
  tell: (progress: Progress) => void,
  signal: AbortSignal | undefined,
): Promise<Written> {
  const query = { from, to, sight };
  const ahead = task.ahead ? rowsAhead({ place, query, lastRow }) : undefined;
  let reading: CountedReading | undefined;
  let before: Awaited<ReturnType<typeof drawnBefore>> | undefined;
  try {
    const snapshot = await (ahead ? openAgreed(place, (state) => ahead.agrees(state)) : openSnapshot(place));
    reading = await masterOn(snapshot, query);
    const of = await reading.rowsIn(SHEET_KEYS);
    const file = createWriteStream(path);
    const { count } = new Pace(of, file, tell);
    before = task.before && (await drawnBefore(task.before, reading, lastRow, count));
    ahead?.begin(PLAIN_SHEETS.filter((sheet) => !before?.rows.has(sheet)));
    const notes = new MasterNotes();
    const otherwise = { ahead, before: before?.rows };
    await poured(masterWorkbook(reading, count, lastRow, otherwise, notes.poured), file, signal);
    const master = await notes.of(queryOf(query, sight), path, reading, lastRow);
    return { rows: of, of, bytes: file.bytesWritten, master };
  } finally {
    before?.close();
    await ahead?.close();
    await reading?.close();
  }
}

const poured = (
  pieces: AsyncIterable<Uint8Array | string>,
  file: WriteStream,
  signal: AbortSignal | undefined,
): Promise<void> => pipeline(Readable.from(pieces), file, { ...(signal && { signal }) });

/** Tells of what is done, not too often. */
class Pace {
  readonly #of: number;
  readonly #file: WriteStream;
  readonly #tell: (progress: Progress) => void;
  #rows = 0;
  #told = performance.now();

  constructor(of: number, file: WriteStream, tell: (progress: Progress) => void) {
    this.#of = of;
    this.#file = file;
    this.#tell = tell;
    this.#say();
  }

  readonly count = (rows: number): void => {
    this.#rows += rows;
    const now = performance.now();
    if (now - this.#told < EVERY_MS) return;
    this.#told = now;
    this.#say();
  };

  #say(): void {
    this.#tell({ rows: Math.min(this.#rows, this.#of), of: this.#of, bytes: this.#file.bytesWritten });
  }
}

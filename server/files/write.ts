/** Writes an asked file to the disk: what a thread does, or this one where there are no threads. */
import { createWriteStream, type WriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { LAST_ROW } from "../../shared/plan/address.ts";
import { SHEET_KEYS } from "../../shared/report/sheets.ts";
import type { AskedFile } from "../../shared/sync/files.ts";
import { type CountedReading, masterOn } from "../store/open-reading.ts";
import { openAgreed, openSnapshot, type StorePlace } from "../store/open-snapshot.ts";
import type { Sight } from "../store/store.ts";
import { masterCsv, masterWorkbook } from "./master-parts.ts";
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
}

/** How far it is; `bytes` of the file can be read by now. */
export interface Progress {
  readonly rows: number;
  readonly of: number;
  readonly bytes: number;
}

const EVERY_MS = 200;

/** @param tell several times a second at most, first and last too */
export async function writeFile(
  task: WriteTask,
  tell: (progress: Progress) => void,
  signal?: AbortSignal,
): Promise<Progress> {
  const { asked, sight, place, path, lastRow = LAST_ROW } = task;
  const query = { from: asked.from, to: asked.to, sight };
  const isMaster = asked.kind === "master";
  const ahead = isMaster && task.ahead ? rowsAhead({ place, query, lastRow }) : undefined;
  let reading: CountedReading | undefined;
  try {
    const snapshot = await (ahead ? openAgreed(place, (state) => ahead.agrees(state)) : openSnapshot(place));
    reading = await masterOn(snapshot, query);
    const of = await reading.rowsIn(isMaster ? SHEET_KEYS : [asked.sheet]);
    const file = createWriteStream(path);
    const { count } = new Pace(of, file, tell);
    const pieces = isMaster
      ? masterWorkbook(reading, count, lastRow, ahead)
      : masterCsv(reading, asked.sheet, count);
    await pipeline(Readable.from(pieces), file, { ...(signal && { signal }) });
    return { rows: of, of, bytes: file.bytesWritten };
  } finally {
    await ahead?.close();
    await reading?.close();
  }
}

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

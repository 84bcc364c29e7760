/**
 * The rows of a master's plain sheets, read and drawn in a thread of its own while another one draws the lines of the
 * others: the file is there sooner. Both read one and the same state of the store.
 */
import { on } from "node:events";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { SheetKey } from "../../shared/report/sheets.ts";
import type { StorePlace } from "../store/open-snapshot.ts";
import type { MasterQuery } from "../store/store.ts";
import { isToldFault, thrownFault, type ToldFault, toldFault } from "../threads/fault.ts";
import { beginLarge } from "../threads/heap.ts";
import type { DrawnPiece, DrawnRows } from "../xlsx/poured.ts";

/** Plain data, as it goes to the thread. */
export interface AheadTask {
  readonly place: StorePlace;
  readonly query: MasterQuery;
  /** The last row that a worksheet may use. */
  readonly lastRow: number;
}

/** A piece of the sheets' rows. */
export interface ReadPiece {
  readonly piece: DrawnPiece;
  /** Rows that have been read since the piece before. */
  readonly read: number;
}

/** What the thread says. Pieces come sheet after sheet, in their order. */
export type AheadWord = { readonly state: string } | ReadPiece | ToldFault;

/** What it is told: look again, draw these sheets, or that so many bytes of XML have been taken from it. */
export type AheadOrder = "again" | { readonly draw: readonly SheetKey[] } | { readonly taken: number };

/** Others write meanwhile: now and then one of the two sees what the other one does not. */
const MOST_TRIES = 50;
const MOST_MIB = 512;

export class RowsAhead {
  readonly #worker: Worker;
  readonly #words: AsyncIterator<AheadWord[], undefined>;
  #tries = 0;
  #givenUp = false;

  constructor(script: URL, task: AheadTask) {
    beginLarge();
    this.#worker = new Worker(script, {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: MOST_MIB },
    });
    this.#words = on(this.#worker, "message", { close: ["exit"] });
  }

  /** Whether it reads that state too. Where it cannot be brought to, its rows are none of this file's. */
  async agrees(state: string): Promise<boolean> {
    const word = await this.#next();
    if ("state" in word && word.state === state) return true;
    this.#tries += 1;
    if ("state" in word && this.#tries < MOST_TRIES) {
      this.#order("again");
      return false;
    }
    this.#givenUp = true;
    return true;
  }

  /** These sheets are drawn, in this order: once the two have come to an agreement. */
  begin(sheets: readonly SheetKey[]): void {
    if (!this.#givenUp) this.#order({ draw: sheets });
  }

  /** Of the next of the sheets; undefined where it does not read the same state. */
  rows(count: (rows: number) => void): DrawnRows | undefined {
    return this.#givenUp ? undefined : { drawn: this.#pieces(count) };
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  async *#pieces(count: (rows: number) => void): AsyncGenerator<DrawnPiece, void, undefined> {
    for (let more = true; more;) {
      const word = await this.#next();
      if (isToldFault(word)) throw thrownFault(word);
      if (!("piece" in word)) throw new TypeError("the thread that draws rows said something else");
      const { piece, read } = word;
      count(read);
      if ("xml" in piece) this.#order({ taken: piece.xml.byteLength });
      else ({ more } = piece);
      yield piece;
    }
  }

  /** Where the thread ends, that is its last word. */
  async #next(): Promise<AheadWord> {
    try {
      const [word] = (await this.#words.next()).value ?? [];
      return word ?? toldFault(new Error("the thread that draws rows has ended"));
    } catch (error) {
      return toldFault(error);
    }
  }

  #order(order: AheadOrder): void {
    this.#worker.postMessage(order);
  }
}

/** undefined where the service runs from its sources: there is no script that a thread could load. */
export function rowsAhead(task: AheadTask): RowsAhead | undefined {
  if (!fileURLToPath(import.meta.url).endsWith(".js")) return undefined;
  return new RowsAhead(new URL("./ahead-thread.js", import.meta.url), task);
}

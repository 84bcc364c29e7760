/**
 * Writers, one after the other. Those that wait at the same moment share one transaction and one fsync. Should one
 * of them fail half-way, all is rolled back and the others run again without it: savepoints would cost every
 * write what a failure costs now and then.
 */
import type { Connection } from "./connection.ts";

/** A transaction that has begun, and that nothing else writes beside. */
export interface Writing {
  readonly connection: Connection;
  /** Another number whenever something has been written. */
  written(): number;
  /** False once the engine has given it up. */
  isOpen(): boolean;
  commit(): Promise<void>;
  /** Rejects never. */
  rollback(): Promise<void>;
}

export interface Writer {
  begin(): Promise<Writing>;
  /** Whether nothing of a transaction that failed by this was written, and it may go well another time. */
  mayRunAgain(error: unknown): boolean;
}

interface Waiting {
  readonly run: (connection: Connection) => Promise<void>;
  readonly done: () => void;
  readonly failed: (reason: unknown) => void;
}

/** Answers wait for the commit of all that share it: enough to fill a disk's rhythm, few enough to be quick. */
const MOST_TOGETHER = 32;
/**
 * Of the event loop, before a transaction begins. A turn takes in one new connection, and one piece of what each
 * connection sends: with a whole transaction in every turn, who connects last would wait until the others have been
 * served many times over. A turn in which nothing happens takes microseconds.
 */
const TURNS = 8;
/** Of a batch that the engine gives up. */
const MOST_ATTEMPTS = 5;

export class WriteQueue {
  readonly #writer: Writer;
  readonly #waiting: Waiting[] = [];
  #scheduled = false;

  constructor(writer: Writer) {
    this.#writer = writer;
  }

  get length(): number {
    return this.#waiting.length;
  }

  /**
   * Runs `work` in a transaction; the promise is fulfilled when it is on disk. `work` may be run again where
   * another one failed: it does nothing but read and write the store.
   */
  add<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let result: T;
      this.#waiting.push({
        run: async (connection) => {
          result = await work(connection);
        },
        done: () => resolve(result),
        failed: reject,
      });
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#afterTurns(TURNS, () => {
      void this.#writeAll(this.#waiting.splice(0, MOST_TOGETHER)).finally(() => {
        this.#scheduled = false;
        if (this.#waiting.length > 0) this.#schedule();
      });
    });
  }

  /** After so many turns of the event loop, counted anew while turns bring more that can go together. */
  #afterTurns(turns: number, then: () => void): void {
    const before = this.#waiting.length;
    setImmediate(() => {
      const more = this.#waiting.length > before && before < MOST_TOGETHER;
      if (turns > 1) this.#afterTurns(more ? TURNS : turns - 1, then);
      else then();
    });
  }

  async #writeAll(batch: readonly Waiting[]): Promise<void> {
    let left = batch;
    for (let attempt = 1; left.length > 0;) {
      const { again, givenUp } = await this.#writeTogether(left);
      if (givenUp !== undefined && (attempt += 1) > MOST_ATTEMPTS) {
        for (const one of again) one.failed(givenUp.reason);
        return;
      }
      left = again;
    }
  }

  /** Answers those that have to run again; `givenUp`: because the engine gave the transaction up. */
  async #writeTogether(
    batch: readonly Waiting[],
  ): Promise<{ again: readonly Waiting[]; givenUp?: { reason: unknown } }> {
    const written: Waiting[] = [];
    const left = new Set(batch);
    let writing: Writing | undefined;
    try {
      writing = await this.#writer.begin();
      for (const one of batch) {
        const before = writing.written();
        try {
          await one.run(writing.connection);
          written.push(one);
        } catch (error) {
          if (this.#writer.mayRunAgain(error)) throw error;
          one.failed(error);
          left.delete(one);
          if (writing.isOpen() && writing.written() === before) continue;
          await writing.rollback();
          return { again: [...left] };
        }
      }
      await writing.commit();
    } catch (error) {
      await writing?.rollback();
      if (this.#writer.mayRunAgain(error)) return { again: [...left], givenUp: { reason: error } };
      for (const one of left) one.failed(error);
      return { again: [] };
    }
    for (const one of written) one.done();
    return { again: [] };
  }
}

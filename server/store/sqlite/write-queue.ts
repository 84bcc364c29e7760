/**
 * Writers, one after the other. Those that wait at the same moment share one transaction and one fsync. Should one
 * of them fail half-way, all is rolled back and the others run again without it: savepoints would cost every
 * write what a failure costs now and then.
 */
import type { Database } from "better-sqlite3";

interface Waiting {
  readonly run: () => Promise<unknown>;
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

export class WriteQueue {
  readonly #database: Database;
  readonly #changes;
  readonly #waiting: Waiting[] = [];
  #scheduled = false;

  constructor(database: Database) {
    this.#database = database;
    this.#changes = database.prepare<[], number>("SELECT total_changes()").pluck();
  }

  /**
   * Runs `work` in a transaction; the promise is fulfilled when it is on disk. `work` may be run again where
   * another one failed: it does nothing but read and write the store.
   */
  add<T>(work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let result: T;
      this.#waiting.push({
        run: async () => {
          result = await work();
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
    for (let left = batch; left.length > 0;) left = await this.#writeTogether(left);
  }

  /** Answers those that have to run again. */
  async #writeTogether(batch: readonly Waiting[]): Promise<readonly Waiting[]> {
    const written: Waiting[] = [];
    try {
      this.#database.exec("BEGIN IMMEDIATE");
      for (const [index, one] of batch.entries()) {
        const before = this.#changes.get();
        try {
          await one.run();
          written.push(one);
        } catch (error) {
          one.failed(error);
          if (this.#database.inTransaction && this.#changes.get() === before) continue;
          if (this.#database.inTransaction) this.#database.exec("ROLLBACK");
          return [...written, ...batch.slice(index + 1)];
        }
      }
      this.#database.exec("COMMIT");
    } catch (error) {
      if (this.#database.inTransaction) this.#database.exec("ROLLBACK");
      for (const one of batch) one.failed(error);
      return [];
    }
    for (const one of written) one.done();
    return [];
  }
}

/**
 * Writers, one after the other. Those that wait at the same moment share one transaction and one fsync, each
 * within a savepoint of its own, so that one that fails takes nothing of the others with it.
 */
import type { Database } from "better-sqlite3";

interface Waiting {
  readonly run: () => Promise<unknown>;
  readonly done: (value: unknown) => void;
  readonly failed: (reason: unknown) => void;
}

/** Answers wait for the commit of all that share it: enough to fill a disk's rhythm, few enough to be quick. */
const MOST_TOGETHER = 32;

export class WriteQueue {
  readonly #database: Database;
  readonly #waiting: Waiting[] = [];
  #scheduled = false;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Runs `work` in a transaction; the promise is fulfilled when it is on disk. */
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
    // After the sockets that are ready have been read: what they bring shares the commit.
    setImmediate(() => {
      void this.#writeTogether().finally(() => {
        this.#scheduled = false;
        if (this.#waiting.length > 0) this.#schedule();
      });
    });
  }

  async #writeTogether(): Promise<void> {
    const batch = this.#waiting.splice(0, MOST_TOGETHER);
    const written: Waiting[] = [];
    try {
      this.#database.exec("BEGIN IMMEDIATE");
      for (const one of batch) if (await this.#inSavepoint(one)) written.push(one);
      this.#database.exec("COMMIT");
    } catch (error) {
      if (this.#database.inTransaction) this.#database.exec("ROLLBACK");
      // Those that failed by themselves have been told so: a promise is settled once only.
      for (const one of batch) one.failed(error);
      return;
    }
    for (const one of written) one.done(undefined);
  }

  async #inSavepoint(one: Waiting): Promise<boolean> {
    this.#database.exec("SAVEPOINT one");
    try {
      await one.run();
      this.#database.exec("RELEASE one");
      return true;
    } catch (error) {
      // A full disk ends the whole transaction by itself; then there is no savepoint to go back to.
      if (!this.#database.inTransaction) throw error;
      this.#database.exec("ROLLBACK TO one; RELEASE one");
      one.failed(error);
      return false;
    }
  }
}

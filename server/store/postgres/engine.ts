/**
 * PostgreSQL: any number of services on one database. Whoever writes holds the one row of `writing`, so that everything is
 * written one after the other and revisions are numbered in the order of their commits: the feed skips none.
 */
import type { ClientBase, Pool } from "pg";
import type { Scoured } from "../personal-store.ts";
import { answersTo } from "../sql/answers.ts";
import type { Connection, Engine, QueryAnswers, Snapshot } from "../sql/connection.ts";
import type { NamedQuery } from "../store.ts";
import { type Writer, WriteQueue } from "../sql/write-queue.ts";
import { StoreAway } from "../away.ts";
import { PostgresConnection } from "./connection.ts";
import { isAway, mayRunAgain, rethrow, twice } from "./faults.ts";
import type { ColumnTypes } from "./lines.ts";
import { scour } from "./scour.ts";

/** Should a service be cut off while it writes, the others go on after that time. */
const BEGIN = `BEGIN ISOLATION LEVEL READ COMMITTED;
  SET LOCAL lock_timeout = '20s';
  SET LOCAL idle_in_transaction_session_timeout = '20s';
  SELECT one FROM writing WHERE one = 1 FOR UPDATE`;

const BEGIN_SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

const PROBE = `INSERT INTO probe (one, times) VALUES (1, 1)
  ON CONFLICT (one) DO UPDATE SET times = probe.times + 1`;

export class PostgresEngine implements Engine {
  readonly reader: Connection;
  readonly #pool: Pool;
  readonly #writers: Pool;
  readonly #queue: WriteQueue;

  /** @param writers whose connections send what is asked of them without waiting for what was asked before */
  constructor(pool: Pool, writers: Pool, types: ColumnTypes) {
    this.#pool = pool;
    this.#writers = writers;
    this.reader = readerOn(pool);
    this.#queue = new WriteQueue(writerOn(writers, types));
  }

  async write<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    return this.#queue.add(work).catch(rethrow);
  }

  /** In this service; others have queues of their own. */
  get writesWaiting(): number {
    return this.#queue.length;
  }

  /** Only reads: where the connection breaks, it is done again on another one. */
  async snapshot<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    return twice(async () => {
      const snapshot = await this.#begin();
      try {
        return await work(snapshot);
      } finally {
        await snapshot.close();
      }
    });
  }

  answers(queries: readonly NamedQuery[]): Promise<QueryAnswers> {
    return this.snapshot((connection) => answersTo(connection, queries));
  }

  openSnapshot(): Promise<Snapshot> {
    return twice(() => this.#begin());
  }

  scour(tables: readonly string[]): Promise<Scoured> {
    return scour(this.#pool, tables).catch(rethrow);
  }

  async probe(): Promise<void> {
    await this.write((connection) => connection.run(PROBE));
  }

  async faults(): Promise<string[]> {
    // The server looks after its own files.
    return [];
  }

  async close(): Promise<void> {
    // What waits in the queue is written first; where the database is away, nothing is.
    await this.#queue.add(async () => undefined).catch(() => undefined);
    await Promise.all([this.#pool.end(), this.#writers.end()]);
  }

  async #begin(): Promise<Snapshot> {
    const client = await this.#pool.connect();
    try {
      return await beginSnapshot(client, async (broken) => client.release(broken));
    } catch (error) {
      client.release(true);
      throw error;
    }
  }
}

class PostgresSnapshot extends PostgresConnection implements Snapshot {
  readonly #end: (broken: boolean) => Promise<void>;
  #open = true;

  /** @param end is called once; with true where nobody knows how the connection stands */
  constructor(client: ClientBase, end: (broken: boolean) => Promise<void>) {
    super(client);
    this.#end = async (broken) => {
      if (!this.#open) return;
      this.#open = false;
      const ended = broken || (await client.query("COMMIT").then(no, yes));
      await end(ended);
    };
  }

  close(): Promise<void> {
    return this.#end(this.failed);
  }
}

const yes = (): boolean => true;
const no = (): boolean => false;

/** @param end gives the connection back, or ends it */
export async function beginSnapshot(
  client: ClientBase,
  end: (broken: boolean) => Promise<void>,
): Promise<Snapshot> {
  await client.query(BEGIN_SNAPSHOT);
  return new PostgresSnapshot(client, end);
}

/** Each statement on whatever connection is free. */
function readerOn(pool: Pool): Connection {
  const connection = new PostgresConnection(pool);
  return {
    all: (sql, parameters) => twice(() => connection.all(sql, parameters)),
    get: (sql, parameters) => twice(() => connection.get(sql, parameters)),
    value: (sql, parameters) => twice(() => connection.value(sql, parameters)),
    values: (sql, parameters) => twice(() => connection.values(sql, parameters)),
    run: (sql, parameters) => connection.run(sql, parameters).catch(rethrow),
    runEach: (sql, rows) => connection.runEach(sql, rows).catch(rethrow),
    iterate: (sql, parameters) => connection.iterate(sql, parameters),
  };
}

function writerOn(pool: Pool, types: ColumnTypes): Writer {
  return {
    mayRunAgain,
    async begin() {
      const client = await pool.connect().catch((error: unknown) => {
        throw new StoreAway(error);
      });
      const connection = new PostgresConnection(client, types);
      let open = true;
      const end = (broken: boolean): void => {
        if (open) client.release(broken);
        open = false;
      };
      const rollback = async (): Promise<void> => {
        if (!open) return;
        await client.query("ROLLBACK").then(
          // A plan that no longer fits the tables would fail on this connection for ever.
          () => end(connection.failed),
          () => end(true),
        );
      };
      try {
        await client.query(BEGIN);
      } catch (error) {
        await rollback();
        throw error;
      }
      return {
        connection,
        written: () => connection.written,
        isOpen: () => open && !connection.failed,
        rollback,
        async commit() {
          try {
            const { command } = await client.query("COMMIT");
            end(false);
            // An error that somebody passed over: PostgreSQL has rolled back and says so only here.
            if (command !== "COMMIT") throw new Error(`the transaction ended by ${command}`);
          } catch (error) {
            end(true);
            // Nobody knows whether it was committed: it must not be written a second time.
            throw isAway(error) ? new StoreAway(error) : error;
          }
        },
      };
    },
  };
}

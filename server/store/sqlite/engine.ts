/** SQLite: one file, one writer, readers beside it. */
import Database from "better-sqlite3";
import type { Scoured } from "../personal-store.ts";
import type { Connection, Engine, QueryAnswers, Snapshot } from "../sql/connection.ts";
import { type Writer, WriteQueue } from "../sql/write-queue.ts";
import { SqliteConnection } from "./connection.ts";
import type { Connections } from "./open.ts";
import type { NamedQuery } from "../store.ts";
import { SqliteReaders } from "./readers.ts";

const SCOUR_PATIENCE_MS = 500;

const PROBE = `CREATE TABLE IF NOT EXISTS probe (one INTEGER PRIMARY KEY, times INTEGER NOT NULL);
  INSERT INTO probe VALUES (1, 1) ON CONFLICT (one) DO UPDATE SET times = times + 1`;

export class SqliteEngine implements Engine {
  readonly reader: SqliteConnection;
  readonly #connections: Connections;
  readonly #queue: WriteQueue;
  readonly #readers: SqliteReaders;

  constructor(connections: Connections) {
    this.#connections = connections;
    this.reader = new SqliteConnection(connections.reader);
    this.#queue = new WriteQueue(writerOn(connections.writer));
    this.#readers = new SqliteReaders(connections.writer.name);
  }

  write<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    return this.#queue.add(work);
  }

  snapshot<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    return this.#readers.snapshot(work);
  }

  async openSnapshot(): Promise<Snapshot> {
    return this.#readers.openSnapshot();
  }

  async answers(queries: readonly NamedQuery[]): Promise<QueryAnswers> {
    return this.#readers.answers(queries);
  }

  get writesWaiting(): number {
    return this.#queue.length;
  }

  /** Writes the file anew, without free pages, and empties the log beside it. */
  async scour(): Promise<Scoured> {
    const { writer } = this.#connections;
    // Between two transactions: one that has begun awaits, and others come in meanwhile.
    while (writer.inTransaction) await new Promise(setImmediate);
    // Nothing else goes on in this process meanwhile: whoever reads long is not waited for.
    const patience = writer.pragma("busy_timeout", { simple: true });
    writer.pragma(`busy_timeout = ${SCOUR_PATIENCE_MS}`);
    try {
      writer.pragma("wal_checkpoint(TRUNCATE)");
      writer.exec("VACUUM");
      const [left] = writer.pragma("wal_checkpoint(TRUNCATE)") as { busy: number }[];
      return { outcome: left?.busy === 0 ? "clean" : "read" };
    } catch (error) {
      // The service and a command at the console: one of them is at it.
      if (error instanceof Database.SqliteError && error.code === "SQLITE_BUSY") return { outcome: "read" };
      throw error;
    } finally {
      writer.pragma(`busy_timeout = ${String(patience)}`);
    }
  }

  /** Writes for real: a full disk or a read-only one shows nowhere else. */
  async probe(): Promise<void> {
    await this.#queue.add(async () => void this.#connections.writer.exec(PROBE));
  }

  async faults(): Promise<string[]> {
    return faultsIn(this.reader);
  }

  async close(): Promise<void> {
    // What waits in the queue is written first.
    await this.#queue.add(async () => undefined);
    this.#readers.close();
    bringHome(this.#connections.writer);
    this.#connections.reader.close();
    this.#connections.writer.close();
  }
}

/** Whoever goes on beside this one is not left with a long log. What cannot be brought home is read where it lies. */
function bringHome(writer: Database.Database): void {
  try {
    writer.pragma("wal_checkpoint(PASSIVE)");
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
  }
}

export function writerOn(database: Database.Database): Writer {
  const connection = new SqliteConnection(database);
  const changes = database.prepare<[], number>("SELECT total_changes()").pluck();
  const rollback = async (): Promise<void> => {
    if (database.inTransaction) database.exec("ROLLBACK");
  };
  return {
    mayRunAgain: () => false,
    async begin() {
      database.exec("BEGIN IMMEDIATE");
      return {
        connection,
        written: () => changes.get() ?? 0,
        isOpen: () => database.inTransaction,
        commit: async () => void database.exec("COMMIT"),
        rollback,
      };
    },
  };
}

/** What SQLite itself finds wrong with a file. */
export async function faultsIn(connection: Connection): Promise<string[]> {
  const lines = await connection.values<string>("PRAGMA integrity_check");
  const foreign = await connection.all<{ table: string; rowid: number }>("PRAGMA foreign_key_check");
  return [
    ...lines.filter((line) => line !== "ok").map((line) => `integrity: ${line}`),
    ...foreign.map(({ table, rowid }) => `foreign key: ${table} ${rowid}`),
  ];
}

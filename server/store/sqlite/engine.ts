/** SQLite: one file, one writer, readers beside it. */
import type { Database } from "better-sqlite3";
import type { Connection, Engine, Snapshot } from "../sql/connection.ts";
import { type Writer, WriteQueue } from "../sql/write-queue.ts";
import { SqliteConnection } from "./connection.ts";
import { type Connections, openReader } from "./open.ts";

/** Readers kept for the next snapshot: each has a page cache of its own. */
const IDLE_READERS = 2;

const PROBE = `CREATE TABLE IF NOT EXISTS probe (one INTEGER PRIMARY KEY, times INTEGER NOT NULL);
  INSERT INTO probe VALUES (1, 1) ON CONFLICT (one) DO UPDATE SET times = times + 1`;

export class SqliteEngine implements Engine {
  readonly reader: SqliteConnection;
  readonly #connections: Connections;
  readonly #queue: WriteQueue;
  readonly #idle: SqliteSnapshot[] = [];
  #closed = false;

  constructor(connections: Connections) {
    this.#connections = connections;
    this.reader = new SqliteConnection(connections.reader);
    this.#queue = new WriteQueue(writerOn(connections.writer));
  }

  write<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    return this.#queue.add(work);
  }

  async snapshot<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const snapshot = await this.openSnapshot();
    try {
      return await work(snapshot);
    } finally {
      await snapshot.close();
    }
  }

  /** A connection of its own: what others read meanwhile is theirs. */
  async openSnapshot(): Promise<Snapshot> {
    const { openReader } = this.#connections;
    const snapshot = this.#idle.pop() ?? new SqliteSnapshot(openReader(), (ended) => this.#keep(ended));
    snapshot.begin();
    return snapshot;
  }

  get writesWaiting(): number {
    return this.#queue.length;
  }

  /** Writes the file anew, without free pages, and empties the log beside it. */
  async scour(): Promise<boolean> {
    const { writer } = this.#connections;
    // Between two transactions: one that has begun awaits, and others come in meanwhile.
    while (writer.inTransaction) await new Promise(setImmediate);
    writer.pragma("wal_checkpoint(TRUNCATE)");
    writer.exec("VACUUM");
    const [left] = writer.pragma("wal_checkpoint(TRUNCATE)") as { busy: number }[];
    return left?.busy === 0;
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
    this.#closed = true;
    for (const { database } of this.#idle) database.close();
    this.#connections.reader.close();
    this.#connections.writer.close();
  }

  #keep(snapshot: SqliteSnapshot): void {
    if (this.#closed || this.#idle.length >= IDLE_READERS) snapshot.database.close();
    else this.#idle.push(snapshot);
  }
}

/** By itself, without a writer: for a thread that only reads. */
export function openSqliteSnapshot(file: string): Snapshot {
  const snapshot = new SqliteSnapshot(openReader(file), ({ database }) => void database.close());
  snapshot.begin();
  return snapshot;
}

class SqliteSnapshot extends SqliteConnection implements Snapshot {
  readonly #ended: (snapshot: SqliteSnapshot) => void;
  #open = false;

  constructor(database: Database, ended: (snapshot: SqliteSnapshot) => void) {
    super(database);
    this.#ended = ended;
  }

  begin(): void {
    this.database.exec("BEGIN");
    this.#open = true;
  }

  async close(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    this.database.exec("COMMIT");
    this.#ended(this);
  }
}

export function writerOn(database: Database): Writer {
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

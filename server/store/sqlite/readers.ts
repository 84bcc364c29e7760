/** Connections that only read a file: each snapshot has one for itself, and they are kept for the next. */
import type { Database } from "better-sqlite3";
import type { Connection, QueryAnswers, Snapshot } from "../sql/connection.ts";
import type { NamedQuery } from "../store.ts";
import { SqliteConnection } from "./connection.ts";
import { openReader } from "./reader.ts";

/** Each has a page cache of its own. */
const IDLE_READERS = 2;

export class SqliteReaders {
  readonly #file: string;
  readonly #idle: SqliteSnapshot[] = [];
  #closed = false;

  constructor(file: string) {
    this.#file = file;
  }

  /** All that `work` reads is one state of the store. */
  async snapshot<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const snapshot = this.openSnapshot();
    try {
      return await work(snapshot);
    } finally {
      await snapshot.close();
    }
  }

  /** All answers from one state. Nobody comes in between: who asks at the same moment takes the same connection. */
  answers(queries: readonly NamedQuery[]): QueryAnswers {
    const snapshot = this.#open();
    try {
      return new Map(queries.map(({ name, sql, parameters }) => [name, snapshot.allNow(sql, parameters)]));
    } finally {
      snapshot.end();
    }
  }

  /** A connection of its own: what others read meanwhile is theirs. */
  openSnapshot(): Snapshot {
    return this.#open();
  }

  close(): void {
    this.#closed = true;
    for (const { database } of this.#idle) database.close();
  }

  #open(): SqliteSnapshot {
    const snapshot =
      this.#idle.pop() ?? new SqliteSnapshot(openReader(this.#file), (ended) => this.#keep(ended));
    snapshot.begin();
    return snapshot;
  }

  #keep(snapshot: SqliteSnapshot): void {
    if (this.#closed || this.#idle.length >= IDLE_READERS) snapshot.database.close();
    else this.#idle.push(snapshot);
  }
}

/** By itself: for a thread that writes one file. */
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
    this.end();
  }

  end(): void {
    if (!this.#open) return;
    this.#open = false;
    this.database.exec("COMMIT");
    this.#ended(this);
  }
}

/** Connections that only read a file: each snapshot has one for itself, and they are kept for the next. */
import type { Database } from "better-sqlite3";
import type { Connection, Snapshot } from "../sql/connection.ts";
import { SqliteConnection } from "./connection.ts";
import { openReader } from "./open.ts";

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

  /** A connection of its own: what others read meanwhile is theirs. */
  openSnapshot(): Snapshot {
    const snapshot =
      this.#idle.pop() ?? new SqliteSnapshot(openReader(this.#file), (ended) => this.#keep(ended));
    snapshot.begin();
    return snapshot;
  }

  close(): void {
    this.#closed = true;
    for (const { database } of this.#idle) database.close();
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
    if (!this.#open) return;
    this.#open = false;
    this.database.exec("COMMIT");
    this.#ended(this);
  }
}

/** The store on SQLite: one file, which can be copied while it is in use. */
import { statSync } from "node:fs";
import type { StoreFigures } from "../store.ts";
import { SqlStore } from "../sql/sql-store.ts";
import { SqliteEngine } from "./engine.ts";
import { type Connections, openDatabase } from "./open.ts";

/** Opens the store in a file, made if it is not there; `now` dates its migrations. */
export const openSqliteStore = (file: string, now: string): SqliteStore =>
  new SqliteStore(openDatabase(file, now));

export class SqliteStore extends SqlStore {
  readonly #connections: Connections;

  constructor(connections: Connections) {
    super(new SqliteEngine(connections));
    this.#connections = connections;
  }

  override async figures(): Promise<StoreFigures> {
    return { ...(await super.figures()), bytes: bytesOf(this.#connections.writer.name) };
  }

  /** Copies the store into a file while it is in use, as it is at one moment. */
  async backup(file: string): Promise<void> {
    // In one step: between two, another process may write, and the copy would begin anew for ever.
    await this.#connections.writer.backup(file, { progress: () => Number.MAX_SAFE_INTEGER });
  }
}

/** With the log beside it. */
const bytesOf = (file: string): number =>
  ["", "-wal"].reduce(
    (sum, end) => sum + (statSync(`${file}${end}`, { throwIfNoEntry: false })?.size ?? 0),
    0,
  );

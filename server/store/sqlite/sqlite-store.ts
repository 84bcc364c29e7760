/** The store on SQLite: one file, which can be copied while it is in use. */
import { statSync } from "node:fs";
import type { StoreFigures } from "../store.ts";
import { SqlStore } from "../sql/sql-store.ts";
import type { Upgrade } from "./before-upgrade.ts";
import { SqliteEngine } from "./engine.ts";
import { type Connections, openDatabase } from "./open.ts";

/** Of 4 KiB: some hundredths of a second. */
const PAGES_AT_ONCE = 1000;
const MOST_BEGINNINGS = 3;

/** Opens the store in a file, made if it is not there; `now` dates its migrations. */
export const openSqliteStore = (
  file: string,
  now: string,
  upgraded?: (upgrade: Upgrade) => void,
  logPages?: number,
): SqliteStore => new SqliteStore(openDatabase(file, now, upgraded, logPages));

export class SqliteStore extends SqlStore {
  readonly #connections: Connections;

  constructor(connections: Connections) {
    super(new SqliteEngine(connections));
    this.#connections = connections;
  }

  override async figures(): Promise<StoreFigures> {
    return { ...(await super.figures()), bytes: bytesOf(this.#connections.writer.name) };
  }

  /** Copies the store into a file while it is in use, as it is at one moment. Others are served between its steps. */
  async backup(file: string): Promise<void> {
    let left = Number.POSITIVE_INFINITY;
    let anew = 0;
    await this.#connections.writer.backup(file, {
      progress: ({ remainingPages }) => {
        if (remainingPages > left) anew += 1;
        left = remainingPages;
        // What another process writes between two steps makes the copy begin anew: not for ever, then all at once.
        return anew < MOST_BEGINNINGS ? PAGES_AT_ONCE : Number.MAX_SAFE_INTEGER;
      },
    });
  }
}

/** With the log beside it. */
const bytesOf = (file: string): number =>
  ["", "-wal"].reduce(
    (sum, end) => sum + (statSync(`${file}${end}`, { throwIfNoEntry: false })?.size ?? 0),
    0,
  );

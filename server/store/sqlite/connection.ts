/** A connection to SQLite. The engine answers at once; the promises are for engines that do not. */
import type { Database, Statement } from "better-sqlite3";
import type { Connection, Parameters } from "../sql/connection.ts";
import { type Fragments, spelled } from "../sql/fragments.ts";
import type { SqlValue } from "../store.ts";

const FRAGMENTS: Fragments = {
  texts: (parameter) => `(SELECT value FROM json_each(${parameter}))`,
  numbers: (parameter) => `(SELECT value FROM json_each(${parameter}))`,
  lines: (parameter, columns) => {
    const parts = columns.map(({ name }, at) => `value ->> ${at} AS ${name}`);
    return `(SELECT ${parts.join(", ")} FROM json_each(${parameter}))`;
  },
  members: (column, name) => `(SELECT value FROM json_each(${column}, '$.${name}'))`,
  indexed: (index) => `INDEXED BY ${index}`,
};

/** Whatever a query gives: its caller says what. */
type Prepared = Statement<unknown[], never>;

export class SqliteConnection implements Connection {
  readonly database: Database;
  readonly #prepared = new Map<string, Prepared>();

  constructor(database: Database) {
    this.database = database;
  }

  async all<T>(sql: string, parameters?: Parameters): Promise<T[]> {
    return this.allNow(sql, parameters);
  }

  async get<T>(sql: string, parameters?: Parameters): Promise<T | undefined> {
    const statement = this.#statement(sql);
    if (statement.readonly) return parameters === undefined ? statement.get() : statement.get(parameters);
    // A statement that writes is only complete when its answer has been read to the end.
    return this.allNow<T>(sql, parameters)[0];
  }

  async value<T extends SqlValue>(sql: string, parameters?: Parameters): Promise<T | undefined> {
    const row = await this.get<Record<string, T>>(sql, parameters);
    return row && Object.values(row)[0];
  }

  async values<T extends SqlValue>(sql: string, parameters?: Parameters): Promise<T[]> {
    return this.allNow<Record<string, T>>(sql, parameters).flatMap((row) => Object.values(row).slice(0, 1));
  }

  async run(sql: string, parameters?: Parameters): Promise<number> {
    const statement = this.#statement(sql);
    return (parameters === undefined ? statement.run() : statement.run(parameters)).changes;
  }

  async runEach(sql: string, rows: readonly (readonly SqlValue[])[]): Promise<number> {
    const statement = this.#statement(sql);
    let written = 0;
    for (const row of rows) written += statement.run(row).changes;
    return written;
  }

  async *iterate<T>(sql: string, parameters?: Parameters): AsyncGenerator<T> {
    // A statement of its own: one that is being read cannot be begun anew.
    const statement = this.database.prepare<unknown[], T>(spelled(sql, FRAGMENTS));
    yield* parameters === undefined ? statement.iterate() : statement.iterate(parameters);
  }

  /** For who reads several things without letting anybody in between. */
  allNow<T>(sql: string, parameters?: Parameters): T[] {
    const statement = this.#statement(sql);
    return parameters === undefined ? statement.all() : statement.all(parameters);
  }

  #statement(sql: string): Prepared {
    let statement = this.#prepared.get(sql);
    if (!statement) {
      statement = this.database.prepare<unknown[], never>(spelled(sql, FRAGMENTS));
      this.#prepared.set(sql, statement);
    }
    return statement;
  }
}

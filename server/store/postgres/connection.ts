/** A connection to PostgreSQL, or to what speaks as it does. */
import type { CustomTypesConfig, QueryConfig, QueryResult, QueryResultRow } from "pg";
import pg from "pg";
import Cursor from "pg-cursor";
import type { Connection, Parameters } from "../sql/connection.ts";
import type { SqlValue } from "../store.ts";
import { type ColumnTypes, columnsOf } from "./lines.ts";
import { type Bound, statementOf, valuesFor } from "./statement.ts";

const BOOLEAN = 16;
const BIGINT = 20;
const NUMERIC = 1700;

/** As SQLite has them: sums and counts are numbers, what is true is 1. */
export const TYPES: CustomTypesConfig = {
  getTypeParser(oid, format) {
    if (oid === BIGINT || oid === NUMERIC) return Number;
    if (oid === BOOLEAN) return (text: string) => (text === "t" ? 1 : 0);
    return pg.types.getTypeParser(oid, format);
  },
};

/** A pool, or one of its clients. */
export interface Queryable {
  query<R extends QueryResultRow>(query: QueryConfig): Promise<QueryResult<R>>;
}

const ONLY_READS = /^\s*SELECT\b/i;

/** Rows fetched at a time where an answer is read bit by bit. */
const FETCHED = 1000;

export class PostgresConnection implements Connection {
  readonly #queryable: Queryable;
  readonly #types: ColumnTypes | undefined;
  #written = 0;
  #failed = false;

  /** @param types of the database's columns: without them `runEach` writes line by line */
  constructor(queryable: Queryable, types?: ColumnTypes) {
    this.#queryable = queryable;
    this.#types = types;
  }

  /** Grows with every statement that may have written. */
  get written(): number {
    return this.#written;
  }

  /** After an error a transaction takes nothing more. */
  get failed(): boolean {
    return this.#failed;
  }

  /** Takes a statement before the one before it has been answered. */
  get #isPipelined(): boolean {
    return this.#queryable instanceof pg.Client && this.#queryable.pipeline;
  }

  async all<T>(sql: string, parameters?: Parameters): Promise<T[]> {
    // A type of rows says what their columns are: an object in any case.
    const { rows } = await this.#query<T & QueryResultRow>(sql, parameters);
    return rows;
  }

  async get<T>(sql: string, parameters?: Parameters): Promise<T | undefined> {
    return (await this.all<T>(sql, parameters))[0];
  }

  async value<T extends SqlValue>(sql: string, parameters?: Parameters): Promise<T | undefined> {
    return (await this.values<T>(sql, parameters))[0];
  }

  async values<T extends SqlValue>(sql: string, parameters?: Parameters): Promise<T[]> {
    const rows = await this.all<Record<string, T>>(sql, parameters);
    return rows.flatMap((row) => Object.values(row).slice(0, 1));
  }

  async run(sql: string, parameters?: Parameters): Promise<number> {
    return (await this.#query(sql, parameters)).rowCount ?? 0;
  }

  async runEach(sql: string, rows: readonly (readonly SqlValue[])[]): Promise<number> {
    if (rows.length === 0) return 0;
    const together = this.#types?.manyLines(sql);
    if (together !== undefined) return (await this.#query(together, columnsOf(rows))).rowCount ?? 0;
    if (this.#isPipelined) {
      const each = await Promise.all(rows.map((row) => this.run(sql, row)));
      return each.reduce((sum, one) => sum + one, 0);
    }
    let written = 0;
    for (const row of rows) written += await this.run(sql, row);
    return written;
  }

  async *iterate<T>(sql: string, parameters?: Parameters): AsyncGenerator<T> {
    // A cursor keeps the connection to itself: a pool has none to give, and one that others share by turns cannot.
    if (!(this.#queryable instanceof pg.Client) || this.#isPipelined) {
      yield* await this.all<T>(sql, parameters);
      return;
    }
    const statement = statementOf(sql);
    const cursor = this.#queryable.query(
      new Cursor<T>(statement.text, valuesFor(statement, parameters), { types: TYPES }),
    );
    try {
      for (;;) {
        const rows = await cursor.read(FETCHED);
        yield* rows;
        if (rows.length < FETCHED) return;
      }
    } finally {
      await cursor.close();
    }
  }

  async #query<R extends QueryResultRow>(
    sql: string,
    parameters?: Parameters | readonly Bound[],
  ): Promise<QueryResult<R>> {
    const statement = statementOf(sql);
    if (!ONLY_READS.test(sql)) this.#written += 1;
    try {
      return await this.#queryable.query<R>({
        name: statement.id,
        text: statement.text,
        values: valuesFor(statement, parameters),
      });
    } catch (error) {
      this.#failed = true;
      throw error;
    }
  }
}

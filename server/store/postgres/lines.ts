/**
 * Many rows by one statement: each column goes as one array, `INSERT … SELECT * FROM unnest($1, $2, …)`. Its text is the same
 * however many rows there are, so that the server parses and plans it once for a connection; a list of VALUES is parsed
 * mark by mark each time.
 */
import type { Connection } from "../sql/connection.ts";
import type { SqlValue } from "../store.ts";

/** An INSERT of one line of parameters, and nothing else in it. */
const ONE_LINE = /^\s*INSERT INTO (\w+)\s*\(([^()]*)\)\s*VALUES\s*\((?:\s*\?\s*,)*\s*\?\s*\)/;

/** The columns there are, and their types as the database names them. */
export class ColumnTypes {
  readonly #types: ReadonlyMap<string, string>;
  readonly #known = new Map<string, string | undefined>();

  constructor(types: ReadonlyMap<string, string>) {
    this.#types = types;
  }

  static async read(connection: Connection): Promise<ColumnTypes> {
    const columns = await connection.all<Record<"table_name" | "column_name" | "data_type", string>>(
      "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = current_schema()",
    );
    return new ColumnTypes(
      new Map(
        columns.map(({ table_name: table, column_name: column, data_type: type }) => [
          `${table}.${column}`,
          type,
        ]),
      ),
    );
  }

  has(table: string, column: string): boolean {
    return this.#types.has(`${table}.${column}`);
  }

  /** The statement that writes any number of lines; undefined where it is none that could, or of an unknown table. */
  manyLines(sql: string): string | undefined {
    if (!this.#known.has(sql)) this.#known.set(sql, this.#spelled(sql));
    return this.#known.get(sql);
  }

  #spelled(sql: string): string | undefined {
    const [line, table = "", list = ""] = ONE_LINE.exec(sql) ?? [];
    if (line === undefined) return undefined;
    const columns = list.split(",").map((name) => name.trim().replaceAll('"', ""));
    const types = columns.map((name) => this.#types.get(`${table}.${name}`));
    if (types.includes(undefined)) return undefined;
    const arrays = types.map((type) => `CAST(? AS ${type}[])`);
    return `INSERT INTO ${table} (${list}) SELECT * FROM unnest(${arrays.join(", ")})${sql.slice(line.length)}`;
  }
}

/** Lines as columns. */
export const columnsOf = (lines: readonly (readonly SqlValue[])[]): SqlValue[][] =>
  (lines[0] ?? []).map((_, at) => lines.map((line) => line[at] ?? null));

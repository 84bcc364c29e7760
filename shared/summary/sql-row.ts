/** Reads a query's answer by column name and type: what SQL gives is checked once, here. */
import type { SqlRow } from "./queries.ts";

export const columnsOf = (rows: readonly SqlRow[]): Reader[] => rows.map((row) => new Reader(row));

/** One row. A class, because a report reads tens of thousands: its members are made once. */
export class Reader {
  readonly #row: SqlRow;

  constructor(row: SqlRow) {
    this.#row = row;
  }

  text(column: string): string {
    const found = this.#value(column);
    if (found === null) throw new TypeError(`${column} is null`);
    return String(found);
  }

  textOrNull(column: string): string | null {
    const found = this.#value(column);
    return found === null ? null : String(found);
  }

  /** Also from text: PostgreSQL gives sums of integers as text. */
  number(column: string): number {
    const found = Number(this.#value(column) ?? Number.NaN);
    if (!Number.isFinite(found)) throw new TypeError(`${column} is no number`);
    return found;
  }

  numberOrNull(column: string): number | null {
    return this.#value(column) === null ? null : this.number(column);
  }

  #value(column: string): string | number | null {
    const found = this.#row[column];
    if (found === undefined) throw new TypeError(`the query gives no column ${column}`);
    return found;
  }
}

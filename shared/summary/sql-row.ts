/** Reads a query's answer by column name and type: what SQL gives is checked once, here. */
import type { SqlRow } from "./queries.ts";

export interface Reader {
  text(column: string): string;
  textOrNull(column: string): string | null;
  /** Also from text: PostgreSQL gives sums of integers as text. */
  number(column: string): number;
  numberOrNull(column: string): number | null;
}

export const columnsOf = (rows: readonly SqlRow[]): Reader[] => rows.map(reader);

function reader(row: SqlRow): Reader {
  const value = (column: string): string | number | null => {
    const found = row[column];
    if (found === undefined) throw new TypeError(`the query gives no column ${column}`);
    return found;
  };
  return {
    text(column) {
      const found = value(column);
      if (found === null) throw new TypeError(`${column} is null`);
      return String(found);
    },
    textOrNull(column) {
      const found = value(column);
      return found === null ? null : String(found);
    },
    number(column) {
      const found = Number(value(column) ?? Number.NaN);
      if (!Number.isFinite(found)) throw new TypeError(`${column} is no number`);
      return found;
    },
    numberOrNull(column) {
      return value(column) === null ? null : this.number(column);
    },
  };
}

/** Where the store holds texts that may speak of a person, beside the rows about people themselves. */
import { columnOf, sheetOf, type SheetKey } from "../../../shared/report/sheets.ts";
import type { Values } from "../../../shared/report/value.ts";
import {
  excerpt,
  hintOf,
  jsonWithout,
  mayHold,
  patternOf,
  type Term,
  without,
} from "../../personal/terms.ts";
import { packed, unpacked } from "../packed.ts";
import type { SqlValue } from "../store.ts";
import type { Connection } from "./connection.ts";

interface Place {
  readonly table: string;
  readonly key: readonly string[];
  readonly column: string;
  readonly json?: true;
  /** JSON that may be packed. */
  readonly packed?: true;
}

/** All but `revisions.row_values`, which is looked at column by column. */
const PLACES: readonly Place[] = [
  { table: "revisions", key: ["cursor"], column: "reason" },
  { table: "submissions", key: ["id"], column: "answer", json: true },
  { table: "submissions", key: ["id"], column: "told", json: true },
  { table: "conflicts", key: ["id"], column: "columns", json: true },
  { table: "decisions", key: ["id"], column: "subject" },
  { table: "decisions", key: ["id"], column: "reason" },
  { table: "decisions", key: ["id"], column: "undone_reason" },
  { table: "decisions", key: ["id"], column: "effects", json: true },
  { table: "filing_steps", key: ["id"], column: "reason" },
  { table: "period_changes", key: ["id"], column: "reason" },
  { table: "report_words", key: ["period", "section", "revision"], column: "text" },
  { table: "issued_reports", key: ["number"], column: "summary", packed: true },
  { table: "copies", key: ["id"], column: "detail", json: true },
  { table: "copies", key: ["id"], column: "error" },
];

export const TEXT_TABLES: readonly string[] = [...new Set(PLACES.map(({ table }) => table))];

/** A text as it is, and as it is to be. */
export interface TextFound {
  readonly place: string;
  readonly key: string;
  readonly excerpt: string;
  /** UPDATE with its parameters. */
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
}

type Texts = Readonly<Record<string, SqlValue>> & { readonly text: string };

const looked = (terms: readonly Term[], column: string): { where: string; parameters: SqlValue[] } => ({
  where: terms.map(() => `LOWER(${column}) LIKE ? ESCAPE '\\'`).join(" OR "),
  parameters: terms.map((term) => `%${hintOf(term).replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`),
});

export async function textsAbout(connection: Connection, terms: readonly Term[]): Promise<TextFound[]> {
  const pattern = patternOf(terms);
  const found: TextFound[] = [];
  if (terms.length === 0) return found;
  for (const place of PLACES) {
    const { table, key, column } = place;
    const { where, parameters } = looked(terms, column);
    const hidden = place.packed ? ` OR ${column} NOT LIKE '{%'` : "";
    const keys = key.join(", ");
    const sql = `SELECT ${keys}, ${column} AS text FROM ${table} WHERE ${where}${hidden} ORDER BY ${keys}`;
    // One by one: issued reports are long.
    for await (const row of connection.iterate<Texts>(sql, parameters)) {
      const text = place.packed ? unpacked(row.text) : row.text;
      const left = leftOf(place, text, terms, pattern);
      if (left === undefined) continue;
      const ids = key.map((name) => row[name] ?? null);
      found.push({
        place: `${table}.${column}`,
        key: ids.join(" "),
        excerpt: excerpt(text, pattern) ?? "",
        sql: `UPDATE ${table} SET ${column} = ? WHERE ${key.map((name) => `${name} = ?`).join(" AND ")}`,
        parameters: [left, ...ids],
      });
    }
  }
  return found;
}

/** As it is to be kept; undefined where it does not speak of the person. */
function leftOf(
  { json, packed: packs }: Place,
  text: string,
  terms: readonly Term[],
  pattern: RegExp,
): string | undefined {
  if (!packs) return json ? jsonWithout(text, pattern) : without(text, pattern);
  const left = mayHold(text, terms) ? jsonWithout(text, pattern) : undefined;
  return left === undefined ? undefined : packed(left);
}

/** A revision of another row whose running text speaks of the person. */
export interface RowTextFound {
  readonly rowId: string;
  readonly cursor: number;
  readonly sheet: SheetKey;
  readonly values: Values;
  /** Texts as they were, by column. */
  readonly before: ReadonlyMap<string, string>;
  readonly excerpt: string;
}

interface RevisionTexts {
  readonly cursor: number;
  readonly row_id: string;
  readonly sheet: SheetKey;
  readonly row_values: string;
}

export async function rowTextsAbout(
  connection: Connection,
  terms: readonly Term[],
  but: ReadonlySet<string>,
): Promise<RowTextFound[]> {
  if (terms.length === 0) return [];
  const pattern = patternOf(terms);
  const { where, parameters } = looked(terms, "row_values");
  const sql = `SELECT cursor, row_id, sheet, row_values FROM revisions WHERE ${where} ORDER BY cursor`;
  const rows = await connection.all<RevisionTexts>(sql, parameters);
  return rows.flatMap(({ cursor, row_id: rowId, sheet, row_values: json }) => {
    if (but.has(rowId)) return [];
    const values: Record<string, Values[string]> = { ...(JSON.parse(json) as Values) };
    const before = new Map<string, string>();
    for (const [column, value] of Object.entries(values)) {
      const left = typeof value === "string" && isText(sheet, column) ? without(value, pattern) : undefined;
      if (typeof value !== "string" || left === undefined) continue;
      before.set(column, value);
      values[column] = left;
    }
    const [first] = before.values();
    if (first === undefined) return [];
    return [{ rowId, cursor, sheet, values, before, excerpt: excerpt(first, pattern) ?? "" }];
  });
}

/** Running text. Names of accounts, branches and carriers are companies'; other people's columns are theirs. */
function isText(sheet: SheetKey, key: string): boolean {
  const column = columnOf(sheetOf(sheet), key);
  if (column === undefined || column.personal !== undefined || key === "name") return false;
  return column.type === "text" || column.type === "longText";
}

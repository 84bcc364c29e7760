/** What the headings of a unit's CSV files stand for. */
import type { Database } from "better-sqlite3";
import type { SheetKey } from "../../../shared/report/sheets.ts";
import type { Author } from "../../../shared/sync/protocol.ts";
import type { CsvMappings, RememberedHeading } from "../csv-mappings-store.ts";
import { type AuthorColumns, authorOf } from "./revision-rows.ts";
import type { WriteQueue } from "./write-queue.ts";

interface MappingColumns extends AuthorColumns {
  readonly heading_key: string;
  readonly heading: string;
  readonly column_key: string | null;
  readonly at: string;
}

export class SqliteCsvMappings implements CsvMappings {
  readonly #queue: WriteQueue;
  readonly #of;
  readonly #remember;
  readonly #forget;

  constructor(reader: Database, writer: Database, queue: WriteQueue) {
    this.#queue = queue;
    this.#of = reader.prepare<[string, string], MappingColumns>(
      "SELECT * FROM csv_mappings WHERE unit = ? AND sheet = ? ORDER BY heading_key",
    );
    this.#remember = writer.prepare<(string | null)[]>(
      `INSERT INTO csv_mappings
         (unit, sheet, heading_key, heading, column_key, author_name, author_unit, author_role, at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (unit, sheet, heading_key) DO UPDATE SET
         heading = excluded.heading, column_key = excluded.column_key, author_name = excluded.author_name,
         author_unit = excluded.author_unit, author_role = excluded.author_role, at = excluded.at
       WHERE column_key IS NOT excluded.column_key`,
    );
    this.#forget = writer.prepare<[string, string, string]>(
      `DELETE FROM csv_mappings
        WHERE unit = ? AND sheet = ? AND heading_key NOT IN (SELECT value FROM json_each(?))`,
    );
  }

  async of(unit: string, sheet: SheetKey): Promise<RememberedHeading[]> {
    return this.#of.all(unit, sheet).map((row) => ({
      key: row.heading_key,
      text: row.heading,
      column: row.column_key,
      by: authorOf(row),
      at: row.at,
    }));
  }

  async remember(
    unit: string,
    sheet: SheetKey,
    headings: readonly Omit<RememberedHeading, "by" | "at">[],
    { by, at }: { readonly by: Author; readonly at: string },
  ): Promise<void> {
    await this.#queue.add(async () => {
      this.#forget.run(unit, sheet, JSON.stringify(headings.map(({ key }) => key)));
      for (const { key, text, column } of headings) {
        this.#remember.run(unit, sheet, key, text, column, by.name, by.unit, by.role, at);
      }
    });
  }
}

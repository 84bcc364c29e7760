/** What the headings of a unit's CSV files stand for. */
import type { SheetKey } from "../../../shared/report/sheets.ts";
import type { Author } from "../../../shared/sync/protocol.ts";
import type { CsvMappings, RememberedHeading } from "../csv-mappings-store.ts";
import type { Engine } from "./connection.ts";
import { type AuthorColumns, authorOf } from "./revision-rows.ts";

interface MappingColumns extends AuthorColumns {
  readonly heading_key: string;
  readonly heading: string;
  readonly column_key: string | null;
  readonly at: string;
}

const REMEMBER = `INSERT INTO csv_mappings
    (unit, sheet, heading_key, heading, column_key, author_name, author_unit, author_role, at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (unit, sheet, heading_key) DO UPDATE SET
    heading = excluded.heading, column_key = excluded.column_key, author_name = excluded.author_name,
    author_unit = excluded.author_unit, author_role = excluded.author_role, at = excluded.at
  WHERE csv_mappings.column_key IS DISTINCT FROM excluded.column_key`;

export class SqlCsvMappings implements CsvMappings {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  async of(unit: string, sheet: SheetKey): Promise<RememberedHeading[]> {
    const rows = await this.#engine.reader.all<MappingColumns>(
      "SELECT * FROM csv_mappings WHERE unit = ? AND sheet = ? ORDER BY heading_key",
      [unit, sheet],
    );
    return rows.map((row) => ({
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
    await this.#engine.write(async (connection) => {
      await connection.run(
        "DELETE FROM csv_mappings WHERE unit = ? AND sheet = ? AND heading_key NOT IN texts(?)",
        [unit, sheet, JSON.stringify(headings.map(({ key }) => key))],
      );
      for (const { key, text, column } of headings) {
        await connection.run(REMEMBER, [unit, sheet, key, text, column, by.name, by.unit, by.role, at]);
      }
    });
  }
}

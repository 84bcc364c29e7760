/** The identity of a row that came without one, made from what it says. */
import type { CsvReport } from "./csv-rows.ts";
import type { ReadRow } from "./workbook.ts";

/** Names in this space are what rows of CSV files are made from. */
export const CSV_SPACE = "c0b1a52e-9a0c-5a3b-8a4e-64616b656863";

/**
 * Answers a function that is asked for one row after another, in the file's order. The same words twice are two
 * rows. An identity that stands twice in the file is the first row's.
 */
export function rowNames(
  { sheet, unit, period }: CsvReport,
  nameOf: (text: string) => string,
): (row: ReadRow) => ReadRow {
  const seen = new Map<string, number>();
  const taken = new Set<string>();
  const month = sheet.rhythm === "standing" ? "" : period;
  const keys = sheet.columns.map(({ key }) => key);
  return (row) => {
    if (row.rowId !== null && !taken.has(row.rowId)) {
      taken.add(row.rowId);
      return row;
    }
    const said = nameOf(
      JSON.stringify([unit, sheet.key, month, ...keys.map((key) => row.values[key] ?? null)]),
    );
    const before = seen.get(said) ?? 0;
    seen.set(said, before + 1);
    return { ...row, rowId: nameOf(`${said} ${before}`), baseRevision: null };
  };
}

/** The identity of a row that came without one, made from what it says. */
import { hasError } from "./issue.ts";
import { contentOf, type KnownContents } from "./row-content.ts";
import type { Sheet } from "./sheets.ts";
import type { ReadRow } from "./workbook.ts";

/** What a file is reported as. */
export interface CsvReport {
  readonly sheet: Sheet;
  readonly unit: string;
  readonly period: string;
}

/** Names in this space are what rows of CSV files are made from. */
export const CSV_SPACE = "c0b1a52e-9a0c-5a3b-8a4e-64616b656863";

/**
 * Answers a function that is asked for one row after another, in the file's order. A row is the one that the unit has
 * reported already in the same words, by whatever channel, else a new one. The same words twice are two rows. An
 * identity that stands twice in the file is the first row's.
 *
 * @param known what the unit has reported
 * @param named identities that stand anywhere in the file: they are taken by no other row
 */
export function rowNames(
  { sheet, unit, period }: CsvReport,
  nameOf: (text: string) => string,
  known: KnownContents,
  named: ReadonlySet<string>,
): (row: ReadRow) => ReadRow {
  const seen = new Map<string, number>();
  const taken = new Set<string>();
  const month = sheet.rhythm === "standing" ? "" : period;
  const keys = sheet.columns.map(({ key }) => key);
  const isFree = (rowId: string): boolean => !taken.has(rowId) && !named.has(rowId);
  return (row) => {
    if (row.rowId !== null && !taken.has(row.rowId)) {
      taken.add(row.rowId);
      return row;
    }
    const said = nameOf(
      JSON.stringify([unit, sheet.key, month, ...keys.map((key) => row.values[key] ?? null)]),
    );
    let before = seen.get(said) ?? 0;
    let rowId = nameOf(`${said} ${before}`);
    const reported = hasError(row.faults)
      ? []
      : (known.get(contentOf(sheet.key, row.values)) ?? []).filter(isFree);
    // Where it came in a file before, it keeps the name that it had.
    if (!reported.includes(rowId)) {
      const [same] = reported;
      while (same === undefined && !isFree(rowId)) rowId = nameOf(`${said} ${(before += 1)}`);
      rowId = same ?? rowId;
    }
    seen.set(said, before + 1);
    taken.add(rowId);
    return { ...row, rowId, baseRevision: null };
  };
}

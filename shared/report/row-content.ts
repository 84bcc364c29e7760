/** What a row says, as one text: so are rows known again that come without identity. */
import { sheetOf, type SheetKey } from "./sheets.ts";
import type { Values } from "./value.ts";

/** A column that is not there and an empty one say the same. */
export const contentOf = (sheet: SheetKey, values: Values): string =>
  JSON.stringify([sheet, ...sheetOf(sheet).columns.map(({ key }) => values[key] ?? null)]);

/** Row ids by content: what a unit has reported of a month, and its standing rows. */
export type KnownContents = ReadonlyMap<string, readonly string[]>;

export function contentsOf(
  rows: Iterable<{
    readonly sheet: SheetKey;
    readonly rowId: string;
    readonly period: string | null;
    readonly values: Values;
  }>,
): Map<string, string[]> {
  const contents = new Map<string, string[]>();
  for (const { sheet, rowId, period, values } of rows) {
    const content = contentOf(sheet, { ...values, period });
    const same = contents.get(content);
    if (same) same.push(rowId);
    else contents.set(content, [rowId]);
  }
  return contents;
}

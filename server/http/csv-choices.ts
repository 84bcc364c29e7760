/** What a caller says that headings stand for. */
import { Problem } from "../../shared/problems.ts";
import type { HeadingChoices } from "../../shared/report/csv-mapping.ts";
import { columnOf, type SheetKey, sheetOf } from "../../shared/report/sheets.ts";
import { heading } from "../../shared/report/workbook.ts";

/**
 * By the key under which headings are compared.
 *
 * @param where what the caller calls it, for the problem that is thrown where a column is none of the sheet's
 */
export function choicesFrom(
  given: readonly { readonly heading: string; readonly column: string | null }[],
  sheet: SheetKey,
  where: string,
): HeadingChoices {
  const choices = new Map<string, string | null>();
  for (const { heading: text, column } of given) {
    if (column !== null && !columnOf(sheetOf(sheet), column)) {
      throw new Problem("malformed", { detail: `${where}: ${column}` });
    }
    choices.set(heading(text), column);
  }
  choices.delete("");
  return Object.fromEntries(choices);
}

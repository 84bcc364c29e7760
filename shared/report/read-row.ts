/** From what a client or a workbook says of a row to values in their normal form. */
import { readCell } from "./cells.ts";
import type { RawCell } from "./grid.ts";
import { type Fault, warning } from "./issue.ts";
import { columnOf, type Sheet } from "./sheets.ts";
import type { Value } from "./value.ts";

export interface RowReading {
  /** Only the columns that were given: a column left out is left as it was. */
  readonly values: Record<string, Value>;
  readonly faults: Fault[];
}

/** Columns that are not the sheet's; nobody looks through more of them. */
const MOST_UNKNOWN = 50;

/** Reads the columns given, by key. A key that is no column of the sheet is named in a warning, the first of them. */
export function readRow(
  sheet: Sheet,
  given: Readonly<Record<string, RawCell | undefined>>,
  context: { readonly date1904?: boolean } = {},
): RowReading {
  const values: Record<string, Value> = {};
  const faults: Fault[] = [];
  let unknown = 0;
  for (const key of Object.keys(given)) {
    const column = columnOf(sheet, key);
    const raw = given[key];
    if (raw === undefined) continue;
    if (!column) {
      unknown += 1;
      if (unknown <= MOST_UNKNOWN) faults.push(warning(key, "column_unknown", { text: key }));
      continue;
    }
    const reading = readCell(column, raw, context);
    values[key] = reading.value;
    if (reading.faults.length > 0) faults.push(...reading.faults);
  }
  return { values, faults };
}

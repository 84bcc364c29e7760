/** What can be said of a CSV file by its beginning: how it is written, where its headings are, how its rows look. */
import { encodingOf } from "./csv-encoding.ts";
import { beginningOf, type CsvFormat, type CsvRecord, separatorOf } from "./csv-records.ts";
import { type HeadingChoices, mapHeadings } from "./csv-mapping.ts";
import type { Sheet } from "./sheets.ts";

export interface CsvHead extends CsvFormat {
  /** The record that holds the headings, as it stands. */
  readonly headings: CsvRecord;
  /** The records after it, as many as a preview shows. */
  readonly samples: readonly CsvRecord[];
}

/** Exports put a title or two, a date, an empty line above their headings. */
const SEARCHED = 20;
const SAMPLES = 20;

/**
 * Encoding and separator are found out unless they are given. The headings are the record with the most columns
 * known; where none is known, the first with two cells filled, or else with one.
 *
 * @param choices headings that somebody has said the meaning of
 * @returns undefined where the file has no row
 */
export function readCsvHead(
  bytes: Uint8Array,
  sheet: Sheet,
  given: Partial<CsvFormat> = {},
  choices: readonly HeadingChoices[] = [],
): CsvHead | undefined {
  const encoding = given.encoding ?? encodingOf(bytes);
  const separator = given.separator ?? separatorOf(bytes, encoding);
  const records = beginningOf(bytes, { encoding, separator }, SEARCHED + SAMPLES);
  const headings = headingsAmong(records.slice(0, SEARCHED), sheet, choices);
  if (!headings) return undefined;
  const samples = records.filter(({ at }) => at > headings.at).slice(0, SAMPLES);
  return { encoding, separator, headings, samples };
}

function headingsAmong(
  records: readonly CsvRecord[],
  sheet: Sheet,
  [chosen, remembered]: readonly HeadingChoices[],
): CsvRecord | undefined {
  let best: CsvRecord | undefined;
  let most = 0;
  for (const record of records) {
    const { headings } = mapHeadings(record.cells, sheet, chosen, remembered);
    const known = headings.filter(({ column, how }) => column !== null || how === "chosen").length;
    if (known > most) [best, most] = [record, known];
  }
  const filled = ({ cells }: CsvRecord): number => cells.filter((cell) => cell.trim() !== "").length;
  return (
    best ?? records.find((record) => filled(record) >= 2) ?? records.find((record) => filled(record) > 0)
  );
}

/** A search as an address carries it, and the columns by which rows of a sheet are told apart. Pure. */
import { isSheetKey, type Column, type Sheet } from "../../../shared/report/sheets.ts";
import type { RowQuery } from "../tasks/history.ts";

export const EVERYTHING: RowQuery = { sheet: null, unit: "", period: "", account: "", text: "" };

/** `["reviews", "P01", "2026-10", "招商物流"]`; a word left out or empty asks for any. */
export function givenQuery([sheet = "", unit = "", period = "", account = ""]: readonly string[]): RowQuery {
  return { sheet: isSheetKey(sheet) ? sheet : null, unit, period, account, text: "" };
}

const KEY_COLUMNS = 5;

/** Required columns but the month, which has its own place, and long texts. */
export const keyColumns = ({ columns }: Sheet): Column[] =>
  columns
    .filter(({ required, type }) => required === true && type !== "period" && type !== "longText")
    .slice(0, KEY_COLUMNS);

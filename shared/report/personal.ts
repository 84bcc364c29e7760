/** Which cells say who somebody is, and when two of them say the same. */
import { type Column, type PersonalData, type Sheet, SHEETS } from "./sheets.ts";

/** Stands in place of what was erased; a contact keeps a name, so that the row stays a row. */
export const ERASED = "〔已删除〕";

/** With the number of the erasure: two people who were erased do not become one. */
export const erasedName = (erasure: number): string => `〔已删除${erasure}〕`;

export interface PersonalColumn extends Column {
  readonly personal: PersonalData;
}

const isPersonal = (column: Column): column is PersonalColumn => column.personal !== undefined;

export const personalColumns = (sheet: Sheet): readonly PersonalColumn[] => sheet.columns.filter(isPersonal);

/** Sheets whose rows are about people. */
export const PERSONAL_SHEETS: readonly Sheet[] = SHEETS.filter((sheet) => personalColumns(sheet).length > 0);

/**
 * A value as it is compared: width, case and blanks do not count, in a telephone number nothing but digits does, and
 * not China's own prefix.
 */
export function samePersonal(sort: PersonalData, text: string): string {
  const plain = text.normalize("NFKC").toLowerCase().replaceAll(/\s/gu, "");
  return sort === "phone" ? plain.replaceAll(/\D/g, "").replace(/^(00)?86(?=1\d{10}$)/, "") : plain;
}

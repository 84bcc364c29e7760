/** By which keys the register knows a row, and the branches, carriers and people that it names. */
import { type SheetKey, SHEETS, sheetOf } from "../report/sheets.ts";
import type { Values } from "../report/value.ts";
import { keyedColumns } from "../summary/tables.ts";
import { contactKey, nameKey } from "./names.ts";

/** The register's key of a name; a name of nothing but signs is its own key. */
export const keyOf = (name: string): string => nameKey(name) || name;

/** Something of an account that a row speaks of: itself, or one it names. */
export interface NamedEntry {
  readonly kind: "branch" | "carrier" | "contact";
  readonly key: string;
  readonly name: string;
}

const OWN_KIND: Partial<Record<SheetKey, NamedEntry["kind"]>> = {
  branches: "branch",
  carriers: "carrier",
  contacts: "contact",
};

const PLACES = new Map(SHEETS.map((sheet) => [sheet.key, keyedColumns(sheet)]));

const textOf = (values: Values, column: string): string => String(values[column] ?? "");

/**
 * The row's `name_key`; null on sheets whose rows have no name.
 *
 * @param key `keyOf`, or one that remembers what it has seen
 */
export function rowNameKey(sheet: SheetKey, values: Values, key = keyOf): string | null {
  const name = textOf(values, "name");
  if (sheet === "contacts") {
    return contactKey(name, textOf(values, "branch") || null, textOf(values, "carrier") || null);
  }
  return sheet === "accounts" || OWN_KIND[sheet] !== undefined ? key(name) : null;
}

/** Keys of the branches and carriers that the row names, in the order of its sheet's `keyedColumns`. */
export const placeKeysOf = (sheet: SheetKey, values: Values, key = keyOf): (string | null)[] =>
  (PLACES.get(sheet) ?? keyedColumns(sheetOf(sheet))).map(({ column }) => {
    const name = textOf(values, column.key);
    return name === "" ? null : key(name);
  });

/** Everything of its account that a row speaks of, the row's own thing first. */
export function namedIn(sheet: SheetKey, values: Values, key = keyOf): NamedEntry[] {
  const named: NamedEntry[] = [];
  const own = OWN_KIND[sheet];
  if (own !== undefined) {
    const name = textOf(values, "name");
    named.push({ kind: own, key: rowNameKey(sheet, values, key) ?? key(name), name });
  }
  for (const { column } of PLACES.get(sheet) ?? []) {
    const name = textOf(values, column.key);
    if (name === "") continue;
    named.push({ kind: column.type === "branch" ? "branch" : "carrier", key: key(name), name });
  }
  return named;
}

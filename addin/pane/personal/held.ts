/** What a found row holds of the person: each value of its personal columns, and the revisions that have it. Pure. */
import { personalColumns, samePersonal } from "../../../shared/report/personal.ts";
import { sheetOf, type SheetKey } from "../../../shared/report/sheets.ts";
import type { PersonFound, PersonRow } from "../../../shared/sync/personal.ts";

export interface HeldValue {
  readonly column: string;
  /** "": the cell was empty. */
  readonly text: string;
  /** Revisions that follow on each other. */
  readonly first: number;
  readonly last: number;
}

/** The latest first, column by column; what a column never held is left out. */
export const heldIn = ({ sheet, revisions }: PersonRow): HeldValue[] =>
  personalColumns(sheetOf(sheet)).flatMap(({ key }) => {
    const held: HeldValue[] = [];
    for (const { revision, values } of revisions) {
      const text = textOf(values[key]);
      const before = held.at(-1);
      if (before?.text === text) held[held.length - 1] = { ...before, last: revision };
      else held.push({ column: key, text, first: revision, last: revision });
    }
    return held.some(({ text }) => text !== "") ? held.toReversed() : [];
  });

/** May these be several people? Two rows of one person have a number or an address in common, or one says neither. */
export function mayBeSeveral({ rows }: PersonFound): boolean {
  const sorts = ["phone", "email"] as const;
  return sorts.some((sort) => {
    const known = rows.map((row) => knownBy(row, sort)).filter((texts) => texts.size > 0);
    const [first, ...others] = known;
    return first !== undefined && others.some((texts) => ![...texts].some((text) => first.has(text)));
  });
}

const knownBy = ({ sheet, revisions }: PersonRow, sort: "phone" | "email"): ReadonlySet<string> => {
  const columns = columnsOf(sheet, sort);
  const texts = revisions.flatMap(({ values }) => columns.map((key) => textOf(values[key])));
  return new Set(texts.filter((text) => text !== "").map((text) => samePersonal(sort, text)));
};

const columnsOf = (sheet: SheetKey, sort: string): string[] =>
  personalColumns(sheetOf(sheet)).flatMap(({ key, personal }) => (personal === sort ? [key] : []));

/** Does a text name the person by anything that was found or looked for? */
export function names(text: string, sought: string, { rows }: PersonFound): boolean {
  const said = text.toLowerCase();
  const digits = samePersonal("phone", text);
  const known = rows.flatMap((row) => heldIn(row).map((one) => one.text));
  return [sought, ...known].some((one) => {
    const number = samePersonal("phone", one);
    return (
      (one.trim().length > 1 && said.includes(one.trim().toLowerCase())) ||
      (number.length > 6 && digits.includes(number))
    );
  });
}

export const countsOf = ({
  rows,
  mentions,
}: PersonFound): readonly [rows: number, revisions: number, mentions: number] => [
  rows.length,
  rows.reduce((sum, { revisions }) => sum + revisions.length, 0),
  mentions.length,
];

const textOf = (value: unknown): string =>
  value === null || value === undefined ? "" : String(value as string | number);

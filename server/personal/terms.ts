/** What of a person is looked for in texts, and put out of them. Pure. */
import type { Values } from "../../shared/report/value.ts";
import { ERASED, personalColumns, samePersonal } from "../../shared/report/personal.ts";
import type { PersonalData, Sheet } from "../../shared/report/sheets.ts";

export interface Term {
  readonly sort: PersonalData;
  /** As it stands in a row. */
  readonly text: string;
}

const SHORTEST: Readonly<Record<PersonalData, number>> = { name: 2, phone: 5, email: 5 };

/** Is it this person's row? What is looked for is a whole name, a whole number or a whole address: parts find too much. */
export function isAbout(sheet: Sheet, values: Values, sought: string): boolean {
  return personalColumns(sheet).some(({ key, personal }) => {
    const wanted = samePersonal(personal, sought);
    const value = values[key];
    return (
      wanted.length >= SHORTEST[personal] &&
      typeof value === "string" &&
      samePersonal(personal, value) === wanted
    );
  });
}

/** The person's name, number and address, as these values have them. */
export const termsIn = (sheet: Sheet, values: Values): Term[] =>
  personalColumns(sheet).flatMap(({ key, personal }) => {
    const value = values[key];
    return typeof value === "string" && value.length >= SHORTEST[personal]
      ? [{ sort: personal, text: value }]
      : [];
  });

/** Each once. */
export const distinct = (terms: readonly Term[]): Term[] => [
  ...new Map(terms.map((term) => [`${term.sort} ${term.text}`, term])).values(),
];

/** Finds the terms in running text: a number however it is grouped, but not within a longer one. */
export function patternOf(terms: readonly Term[]): RegExp {
  const parts = terms
    .toSorted((a, b) => b.text.length - a.text.length)
    .map(({ sort, text }) => (sort === "phone" ? numberPattern(text) : plain(text)));
  return new RegExp(parts.length === 0 ? "(?!)" : parts.join("|"), "giu");
}

const plain = (text: string): string => text.replaceAll(/[$()*+./?[\\\]^{|}-]/g, String.raw`\$&`);

const numberPattern = (text: string): string => {
  const digits = [...samePersonal("phone", text)];
  return String.raw`(?<!\d)(?:\+?86[\s-]*)?${digits.join(String.raw`[\s()\-]*`)}(?!\d)`;
};

/** What every text that holds one of the terms holds as it stands: for a first look in the store. */
export const hintOf = ({ sort, text }: Term): string =>
  sort === "phone" ? samePersonal("phone", text).slice(-4) : text.toLowerCase();

/** The same first look at a text that the store itself cannot look into. */
export function mayHold(text: string, terms: readonly Term[]): boolean {
  const lower = text.toLowerCase();
  return terms.some((term) => lower.includes(hintOf(term)));
}

/** The text without the terms, or undefined where it holds none. */
export function without(text: string, pattern: RegExp): string | undefined {
  const left = text.replaceAll(pattern, ERASED);
  return left === text ? undefined : left;
}

/** The same for all texts within JSON; undefined where none holds a term. */
export function jsonWithout(json: string, pattern: RegExp): string | undefined {
  let changed = false;
  const value: unknown = JSON.parse(json, (_, one: unknown) => {
    if (typeof one !== "string") return one;
    const left = without(one, pattern);
    if (left === undefined) return one;
    changed = true;
    return left;
  });
  return changed ? JSON.stringify(value) : undefined;
}

const AROUND = 12;

/** Where the text speaks of the person, with a few characters around it. */
export function excerpt(text: string, pattern: RegExp): string | undefined {
  const at = text.search(pattern);
  if (at === -1) return undefined;
  const from = Math.max(0, at - AROUND);
  return `${from > 0 ? "…" : ""}${text.slice(from, at + 2 * AROUND)}…`;
}

/** Which column of a sheet each heading of a file stands for: chosen by a person, remembered, or the same word. */
import { type Column, columnOf, type Sheet, SYSTEM_COLUMNS } from "./sheets.ts";
import { heading, headingsOf } from "./workbook.ts";

/** By `heading` key: a column's key, or null where what stands under the heading is left out on purpose. */
export type HeadingChoices = Readonly<Record<string, string | null>>;

export interface MappedHeading {
  /** As the file writes it. */
  readonly text: string;
  /** As headings are compared. */
  readonly key: string;
  /** Column of the file, from 0. */
  readonly at: number;
  /** A column's key; null where what stands here is not reported. */
  readonly column: string | null;
  /** `doubled`: another heading of the file has the column already. */
  readonly how: "chosen" | "remembered" | "same" | "doubled" | "unknown";
  /** What it may be meant for. It counts only once a person has chosen it. */
  readonly proposal: string | null;
}

export interface CsvMapping {
  readonly headings: readonly MappedHeading[];
  /** Required columns that no heading stands for; the month is the report's own where a file has none. */
  readonly missing: readonly Column[];
}

/**
 * A choice made by hand wins over one remembered, and that over the same word (key, Chinese or English label). A
 * spelling that is only near is proposed, and reported as not known until somebody says so.
 *
 * @param chosen for this file
 * @param remembered from files before
 */
export function mapHeadings(
  texts: readonly string[],
  sheet: Sheet,
  chosen: HeadingChoices = {},
  remembered: HeadingChoices = {},
): CsvMapping {
  const same = headingsOf(sheet);
  const taken = new Set<string>();
  const found = texts.map((text, at) => ({ text, at, key: heading(text) }));
  const mapped = new Map<number, Pick<MappedHeading, "column" | "how">>();
  const settle = (
    how: "chosen" | "remembered" | "same",
    columnFor: (key: string) => string | null | undefined,
  ) => {
    for (const { at, key } of found) {
      if (mapped.has(at) || key === "") continue;
      const column = columnFor(key);
      if (column === undefined || (column !== null && !isColumn(sheet, column))) continue;
      const doubled = column !== null && taken.has(column);
      if (column !== null) taken.add(column);
      mapped.set(at, doubled ? { column: null, how: "doubled" } : { column, how });
    }
  };
  settle("chosen", (key) => own(chosen, key));
  settle("remembered", (key) => own(remembered, key));
  settle("same", (key) => same.get(key));

  const open = found.filter(({ at, key }) => !mapped.has(at) && key !== "");
  const proposals = propose(
    open,
    sheet.columns.filter(({ key }) => !taken.has(key)),
  );
  return {
    headings: found.map((one) => ({
      ...one,
      ...(mapped.get(one.at) ?? { column: null, how: "unknown" as const }),
      proposal: proposals.get(one.at) ?? null,
    })),
    missing: sheet.columns.filter(({ key, required }) => required && key !== "period" && !taken.has(key)),
  };
}

/** Only what a table itself holds: a heading may be called `constructor`. */
const own = (choices: HeadingChoices, key: string): string | null | undefined =>
  Object.hasOwn(choices, key) ? choices[key] : undefined;

const isColumn = (sheet: Sheet, key: string): boolean =>
  columnOf(sheet, key) !== undefined || SYSTEM_COLUMNS.some((column) => column.key === key);

/** No heading that anybody can read is longer, and nobody looks through more that are not known. */
const LONGEST_HEADING = 60;
const MOST_OPEN = 200;

/** Each heading's nearest column, no column twice: the nearest pair first. */
function propose(
  open: readonly { readonly at: number; readonly key: string }[],
  free: readonly Column[],
): Map<number, string> {
  const legible = open.filter(({ key }) => key.length <= LONGEST_HEADING).slice(0, MOST_OPEN);
  const pairs = legible.flatMap(({ at, key }) =>
    free.map((column) => ({
      at,
      column: column.key,
      score: Math.max(...[column.zh, column.en, column.key].map((label) => nearness(key, heading(label)))),
    })),
  );
  pairs.sort((a, b) => b.score - a.score);
  const proposals = new Map<number, string>();
  const given = new Set<string>();
  for (const { at, column, score } of pairs) {
    if (score < 0.5 || proposals.has(at) || given.has(column)) continue;
    proposals.set(at, column);
    given.add(column);
  }
  return proposals;
}

/** Units and remarks in brackets, and signs between words. */
const ASIDE = /\([^()]*\)|\[[^[\]]*\]|【[^【】]*】/gu;
const SIGNS = /[\p{P}\p{S}]/gu;

/** From 0 to 1. `购买数量` and `数量(台)` are near, `备注` and `品牌` are not. */
function nearness(a: string, b: string): number {
  const bare = (text: string): string => text.replaceAll(ASIDE, "").replaceAll(SIGNS, "");
  const [one, other] = [bare(a), bare(b)];
  if (one === "" || other === "") return 0;
  if (one === other) return 1;
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  // One character is in too many words.
  if (short.length >= 2 && long.includes(short)) return 0.6 + (0.35 * short.length) / long.length;
  const distance = editDistance(short, long);
  const allowed = long.length >= 6 ? 2 : long.length >= 3 ? 1 : 0;
  return distance <= allowed ? 0.5 + 0.4 * (1 - distance / long.length) : 0;
}

/** Characters to be replaced, added or left out (Levenshtein). */
function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    above = row;
  }
  return above[b.length] ?? 0;
}

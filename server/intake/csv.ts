/** A CSV file of one report sheet (R1): its rows go the way of every push, in as many submissions as it takes. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { type Language, issueText, Problem } from "../../shared/problems.ts";
import { CSV_ENCODINGS } from "../../shared/report/csv-encoding.ts";
import type { CsvMapping, HeadingChoices } from "../../shared/report/csv-mapping.ts";
import { CSV_SEPARATORS, type CsvFormat, UnclosedQuote } from "../../shared/report/csv-records.ts";
import type { CsvSlice } from "../../shared/report/csv-rows.ts";
import { type Sheet, sheetOf, type SheetKey, TEMPLATE_VERSION } from "../../shared/report/sheets.ts";
import { type Issue, MAX_ROWS, OUTCOMES, type Outcome } from "../../shared/sync/protocol.ts";
import { CSV_FAULTS } from "../../shared/text/csv.ts";
import type { Store } from "../store/store.ts";
import { GivenUp } from "../threads/given-up.ts";
import type { CsvOpening } from "./csv-opening.ts";
import { type CsvReading, readCsv } from "./csv-reader.ts";
import type { Sender } from "./intake.ts";
import { takeInWorkbook, WorkbookAnswer } from "./workbook.ts";
import { knownRows } from "./workbook-known.ts";

const MAX_CSV_ROWS = 100_000;
export const MAX_CSV_BYTES = 40 * 1024 * 1024;

const Outcomes = WorkbookAnswer.shape.outcomes.element;

export const CsvAnswer = WorkbookAnswer.extend({
  /** All that the file came to, in order; the first is `submissionId`. */
  submissions: z.array(z.string()),
  /** Rows in the file. */
  rows: z.int(),
  encoding: z.enum(CSV_ENCODINGS),
  separator: z.enum(CSV_SEPARATORS),
  mapping: z.array(
    z.object({
      heading: z.string(),
      column: z.string().nullable(),
      how: z.enum(["chosen", "remembered", "same", "doubled", "unknown"]),
      /** What it may be meant for; it counts only once it is chosen. */
      proposal: z.string().nullable(),
    }),
  ),
  /** `line` is the file's, from 1. Of a file longer than one submission only rows that were not taken. */
  outcomes: z.array(Outcomes.extend({ line: z.int() })),
  /** Rows that would be listed too, were there not so many. */
  unlisted: z.int(),
});
export type CsvAnswer = z.infer<typeof CsvAnswer>;

export interface CsvFiled {
  readonly sheet: SheetKey;
  readonly unit: string;
  readonly period: string;
  readonly format: Partial<CsvFormat>;
  /** Left out: what is remembered of the unit's files counts. */
  readonly chosen?: HeadingChoices;
  readonly dryRun: boolean;
}

/** Enough to see what is wrong; an answer with a hundred thousand would be of no use to anybody. */
const MOST_LISTED = 10_000;

/**
 * Nothing is written where the file as a whole cannot be taken. The same file from the same person comes to the same
 * submissions; one that was cut short half-way is sent again and goes on from there.
 *
 * @throws Problem `csv_headings`, `too_large`, `file_unreadable`, and as `takeIn` does
 */
export async function takeInCsv(
  store: Store,
  sender: Sender,
  file: Uint8Array,
  filed: CsvFiled,
): Promise<CsvAnswer> {
  const { chosen = {} } = filed;
  const remembered = filed.chosen ? {} : choicesOf(await store.csvMappings.of(filed.unit, filed.sheet));
  const known = await knownRows(store, filed.unit, filed.period, new Set(), [sheetOf(filed.sheet)]);
  try {
    const reading = await readCsv({ ...filed, file, chosen, remembered, known });
    try {
      return await takeInSlices(store, sender, file, filed, reading);
    } finally {
      await reading.close();
    }
  } catch (error) {
    if (error instanceof GivenUp) throw csvTooLarge();
    if (!(error instanceof UnclosedQuote)) throw error;
    throw new Problem("file_unreadable", { detail: CSV_FAULTS.unclosed[sender.language](error.line) });
  }
}

const choicesOf = (
  headings: readonly { readonly key: string; readonly column: string | null }[],
): HeadingChoices => Object.fromEntries(headings.map(({ key, column }) => [key, column]));

async function takeInSlices(
  store: Store,
  sender: Sender,
  file: Uint8Array,
  { sheet: key, unit, period, dryRun }: CsvFiled,
  reading: CsvReading,
): Promise<CsvAnswer> {
  const sheet = sheetOf(key);
  const opening = admitted(reading.opening, sheet, sender.language);
  const all = opening.records <= MAX_ROWS;
  const content = contentOf(file, sheet, opening);
  const filed = { unit, period, channel: "csv", template: TEMPLATE_VERSION, dryRun } as const;
  let sum: CsvAnswer | undefined;
  for (let slice = await reading.next(), part = 0; slice; slice = await reading.next(), part += 1) {
    const name = new TextEncoder().encode(`${content} ${part}`);
    const answer = await takeInWorkbook(store, sender, name, slice.reading, filed);
    const outcomes = withLines(answer, slice);
    const listed = all ? outcomes : outcomes.filter(({ outcome }) => !taken(outcome));
    sum = sum
      ? added(sum, answer, outcomes.length, listed)
      : begun(answer, opening, sender.language, outcomes.length, listed);
  }
  if (!sum) throw new TypeError("a CSV file was read without a slice");
  return sum;
}

const taken = (outcome: Outcome): boolean => outcome !== "conflict" && outcome !== "rejected";

function admitted(opening: CsvOpening | undefined, sheet: Sheet, language: Language): CsvOpening {
  const known = opening?.mapping.headings.filter(({ column }) => column !== null).length ?? 0;
  const chosen = opening?.mapping.headings.some(({ how }) => how === "chosen" || how === "remembered");
  // One word in common may be chance.
  if (!opening || known < (chosen ? 1 : 2)) {
    const columns = sheet.columns.map((column) => (language === "zh" ? column.zh : column.en));
    throw new Problem("csv_headings", {
      sheet: language === "zh" ? sheet.zh : sheet.en,
      columns: columns.join(language === "zh" ? "、" : ", "),
    });
  }
  if (opening.records > MAX_CSV_ROWS) throw csvTooLarge();
  return opening;
}

export const csvTooLarge = (): Problem =>
  new Problem("too_large", { rows: MAX_CSV_ROWS, megabytes: MAX_CSV_BYTES / 1024 / 1024 });

/** The same bytes read in another way are another content. */
function contentOf(file: Uint8Array, sheet: Sheet, { head, mapping }: CsvOpening): string {
  const columns = mapping.headings.map(({ column }) => column);
  const read = JSON.stringify([sheet.key, head.encoding, head.separator, head.headings.at, columns]);
  return `${createHash("sha256").update(file).digest("hex")} ${read}`;
}

const withLines = ({ outcomes }: WorkbookAnswer, { lines }: CsvSlice): CsvAnswer["outcomes"] =>
  outcomes.map((outcome) => ({ ...outcome, line: lines.get(outcome.row - 1) ?? outcome.row }));

function begun(
  answer: WorkbookAnswer,
  { head, mapping }: CsvOpening,
  language: Language,
  rows: number,
  outcomes: CsvAnswer["outcomes"],
): CsvAnswer {
  return {
    ...answer,
    submissions: [answer.submissionId],
    rows,
    encoding: head.encoding,
    separator: head.separator,
    mapping: mapping.headings.map(({ text, column, how, proposal }) => ({
      heading: text,
      column,
      how,
      proposal,
    })),
    sheets: answer.sheets.map((read) => ({
      ...read,
      issues: headingIssues(mapping, language),
    })),
    outcomes: outcomes.slice(0, MOST_LISTED),
    unlisted: Math.max(0, outcomes.length - MOST_LISTED),
  };
}

function added(
  sum: CsvAnswer,
  answer: WorkbookAnswer,
  rows: number,
  outcomes: CsvAnswer["outcomes"],
): CsvAnswer {
  const room = MOST_LISTED - sum.outcomes.length;
  const counts = Object.fromEntries(
    OUTCOMES.map((outcome) => [outcome, sum.counts[outcome] + answer.counts[outcome]]),
  );
  return {
    ...sum,
    cursor: answer.cursor,
    receivedAt: answer.receivedAt,
    submissions: [...sum.submissions, answer.submissionId],
    rows: sum.rows + rows,
    counts: CsvAnswer.shape.counts.parse(counts),
    outcomes: [...sum.outcomes, ...outcomes.slice(0, room)],
    unlisted: sum.unlisted + Math.max(0, outcomes.length - room),
  };
}

function headingIssues({ headings, missing }: CsvMapping, language: Language): Issue[] {
  const issue = (column: string, code: "column_unknown" | "column_missing", text: string): Issue => ({
    column,
    code,
    message: issueText(code, { text }, language),
    severity: code === "column_unknown" ? "warning" : "error",
  });
  return [
    ...headings
      .filter(({ text, how }) => text.trim() !== "" && (how === "unknown" || how === "doubled"))
      .map(({ text }) => issue("", "column_unknown", text)),
    ...missing.map(({ key, zh, en }) => issue(key, "column_missing", language === "zh" ? zh : en)),
  ];
}

/** A filled workbook as a submission: its sound rows go the way of every push, the others say what is wrong. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { issueText, Problem } from "../../shared/problems.ts";
import { SHEET_KEYS, type SheetKey } from "../../shared/report/sheets.ts";
import { addressOf, type ReadRow, type ReportReading } from "../../shared/report/workbook.ts";
import { type Channel, Issue, RowOutcome, SubmissionAnswer } from "../../shared/sync/protocol.ts";
import type { Store } from "../store/store.ts";
import type { Sender } from "./intake.ts";
import type { AsNew } from "./as-new.ts";
import { isSound, type PlacedRow } from "./placed-rows.ts";
import { placeRows } from "./workbook-rows.ts";
import { earlierRows, sendParts } from "./workbook-parts.ts";

const PlacedIssue = Issue.extend({
  /** Of the cell, `C7`, or of the row, `7:7`. */
  address: z.string(),
});

export const WorkbookAnswer = SubmissionAnswer.extend({
  unit: z.string(),
  period: z.string(),
  /** Nothing was written. */
  dryRun: z.boolean(),
  outcomes: z.array(
    RowOutcome.extend({ sheet: z.enum(SHEET_KEYS), row: z.int(), issues: z.array(PlacedIssue) }),
  ),
  /** The template's version, as the workbook says; null where it does not. */
  template: z.int().nullable(),
  sheets: z.array(
    z.object({
      sheet: z.enum(SHEET_KEYS),
      name: z.string(),
      issues: z.array(Issue),
      /** Headings of columns that are none of the sheet's; what stands there was not read. */
      ignored: z.array(z.string()),
      /** Keys of columns that are not there. */
      lacking: z.array(z.string()),
    }),
  ),
  /** Report sheets that the workbook does not have. */
  missing: z.array(z.enum(SHEET_KEYS)),
});
export type WorkbookAnswer = z.infer<typeof WorkbookAnswer>;

export interface Filed {
  readonly unit: string;
  readonly period: string;
  readonly channel: Channel;
  readonly template: number;
  readonly dryRun: boolean;
}

/**
 * @param file its bytes, or their SHA-256: the same file from the same person is the same submission
 * @throws Problem as `takeIn` does, and `no_report_sheets`
 */
export async function takeInWorkbook(
  store: Store,
  sender: Sender,
  file: Uint8Array | string,
  reading: ReportReading,
  filed: Filed,
  asNew?: AsNew,
): Promise<WorkbookAnswer> {
  const { answer, placed } = await takeInPlaced(store, sender, file, reading, filed, asNew);
  return placedAnswer(answer, sender, reading, placed, filed);
}

/** The same, and which row of the file each outcome is of. */
export async function takeInPlaced(
  store: Store,
  sender: Sender,
  file: Uint8Array | string,
  reading: ReportReading,
  filed: Filed,
  asNew?: AsNew,
): Promise<{ readonly answer: SubmissionAnswer; readonly placed: readonly PlacedRow[] }> {
  if (reading.sheets.length === 0) throw new Problem("no_report_sheets");
  const content = typeof file === "string" ? file : createHash("sha256").update(file).digest("hex");
  const earlier = await earlierRows(store, sender, content, filed);
  const placed = await placeRows(store, reading, filed, earlier, asNew?.ids);
  const sound = placed.filter(({ row }) => isSound(row));
  // The rows are what they were made for, or the hash is another's.
  const hash = placed.every(({ rowId }, i) => rowId === asNew?.ids[i]) ? asNew?.hash : undefined;
  return { answer: await sendParts(store, sender, content, sound, filed, hash), placed };
}

export function placedAnswer(
  answer: SubmissionAnswer,
  { language }: Sender,
  reading: ReportReading,
  placed: readonly PlacedRow[],
  { unit, period, dryRun }: Filed,
): WorkbookAnswer {
  const given = new Map(answer.outcomes.map((outcome) => [outcome.rowId, outcome]));
  const outcomes = placed.map(({ sheet, row, rowId }) => {
    const outcome = given.get(rowId) ?? { rowId, outcome: "rejected" as const, revision: null, issues: [] };
    // What was wrong in the cells is known here only: what went on were values.
    const told = new Set(outcome.issues.map(({ column, code }) => `${column} ${code}`));
    const own = issuesOf(row.faults, language).filter(({ column, code }) => !told.has(`${column} ${code}`));
    const issues = [...own, ...outcome.issues].map((issue) => ({
      ...issue,
      address: addressOf(sheet, row.row, issue.column),
    }));
    return { ...outcome, sheet: sheet.sheet, row: row.row + 1, issues };
  });
  const unsound = outcomes.length - answer.outcomes.length;
  return {
    ...answer,
    unit,
    period,
    dryRun,
    outcomes,
    counts: { ...answer.counts, rejected: answer.counts.rejected + unsound },
    template: reading.meta && Number.isInteger(reading.meta.template) ? reading.meta.template : null,
    sheets: reading.sheets.map(({ sheet, name, faults, ignored, lacking }) => ({
      sheet,
      name,
      issues: issuesOf(faults, language),
      ignored: [...ignored],
      lacking: [...lacking],
    })),
    missing: [...reading.missing] satisfies SheetKey[],
  };
}

const issuesOf = (faults: ReadRow["faults"], language: Sender["language"]): Issue[] =>
  faults.map(({ column, code, severity, params }) => ({
    column,
    code,
    message: issueText(code, params, language),
    severity,
  }));

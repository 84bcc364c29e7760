/** A filled workbook as a submission: its sound rows go the way of every push, the others say what is wrong. */
import { createHash } from "node:crypto";
import { v5 } from "uuid";
import { z } from "zod";
import { issueText, Problem } from "../../shared/problems.ts";
import { hasError } from "../../shared/report/issue.ts";
import { SHEET_KEYS, type SheetKey, sheetOf } from "../../shared/report/sheets.ts";
import { addressOf, type ReadRow, type ReadSheet, type ReportReading } from "../../shared/report/workbook.ts";
import {
  type Channel,
  Issue,
  type PushedRow,
  RowOutcome,
  type Submission,
  SubmissionAnswer,
} from "../../shared/sync/protocol.ts";
import type { Store } from "../store/store.ts";
import { canonicalJson } from "./canonical.ts";
import { type Sender, takeIn, tryOut } from "./intake.ts";

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
  sheets: z.array(z.object({ sheet: z.enum(SHEET_KEYS), name: z.string(), issues: z.array(Issue) })),
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

/** Names in this space are what the rows of files without identities are made from. */
const SPACE = "8f0c1d0e-6a53-5b6e-9d3f-64616b656875";

interface PlacedRow {
  readonly sheet: ReadSheet;
  readonly row: ReadRow;
  readonly rowId: string;
}

/**
 * @param file its bytes: the same file from the same person is the same submission
 * @throws Problem as `takeIn` does, and `no_report_sheets`
 */
export async function takeInWorkbook(
  store: Store,
  sender: Sender,
  file: Uint8Array,
  reading: ReportReading,
  filed: Filed,
): Promise<WorkbookAnswer> {
  if (reading.sheets.length === 0) throw new Problem("no_report_sheets");
  const placed = placeRows(reading, filed);
  const sound = placed.filter(({ row }) => row.cleared || !hasError(row.faults));
  const submission = submissionOf(sender, file, sound, filed);
  const text = await (filed.dryRun ? tryOut : takeIn)(store, sender, submission);
  const answer = SubmissionAnswer.parse(JSON.parse(text));
  return placedAnswer(answer, sender, reading, placed, filed);
}

/** Rows without identity are known by what they say: the same words twice are two rows, the same file no new ones. */
function placeRows({ sheets }: ReportReading, { unit, period }: Filed): PlacedRow[] {
  const seen = new Map<string, number>();
  const taken = new Set<string>();
  return sheets.flatMap((sheet) =>
    sheet.rows.map((row): PlacedRow => {
      // A copied row keeps no identity: the first one has it.
      if (row.rowId !== null && !taken.has(row.rowId)) {
        taken.add(row.rowId);
        return { sheet, row, rowId: row.rowId };
      }
      const month = sheetOf(sheet.sheet).rhythm === "standing" ? null : period;
      const content = canonicalJson([unit, sheet.sheet, month, row.values]);
      const occurrence = (seen.get(content) ?? 0) + 1;
      seen.set(content, occurrence);
      return { sheet, row: { ...row, baseRevision: null }, rowId: v5(`${content} ${occurrence}`, SPACE) };
    }),
  );
}

function submissionOf(
  { person }: Sender,
  file: Uint8Array,
  rows: readonly PlacedRow[],
  { unit, period, channel, template }: Filed,
): Submission {
  const content = createHash("sha256").update(file).digest("hex");
  const submissionId = v5(canonicalJson([content, unit, period, channel, person]), SPACE);
  return { submissionId, unit, period, channel, template, rows: rows.map(pushedRow) };
}

function pushedRow({ row: { sheet, baseRevision, values, cleared }, rowId }: PlacedRow): PushedRow {
  return cleared
    ? { sheet, rowId, baseRevision, deleted: true }
    : { sheet, rowId, baseRevision, values: { ...values } };
}

function placedAnswer(
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
    sheets: reading.sheets.map(({ sheet, name, faults }) => ({
      sheet,
      name,
      issues: issuesOf(faults, language),
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

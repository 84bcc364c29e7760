/** The answer to a submission. */
import { type Language, issueText } from "../../shared/problems.ts";
import type { Fault } from "../../shared/report/issue.ts";
import { countsOf } from "../../shared/sync/outcomes.ts";
import type { Issue, RowOutcome, SubmissionAnswer } from "../../shared/sync/protocol.ts";
import type { Verdict } from "./decide.ts";
import type { ReadRow, UnreadRow } from "./read-rows.ts";

interface Heading {
  readonly id: string;
  readonly cursor: number;
  readonly receivedAt: string;
  readonly language: Language;
}

/** One outcome for each row, in the submission's order. Its text is the answer: nothing is added to it later. */
export function answerOf(
  { id, cursor, receivedAt, language }: Heading,
  rows: readonly (ReadRow | UnreadRow)[],
  verdicts: ReadonlyMap<string, Verdict>,
): SubmissionAnswer {
  const outcomes = rows.map((row) => outcomeOf(row, verdicts, language));
  const counts = countsOf(outcomes);
  return { submissionId: id, cursor, receivedAt, outcomes, counts };
}

function outcomeOf(
  row: ReadRow | UnreadRow,
  verdicts: ReadonlyMap<string, Verdict>,
  language: Language,
): RowOutcome {
  const { rowId } = row;
  const verdict = "unread" in row ? undefined : verdicts.get(rowId);
  if (!verdict) {
    const faults = "unread" in row ? row.unread : [];
    return { rowId, outcome: "rejected", revision: null, issues: issuesOf(faults, language) };
  }
  const { outcome, revision, faults, theirs } = verdict;
  return { rowId, outcome, revision, issues: issuesOf(faults, language), ...(theirs && { theirs }) };
}

const NONE: Issue[] = [];

const issuesOf = (faults: readonly Fault[], language: Language): Issue[] =>
  faults.length === 0
    ? NONE
    : faults.map(({ column, code, severity, params }) => ({
        column,
        code,
        message: issueText(code, params, language),
        severity,
      }));

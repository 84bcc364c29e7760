/** The rows of a file as one submission, or as several where they are more than one takes. */
import { v5 } from "uuid";
import { Problem } from "../../shared/problems.ts";
import { countsOf } from "../../shared/sync/outcomes.ts";
import {
  type Channel,
  MAX_ROWS,
  type RowOutcome,
  type SubmissionAnswer,
} from "../../shared/sync/protocol.ts";
import type { Store } from "../store/store.ts";
import { canonicalJson } from "./canonical.ts";
import {
  type Heading as SubmissionHeading,
  type Prepared,
  type Sender,
  type Taken,
  takeInPrepared,
  tryOut,
} from "./intake.ts";
import { hashOfRows, type PlacedRow, pushedRow, SPACE } from "./placed-rows.ts";

export interface Heading {
  readonly unit: string;
  readonly period: string;
  readonly channel: Channel;
  readonly template: number;
  readonly dryRun: boolean;
}

/** The row ids of the same file when it came before; undefined where it did not. */
export async function earlierRows(
  store: Store,
  sender: Sender,
  content: string,
  heading: Heading,
): Promise<string[] | undefined> {
  const rowIds: string[] = [];
  for (let from = 0; from === rowIds.length; from += MAX_ROWS) {
    const id = partId(sender, content, heading, from);
    const stored = await store.intake((transaction) => transaction.submission(id));
    if (!stored) return from === 0 ? undefined : rowIds;
    rowIds.push(...answerIn(stored.answer).outcomes.map(({ rowId }) => rowId));
  }
  return rowIds;
}

/** Of the part that begins with that row: the first one's is the file's own. */
const partId = ({ person }: Sender, content: string, heading: Heading, from: number): string => {
  const { unit, period, channel } = heading;
  return v5(canonicalJson([content, unit, period, channel, person, ...(from === 0 ? [] : [from])]), SPACE);
};

/**
 * Every id is made of the file's content, so that the same file is the same submission. What has been answered stays
 * answered, but for rows that were refused and would be taken now, since the register has come to know their account.
 *
 * @param content the hash of the file
 * @param hash `hashOfRows`, where somebody has made it already
 */
export async function sendParts(
  store: Store,
  sender: Sender,
  content: string,
  rows: readonly PlacedRow[],
  heading: Heading,
  hash?: string,
): Promise<SubmissionAnswer> {
  const { unit, period, channel, template, dryRun } = heading;
  const answers: SubmissionAnswer[] = [];
  for (let from = 0; from < rows.length || from === 0; from += MAX_ROWS) {
    const own = rows.slice(from, from + MAX_ROWS);
    const submissionId = partId(sender, content, heading, from);
    const submission = { submissionId, unit, period, channel, template };
    if (dryRun) {
      // Tried out, the parts before have not been written: the accounts they file come along.
      const all = [...accountsBefore(rows.slice(0, from), own.length), ...own];
      answers.push(await tryOut(store, sender, { ...submission, rows: all.map(pushedRow) }));
    } else {
      const isWhole = own.length === rows.length;
      const bodyHash = (isWhole ? hash : undefined) ?? hashOfRows(submission, own);
      answers.push(await taken(store, sender, submission, own, bodyHash));
    }
  }
  return together(answers);
}

const accountsBefore = (rows: readonly PlacedRow[], taken: number): PlacedRow[] =>
  rows.filter(({ sheet }) => sheet.sheet === "accounts").slice(0, MAX_ROWS - taken);

/** The text is the service's own: it was made a moment ago, or stored. */
function answerIn(text: string): SubmissionAnswer {
  const answer: SubmissionAnswer = JSON.parse(text);
  return answer;
}

/** What the file was read into needs no second reading. */
const prepared = (placed: readonly PlacedRow[], bodyHash: string): Prepared => ({
  bodyHash,
  rows: placed.map(({ row: { sheet, baseRevision, values, cleared, faults }, rowId }) => ({
    rowId,
    sheet,
    baseRevision,
    deleted: cleared,
    given: cleared ? {} : values,
    faults: cleared ? [] : faults,
    reason: "",
  })),
});

async function taken(
  store: Store,
  sender: Sender,
  submission: SubmissionHeading,
  placed: readonly PlacedRow[],
  bodyHash: string,
): Promise<SubmissionAnswer> {
  const { text, answer: fresh } = await takenOrTakenAnew(
    store,
    sender,
    submission,
    prepared(placed, bodyHash),
  );
  if (fresh) return fresh;
  const answer = answerIn(text);
  const refused = new Set(refusedIn(answer).map(({ rowId }) => rowId));
  if (refused.size === 0) return answer;
  const rest = placed.filter(({ rowId }) => refused.has(rowId));
  const now = await tryOut(store, sender, { ...submission, rows: rest.map(pushedRow) });
  if (refusedIn(now).length === rest.length) return answer;
  const isWritten = now.outcomes.every(({ outcome }) => outcome === "rejected" || outcome === "unchanged");
  const submissionId = v5(`${submission.submissionId} ${now.cursor}`, SPACE);
  const newly = isWritten
    ? now
    : answered(
        await takeInPrepared(
          store,
          sender,
          { ...submission, submissionId },
          prepared(rest, hashOfRows(submission, rest)),
        ),
      );
  return together([
    newly,
    { ...answer, outcomes: answer.outcomes.filter(({ rowId }) => !refused.has(rowId)) },
  ]);
}

const answered = ({ text, answer }: Taken): SubmissionAnswer => answer ?? answerIn(text);

/** A file that came before may be read otherwise by a later release: what it says now is a submission of its own. */
async function takenOrTakenAnew(
  store: Store,
  sender: Sender,
  submission: SubmissionHeading,
  rows: Prepared,
): Promise<Taken> {
  try {
    return await takeInPrepared(store, sender, submission, rows);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== "submission_differs") throw error;
    const submissionId = v5(`${submission.submissionId} ${rows.bodyHash}`, SPACE);
    return takeInPrepared(store, sender, { ...submission, submissionId }, rows);
  }
}

const refusedIn = ({ outcomes }: SubmissionAnswer): RowOutcome[] =>
  outcomes.filter(({ outcome }) => outcome === "rejected");

/** One answer out of several: the first one's id, each row's first outcome. */
function together(answers: readonly SubmissionAnswer[]): SubmissionAnswer {
  const [first, ...more] = answers;
  if (!first) throw new RangeError("a submission without an answer");
  if (more.length === 0) return first;
  const byRow = new Map<string, RowOutcome>();
  for (const { outcomes } of answers) {
    for (const outcome of outcomes) if (!byRow.has(outcome.rowId)) byRow.set(outcome.rowId, outcome);
  }
  const outcomes = [...byRow.values()];
  const cursor = answers.reduce((latest, answer) => Math.max(latest, answer.cursor), 0);
  return { ...first, cursor, outcomes, counts: countsOf(outcomes) };
}

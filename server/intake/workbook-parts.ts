/** The rows of a file as one submission, or as several where they are more than one takes. */
import { v5 } from "uuid";
import { Problem } from "../../shared/problems.ts";
import type { Channel, Outcome, PushedRow, RowOutcome, Submission } from "../../shared/sync/protocol.ts";
import { MAX_ROWS, OUTCOMES, SubmissionAnswer } from "../../shared/sync/protocol.ts";
import type { Store } from "../store/store.ts";
import { canonicalJson, hashOfSubmission } from "./canonical.ts";
import { type Sender, takeIn, tryOut } from "./intake.ts";
import { type PlacedRow, SPACE } from "./workbook-rows.ts";

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
    rowIds.push(...SubmissionAnswer.parse(JSON.parse(stored.answer)).outcomes.map(({ rowId }) => rowId));
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
 */
export async function sendParts(
  store: Store,
  sender: Sender,
  content: string,
  rows: readonly PlacedRow[],
  heading: Heading,
): Promise<SubmissionAnswer> {
  const { unit, period, channel, template, dryRun } = heading;
  const answers: SubmissionAnswer[] = [];
  for (let from = 0; from < rows.length || from === 0; from += MAX_ROWS) {
    const own = rows.slice(from, from + MAX_ROWS);
    const submission: Submission = {
      submissionId: partId(sender, content, heading, from),
      unit,
      period,
      channel,
      template,
      // Tried out, the parts before have not been written: the accounts they file come along.
      rows: [...(dryRun ? accountsBefore(rows.slice(0, from), own.length) : []), ...own].map(pushedRow),
    };
    if (dryRun) answers.push(await tried(store, sender, submission));
    else answers.push(await taken(store, sender, submission));
  }
  return together(answers);
}

const accountsBefore = (rows: readonly PlacedRow[], taken: number): PlacedRow[] =>
  rows.filter(({ sheet }) => sheet.sheet === "accounts").slice(0, MAX_ROWS - taken);

function pushedRow({ row: { sheet, baseRevision, values, cleared }, rowId }: PlacedRow): PushedRow {
  return cleared
    ? { sheet, rowId, baseRevision, deleted: true }
    : { sheet, rowId, baseRevision, values: { ...values } };
}

const tried = async (store: Store, sender: Sender, submission: Submission): Promise<SubmissionAnswer> =>
  SubmissionAnswer.parse(JSON.parse(await tryOut(store, sender, submission)));

async function taken(store: Store, sender: Sender, submission: Submission): Promise<SubmissionAnswer> {
  const answer = SubmissionAnswer.parse(JSON.parse(await takenOrTakenAnew(store, sender, submission)));
  const isNew = answer.receivedAt === new Date(sender.at).toISOString();
  const refused = new Set(refusedIn(answer).map(({ rowId }) => rowId));
  if (isNew || refused.size === 0) return answer;
  const rest = submission.rows.filter((row) => refused.has(rowIdOf(row)));
  const now = await tried(store, sender, { ...submission, rows: rest });
  if (refusedIn(now).length === rest.length) return answer;
  const isWritten = now.outcomes.every(({ outcome }) => outcome === "rejected" || outcome === "unchanged");
  const submissionId = v5(`${submission.submissionId} ${now.cursor}`, SPACE);
  const again = isWritten
    ? now
    : SubmissionAnswer.parse(
        JSON.parse(await takeIn(store, sender, { ...submission, submissionId, rows: rest })),
      );
  return together([
    again,
    { ...answer, outcomes: answer.outcomes.filter(({ rowId }) => !refused.has(rowId)) },
  ]);
}

/** A file that came before may be read otherwise by a later release: what it says now is a submission of its own. */
async function takenOrTakenAnew(store: Store, sender: Sender, submission: Submission): Promise<string> {
  try {
    return await takeIn(store, sender, submission);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== "submission_differs") throw error;
    const submissionId = v5(hashOfSubmission(submission), SPACE);
    return takeIn(store, sender, { ...submission, submissionId });
  }
}

const refusedIn = ({ outcomes }: SubmissionAnswer): RowOutcome[] =>
  outcomes.filter(({ outcome }) => outcome === "rejected");

function rowIdOf(row: unknown): string {
  return typeof row === "object" && row !== null && "rowId" in row ? String(row.rowId) : "";
}

/** One answer out of several: the first one's id, each row's first outcome. */
function together(answers: readonly SubmissionAnswer[]): SubmissionAnswer {
  const [first, ...more] = answers;
  if (!first) throw new RangeError("a submission without an answer");
  const byRow = new Map<string, RowOutcome>();
  for (const { outcomes } of answers) {
    for (const outcome of outcomes) if (!byRow.has(outcome.rowId)) byRow.set(outcome.rowId, outcome);
  }
  if (more.length === 0) return first;
  const outcomes = [...byRow.values()];
  const counts = new Map<Outcome, number>(OUTCOMES.map((outcome) => [outcome, 0]));
  for (const { outcome } of outcomes) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const cursor = answers.reduce((latest, answer) => Math.max(latest, answer.cursor), 0);
  return SubmissionAnswer.parse({ ...first, cursor, outcomes, counts: Object.fromEntries(counts) });
}

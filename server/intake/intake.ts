/** Taking in a submission: the only way by which rows come into the store. */
import { reaches, reachesAll, may } from "../auth/roles.ts";
import { dayInChina } from "../../shared/report/dates.ts";
import { TEMPLATE_VERSION } from "../../shared/report/sheets.ts";
import { type Language, Problem } from "../../shared/problems.ts";
import {
  type Author,
  MAX_BYTES,
  MAX_ROWS,
  type Submission,
  type SubmissionAnswer,
} from "../../shared/sync/protocol.ts";
import { addresseesOf } from "../notify/addressees.ts";
import type { StoredSubmission } from "../store/intake-store.ts";
import type { Store } from "../store/store.ts";
import { answerOf } from "./answer.ts";
import { hashOfSubmission } from "./canonical.ts";
import { copied } from "./copied.ts";
import { type Circumstances, decide } from "./decide.ts";
import { gather } from "./gather.ts";
import { type ReadRow, readRows, type UnreadRow } from "./read-rows.ts";

export interface Sender {
  readonly person: Author;
  readonly language: Language;
  /** Milliseconds; when the submission came in. */
  readonly at: number;
}

/** Of a submission, all but its rows. */
export type Heading = Omit<Submission, "rows">;

/** A submission that the service itself has read out of a file: its rows are in their normal form. */
export interface Prepared {
  readonly rows: readonly ReadRow[];
  /** In place of `hashOfSubmission`: the same for the same content. */
  readonly bodyHash: string;
}

/** What a submission came to. */
export interface Taken {
  /** Of a `SubmissionAnswer`. */
  readonly text: string;
  /** The same before it became text; not where it was given at an earlier time. */
  readonly answer?: SubmissionAnswer;
}

/**
 * Checks, merges and stores a submission, and answers with the text of a `SubmissionAnswer`: the same text, byte
 * for byte, whenever the same submission comes again. When it is answered it is on disk.
 *
 * @throws Problem for what ends the request; what is wrong with a row is in the answer
 */
export async function takeIn(store: Store, sender: Sender, submission: Submission): Promise<string> {
  await admit(store, sender.person, submission, submission.rows.length);
  const rows = readRows(submission.rows);
  const { text } = await takeInAdmitted(store, sender, submission, rows, hashOfSubmission(submission));
  return text;
}

/** As `takeIn` does. */
export async function takeInPrepared(
  store: Store,
  sender: Sender,
  heading: Heading,
  { rows, bodyHash }: Prepared,
): Promise<Taken> {
  await admit(store, sender.person, heading, rows.length);
  return takeInAdmitted(store, sender, heading, rows, bodyHash);
}

async function takeInAdmitted(
  store: Store,
  sender: Sender,
  submission: Heading,
  rows: readonly (ReadRow | UnreadRow)[],
  bodyHash: string,
): Promise<Taken> {
  const { submissionId: id, unit, period, channel, told } = submission;
  const circumstances = circumstancesOf(sender, submission);
  const { author, receivedAt } = circumstances;
  const heading = { id, bodyHash, unit, period, channel, author, receivedAt, told };
  const addressees = await addresseesOf(store, unit);
  return store.intake(async (transaction): Promise<Taken> => {
    const known = await transaction.submission(id);
    if (known) return { text: sameAnswer(known, bodyHash) };
    const { verdicts, changes } = decide(
      await gather(transaction, unit, period, rows.filter(isRead)),
      circumstances,
    );
    const copies = await copied(transaction, heading, changes.revisions, addressees);
    const { language } = sender;
    let answer: SubmissionAnswer | undefined;
    const text = await transaction.append(heading, { ...changes, copies }, (cursor) => {
      answer = answerOf({ id, receivedAt, language, cursor }, rows, verdicts);
      return JSON.stringify(answer);
    });
    return { text, ...(answer && { answer }) };
  });
}

/** What `takeIn` would answer; nothing is written. */
export async function tryOut(
  store: Store,
  sender: Sender,
  submission: Submission,
): Promise<SubmissionAnswer> {
  await admit(store, sender.person, submission, submission.rows.length);
  const rows = readRows(submission.rows);
  const circumstances = circumstancesOf(sender, submission);
  const { submissionId: id, unit, period } = submission;
  return store.intake(async (transaction) => {
    const gathered = await gather(transaction, unit, period, rows.filter(isRead));
    const { verdicts } = decide(gathered, circumstances);
    const { receivedAt } = circumstances;
    const cursor = await transaction.cursor();
    return answerOf({ id, cursor, receivedAt, language: sender.language }, rows, verdicts);
  });
}

async function admit(store: Store, person: Author, { template, unit }: Heading, rows: number): Promise<void> {
  if (rows > MAX_ROWS) throw tooLarge();
  if (template > TEMPLATE_VERSION) {
    throw new Problem("template_newer", { template, supported: TEMPLATE_VERSION });
  }
  const known = await store.units.byCode(unit);
  if (!known) throw new Problem("unit_unknown", { unit });
  // Headquarters may still correct what a unit out of use has reported.
  if (!known.active && !reachesAll(person)) throw new Problem("unit_forbidden", { unit });
  if (!reaches(person, known, "writeRows")) throw new Problem("unit_forbidden", { unit });
}

export const tooLarge = (): Problem =>
  new Problem("too_large", { rows: MAX_ROWS, megabytes: MAX_BYTES / 1024 / 1024 });

const isRead = (row: ReadRow | UnreadRow): row is ReadRow => "sheet" in row;

const circumstancesOf = ({ person, at }: Sender, { unit, period }: Heading): Circumstances => ({
  unit,
  period,
  author: person,
  receivedAt: new Date(at).toISOString(),
  today: dayInChina(at),
  corrects: may(person.role, "correctClosed"),
});

/** An id is used once. Whoever may write for the unit may hear again what became of the very same content. */
function sameAnswer(known: StoredSubmission, bodyHash: string): string {
  if (known.bodyHash !== bodyHash) throw new Problem("submission_differs");
  return known.answer;
}

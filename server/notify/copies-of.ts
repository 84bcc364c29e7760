/** Which copies a thing makes. All pure: the caller stores them, with what they tell of. */
import { CHOICES } from "../../shared/report/choices.ts";
import type { Value, Values } from "../../shared/report/value.ts";
import type { Addressee, NewCopy, Told } from "../store/copies-store.ts";
import type { NewRevision, NewSubmission } from "../store/intake-store.ts";
import { headsAmong } from "./addressees.ts";

/** Weights of an event, from ordinary to urgent. */
const [, IMPORTANT, URGENT] = CHOICES.weight.map(({ value }) => value);

/**
 * Copies of a submission that changed something; and of its important and urgent events, where they are new or have
 * become weightier, a further one that goes out first (R4).
 *
 * @param before values that rows had, of those that were there before and not deleted, by row id
 */
export function copiesOfSubmission(
  submission: NewSubmission,
  revisions: readonly NewRevision[],
  before: ReadonlyMap<string, Values>,
  addressees: readonly Addressee[],
): NewCopy[] {
  if (revisions.length === 0) return [];
  const events = revisions.filter(({ sheet, deleted }) => sheet === "events" && !deleted);
  const ofWeight = (weight: Value | undefined): number =>
    events.filter(({ values }) => values.weight === weight).length;
  const told: Told[] = [
    {
      kind: "submission",
      rows: revisions.length,
      important: ofWeight(IMPORTANT),
      urgent: ofWeight(URGENT),
    },
  ];
  const raised = events.filter(({ rowId, values }) => weightOf(values) > weightOf(before.get(rowId)));
  if (raised.length > 0) {
    told.push({
      kind: "urgent",
      events: raised
        .toSorted((a, b) => weightOf(b.values) - weightOf(a.values))
        .map(({ rowId, values }) => ({
          rowId,
          account: String(values.account ?? ""),
          about: String(values.kind ?? ""),
          weight: String(values.weight ?? ""),
        })),
    });
  }
  const { id, unit, period, receivedAt } = submission;
  return told.flatMap((one) =>
    addressees.map((to) => ({
      cause: `${one.kind}:${id}`,
      told: one,
      unit,
      period,
      submissionId: id,
      to,
      createdAt: receivedAt,
    })),
  );
}

/** Rows whose earlier values `copiesOfSubmission` has to know. */
export const weightyChanges = (revisions: readonly NewRevision[]): string[] =>
  revisions
    .filter(
      ({ sheet, revision, deleted, values }) =>
        sheet === "events" && revision > 1 && !deleted && weightOf(values) > 0,
    )
    .map(({ rowId }) => rowId);

/** 0: ordinary, or no event at all. */
function weightOf(values: Values | undefined): number {
  const weight = values?.weight;
  return weight === URGENT ? 2 : weight === IMPORTANT ? 1 : 0;
}

export type FilingAnswer = Extract<Told, { kind: "decision" }>["decision"];

export interface FilingDecided {
  /** Of the decision: two answers to one filing are two things told. */
  readonly decisionId: number;
  /** The filing's row. */
  readonly rowId: string;
  readonly unit: string;
  /** As the unit filed it. */
  readonly account: string;
  /** What the register calls it, where that is another name. */
  readonly registered: string | null;
  readonly decision: FilingAnswer;
  readonly reason: string;
  /** The decider's name. */
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
}

/** HQ's answer to a filing goes to the unit's head, and for a shop to its main base's (R7). */
export function copiesOfDecision(decided: FilingDecided, addressees: readonly Addressee[]): NewCopy[] {
  const { decisionId, unit, at, ...told } = decided;
  return headsAmong(addressees).map((to) => ({
    cause: `decision:${decisionId}:${told.rowId}`,
    told: { kind: "decision", ...told },
    unit,
    period: null,
    submissionId: null,
    to,
    createdAt: at,
  }));
}

export interface ReminderDue {
  readonly unit: string;
  readonly period: string;
  /** ISO 8601. */
  readonly deadline: string;
  /** null: by hand. */
  readonly days: number | null;
  /** ISO 8601. */
  readonly at: string;
}

/** A reminder goes to the unit's head; by itself once for a month and day-count, by hand once an hour. */
export function copiesOfReminder(
  { unit, period, deadline, days, at }: ReminderDue,
  addressees: readonly Addressee[],
): NewCopy[] {
  const turn = days === null ? `hand:${at.slice(0, 13)}` : `days:${days}`;
  return addressees
    .filter(({ role }) => role === "head")
    .map((to) => ({
      cause: `reminder:${period}:${unit}:${turn}`,
      told: { kind: "reminder", deadline, days },
      unit,
      period,
      submissionId: null,
      to,
      createdAt: at,
    }));
}

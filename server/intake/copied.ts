/** Copies of a submission (R3, R4), stored with it: what is accepted is told, whatever happens afterwards. */
import type { Values } from "../../shared/report/value.ts";
import { copiesOfSubmission, weightyChanges } from "../notify/copies-of.ts";
import type { Addressee, NewCopy } from "../store/copies-store.ts";
import type { Intake, NewRevision, NewSubmission } from "../store/intake-store.ts";

export async function copied(
  transaction: Intake,
  submission: NewSubmission,
  revisions: readonly NewRevision[],
  addressees: readonly Addressee[],
): Promise<NewCopy[]> {
  const before = new Map<string, Values>();
  const weighty = weightyChanges(revisions);
  // Their last revision is still the one before: nothing has been written yet.
  if (weighty.length > 0) {
    for (const { rowId, values, deleted } of (await transaction.rows(weighty)).values()) {
      if (!deleted) before.set(rowId, values);
    }
  }
  return copiesOfSubmission(submission, revisions, before, addressees);
}

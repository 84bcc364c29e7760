/** Who was told of a row's revisions, and when (R3): part of the row's record. */
import type { Notice } from "../../shared/sync/copies.ts";
import type { Revision } from "../../shared/sync/protocol.ts";
import type { StoredCopy } from "../store/copies-store.ts";
import type { Store } from "../store/store.ts";
import { wireCopy } from "./subject.ts";

export async function noticesOf(store: Store, revisions: readonly Revision[]): Promise<Notice[]> {
  const [first] = revisions;
  if (!first) return [];
  const submissions = [...new Set(revisions.map(({ submissionId }) => submissionId))];
  const copies = await store.copies.ofSubmissions(submissions);
  return copies.filter((copy) => tells(copy, first.rowId)).flatMap(noticeOf);
}

/** A submission's copy tells of all its rows, an urgent one of the events it names. */
const tells = ({ told }: StoredCopy, rowId: string): boolean =>
  told.kind !== "urgent" || told.events.some((event) => event.rowId === rowId);

function noticeOf(copy: StoredCopy): Notice[] {
  if (copy.submissionId === null) return [];
  const { kind, to } = wireCopy(copy);
  return [{ submissionId: copy.submissionId, kind, to, state: copy.state, at: copy.sentAt }];
}

/** Issuing the month's report: what it says at this moment is kept under the month's next number, for ever. */
import type { Issued } from "../../shared/sync/months.ts";
import type { Author } from "../../shared/sync/protocol.ts";
import type { StorePlace } from "../store/open-snapshot.ts";
import type { Store } from "../store/store.ts";
import { made } from "./made-in-thread.ts";

export interface Issuing {
  readonly period: string;
  /** The sequence of the month's last report as the issuer knows it (0: none); null: whichever. */
  readonly after: number | null;
  readonly by: Author;
  /** Milliseconds. */
  readonly at: number;
}

/** Undefined where another report of the month has been issued since `after`. */
export async function issueReport(
  store: Pick<Store, "reports">,
  place: StorePlace,
  issuing: Issuing,
): Promise<Issued | undefined> {
  const { period, after, by, at } = issuing;
  const edition = await made(place, "edition", { period, at, by: by.name, after });
  if (!edition) return undefined;
  const issued = await store.reports.issue({
    period,
    at: new Date(at).toISOString(),
    by,
    cursor: edition.cursor,
    after: edition.after,
    summary: edition.packed,
  });
  // It says what has changed since the one before it: with another one in between it is made again.
  return issued === undefined && after === null ? issueReport(store, place, issuing) : issued;
}

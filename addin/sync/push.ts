/** Which rows go to the service, and in what portions. */
import type { SheetKey } from "../../shared/report/sheets.ts";
import type { PushedRow, Submission } from "../../shared/sync/protocol.ts";
import { type KnownRow, type Replica, rowsOfPeriod } from "./replica.ts";
import { type IdentifiedRow, sameValues } from "./rows.ts";

export interface PushPlan {
  readonly send: readonly IdentifiedRow[];
  /** Known for sure to stand at the service just so. */
  readonly skipped: readonly IdentifiedRow[];
  /** Known rows of this period that are in the sheets no more. */
  readonly vanished: readonly KnownRow[];
}

/**
 * @param rows the rows fit to be sent
 * @param inSheets the identities of all rows in the sheets, faulty ones too: those have not vanished
 * @param present sheets that could be read; a row of a sheet that is not there has not been deleted
 */
export function planPush(
  rows: readonly IdentifiedRow[],
  inSheets: ReadonlySet<string>,
  present: ReadonlySet<SheetKey>,
  replica: Replica,
  period: string,
): PushPlan {
  const send: IdentifiedRow[] = [];
  const skipped: IdentifiedRow[] = [];
  for (const row of rows) {
    const known = replica.rows.get(row.rowId);
    const unchanged =
      known !== undefined &&
      known.sheet === row.sheet &&
      known.revision === row.baseRevision &&
      sameValues(row.sheet, known.values, row.values);
    (unchanged ? skipped : send).push(row);
  }
  const vanished = rowsOfPeriod(replica, period).filter(
    (known) => present.has(known.sheet) && !inSheets.has(known.rowId),
  );
  return { send, skipped, vanished };
}

export const asPushed = ({ sheet, rowId, baseRevision, values }: IdentifiedRow): PushedRow => ({
  sheet,
  rowId,
  baseRevision,
  values: { ...values },
});

export const asDeleted = ({ sheet, rowId, revision }: KnownRow): PushedRow => ({
  sheet,
  rowId,
  baseRevision: revision,
  deleted: true,
});

/** Below what the service takes at most (5,000 rows, 5 MB), so that a portion is answered within seconds. */
const PORTION = { rows: 1000, bytes: 4_000_000 };

export type Envelope = Omit<Submission, "submissionId" | "rows">;

/** Cuts rows into submissions' bodies, in order; each body is the JSON text that will be sent. */
export function portionsOf(
  rows: readonly PushedRow[],
  envelope: Envelope,
  newId: () => string,
  limit: { readonly rows: number; readonly bytes: number } = PORTION,
): { submissionId: string; body: string; rows: number }[] {
  const encoder = new TextEncoder();
  const portions: string[][] = [];
  let portion: string[] = [];
  let bytes = 0;
  for (const row of rows) {
    const text = JSON.stringify(row);
    const size = encoder.encode(text).length + 1;
    if (portion.length > 0 && (portion.length >= limit.rows || bytes + size > limit.bytes)) {
      portions.push(portion);
      portion = [];
      bytes = 0;
    }
    portion.push(text);
    bytes += size;
  }
  if (portion.length > 0) portions.push(portion);
  return portions.map((texts) => {
    const submissionId = newId();
    const head = JSON.stringify({ submissionId, ...envelope });
    return { submissionId, body: `${head.slice(0, -1)},"rows":[${texts.join(",")}]}`, rows: texts.length };
  });
}

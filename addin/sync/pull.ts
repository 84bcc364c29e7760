/** The change feed, read to its end. */
import type { SheetKey } from "../../shared/report/sheets.ts";
import type { FeedPage, Revision } from "../../shared/sync/protocol.ts";
import { rowsOfPeriod, type KnownRow, type Replica } from "./replica.ts";
import { type IdentifiedRow, sameValues } from "./rows.ts";

export interface FeedQuery {
  readonly since: number;
  readonly unit?: string;
  readonly period?: string;
  readonly sheet?: SheetKey;
}

/**
 * Reads page after page until no more wait. `onPage` gets each page and may take its time; pages are not kept, so
 * that a long feed needs no more memory than one page.
 */
export async function readFeed(
  page: (query: FeedQuery) => Promise<FeedPage>,
  query: FeedQuery,
  onPage: (rows: readonly Revision[], cursor: number) => Promise<void> | void,
  stopped: () => boolean = () => false,
): Promise<number> {
  let since = query.since;
  for (;;) {
    const { rows, cursor, more } = await page({ ...query, since });
    await onPage(rows, cursor);
    if (!more || stopped() || cursor <= since) return cursor;
    since = cursor;
  }
}

export interface PulledRows {
  /** At the service, but not in the sheets: to be appended. */
  readonly append: readonly KnownRow[];
  /** In the sheets, untouched since, but older than at the service: to be brought up to date. */
  readonly advance: readonly { readonly row: IdentifiedRow; readonly known: KnownRow }[];
  /** Deleted at the service, untouched in the sheets: to be taken out. */
  readonly remove: readonly IdentifiedRow[];
}

/**
 * What the sheets lack of what the service has. A row that was changed in the sheet is left alone: it is pushed,
 * and the service merges it. A row that had been known before and is in the sheet no more was deleted there; it
 * does not come back by itself.
 */
export function pulledRows(
  rows: readonly IdentifiedRow[],
  before: Replica,
  after: Replica,
  period: string,
): PulledRows {
  const inSheets = new Set(rows.map(({ rowId }) => rowId));
  const untouched = (row: IdentifiedRow): boolean => {
    const was = before.rows.get(row.rowId);
    return (
      was !== undefined && was.revision === row.baseRevision && sameValues(row.sheet, was.values, row.values)
    );
  };
  return {
    append: rowsOfPeriod(after, period).filter(
      ({ rowId }) => !inSheets.has(rowId) && !before.rows.has(rowId),
    ),
    advance: rows.flatMap((row) => {
      const known = after.rows.get(row.rowId);
      return known && known.revision > (row.baseRevision ?? 0) && untouched(row) ? [{ row, known }] : [];
    }),
    remove: rows.filter((row) => !after.rows.has(row.rowId) && untouched(row)),
  };
}

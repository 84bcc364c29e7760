/** The service's lines of the master: what all units' rows on one thing come to. */
import { MergedDetail, MergedPage, type MergedRow, type MergedSheet } from "../../shared/sync/screening.ts";
import { ask, type Connection } from "./api.ts";

const PAGE = 500;

interface MergedQuery {
  readonly sheet: MergedSheet;
  readonly after?: string;
}

export function mergedOf(connection: Connection) {
  return {
    merged: (query: MergedQuery, signal?: AbortSignal) =>
      ask(connection, MergedPage, {
        path: "/merged",
        query: { ...query, limit: PAGE },
        ...(signal ? { signal } : {}),
      }),

    /** The line that a row is in, with all that is told of each of its columns. */
    mergedLine: (rowId: string, signal?: AbortSignal) =>
      ask(connection, MergedDetail, {
        path: `/merged/${encodeURIComponent(rowId)}`,
        ...(signal ? { signal } : {}),
      }),
  };
}

/** Reads page after page of a sheet to its end; answers how the register calls the accounts. */
export async function readMerged(
  page: (query: MergedQuery) => Promise<MergedPage>,
  sheet: MergedSheet,
  onPage: (rows: readonly MergedRow[]) => void,
  stopped: () => boolean,
): Promise<string> {
  let query: MergedQuery = { sheet };
  for (;;) {
    const { rows, after, naming } = await page(query);
    onPage(rows);
    if (after === null || stopped()) return naming;
    query = { sheet, after };
  }
}

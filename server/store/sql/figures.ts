/** What there is to watch in the store: one look at each of three indexes. */
import type { CopyState } from "../../../shared/sync/copies.ts";
import type { StoreFigures } from "../store.ts";
import type { Connection } from "./connection.ts";
import { CURSOR } from "./rows.ts";

const COPIES = "SELECT state, COUNT(*) AS copies FROM copies GROUP BY state";
const OLDEST = "SELECT MIN(created_at) FROM copies WHERE state = 'waiting'";

export async function figuresIn(connection: Connection): Promise<Omit<StoreFigures, "bytes">> {
  const copies = await connection.all<{ state: CopyState; copies: number }>(COPIES);
  return {
    revisions: (await connection.value<number>(CURSOR)) ?? 0,
    copies: Object.fromEntries(copies.map(({ state, copies: count }) => [state, count])),
    oldestWaiting: (await connection.value<string | null>(OLDEST)) ?? null,
  };
}

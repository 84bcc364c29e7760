/** One state of a store, seen by a connection of its own: a thread opens it for itself, and is to have it at once. */
import type { Snapshot } from "./sql/connection.ts";
import { stateIn } from "./sql/state.ts";
import { openSqliteSnapshot } from "./sqlite/readers.ts";

/** Where a store lies, as plain data that goes to a thread: a union with one member for each engine. */
export type StorePlace =
  | { readonly engine: "sqlite"; readonly file: string }
  | { readonly engine: "postgres"; readonly url: string };

/** PostgreSQL's client is loaded where it is used. To be closed. */
export const openSnapshot = async (place: StorePlace): Promise<Snapshot> =>
  place.engine === "sqlite"
    ? openSqliteSnapshot(place.file)
    : (await import("./postgres/postgres-store.ts")).openPostgresSnapshot(place.url);

/**
 * The same, for two who read for one file.
 *
 * @param agrees whether the other one has this very state before it; where not, both look again
 */
export async function openAgreed(
  place: StorePlace,
  agrees: (state: string) => Promise<boolean>,
): Promise<Snapshot> {
  for (;;) {
    const snapshot = await openSnapshot(place);
    try {
      if (await agrees(await stateIn(snapshot))) return snapshot;
    } catch (error) {
      await snapshot.close();
      throw error;
    }
    await snapshot.close();
  }
}

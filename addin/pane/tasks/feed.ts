/** Catches up with what the service has of a unit's rows. */
import { readFeed } from "../../sync/pull.ts";
import { learnFeed, type Replica } from "../../sync/replica.ts";
import type { Pane } from "../pane.ts";

/** Answers the replica before and after, and keeps the latter. */
export async function catchUp(pane: Pane, unit: string): Promise<{ before: Replica; after: Replica }> {
  const before = await pane.replicas.load(unit);
  let after = before;
  await readFeed(
    (query) => pane.surroundings.service.feed(query),
    { since: before.cursor, unit },
    (rows, cursor) => {
      after = learnFeed(after, unit, rows, cursor);
    },
  );
  if (after.cursor !== before.cursor) await pane.replicas.save(unit, after);
  return { before, after };
}

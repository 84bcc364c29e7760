/** Backups while the service runs: what becomes of them is logged and counted. */
import type { Logger } from "pino";
import type { Metrics } from "../metrics/metrics.ts";
import { type Backups, type Plan, startBackups } from "./every.ts";
import { newestIn } from "./keep.ts";
import type { Copied } from "./to.ts";

interface Around {
  /** Milliseconds. */
  readonly clock: () => number;
  readonly log: Logger;
  readonly metrics: Metrics;
}

export function backUpEvery(plan: Plan, store: Copied, { clock, log, metrics }: Around): Backups {
  const failed = (error: unknown): void => {
    metrics.backupFailed();
    log.error({ err: error, folder: plan.to }, "no backup could be made");
  };
  try {
    const newest = newestIn(plan.to);
    if (newest !== null) metrics.backedUp(newest);
  } catch (error) {
    // A folder on a share that is away: it may be back for the next.
    failed(error);
  }
  return startBackups(store, plan, clock, {
    made: (backup, at) => {
      metrics.backedUp(at);
      log.info(backup, "backup made");
    },
    failed,
  });
}

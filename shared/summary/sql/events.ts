/** What happened. */
import type { Query } from "../params.ts";

export const EVENT_QUERIES = {
  /** All but the ordinary ones. */
  events: {
    params: ["period", "ordinary"],
    sql: `
      SELECT row_id, account_id, unit, happened_on, side, branch, carrier, kind, weight, body, action, owner, due_on
      FROM ka_events
      WHERE period = :period AND deleted = 0 AND weight <> :ordinary
      ORDER BY happened_on, row_id`,
  },
  eventCounts: {
    params: ["period", "previous", "lastYear"],
    sql: `
      SELECT period, weight, kind, COUNT(*) AS events
      FROM ka_events
      WHERE period IN (:period, :previous, :lastYear) AND deleted = 0
      GROUP BY period, weight, kind`,
  },
} as const satisfies Record<string, Query>;

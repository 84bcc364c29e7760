/** Who has reported. A report is purchases and reviews (R5); events go any time (R4). */
import type { Query } from "../params.ts";

const reported = (period: "previous" | "lastYear"): string => `
        CASE WHEN EXISTS
            (SELECT 1 FROM ka_purchases p WHERE p.period = :${period} AND p.unit = u.code AND p.deleted = 0)
          OR EXISTS
            (SELECT 1 FROM ka_reviews r WHERE r.period = :${period} AND r.unit = u.code AND r.deleted = 0)
          THEN 1 ELSE 0 END`;

export const COMPLETENESS_QUERIES = {
  filed: {
    params: ["period"],
    sql: `
      SELECT unit, MIN(first_at) AS first_at, SUM(row_count) AS row_count
      FROM (
        SELECT unit, MIN(first_at) AS first_at, COUNT(*) AS row_count
        FROM ka_purchases WHERE period = :period AND deleted = 0 GROUP BY unit
        UNION ALL
        SELECT unit, MIN(first_at) AS first_at, COUNT(*) AS row_count
        FROM ka_reviews WHERE period = :period AND deleted = 0 GROUP BY unit
      ) AS monthly
      GROUP BY unit`,
  },
  units: {
    params: ["previous", "lastYear"],
    sql: `
      SELECT u.code, u.name, u.kind, u.base, ${reported("previous")} AS reported_previous,
        ${reported("lastYear")} AS reported_last_year
      FROM units u WHERE u.active = 1 ORDER BY u.code`,
  },
  period: { params: ["period"], sql: `SELECT deadline, state FROM periods WHERE period = :period` },
} as const satisfies Record<string, Query>;

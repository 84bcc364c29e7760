/** Reviews of the month, and ratings before it. */
import type { Query } from "../params.ts";

export const RELATIONSHIP_QUERIES = {
  reviews: {
    params: ["period", "quiet"],
    sql: `
      SELECT row_id, account_id, unit, rating, trend, remark, outlook, plan,
        CASE WHEN remark LIKE :quiet THEN 1 ELSE 0 END AS quiet
      FROM ka_reviews WHERE period = :period AND deleted = 0
      ORDER BY account_id, unit`,
  },
  previousRatings: {
    params: ["previous"],
    sql: `SELECT account_id, unit, rating FROM ka_reviews WHERE period = :previous AND deleted = 0`,
  },
  /** Ratings by month and account: half a year, and the same month of last year. */
  ratings: {
    params: ["period", "ratingsFrom", "lastYear"],
    sql: `
      SELECT a.id AS account_id, r.period, SUM(r.rating) AS total, COUNT(*) AS ratings
      FROM account_register a CROSS JOIN ka_reviews r
      WHERE r.account_id = a.id AND r.period >= :ratingsFrom AND r.period <= :period AND r.deleted = 0
      GROUP BY a.id, r.period
      UNION ALL
      SELECT a.id AS account_id, r.period, SUM(r.rating) AS total, COUNT(*) AS ratings
      FROM account_register a CROSS JOIN ka_reviews r
      WHERE r.account_id = a.id AND r.period = :lastYear AND r.deleted = 0
      GROUP BY a.id, r.period`,
  },
} as const satisfies Record<string, Query>;

/** Who speaks of whom, and of whom nobody speaks (R9). */
import type { Query } from "../params.ts";

const newsIn = (period: "previous" | "lastYear"): string => `
        CASE WHEN EXISTS
            (SELECT 1 FROM ka_events e WHERE e.account_id = a.id AND e.period = :${period} AND e.deleted = 0)
          OR EXISTS
            (SELECT 1 FROM ka_reviews r WHERE r.account_id = a.id AND r.period = :${period} AND r.deleted = 0
               AND r.remark NOT LIKE :quiet)
          THEN 1 ELSE 0 END`;

export const COVERAGE_QUERIES = {
  accounts: {
    params: [],
    sql: `SELECT id, COALESCE(same_as, id) AS root, name, state, sort FROM account_register ORDER BY sort, id`,
  },
  /** The month's rows by account and unit. */
  squares: {
    params: ["period", "quiet"],
    sql: `
      SELECT account_id, unit, 'events' AS sheet, COUNT(*) AS row_count, 0 AS quiet
      FROM ka_events WHERE period = :period AND deleted = 0 AND account_id IS NOT NULL
      GROUP BY account_id, unit
      UNION ALL
      SELECT account_id, unit, 'purchases' AS sheet, COUNT(*) AS row_count, 0 AS quiet
      FROM ka_purchases WHERE period = :period AND deleted = 0 AND account_id IS NOT NULL
      GROUP BY unit, account_id
      UNION ALL
      SELECT account_id, unit, 'reviews' AS sheet, COUNT(*) AS row_count,
        SUM(CASE WHEN remark LIKE :quiet THEN 1 ELSE 0 END) AS quiet
      FROM ka_reviews WHERE period = :period AND deleted = 0 AND account_id IS NOT NULL
      GROUP BY account_id, unit`,
  },
  /** Contacts that stand, by account and unit. */
  contacts: {
    params: [],
    sql: `
      SELECT account_id, unit, COUNT(*) AS row_count
      FROM ka_contacts WHERE deleted = 0 AND account_id IS NOT NULL
      GROUP BY account_id, unit`,
  },
} as const satisfies Record<string, Query>;

export const BLIND_SPOT_QUERIES = {
  /** When each account was last heard of, and whether there was news of it in other months. */
  heard: {
    params: ["period", "previous", "lastYear", "lastDay", "quiet"],
    sql: `
      SELECT a.id,
        (SELECT MAX(e.happened_on) FROM ka_events e
          WHERE e.account_id = a.id AND e.deleted = 0 AND e.happened_on <= :lastDay) AS last_event,
        (SELECT MAX(r.period) FROM ka_reviews r
          WHERE r.account_id = a.id AND r.deleted = 0 AND r.period <= :period
            AND r.remark NOT LIKE :quiet) AS last_review,
        (SELECT MAX(p.period) FROM ka_purchases p
          WHERE p.account_id = a.id AND p.deleted = 0 AND p.period <= :period AND p.units > 0) AS last_purchase,
        ${newsIn("previous")} AS news_previous,
        ${newsIn("lastYear")} AS news_last_year
      FROM account_register a`,
  },
  /** Branches, each with whether anybody knows anybody there, and whether all who told of it took it back. */
  branches: {
    params: [],
    sql: `
      SELECT b.id, b.account_id, b.name_key, b.name, b.same_as,
        CASE WHEN EXISTS
          (SELECT 1 FROM ka_contacts c
            WHERE c.account_id = b.account_id AND c.branch_key = b.name_key AND c.deleted = 0)
          THEN 1 ELSE 0 END AS met,
        CASE WHEN EXISTS
          (SELECT 1 FROM ka_branches k
            WHERE k.account_id = b.account_id AND k.name_key = b.name_key AND k.deleted = 1)
          AND NOT EXISTS
          (SELECT 1 FROM ka_branches k
            WHERE k.account_id = b.account_id AND k.name_key = b.name_key AND k.deleted = 0)
          THEN 1 ELSE 0 END AS gone
      FROM register_entries b
      WHERE b.kind = 'branch' AND b.state <> 'declined'`,
  },
  /** Of the month's rows those that headquarters entered. */
  enteredByHeadquarters: {
    params: ["period"],
    sql: `
      SELECT r.account_id, COUNT(*) AS row_count
      FROM revisions r
      WHERE r.period = :period AND r.revision = 1 AND r.author_role IN ('hq', 'hq-admin')
        AND (EXISTS (SELECT 1 FROM ka_events e WHERE e.row_id = r.row_id AND e.deleted = 0)
          OR EXISTS (SELECT 1 FROM ka_purchases p WHERE p.row_id = r.row_id AND p.deleted = 0)
          OR EXISTS (SELECT 1 FROM ka_reviews v WHERE v.row_id = r.row_id AND v.deleted = 0))
      GROUP BY r.account_id`,
  },
} as const satisfies Record<string, Query>;

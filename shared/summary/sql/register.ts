/**
 * Filings that moved, and what became of branches, carriers and contacts. What came in with the month's reports belongs
 * to the month: it is told from the deadline of last month's reports to that of this month's, each thing in one report.
 */
import type { Query } from "../params.ts";

const between = (column: string): string => `
        ${column} > COALESCE((SELECT deadline FROM periods WHERE period = :previous), :previousDeadline)
        AND ${column} <= COALESCE((SELECT deadline FROM periods WHERE period = :period), :deadline)`;

const WINDOW = ["period", "previous", "previousDeadline", "deadline"] as const;

export const REGISTER_QUERIES = {
  /** Of filings with a step in that time, every step: what has been decided since is known as well. */
  filingSteps: {
    params: WINDOW,
    sql: `
      SELECT s.row_id, s.step, s.at, s.reason, f.unit, f.account_id, f.state, k.level, k.grounds,
        CASE WHEN ${between("k.first_at")} THEN 1 ELSE 0 END AS fresh
      FROM filing_steps s
      JOIN filings f ON f.row_id = s.row_id
      JOIN ka_accounts k ON k.row_id = s.row_id
      WHERE s.row_id IN (SELECT m.row_id FROM filing_steps m WHERE ${between("m.at")})
      ORDER BY s.id`,
  },
  /** Told for the first time, by anybody; what turned out to be something known is not new. */
  newEntries: {
    params: WINDOW,
    sql: `
      SELECT kind, account_id, name, first_unit, first_at
      FROM register_entries
      WHERE ${between("first_at")} AND first_unit IS NOT NULL AND same_as IS NULL
        AND state <> 'declined'
      ORDER BY first_at, id`,
  },
  /** Later revisions of standing rows, each with what it took the place of, oldest first. */
  standingRevisions: {
    params: WINDOW,
    sql: `
      SELECT r.row_id, r.sheet, r.unit, r.account_id, r.deleted, r.at, r.row_values, b.row_values AS before_values
      FROM revisions r JOIN revisions b ON b.row_id = r.row_id AND b.revision = r.revision - 1
      WHERE r.sheet IN ('branches', 'carriers', 'contacts') AND r.revision > 1
        AND ${between("r.at")}
      ORDER BY r.at, r.row_id, r.revision`,
  },
  merges: {
    params: WINDOW,
    sql: `
      SELECT at, subject, reason FROM decisions
      WHERE kind = 'entry-same' AND undone_at IS NULL AND ${between("at")}
      ORDER BY id`,
  },
} as const satisfies Record<string, Query>;

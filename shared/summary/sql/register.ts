/** Filings that moved in the month, and what became of branches, carriers and contacts. */
import type { Query } from "../params.ts";

export const REGISTER_QUERIES = {
  filingSteps: {
    params: ["monthStart", "monthEnd"],
    sql: `
      SELECT s.row_id, s.step, s.at, s.reason, f.unit, f.account_id, f.state, f.changed_at, k.first_at, k.level, k.grounds
      FROM filing_steps s
      JOIN filings f ON f.row_id = s.row_id
      JOIN ka_accounts k ON k.row_id = s.row_id
      WHERE s.at >= :monthStart AND s.at < :monthEnd
      ORDER BY s.id`,
  },
  /** Told for the first time, by anybody; what turned out to be something known is not new. */
  newEntries: {
    params: ["monthStart", "monthEnd"],
    sql: `
      SELECT kind, account_id, name, first_unit, first_at
      FROM register_entries
      WHERE first_at >= :monthStart AND first_at < :monthEnd AND first_unit IS NOT NULL AND same_as IS NULL
        AND state <> 'declined'
      ORDER BY first_at, id`,
  },
  /** Later revisions of standing rows, each with what it took the place of, oldest first. */
  standingRevisions: {
    params: ["monthStart", "monthEnd"],
    sql: `
      SELECT r.row_id, r.sheet, r.unit, r.account_id, r.deleted, r.at, r.row_values, b.row_values AS before_values
      FROM revisions r JOIN revisions b ON b.row_id = r.row_id AND b.revision = r.revision - 1
      WHERE r.sheet IN ('branches', 'carriers', 'contacts') AND r.revision > 1
        AND r.at >= :monthStart AND r.at < :monthEnd
      ORDER BY r.at, r.row_id, r.revision`,
  },
  merges: {
    params: ["monthStart", "monthEnd"],
    sql: `
      SELECT at, subject, reason FROM decisions
      WHERE kind = 'entry-same' AND undone_at IS NULL AND at >= :monthStart AND at < :monthEnd
      ORDER BY id`,
  },
} as const satisfies Record<string, Query>;

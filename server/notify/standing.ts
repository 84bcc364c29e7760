/** How units stand with a month's report: who has filed, and which accounts still want a review. */
import { SUMMARY_QUERIES } from "../../shared/summary/queries.ts";
import type { Store, Unit } from "../store/store.ts";

export interface Standing {
  readonly filed: boolean;
  /** Accounts that the unit has told of, without a review this month, with their last rating. */
  readonly unreviewed: readonly { readonly account: string; readonly rating: number | null }[];
}

const UNREVIEWED = `
  SELECT r.name AS account,
    (SELECT v.rating FROM ka_reviews v
      WHERE v.unit = :unit AND v.account_id = known.account_id AND v.deleted = 0 AND v.period < :period
      ORDER BY v.period DESC LIMIT 1) AS rating
  FROM (
    SELECT account_id FROM ka_accounts WHERE unit = :unit AND deleted = 0
    UNION SELECT account_id FROM ka_branches WHERE unit = :unit AND deleted = 0
    UNION SELECT account_id FROM ka_carriers WHERE unit = :unit AND deleted = 0
    UNION SELECT account_id FROM ka_contacts WHERE unit = :unit AND deleted = 0
    UNION SELECT account_id FROM ka_events WHERE unit = :unit AND deleted = 0
    UNION SELECT account_id FROM ka_purchases WHERE unit = :unit AND deleted = 0
    UNION SELECT account_id FROM ka_reviews WHERE unit = :unit AND deleted = 0
  ) AS known
  JOIN account_register r ON r.id = known.account_id
  WHERE r.state <> 'declined' AND known.account_id NOT IN (
    SELECT account_id FROM ka_reviews
     WHERE unit = :unit AND period = :period AND deleted = 0 AND account_id IS NOT NULL)
  ORDER BY r.sort, r.id`;

export async function standingOf(store: Store, unit: string, period: string): Promise<Standing> {
  const answers = await store.snapshot([
    { name: "filed", sql: SUMMARY_QUERIES.filed.sql, parameters: { period } },
    { name: "unreviewed", sql: UNREVIEWED, parameters: { unit, period } },
  ]);
  const rows = answers.get("unreviewed") ?? [];
  return {
    filed: (answers.get("filed") ?? []).some((row) => row.unit === unit),
    unreviewed: rows.map(({ account, rating }) => ({
      account: String(account),
      rating: typeof rating === "number" ? rating : null,
    })),
  };
}

/** Active units that have filed nothing for the month. */
export async function missingUnits(store: Store, period: string): Promise<Unit[]> {
  const answers = await store.snapshot([
    { name: "filed", sql: SUMMARY_QUERIES.filed.sql, parameters: { period } },
  ]);
  const filed = new Set((answers.get("filed") ?? []).map(({ unit }) => unit));
  return (await store.units.all()).filter(({ code, active }) => active && !filed.has(code));
}

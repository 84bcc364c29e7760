/** What was bought. Each query goes once through an index that holds all it asks for. */
import type { Query } from "../params.ts";

const SIDES = `
  SUM(CASE WHEN p.supplier = :ours THEN p.units ELSE 0 END) AS our_units,
  SUM(CASE WHEN p.supplier = :ours THEN COALESCE(p.amount, 0) ELSE 0 END) AS our_amount,
  SUM(CASE WHEN p.supplier <> :ours THEN p.units ELSE 0 END) AS rival_units,
  SUM(CASE WHEN p.supplier <> :ours THEN COALESCE(p.amount, 0) ELSE 0 END) AS rival_amount,
  COUNT(*) AS row_count`;

const SUMMED = ["our_units", "our_amount", "rival_units", "rival_amount", "row_count"] as const;

/** Of sums by month: those of this month, of last month, and of the year so far. */
const SPANS = SUMMED.flatMap((sum) => [
  `SUM(CASE WHEN m.period = :period THEN m.${sum} ELSE 0 END) AS ${sum}`,
  `SUM(CASE WHEN m.period = :previous THEN m.${sum} ELSE 0 END) AS previous_${sum}`,
  `SUM(CASE WHEN m.period >= :yearStart THEN m.${sum} ELSE 0 END) AS ytd_${sum}`,
]).join(",\n          ");

export const PURCHASE_QUERIES = {
  /**
   * By account and place, as the rows name them, with what the register calls the place: sums of this month, of last
   * month and of the year so far.
   */
  places: {
    params: ["period", "previous", "yearStart", "from", "ours"],
    sql: `
      SELECT s.*, COALESCE(br.name_key, b.name_key, s.branch_key) AS branch_root, COALESCE(br.name, b.name) AS branch_name,
        COALESCE(cr.name_key, c.name_key, s.carrier_key) AS carrier_root, COALESCE(cr.name, c.name) AS carrier_name
      FROM (
        SELECT m.account_id, m.branch_key, m.carrier_key,
          ${SPANS}
        FROM (
          SELECT a.id AS account_id, p.period, p.branch_key, p.carrier_key, ${SIDES}
          FROM account_register a CROSS JOIN ka_purchases p
          WHERE p.account_id = a.id AND p.period >= :from AND p.period <= :period AND p.deleted = 0
          GROUP BY a.id, p.period, p.branch_key, p.carrier_key
        ) AS m
        GROUP BY m.account_id, m.branch_key, m.carrier_key
      ) AS s
      LEFT JOIN register_entries b ON b.kind = 'branch' AND b.account_id = s.account_id AND b.name_key = s.branch_key
      LEFT JOIN register_entries br ON br.id = b.same_as
      LEFT JOIN register_entries c ON c.kind = 'carrier' AND c.account_id = s.account_id AND c.name_key = s.carrier_key
      LEFT JOIN register_entries cr ON cr.id = c.same_as`,
  },
  /** By month and product, over a year and the month before it. */
  products: {
    params: ["period", "lastYear", "ours"],
    sql: `
      SELECT p.period, p.product, ${SIDES}
      FROM ka_purchases p
      WHERE p.period >= :lastYear AND p.period <= :period AND p.deleted = 0
      GROUP BY p.period, p.product`,
  },
} as const satisfies Record<string, Query>;

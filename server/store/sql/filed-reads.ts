/** Who has filed for a month, and on which of its accounts each unit has said nothing (R5). */
import { CHOICES } from "../../../shared/report/choices.ts";
import type { FiledUnit } from "../period.ts";
import type { Sight } from "../sight.ts";
import type { Unit } from "../store.ts";
import type { Connection } from "./connection.ts";
import { type UnitColumns, unitOf } from "./units.ts";

/** `units`: JSON list of codes; null: every unit. */
type Asked = Readonly<Record<"period" | "units", string | null>>;

interface FiledColumns extends UnitColumns {
  readonly reminded_at: string | null;
}

interface Rated {
  readonly period: string;
  readonly rating: number | null;
}

interface RatedColumns extends Rated {
  readonly unit: string;
  readonly account_id: number;
}

interface ReportColumns {
  readonly unit: string;
  readonly first_at: string;
  readonly row_count: number;
}

interface DealingColumns {
  readonly unit: string;
  readonly id: number;
  readonly name: string;
}

/** Active units in sight. A cross join keeps the engine to the order written: units first, then what an index has of each. */
const SEEN = `WITH seen AS (
  SELECT * FROM units WHERE active = 1 AND (code IN texts(:units) OR :units IS NULL))`;

/** What a report of the month is: purchases and reviews (R5); events go any time (R4). */
const reported = (table: string): string =>
  `SELECT r.unit, MIN(r.first_at) AS first_at, COUNT(*) AS row_count
     FROM seen CROSS JOIN ${table} r WHERE r.unit = seen.code AND r.period = :period AND r.deleted = 0 GROUP BY r.unit`;

const UNITS = `${SEEN} SELECT seen.*, (SELECT MAX(c.created_at) FROM copies c
    WHERE c.kind = 'reminder' AND c.period = :period AND c.unit = seen.code) AS reminded_at
  FROM seen ORDER BY kind, code`;

const REPORTED = `${SEEN} SELECT unit, MIN(first_at) AS first_at, SUM(row_count) AS row_count
  FROM (${reported("ka_purchases")} UNION ALL ${reported("ka_reviews")}) AS monthly GROUP BY unit`;

const nothing = (table: string): string =>
  `NOT EXISTS (SELECT 1 FROM ${table} r WHERE r.unit = u.code AND r.period = :period AND r.deleted = 0)`;

const MISSING = `SELECT u.* FROM units u
  WHERE u.active = 1 AND ${nothing("ka_purchases")} AND ${nothing("ka_reviews")} ORDER BY u.kind, u.code`;

/** What is not on the register is the business of those alone who filed it; what was declined is nobody's. */
const DEALINGS = `${SEEN} SELECT d.unit, root.id, root.name
   FROM seen CROSS JOIN unit_accounts d
   JOIN account_register own ON own.id = d.account_id
   JOIN account_register root ON root.id = COALESCE(own.same_as, own.id)
  WHERE d.unit = seen.code AND d.live_rows > 0 AND (root.state = 'registered' OR (
    root.state IN ('nominated', 'potential') AND EXISTS (
      SELECT 1 FROM account_register m CROSS JOIN ka_accounts r
       WHERE r.account_id = m.id AND (m.id = root.id OR m.same_as = root.id) AND r.unit = d.unit AND r.deleted = 0)))
  GROUP BY d.unit, root.id ORDER BY d.unit, root.sort, root.id`;

const REVIEWED = `${SEEN} SELECT r.unit, COALESCE(a.same_as, a.id) AS id
  FROM seen CROSS JOIN ka_reviews r
  JOIN account_register a ON a.id = r.account_id
 WHERE r.unit = seen.code AND r.period = :period AND r.deleted = 0`;

/** Of each account asked for the latest rating before the month. */
const RATED = `SELECT a.unit, a.account_id, r.period, r.rating
  FROM lines(:asked, unit text, account_id number) AS a CROSS JOIN ka_reviews r
 WHERE r.unit = a.unit AND r.account_id = a.account_id AND r.deleted = 0 AND r.period = (
   SELECT MAX(l.period) FROM ka_reviews l
    WHERE l.unit = a.unit AND l.account_id = a.account_id AND l.period < :period AND l.deleted = 0)`;

const MERGED = "SELECT id, same_as AS root FROM account_register WHERE same_as IS NOT NULL";

const GROUP_ACCOUNTS = `SELECT id, name FROM account_register
  WHERE state = 'registered' AND same_as IS NULL AND level = ? ORDER BY sort, id`;

type OneAccount = Pick<DealingColumns, "id" | "name">;

/** Every active unit in sight, with what it has filed. All on one state of the store: the caller's. */
export async function filedUnits(connection: Connection, period: string, sight: Sight): Promise<FiledUnit[]> {
  const asked: Asked = { period, units: sight === "all" ? null : JSON.stringify(sight) };
  const reports = await connection.all<ReportColumns>(REPORTED, asked);
  const reported = new Map(reports.map((row) => [row.unit, row]));
  const reviews = await connection.all<{ unit: string; id: number }>(REVIEWED, asked);
  const reviewed = new Set(reviews.map(({ unit, id }) => `${unit} ${id}`));
  const dealings = new Map<string, OneAccount[]>();
  for (const row of await connection.all<DealingColumns>(DEALINGS, asked)) {
    const known = dealings.get(row.unit);
    if (known) known.push(row);
    else dealings.set(row.unit, [row]);
  }
  const everybodys = await connection.all<OneAccount>(GROUP_ACCOUNTS, [CHOICES.level[0].value]);
  const units = await connection.all<FiledColumns>(UNITS, asked);
  const open = new Map(
    units.map(({ code }) => [
      code,
      (dealings.get(code) ?? everybodys).filter(({ id }) => !reviewed.has(`${code} ${id}`)),
    ]),
  );
  const ratings = await lastRatings(connection, period, open);
  return units.map((row) => {
    const { code: unit, name, kind, base, headEmail } = unitOf(row);
    const report = reported.get(unit);
    return {
      unit,
      name,
      kind,
      base,
      headEmail,
      firstAt: report?.first_at ?? null,
      rows: report?.row_count ?? 0,
      accounts: (dealings.get(unit) ?? everybodys).length,
      unreviewed: (open.get(unit) ?? []).map((one) => ({
        account: one.name,
        rating: ratings.get(`${unit} ${one.id}`)?.rating ?? null,
      })),
      remindedAt: row.reminded_at,
    };
  });
}

/** Active units that have filed nothing for the month, in the order of their kinds and codes. */
export async function missingUnits(connection: Connection, period: string): Promise<Unit[]> {
  return (await connection.all<UnitColumns>(MISSING, { period })).map(unitOf);
}

/** By unit and account, over all that turned out to be that account. */
async function lastRatings(
  connection: Connection,
  period: string,
  accounts: ReadonlyMap<string, readonly OneAccount[]>,
): Promise<Map<string, Rated>> {
  const same = new Map<number, number[]>();
  const roots = new Map<number, number>();
  for (const { id, root } of await connection.all<{ id: number; root: number }>(MERGED)) {
    same.set(root, [...(same.get(root) ?? []), id]);
    roots.set(id, root);
  }
  const asked = [...accounts].flatMap(([unit, all]) =>
    all.flatMap(({ id }) => [id, ...(same.get(id) ?? [])].map((one) => [unit, one])),
  );
  const last = new Map<string, Rated>();
  if (asked.length === 0) return last;
  for (const row of await connection.all<RatedColumns>(RATED, { period, asked: JSON.stringify(asked) })) {
    const of = `${row.unit} ${roots.get(row.account_id) ?? row.account_id}`;
    const known = last.get(of);
    if (known === undefined || row.period > known.period) last.set(of, row);
  }
  return last;
}

/** Who has filed for a month, and on which of its accounts each unit has said nothing (R5). */
import type { Database } from "better-sqlite3";
import { CHOICES } from "../../../shared/report/choices.ts";
import type { FiledUnit } from "../period.ts";
import type { Sight } from "../sight.ts";

interface Asked {
  readonly period: string;
  /** JSON list of codes; "": every unit. */
  readonly units: string;
}

interface UnitColumns {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly base: string | null;
  readonly head_email: string | null;
  readonly reminded_at: string | null;
}

interface Rated {
  readonly period: string;
  readonly rating: number | null;
}

interface DealingColumns {
  readonly unit: string;
  readonly id: number;
  readonly name: string;
}

/** Active units in sight. A cross join keeps the engine to the order written: units first, then what an index has of each. */
const SEEN = `WITH seen AS (
  SELECT * FROM units WHERE active = 1 AND (:units = '' OR code IN (SELECT value FROM json_each(:units))))`;

/** What a report of the month is: purchases and reviews (R5); events go any time (R4). */
const reported = (table: string): string =>
  `SELECT r.unit, MIN(r.first_at) AS first_at, COUNT(*) AS row_count
     FROM seen CROSS JOIN ${table} r ON r.unit = seen.code AND r.period = :period AND r.deleted = 0 GROUP BY r.unit`;

export class FiledReads {
  readonly #units;
  readonly #reported;
  readonly #dealings;
  readonly #reviewed;
  readonly #rating;
  readonly #merged;
  readonly #groupAccounts;
  readonly #snapshot;

  constructor(reader: Database) {
    this.#units = reader.prepare<[Asked], UnitColumns>(
      `${SEEN} SELECT seen.*, (SELECT MAX(c.created_at) FROM copies c
          WHERE c.kind = 'reminder' AND c.period = :period AND c.unit = seen.code) AS reminded_at
         FROM seen ORDER BY kind, code`,
    );
    this.#reported = reader.prepare<[Asked], { unit: string; first_at: string; row_count: number }>(
      `${SEEN} SELECT unit, MIN(first_at) AS first_at, SUM(row_count) AS row_count
         FROM (${reported("ka_purchases")} UNION ALL ${reported("ka_reviews")}) GROUP BY unit`,
    );
    // What is not on the register is the business of those alone who filed it; what was declined is nobody's.
    this.#dealings = reader.prepare<[Asked], DealingColumns>(
      `${SEEN} SELECT d.unit, root.id, root.name
         FROM seen CROSS JOIN unit_accounts d ON d.unit = seen.code
         JOIN account_register own ON own.id = d.account_id
         JOIN account_register root ON root.id = COALESCE(own.same_as, own.id)
        WHERE d.live_rows > 0 AND (root.state = 'registered' OR (
          root.state IN ('nominated', 'potential') AND EXISTS (
            SELECT 1 FROM account_register m CROSS JOIN ka_accounts r ON r.account_id = m.id
             WHERE (m.id = root.id OR m.same_as = root.id) AND r.unit = d.unit AND r.deleted = 0)))
        GROUP BY d.unit, root.id ORDER BY d.unit, root.sort, root.id`,
    );
    this.#reviewed = reader.prepare<[Asked], { unit: string; id: number }>(
      `${SEEN} SELECT r.unit, COALESCE(a.same_as, a.id) AS id
         FROM seen CROSS JOIN ka_reviews r ON r.unit = seen.code AND r.period = :period AND r.deleted = 0
         JOIN account_register a ON a.id = r.account_id`,
    );
    this.#rating = reader.prepare<[string, number, string], Rated>(
      `SELECT period, rating FROM ka_reviews
        WHERE unit = ? AND account_id = ? AND period < ? AND deleted = 0 ORDER BY period DESC LIMIT 1`,
    );
    this.#merged = reader.prepare<[], { id: number; root: number }>(
      "SELECT id, same_as AS root FROM account_register WHERE same_as IS NOT NULL",
    );
    this.#groupAccounts = reader.prepare<[string], Omit<DealingColumns, "unit">>(
      `SELECT id, name FROM account_register
        WHERE state = 'registered' AND same_as IS NULL AND level = ? ORDER BY sort, id`,
    );
    this.#snapshot = reader.transaction((period: string, units: string) => this.#all({ period, units }));
  }

  read(period: string, sight: Sight): FiledUnit[] {
    return this.#snapshot.deferred(period, sight === "all" ? "" : JSON.stringify(sight));
  }

  #all(asked: Asked): FiledUnit[] {
    const { period } = asked;
    const reported = new Map(this.#reported.all(asked).map((row) => [row.unit, row]));
    const reviewed = new Set(this.#reviewed.all(asked).map(({ unit, id }) => `${unit} ${id}`));
    const dealings = new Map<string, DealingColumns[]>();
    for (const row of this.#dealings.all(asked)) {
      const known = dealings.get(row.unit);
      if (known) known.push(row);
      else dealings.set(row.unit, [row]);
    }
    const merged = new Map<number, number[]>();
    for (const { id, root } of this.#merged.all()) merged.set(root, [...(merged.get(root) ?? []), id]);
    const everybodys = this.#groupAccounts.all(CHOICES.level[0].value);
    return this.#units.all(asked).map((row) => {
      const { code: unit, name, base, head_email: headEmail, reminded_at: remindedAt } = row;
      const report = reported.get(unit);
      const accounts = dealings.get(unit) ?? everybodys;
      return {
        unit,
        name,
        kind: row.kind === "shop" ? "shop" : "plant",
        base,
        headEmail,
        firstAt: report?.first_at ?? null,
        rows: report?.row_count ?? 0,
        accounts: accounts.length,
        unreviewed: accounts
          .filter(({ id }) => !reviewed.has(`${unit} ${id}`))
          .map((one) => ({
            account: one.name,
            rating: this.#lastRating(unit, [one.id, ...(merged.get(one.id) ?? [])], period),
          })),
        remindedAt,
      };
    });
  }

  /** @param accounts those that are one account */
  #lastRating(unit: string, accounts: readonly number[], period: string): number | null {
    let last: Rated | undefined;
    for (const id of accounts) {
      const rated = this.#rating.get(unit, id, period);
      if (rated && (last === undefined || rated.period > last.period)) last = rated;
    }
    return last?.rating ?? null;
  }
}

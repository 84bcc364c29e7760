/** The outbox. */
import { CopySettings, type CopyState } from "../../../shared/sync/copies.ts";
import type { Copies, CopyOutcome, CopyQuery, NewCopy, StoredCopy, StoredReport } from "../copies-store.ts";
import type { Sight, SqlValue } from "../store.ts";
import type { Connection, Engine } from "./connection.ts";
import { COPY, copyOf } from "./copy-rows.ts";
import { reportOf } from "./submission-reports.ts";

/** Days before the deadline, until HQ sets others. */
const REMIND_DAYS = [3, 1];

const SEEN = "(c.unit IN texts(:units) OR :units IS NULL)";

const ADD = `INSERT INTO copies (cause, kind, unit, period, submission_id, to_role, to_unit, address, detail, created_at,
    state, next_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (cause, to_role, to_unit) DO NOTHING`;

/** Makes copies, also within the transaction that stores what they tell of. Answers how many are new. */
export function addCopies(connection: Connection, copies: readonly NewCopy[]): Promise<number> {
  return connection.runEach(
    ADD,
    copies.map(({ cause, told, unit, period, submissionId, to, createdAt }) => {
      const state = to.address === null ? "no-address" : "waiting";
      return [
        cause,
        told.kind,
        unit,
        period,
        submissionId,
        to.role,
        to.unit ?? "",
        to.address,
        JSON.stringify(told),
        createdAt,
        state,
        state === "waiting" ? createdAt : null,
      ];
    }),
  );
}

const DUE = "state = 'waiting' AND next_at <= ?";

const CLAIM = `UPDATE copies SET state = 'sending', attempts = attempts + 1, next_at = NULL, handed_at = NULL
  WHERE id IN (SELECT id FROM copies indexed(copies_in_turn) WHERE ${DUE}
    ORDER BY CASE kind WHEN 'urgent' THEN 0 ELSE 1 END, next_at, id LIMIT ?)
  RETURNING id`;

export class SqlCopies implements Copies {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  add(copies: readonly NewCopy[]): Promise<number> {
    return this.#engine.write((connection) => addCopies(connection, copies));
  }

  async page({ sight, state, before, limit }: CopyQuery): Promise<StoredCopy[]> {
    const rows = await this.#engine.reader.all(
      `${COPY} WHERE ${SEEN} AND (c.state = :state OR :state IS NULL) AND (c.id < :before OR :before IS NULL)
        ORDER BY c.id DESC LIMIT :limit`,
      { units: unitsOf(sight), state: state ?? null, before: before ?? null, limit },
    );
    return rows.map(copyOf);
  }

  async counts(sight: Sight): Promise<Partial<Record<CopyState, number>>> {
    const rows = await this.#engine.reader.all<{ state: CopyState; copies: number }>(
      `SELECT c.state, COUNT(*) AS copies FROM copies c WHERE ${SEEN} GROUP BY c.state`,
      { units: unitsOf(sight) },
    );
    return Object.fromEntries(rows.map(({ state, copies }) => [state, copies]));
  }

  async byId(id: number): Promise<StoredCopy | undefined> {
    const row = await this.#engine.reader.get(`${COPY} WHERE c.id = ?`, [id]);
    return row === undefined ? undefined : copyOf(row);
  }

  async ofSubmissions(submissionIds: readonly string[]): Promise<StoredCopy[]> {
    const sql = `${COPY} WHERE c.submission_id IN texts(?) ORDER BY c.id`;
    return (await this.#engine.reader.all(sql, [JSON.stringify(submissionIds)])).map(copyOf);
  }

  report(submissionId: string): Promise<StoredReport | undefined> {
    return reportOf(this.#engine.reader, submissionId);
  }

  async due(at: string): Promise<boolean> {
    const sql = `SELECT EXISTS (SELECT 1 FROM copies WHERE ${DUE})`;
    return (await this.#engine.reader.value(sql, [at])) === 1;
  }

  claim(at: string, limit: number): Promise<StoredCopy[]> {
    return this.#engine.write(async (connection) => {
      const ids = await connection.values<number>(CLAIM, [at, limit]);
      const claimed = await connection.all(
        `${COPY} WHERE c.id IN numbers(?) ORDER BY CASE c.kind WHEN 'urgent' THEN 0 ELSE 1 END, c.id`,
        [JSON.stringify(ids)],
      );
      return claimed.map(copyOf);
    });
  }

  handOver(id: number, attempt: number, at: string): Promise<boolean> {
    return this.#engine.write(async (connection) => {
      const sql = "UPDATE copies SET handed_at = ? WHERE id = ? AND attempts = ? AND state = 'sending'";
      return (await connection.run(sql, [at, id, attempt])) > 0;
    });
  }

  async settle(outcomes: readonly CopyOutcome[]): Promise<void> {
    await this.#engine.write(async (connection) => {
      for (const outcome of outcomes) {
        await connection.run(
          `UPDATE copies SET state = ?, sent_at = ?, next_at = ?, error = ?, left_addresses = ?
            WHERE id = ? AND attempts = ?`,
          settled(outcome),
        );
      }
    });
  }

  recover(at: string, error: string): Promise<{ again: number; unsure: number }> {
    return this.#engine.write(async (connection) => ({
      unsure: await connection.run(
        "UPDATE copies SET state = 'failed', error = ? WHERE state = 'sending' AND handed_at IS NOT NULL",
        [error],
      ),
      again: await connection.run(
        "UPDATE copies SET state = 'waiting', next_at = ? WHERE state = 'sending' AND handed_at IS NULL",
        [at],
      ),
    }));
  }

  /** Attempts count on, so that one still under way cannot be taken for the new one. */
  again(id: number, address: string | null, at: string): Promise<boolean> {
    const state = address === null ? "no-address" : "waiting";
    return this.#engine.write(async (connection) => {
      const changed = await connection.run(
        `UPDATE copies SET state = ?, address = ?, next_at = ?, error = NULL
          WHERE id = ? AND state IN ('waiting', 'failed', 'no-address')`,
        [state, address, state === "waiting" ? at : null, id],
      );
      return changed > 0;
    });
  }

  async settings(): Promise<CopySettings> {
    const kept = await this.#engine.reader.value<string>("SELECT value FROM settings WHERE name = 'copies'");
    return kept === undefined
      ? { hqAddresses: [], remindDays: REMIND_DAYS }
      : CopySettings.parse(JSON.parse(kept));
  }

  async setSettings(settings: CopySettings): Promise<void> {
    await this.#engine.write((connection) =>
      connection.run(
        `INSERT INTO settings (name, value) VALUES ('copies', ?)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
        [JSON.stringify(settings)],
      ),
    );
  }
}

const unitsOf = (sight: Sight): string | null => (sight === "all" ? null : JSON.stringify(sight));

function settled({ id, attempt, ...outcome }: CopyOutcome): SqlValue[] {
  switch (outcome.state) {
    case "sent":
      return ["sent", outcome.sentAt, null, outcome.error, null, id, attempt];
    case "waiting":
      return ["waiting", null, outcome.nextAt, outcome.error, leftOf(outcome.left), id, attempt];
    case "failed":
      return ["failed", null, null, outcome.error, leftOf(outcome.left), id, attempt];
  }
}

const leftOf = (left: readonly string[] | null): string | null => left && JSON.stringify(left);

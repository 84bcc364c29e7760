/** Decisions are carried out, kept and put back here. */
import type { Decision } from "../../../shared/sync/screening.ts";
import { type Change, thingOf } from "../effects.ts";
import type { Decided, NewStep, Undoing } from "../screening-store.ts";
import type { Connection } from "./connection.ts";
import { putChange, stands } from "./decision-changes.ts";
import { noteOn } from "./recorded.ts";
import { type DecisionColumns, decisionOf, effectsOf } from "./decision-rows.ts";

const INSERT = `INSERT INTO decisions (at, author_name, author_unit, author_role, kind, subject, reason, effects)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`;

const UNDONE =
  "UPDATE decisions SET undone_at = ?, undone_by_name = ?, undone_by_role = ?, undone_reason = ? WHERE id = ?";

const LATER = `SELECT d.* FROM decisions d
  WHERE d.id > ? AND d.undone_at IS NULL
    AND EXISTS (SELECT 1 FROM members(d.effects, touches) AS t WHERE t.value IN texts(?))
  ORDER BY d.id LIMIT 1`;

const STEP = `INSERT INTO filing_steps (row_id, step, at, author_name, author_unit, author_role, reason, decision_id)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;

export class Decisions {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async record(decided: Decided): Promise<number> {
    const { by, at, kind, subject, reason, changes, restsOn, steps } = decided;
    const touches = [...new Set([...changes.map(thingOf), ...restsOn])];
    const effects = JSON.stringify({ changes, touches });
    const kept = [at, by.name, by.unit, by.role, kind, subject, reason, effects];
    const id = (await this.#connection.value<number>(INSERT, kept)) ?? 0;
    noteOn(this.#connection, { detail: { decision: id, decided: kind } });
    for (const change of changes) await putChange(this.#connection, change, "after", { id, at });
    for (const step of steps) await this.#walk(step, decided, id);
    return id;
  }

  async changesOf(id: number): Promise<Change[] | undefined> {
    const sql = "SELECT effects FROM decisions WHERE id = ?";
    const json = await this.#connection.value<string>(sql, [id]);
    return json === undefined ? undefined : effectsOf(json).changes;
  }

  async firstMoved(changes: readonly Change[]): Promise<Change | undefined> {
    for (const change of changes) if (!(await stands(this.#connection, change))) return change;
    return undefined;
  }

  async laterDecision(id: number, things: readonly string[]): Promise<Decision | undefined> {
    const row = await this.#connection.get<DecisionColumns>(LATER, [id, JSON.stringify(things)]);
    return row && decisionOf(row);
  }

  async undo(id: number, { by, at, reason, reopen }: Undoing): Promise<void> {
    for (const change of ((await this.changesOf(id)) ?? []).toReversed()) {
      await putChange(this.#connection, change, "before", { id, at });
    }
    await this.#connection.run(UNDONE, [at, by.name, by.role, reason, id]);
    for (const rowId of reopen) {
      const sql = "UPDATE filings SET state = ?, changed_at = ? WHERE row_id = ?";
      await this.#connection.run(sql, ["nominated", at, rowId]);
    }
    const walked = await this.#connection.values<string>(
      "SELECT DISTINCT row_id FROM filing_steps WHERE decision_id = ?",
      [id],
    );
    for (const rowId of new Set([...walked, ...reopen])) {
      await this.#walk({ rowId, step: "undone", reason }, { by, at }, null);
    }
  }

  async #walk(
    { rowId, step, reason }: NewStep,
    { by, at }: Pick<Undoing, "by" | "at">,
    decisionId: number | null,
  ): Promise<void> {
    await this.#connection.run(STEP, [rowId, step, at, by.name, by.unit, by.role, reason, decisionId]);
  }
}

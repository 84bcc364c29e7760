/** Decisions are carried out, kept and put back here. */
import type { Database } from "better-sqlite3";
import type { Decision } from "../../../shared/sync/screening.ts";
import { type Change, thingOf } from "../effects.ts";
import type { Decided, NewStep, Undoing } from "../screening-store.ts";
import type { SqlValue } from "../store.ts";
import { DecisionChanges } from "./decision-changes.ts";
import { type DecisionColumns, decisionOf, effectsOf } from "./decision-rows.ts";

export class Decisions {
  readonly #insert;
  readonly #undone;
  readonly #effects;
  readonly #later;
  readonly #step;
  readonly #steps;
  readonly #state;
  readonly #changes;

  constructor(database: Database) {
    this.#changes = new DecisionChanges(database);
    this.#insert = database.prepare<SqlValue[]>(
      `INSERT INTO decisions (at, author_name, author_unit, author_role, kind, subject, reason, effects)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#undone = database.prepare<[string, string, string, string, number]>(
      `UPDATE decisions SET undone_at = ?, undone_by_name = ?, undone_by_role = ?, undone_reason = ? WHERE id = ?`,
    );
    this.#effects = database.prepare<[number], string>("SELECT effects FROM decisions WHERE id = ?").pluck();
    this.#later = database.prepare<[number, string], DecisionColumns>(
      `SELECT d.* FROM decisions d
        WHERE d.id > ? AND d.undone_at IS NULL
          AND EXISTS (SELECT 1 FROM json_each(d.effects, '$.touches') t JOIN json_each(?) asked ON asked.value = t.value)
        ORDER BY d.id LIMIT 1`,
    );
    this.#step = database.prepare<SqlValue[]>(
      `INSERT INTO filing_steps (row_id, step, at, author_name, author_unit, author_role, reason, decision_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#steps = database
      .prepare<[number], string>("SELECT DISTINCT row_id FROM filing_steps WHERE decision_id = ?")
      .pluck();
    this.#state = database.prepare<[string, string, string]>(
      "UPDATE filings SET state = ?, changed_at = ? WHERE row_id = ?",
    );
  }

  record(decided: Decided): number {
    const { by, at, kind, subject, reason, changes, restsOn, steps } = decided;
    const touches = [...new Set([...changes.map(thingOf), ...restsOn])];
    const effects = JSON.stringify({ changes, touches });
    const { lastInsertRowid } = this.#insert.run(
      at,
      by.name,
      by.unit,
      by.role,
      kind,
      subject,
      reason,
      effects,
    );
    const id = Number(lastInsertRowid);
    for (const change of changes) this.#changes.put(change, "after", { id, at });
    for (const step of steps) this.#walk(step, decided, id);
    return id;
  }

  changesOf(id: number): Change[] | undefined {
    const json = this.#effects.get(id);
    return json === undefined ? undefined : effectsOf(json).changes;
  }

  firstMoved(changes: readonly Change[]): Change | undefined {
    return changes.find((change) => !this.#changes.stands(change));
  }

  laterDecision(id: number, things: readonly string[]): Decision | undefined {
    const row = this.#later.get(id, JSON.stringify(things));
    return row && decisionOf(row);
  }

  undo(id: number, { by, at, reason, reopen }: Undoing): void {
    for (const change of (this.changesOf(id) ?? []).toReversed())
      this.#changes.put(change, "before", { id, at });
    this.#undone.run(at, by.name, by.role, reason, id);
    for (const rowId of reopen) this.#state.run("nominated", at, rowId);
    for (const rowId of new Set([...this.#steps.all(id), ...reopen])) {
      this.#walk({ rowId, step: "undone", reason }, { by, at }, null);
    }
  }

  #walk(
    { rowId, step, reason }: NewStep,
    { by, at }: Pick<Undoing, "by" | "at">,
    decisionId: number | null,
  ): void {
    this.#step.run(rowId, step, at, by.name, by.unit, by.role, reason, decisionId);
  }
}

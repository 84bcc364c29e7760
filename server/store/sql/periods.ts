/** The months that units report on: whether they take rows, and who has reported. */
import { defaultDeadline } from "../../../shared/report/dates.ts";
import type { PeriodChange } from "../../../shared/sync/months.ts";
import type { Period, PeriodWord } from "../period.ts";
import type { Periods } from "../store.ts";
import type { Connection, Engine } from "./connection.ts";
import { noteOn } from "./recorded.ts";
import { type AuthorColumns, authorOf } from "./revision-rows.ts";

interface PeriodColumns {
  readonly period: string;
  readonly deadline: string | null;
  readonly state: string | null;
}

const stateOf = (state: string | null): Period["state"] => (state === "closed" ? "closed" : "open");

const periodOf = (row: PeriodColumns): Period => ({
  period: row.period,
  deadline: row.deadline ?? defaultDeadline(row.period),
  state: stateOf(row.state),
});

const PERIOD = "SELECT period, deadline, state FROM periods WHERE period = ?";

interface ChangeColumns extends AuthorColumns {
  readonly at: string;
  readonly reason: string;
  readonly state: string;
  readonly deadline: string;
  readonly state_before: string;
  readonly deadline_before: string;
}

export class SqlPeriods implements Periods {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  async all(): Promise<Period[]> {
    const rows = await this.#engine.reader.all<PeriodColumns>(
      `SELECT m.period, p.deadline, p.state
         FROM (SELECT period FROM periods UNION SELECT period FROM submissions) AS m
         LEFT JOIN periods p ON p.period = m.period
        ORDER BY m.period DESC`,
    );
    return rows.map(periodOf);
  }

  of(period: string): Promise<Period> {
    return periodIn(this.#engine.reader, period);
  }

  async set({ period, deadline, state }: Period, word?: PeriodWord): Promise<void> {
    await this.#engine.write(async (connection) => {
      noteOn(connection, { subject: period, detail: { state, deadline } });
      const before = await periodIn(connection, period);
      await connection.run(
        `INSERT INTO periods (period, deadline, state) VALUES (?, ?, ?)
         ON CONFLICT (period) DO UPDATE SET deadline = excluded.deadline, state = excluded.state`,
        [period, deadline, state],
      );
      if (word === undefined || (before.state === state && before.deadline === deadline)) return;
      const { by, at, reason } = word;
      const { name, unit, role } = by;
      await connection.run(
        `INSERT INTO period_changes (period, at, author_name, author_unit, author_role, state, deadline,
           state_before, deadline_before, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        [period, at, name, unit, role, state, deadline, before.state, before.deadline, reason],
      );
    });
  }

  async changes(period: string): Promise<PeriodChange[]> {
    const rows = await this.#engine.reader.all<ChangeColumns>(
      "SELECT * FROM period_changes WHERE period = ? ORDER BY id DESC",
      [period],
    );
    return rows.map((row) => ({
      at: row.at,
      by: authorOf(row),
      reason: row.reason,
      state: stateOf(row.state),
      deadline: row.deadline,
      before: { state: stateOf(row.state_before), deadline: row.deadline_before },
    }));
  }
}

/** A period as it is; one that nobody has set, as it is by itself. */
export async function periodIn(connection: Connection, period: string): Promise<Period> {
  const row = await connection.get<PeriodColumns>(PERIOD, [period]);
  return periodOf(row ?? { period, deadline: null, state: null });
}

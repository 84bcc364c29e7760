/** The months that units report on: whether they take rows, and who has reported. */
import type { Database } from "better-sqlite3";
import { defaultDeadline } from "../../../shared/report/dates.ts";
import type { PeriodChange } from "../../../shared/sync/months.ts";
import type { FiledUnit, Period, PeriodWord } from "../period.ts";
import type { Sight } from "../sight.ts";
import type { Periods } from "../store.ts";
import { FiledReads } from "./filed-reads.ts";
import { type AuthorColumns, authorOf } from "./revision-rows.ts";
import type { WriteQueue } from "./write-queue.ts";

interface PeriodColumns {
  readonly period: string;
  readonly deadline: string | null;
  readonly state: string | null;
}

const stateOf = (state: string | null): Period["state"] => (state === "closed" ? "closed" : "open");

export const periodOf = (row: PeriodColumns): Period => ({
  period: row.period,
  deadline: row.deadline ?? defaultDeadline(row.period),
  state: stateOf(row.state),
});

export const PERIOD_SQL = "SELECT period, deadline, state FROM periods WHERE period = ?";

interface ChangeColumns extends AuthorColumns {
  readonly at: string;
  readonly reason: string;
  readonly state: string;
  readonly deadline: string;
  readonly state_before: string;
  readonly deadline_before: string;
}

export class SqlitePeriods implements Periods {
  readonly #queue: WriteQueue;
  readonly #filed: FiledReads;
  readonly #all;
  readonly #of;
  readonly #ofWriter;
  readonly #set;
  readonly #change;
  readonly #changes;

  constructor(reader: Database, writer: Database, queue: WriteQueue) {
    this.#queue = queue;
    this.#filed = new FiledReads(reader);
    this.#all = reader.prepare<[], PeriodColumns>(
      `SELECT m.period, p.deadline, p.state
         FROM (SELECT period FROM periods UNION SELECT period FROM submissions) m
         LEFT JOIN periods p ON p.period = m.period
        ORDER BY m.period DESC`,
    );
    this.#of = reader.prepare<[string], PeriodColumns>(PERIOD_SQL);
    this.#ofWriter = writer.prepare<[string], PeriodColumns>(PERIOD_SQL);
    this.#set = writer.prepare<[string, string, string]>(
      `INSERT INTO periods (period, deadline, state) VALUES (?, ?, ?)
       ON CONFLICT (period) DO UPDATE SET deadline = excluded.deadline, state = excluded.state`,
    );
    this.#change = writer.prepare<(string | null)[]>(
      `INSERT INTO period_changes (period, at, author_name, author_unit, author_role, state, deadline,
         state_before, deadline_before, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#changes = reader.prepare<[string], ChangeColumns>(
      "SELECT * FROM period_changes WHERE period = ? ORDER BY id DESC",
    );
  }

  async all(): Promise<Period[]> {
    return this.#all.all().map(periodOf);
  }

  async of(period: string): Promise<Period> {
    return periodOf(this.#of.get(period) ?? unset(period));
  }

  async set({ period, deadline, state }: Period, word?: PeriodWord): Promise<void> {
    await this.#queue.add(async () => {
      const before = periodOf(this.#ofWriter.get(period) ?? unset(period));
      this.#set.run(period, deadline, state);
      if (word === undefined || (before.state === state && before.deadline === deadline)) return;
      const { by, at, reason } = word;
      const { name, unit, role } = by;
      this.#change.run(period, at, name, unit, role, state, deadline, before.state, before.deadline, reason);
    });
  }

  async changes(period: string): Promise<PeriodChange[]> {
    return this.#changes.all(period).map((row) => ({
      at: row.at,
      by: authorOf(row),
      reason: row.reason,
      state: stateOf(row.state),
      deadline: row.deadline,
      before: { state: stateOf(row.state_before), deadline: row.deadline_before },
    }));
  }

  async filed(period: string, sight: Sight): Promise<FiledUnit[]> {
    return this.#filed.read(period, sight);
  }
}

const unset = (period: string): PeriodColumns => ({ period, deadline: null, state: null });

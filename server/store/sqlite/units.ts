/** Reporting units, and the months they report on. */
import type { Database } from "better-sqlite3";
import { defaultDeadline } from "../../../shared/report/dates.ts";
import type { Period } from "../period.ts";
import type { Periods, Unit, Units } from "../store.ts";
import type { WriteQueue } from "./write-queue.ts";

interface UnitColumns {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly base: string | null;
  readonly head_email: string | null;
  readonly active: number;
}

const unitOf = (row: UnitColumns): Unit => ({
  code: row.code,
  name: row.name,
  kind: row.kind === "shop" ? "shop" : "plant",
  base: row.base,
  headEmail: row.head_email,
  active: row.active === 1,
});

export class SqliteUnits implements Units {
  readonly #queue: WriteQueue;
  readonly #all;
  readonly #byCode;
  readonly #add;

  constructor(reader: Database, writer: Database, queue: WriteQueue) {
    this.#queue = queue;
    this.#all = reader.prepare<[], UnitColumns>("SELECT * FROM units ORDER BY kind, code");
    this.#byCode = reader.prepare<[string], UnitColumns>("SELECT * FROM units WHERE code = ?");
    this.#add = writer.prepare<[string, string, string, string | null, string | null, number]>(
      `INSERT INTO units (code, name, kind, base, head_email, active) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (code) DO NOTHING`,
    );
  }

  async all(): Promise<Unit[]> {
    return this.#all.all().map(unitOf);
  }

  async byCode(code: string): Promise<Unit | undefined> {
    const row = this.#byCode.get(code);
    return row && unitOf(row);
  }

  add({ code, name, kind, base, headEmail, active }: Unit): Promise<boolean> {
    return this.#queue.add(
      async () => this.#add.run(code, name, kind, base, headEmail, active ? 1 : 0).changes > 0,
    );
  }
}

interface PeriodColumns {
  readonly period: string;
  readonly deadline: string | null;
  readonly state: string | null;
}

export const periodOf = (row: PeriodColumns): Period => ({
  period: row.period,
  deadline: row.deadline ?? defaultDeadline(row.period),
  state: row.state === "closed" ? "closed" : "open",
});

export const PERIOD_SQL = "SELECT period, deadline, state FROM periods WHERE period = ?";

export class SqlitePeriods implements Periods {
  readonly #queue: WriteQueue;
  readonly #all;
  readonly #of;
  readonly #set;

  constructor(reader: Database, writer: Database, queue: WriteQueue) {
    this.#queue = queue;
    this.#all = reader.prepare<[], PeriodColumns>(
      `SELECT m.period, p.deadline, p.state
         FROM (SELECT period FROM periods UNION SELECT period FROM submissions) m
         LEFT JOIN periods p ON p.period = m.period
        ORDER BY m.period DESC`,
    );
    this.#of = reader.prepare<[string], PeriodColumns>(PERIOD_SQL);
    this.#set = writer.prepare<[string, string, string]>(
      `INSERT INTO periods (period, deadline, state) VALUES (?, ?, ?)
       ON CONFLICT (period) DO UPDATE SET deadline = excluded.deadline, state = excluded.state`,
    );
  }

  async all(): Promise<Period[]> {
    return this.#all.all().map(periodOf);
  }

  async of(period: string): Promise<Period> {
    return periodOf(this.#of.get(period) ?? { period, deadline: null, state: null });
  }

  async set({ period, deadline, state }: Period): Promise<void> {
    await this.#queue.add(async () => this.#set.run(period, deadline, state));
  }
}

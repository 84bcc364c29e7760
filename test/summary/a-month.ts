/** Stores made row by row, for what the report says of them. */
import Database from "better-sqlite3";
import { migrate } from "../../server/store/sqlite/migrations.ts";
import { nameKey } from "../../shared/register/names.ts";
import { type Query, summaryParams } from "../../shared/summary/params.ts";
import { type Answers, type SqlRow, SUMMARY_QUERIES } from "../../shared/summary/queries.ts";
import { assemble } from "../../shared/summary/assemble.ts";
import type { Summary } from "../../shared/summary/summary.ts";

export const NOW = "2026-11-10T02:00:00.000Z";
const ON_TIME = "2026-11-03T02:00:00.000Z";
export const LATE = "2026-11-06T02:00:00.000Z";
export const PERIOD = "2026-10";

type Cells = Readonly<Record<string, string | number | null>>;

/** An empty store with the policy's nine accounts, and the words to fill it. */
export class Month {
  readonly database = new Database(":memory:");
  #serial = 0;

  constructor() {
    migrate(this.database, NOW);
  }

  unit(code: string, name: string, base: string | null = null): void {
    this.database
      .prepare("INSERT INTO units (code, name, kind, base) VALUES (?, ?, ?, ?)")
      .run(code, name, base === null ? "plant" : "shop", base);
  }

  account(name: string): number {
    const id = this.database
      .prepare<[string], number>("SELECT id FROM account_register WHERE name = ?")
      .pluck()
      .get(name);
    if (id === undefined) throw new RangeError(`no account ${name}`);
    return id;
  }

  /** An account that no policy names. */
  newAccount(name: string, state: string, sameAs: string | null = null): number {
    const row = { name, level: "集团大客户", state, sort: 100, same_as: sameAs && this.account(sameAs) };
    this.#insert("account_register", row);
    return this.account(name);
  }

  entry(kind: "branch" | "carrier" | "contact", account: string, name: string, more: Cells = {}): number {
    const { lastInsertRowid } = this.#insert("register_entries", {
      kind,
      account_id: this.account(account),
      name_key: nameKey(name),
      name,
      state: "registered",
      first_unit: "P01",
      first_at: "2026-01-05T00:00:00.000Z",
      ...more,
    });
    return Number(lastInsertRowid);
  }

  row(table: string, values: Cells): string {
    this.#serial += 1;
    const rowId = `01933b1e-0000-7000-8000-${String(this.#serial).padStart(12, "0")}`;
    const { account, ...cells } = values;
    this.#insert(table, {
      row_id: rowId,
      revision: 1,
      cursor: this.#serial,
      deleted: 0,
      late: 0,
      unit: "P01",
      first_at: ON_TIME,
      ...(account === undefined ? {} : { account_id: this.account(String(account)) }),
      ...cells,
    });
    return rowId;
  }

  bought(
    period: string,
    account: string,
    supplier: string,
    units: number,
    hundredths: number | null,
    more: Cells = {},
  ): string {
    const { branch = null, carrier = null, ...cells } = more;
    const keyOf = (name: string | number | null): string | null =>
      name === null ? null : nameKey(String(name));
    return this.row("ka_purchases", {
      account,
      period,
      supplier,
      units,
      amount: hundredths,
      product: "半挂车",
      branch,
      branch_key: keyOf(branch),
      carrier,
      carrier_key: keyOf(carrier),
      ...cells,
    });
  }

  reviewed(period: string, account: string, unit: string, rating: number, more: Cells = {}): string {
    const remark = "与客户沟通顺畅,交付满意";
    return this.row("ka_reviews", { account, period, unit, rating, trend: "上升", remark, ...more });
  }

  happened(period: string, account: string, weight: string, body: string, more: Cells = {}): string {
    return this.row("ka_events", {
      account,
      period,
      unit: "P02",
      happened_on: `${period}-08`,
      side: "总部",
      kind: "招标投标",
      weight,
      body,
      ...more,
    });
  }

  /** A revision of a row, as the history has it. */
  revision(values: Cells): void {
    this.#insert("revisions", {
      revision: 1,
      unit: "P01",
      deleted: 0,
      late: 0,
      row_values: "{}",
      author_name: "张三",
      author_role: "lead",
      channel: "excel",
      submission_id: "s",
      at: ON_TIME,
      ...values,
    });
  }

  filing(account: string, values: Cells & { readonly state: string }): string {
    const { state, changed_at = ON_TIME, ...cells } = values;
    const rowId = this.row("ka_accounts", {
      account,
      name: account,
      grounds: "年采购量大、车型多样",
      ...cells,
    });
    const unit = cells.unit ?? "P01";
    const id = this.account(account);
    this.#insert("filings", { row_id: rowId, unit, account_id: id, state, changed_at });
    return rowId;
  }

  step(rowId: string, step: string, at: string, reason = ""): void {
    this.#insert("filing_steps", {
      row_id: rowId,
      step,
      at,
      reason,
      author_name: "李四",
      author_role: "hq",
    });
  }

  merged(subject: string, at: string, more: Cells = {}): void {
    this.#insert("decisions", {
      at,
      subject,
      kind: "entry-same",
      author_name: "李四",
      author_role: "hq",
      effects: "{}",
      ...more,
    });
  }

  /** What the service's engine answers. */
  answers(period = PERIOD): Answers<keyof typeof SUMMARY_QUERIES> {
    return (name) => asked(SUMMARY_QUERIES[name], period, (sql, params) => this.all(sql, params));
  }

  all(sql: string, params: Cells): SqlRow[] {
    return this.database.prepare<[Cells], SqlRow>(sql).all(params);
  }

  summary(period = PERIOD): Summary {
    return assemble(this.answers(period), { period, madeAt: NOW, cursor: 42 });
  }

  #insert(table: string, values: Cells): Database.RunResult {
    const names = Object.keys(values);
    return this.database
      .prepare(`INSERT INTO ${table} (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})`)
      .run(Object.values(values));
  }
}

/** A query's answer, given the parameters that it takes. */
export function asked<T>(query: Query, period: string, ask: (sql: string, params: Cells) => T): T {
  const params = summaryParams(period);
  return ask(query.sql, Object.fromEntries(query.params.map((name) => [name, params[name]])));
}

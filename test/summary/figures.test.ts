import Database from "better-sqlite3";
import initSqlJs from "sql.js";
import { migrate } from "../../server/store/sqlite/migrations.ts";
import { defineSheetTables } from "../../server/store/sqlite/sheet-tables.ts";
import {
  type SqlRow,
  SUMMARY_QUERIES,
  summaryParams,
  type SummaryQuery,
  type SummaryResults,
} from "../../shared/summary/queries.ts";
import { assemble } from "../../shared/summary/assemble.ts";
import type { Summary } from "../../shared/summary/summary.ts";

const NOW = "2026-11-10T02:00:00.000Z";
const ON_TIME = "2026-11-03T02:00:00.000Z";
const LATE = "2026-11-06T02:00:00.000Z";

let serial = 0;
const id = (): string => `01933b1e-0000-7000-8000-${String((serial += 1)).padStart(12, "0")}`;

/** A store with what the tests below speak of. */
function aStore(): Database.Database {
  const database = new Database(":memory:");
  migrate(database, NOW);
  defineSheetTables(database);
  const unit = database.prepare("INSERT INTO units (code, name, kind, base) VALUES (?, ?, ?, ?)");
  unit.run("P01", "深圳工厂", "plant", null);
  unit.run("P02", "洛阳工厂", "plant", null);
  unit.run("S01", "上海4S店", "shop", "P01");
  const put = (table: string, values: Record<string, string | number | null>): void => {
    const row = {
      row_id: id(),
      revision: 1,
      cursor: serial,
      deleted: 0,
      late: 0,
      first_at: ON_TIME,
      ...values,
    };
    const names = Object.keys(row);
    database
      .prepare(`INSERT INTO ${table} (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})`)
      .run(Object.values(row));
  };
  const account = (name: string): number =>
    database.prepare<[string], number>("SELECT id FROM account_register WHERE name = ?").pluck().get(name) ??
    -1;
  const bought = (
    period: string,
    name: string,
    supplier: string,
    units: number,
    hundredths: number | null,
    more = {},
  ): void =>
    put("ka_purchases", {
      unit: "P01",
      period,
      account_id: account(name),
      supplier,
      units,
      amount: hundredths,
      ...more,
    });

  bought("2026-10", "招商物流", "本集团", 10, 30_010);
  bought("2026-10", "招商物流", "本集团", 5, 10_020, { unit: "S01", first_at: LATE });
  bought("2026-10", "招商物流", "竞争对手", 5, null);
  bought("2026-09", "招商物流", "本集团", 20, 40_000);
  bought("2026-01", "招商物流", "竞争对手", 7, 100);
  bought("2025-12", "招商物流", "本集团", 999, 99_900);
  bought("2026-10", "中外运", "竞争对手", 4, 8_000);
  bought("2026-10", "中石油", "本集团", 50, 1, { deleted: 1 });
  bought("2026-11", "中石油", "本集团", 60, 1);

  const reviewed = (period: string, name: string, unitCode: string, rating: number): void =>
    put("ka_reviews", {
      unit: unitCode,
      period,
      account_id: account(name),
      rating,
      trend: "上升",
      remark: "与客户沟通顺畅,交付满意",
    });
  reviewed("2026-10", "招商物流", "P01", 4);
  reviewed("2026-10", "中外运", "P01", 1);
  reviewed("2026-09", "招商物流", "P01", 3);

  const happened = (period: string, weight: string, body: string, more = {}): void =>
    put("ka_events", {
      unit: "P02",
      period,
      account_id: account("中远物流"),
      happened_on: "2026-10-08",
      side: "承运商",
      carrier: "德邦",
      kind: "招标投标",
      weight,
      body,
      ...more,
    });
  happened("2026-10", "紧急", "客户发布招标");
  happened("2026-10", "一般", "客户搬迁");
  happened("2026-10", "重要", "作废", { deleted: 1 });
  happened("2026-09", "重要", "上月的事");
  return database;
}

const context = { period: "2026-10", madeAt: NOW, cursor: 42 };

function ask(query: (sql: string, params: Record<string, string>) => SqlRow[]): SummaryResults {
  const params = summaryParams(context.period);
  const answers = Object.entries(SUMMARY_QUERIES).map(([name, { sql, params: names }]) => [
    name,
    query(sql, Object.fromEntries(names.map((key) => [key, params[key]]))),
  ]);
  return Object.fromEntries(answers) as Record<SummaryQuery, SqlRow[]>;
}

const inService = (database: Database.Database): SummaryResults =>
  ask((sql, params) => database.prepare<[Record<string, string>], SqlRow>(sql).all(params));

describe("the month's report", () => {
  let summary: Summary;
  beforeAll(() => {
    summary = assemble(inService(aStore()), context);
  });

  it("sums purchases by account: ours and rivals', the share, last month, and the year to date", () => {
    expect(summary.purchases.find(({ account }) => account === "招商物流")).toMatchObject({
      month: { ours: { units: 15, amount: 400.3 }, rivals: { units: 5, amount: 0 }, share: 0.75 },
      previous: { ours: { units: 20, amount: 400 }, rivals: { units: 0 }, share: 1 },
      change: -5,
      yearToDate: { ours: { units: 35 }, rivals: { units: 12, amount: 1 } },
    });
  });

  it("leaves out deleted rows, later months and last year", () => {
    expect(summary.purchases.map(({ account }) => account)).toEqual(["招商物流", "中外运"]);
    expect(summary.totals.yearToDate.ours.units).toBe(35);
  });

  it("adds amounts without rounding errors", () => {
    expect(summary.totals.month.ours.amount).toBe(400.3);
    expect(summary.totals.month.rivals.amount).toBe(80);
  });

  it("sets each rating beside last month's", () => {
    expect(summary.reviews).toMatchObject([
      { account: "中外运", rating: 1, previousRating: null },
      { account: "招商物流", unit: "P01", unitName: "深圳工厂", rating: 4, previousRating: 3 },
    ]);
    expect(summary.figures.averageRating).toEqual({ value: 2.5, previous: 3 });
  });

  it("tells important and urgent events in full and counts the others", () => {
    expect(summary.events).toMatchObject([
      { account: "中远物流", weight: "紧急", place: "德邦", body: "客户发布招标" },
    ]);
    expect(summary.eventCounts).toEqual({ 紧急: 1, 一般: 1 });
    expect(summary.figures.importantEvents).toEqual({ value: 1, previous: 1 });
  });

  it("says who filed on time, late, or not at all; an event alone is no monthly report", () => {
    expect(summary.filings.map(({ unit, state, rows }) => [unit, state, rows])).toEqual([
      ["P01", "on-time", 5],
      ["P02", "missing", 0],
      ["S01", "late", 1],
    ]);
    expect(summary.completeness).toEqual({
      expected: 3,
      actual: 2,
      actualOnTime: 1,
      reportingRate: 2 / 3,
      onTimeRate: 1 / 3,
    });
  });

  it("takes the deadline that HQ has set", () => {
    const database = aStore();
    database
      .prepare(
        "INSERT INTO periods (period, deadline, state) VALUES ('2026-10', '2026-11-07T00:00:00.000Z', 'closed')",
      )
      .run();
    const { filings, state } = assemble(inService(database), context);
    expect(filings.map((filing) => filing.state)).toEqual(["on-time", "missing", "on-time"]);
    expect(state).toBe("closed");
  });

  it("an empty month is a report with nothing in it, not a fault", () => {
    const database = new Database(":memory:");
    migrate(database, NOW);
    defineSheetTables(database);
    const empty = assemble(inService(database), context);
    expect(empty.purchases).toEqual([]);
    expect(empty.figures.share).toEqual({ value: null, previous: null });
    expect(empty.completeness).toEqual({
      expected: 0,
      actual: 0,
      actualOnTime: 0,
      reportingRate: null,
      onTimeRate: null,
    });
  });

  it("is the same from the service's engine and from the pane's, on the same rows", async () => {
    const database = aStore();
    const engine = await initSqlJs();
    const replica = new engine.Database(database.serialize());
    const inPane = ask((sql, params) => {
      const statement = replica.prepare(
        sql,
        Object.fromEntries(Object.entries(params).map(([key, value]) => [`:${key}`, value])),
      );
      const rows: SqlRow[] = [];
      while (statement.step()) rows.push(statement.getAsObject() as SqlRow);
      statement.free();
      return rows;
    });
    replica.close();
    expect(assemble(inPane, context)).toEqual(assemble(inService(database), context));
  });

  it("is read from an index where it sums: a longer history costs nothing", () => {
    const database = aStore();
    const params = summaryParams("2026-10");
    for (const name of ["purchases", "reviews", "events", "filed"] as const) {
      const { sql, params: names } = SUMMARY_QUERIES[name];
      const steps = database
        .prepare<[Record<string, string>], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all(Object.fromEntries(names.map((key) => [key, params[key]])));
      const reads = steps.map(({ detail }) => detail).filter((detail) => detail.includes(" ka_"));
      expect(reads.length).toBeGreaterThan(0);
      for (const detail of reads)
        expect(`${name}: ${detail}`).toMatch(/SEARCH ka_\w+ USING (COVERING )?INDEX/);
    }
  });
});

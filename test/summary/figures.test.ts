import initSqlJs from "sql.js";
import { assemble } from "../../shared/summary/assemble.ts";
import { assembleCoverage } from "../../shared/summary/assemble-coverage.ts";
import {
  type Answers,
  COVERAGE_MAP_QUERIES,
  type SqlRow,
  SUMMARY_QUERIES,
} from "../../shared/summary/queries.ts";
import { Summary } from "../../shared/summary/summary.ts";
import { asked, LATE, Month, NOW, PERIOD } from "./a-month.ts";

/** A store with what the tests below speak of. */
function aMonth(): Month {
  const month = new Month();
  month.unit("P01", "深圳工厂");
  month.unit("P02", "洛阳工厂");
  month.unit("S01", "上海4S店", "P01");

  month.bought("2026-10", "招商物流", "本集团", 10, 30_010);
  month.bought("2026-10", "招商物流", "本集团", 5, 10_020, { unit: "S01", first_at: LATE });
  month.bought("2026-10", "招商物流", "竞争对手", 5, null);
  month.bought("2026-09", "招商物流", "本集团", 20, 40_000);
  month.bought("2026-01", "招商物流", "竞争对手", 7, 100);
  month.bought("2025-12", "招商物流", "本集团", 999, 99_900);
  month.bought("2025-10", "招商物流", "本集团", 8, 16_000);
  month.bought("2026-10", "中外运", "竞争对手", 4, 8_000);
  month.bought("2026-10", "中石油", "本集团", 50, 1, { deleted: 1 });
  month.bought("2026-11", "中石油", "本集团", 60, 1);

  month.reviewed("2026-10", "招商物流", "P01", 4);
  month.reviewed("2026-10", "中外运", "P01", 1);
  month.reviewed("2026-09", "招商物流", "P01", 3);
  month.reviewed("2025-10", "招商物流", "P01", 5);

  month.happened("2026-10", "中远物流", "紧急", "客户发布招标", { side: "承运商", carrier: "德邦" });
  month.happened("2026-10", "中远物流", "一般", "客户搬迁", { kind: "机构调整" });
  month.happened("2026-10", "中远物流", "重要", "作废", { deleted: 1 });
  month.happened("2026-09", "中远物流", "重要", "上月的事");
  return month;
}

describe("the month's report", () => {
  let summary: Summary;
  beforeAll(() => {
    summary = aMonth().summary();
  });

  it("is what the API says it is", () => {
    expect(Summary.parse(summary)).toEqual(summary);
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

  it("sets last month's and last year's figures beside the month's", () => {
    expect(summary.figures).toMatchObject({
      ourUnits: { value: 15, previous: 20, lastYear: 8 },
      rivalUnits: { value: 9, previous: 0, lastYear: 0 },
      share: { value: 15 / 24, previous: 1, lastYear: 1 },
      ourAmount: { value: 400.3, previous: 400, lastYear: 160 },
      importantEvents: { value: 1, previous: 1, lastYear: 0 },
      averageRating: { value: 2.5, previous: 3, lastYear: 5 },
      accountsWithNews: { value: 3, previous: 2, lastYear: 1 },
      reportingRate: { value: 2 / 3, previous: 1 / 3, lastYear: 1 / 3 },
    });
  });

  it("draws the line of a year, and its last month is the month itself", () => {
    expect(summary.purchaseTrend.map(({ period }) => period).slice(0, 2)).toEqual(["2025-11", "2025-12"]);
    expect(summary.purchaseTrend.at(-1)).toEqual({ period: "2026-10", ...summary.totals.month });
    expect(summary.purchaseTrend[1]?.ours.units).toBe(999);
  });

  it("sets each rating beside last month's", () => {
    expect(summary.reviews).toMatchObject([
      { account: "中外运", rating: 1, previousRating: null },
      { account: "招商物流", unit: "P01", unitName: "深圳工厂", rating: 4, previousRating: 3 },
    ]);
    expect(summary.rose.map(({ account }) => account)).toEqual(["招商物流"]);
    expect(summary.fell).toEqual([]);
  });

  it("tells important and urgent events in full and counts the others", () => {
    expect(summary.events).toMatchObject([
      { account: "中远物流", weight: "紧急", place: "德邦", body: "客户发布招标" },
    ]);
    expect(summary.eventCounts).toEqual({ 紧急: 1, 一般: 1 });
    expect(summary.eventKinds).toEqual([
      { kind: "机构调整", weights: { 一般: 1 } },
      { kind: "招标投标", weights: { 紧急: 1 } },
    ]);
  });

  it("says who filed on time, late, or not at all; an event alone is no monthly report", () => {
    expect(summary.filings.map(({ unit, state, rows }) => [unit, state, rows])).toEqual([
      ["P01", "on-time", 5],
      ["S01", "late", 1],
      ["P02", "missing", 0],
    ]);
    expect(summary.completeness).toEqual({
      expected: 3,
      actual: 2,
      actualOnTime: 1,
      reportingRate: 2 / 3,
      onTimeRate: 1 / 3,
    });
  });

  it("counts a plant with its shops as one", () => {
    expect(summary.plants).toMatchObject([
      { plant: "P01", name: "深圳工厂", expected: 2, actual: 2, actualOnTime: 1 },
      { plant: "P02", name: "洛阳工厂", expected: 1, actual: 0, actualOnTime: 0 },
    ]);
  });

  it("takes the deadline that HQ has set", () => {
    const month = aMonth();
    month.database
      .prepare(
        "INSERT INTO periods (period, deadline, state) VALUES ('2026-10', '2026-11-07T00:00:00.000Z', 'closed')",
      )
      .run();
    const { filings, state } = month.summary();
    expect(filings.map((filing) => filing.state)).toEqual(["on-time", "on-time", "missing"]);
    expect(state).toBe("closed");
  });

  it("an empty month is a report with nothing in it, not a fault", () => {
    const empty = new Month().summary();
    expect(empty.purchases).toEqual([]);
    expect(empty.figures.share).toEqual({ value: null, previous: null, lastYear: null });
    expect(empty.completeness).toEqual({
      expected: 0,
      actual: 0,
      actualOnTime: 0,
      reportingRate: null,
      onTimeRate: null,
    });
    expect(empty.blindSpots.noNews).toHaveLength(9);
  });
});

describe("the SQL of the report", () => {
  it("gives the same in the service's engine and in the pane's, on the same rows", async () => {
    const month = aMonth();
    const engine = await initSqlJs();
    const replica = new engine.Database(month.database.serialize());
    const inPane = (sql: string, params: SqlRow): SqlRow[] => {
      const statement = replica.prepare(
        sql,
        Object.fromEntries(Object.entries(params).map(([key, value]) => [`:${key}`, value])),
      );
      const rows: SqlRow[] = [];
      while (statement.step()) rows.push(statement.getAsObject() as SqlRow);
      statement.free();
      return rows;
    };
    const summed = { period: PERIOD, madeAt: NOW, cursor: 42 };
    const answers: Answers<keyof typeof SUMMARY_QUERIES> = (name) =>
      asked(SUMMARY_QUERIES[name], PERIOD, inPane);
    expect(assemble(answers, summed)).toEqual(month.summary());
    for (const query of Object.values(COVERAGE_MAP_QUERIES)) {
      expect(asked(query, PERIOD, inPane)).toEqual(
        asked(query, PERIOD, (sql, params) => month.all(sql, params)),
      );
    }
    const map = assembleCoverage((name) => asked(COVERAGE_MAP_QUERIES[name], PERIOD, inPane), PERIOD);
    expect(map.accounts.find(({ account }) => account === "招商物流")?.squares).toHaveLength(2);
    replica.close();
  });

  it("reads from an index whatever grows with the history: a longer history costs nothing", () => {
    const month = aMonth();
    for (const [name, query] of Object.entries({ ...SUMMARY_QUERIES, ...COVERAGE_MAP_QUERIES })) {
      const steps = asked(query, PERIOD, (sql, params) =>
        month.database.prepare<[typeof params], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(params),
      );
      for (const { detail } of steps.filter(({ detail: text }) =>
        /\b(p|r|e|v|k|c|b|t|ka_\w+|revisions)\b/.test(text),
      )) {
        if (/SCAN (b|register_entries|m|s|units|u|a|monthly)\b/.test(detail)) continue;
        if (!/^(SCAN|SEARCH)/.test(detail)) continue;
        expect(`${name}: ${detail}`).toMatch(/SEARCH|SCAN \w+ USING COVERING INDEX ka_contacts/);
      }
    }
  });
});

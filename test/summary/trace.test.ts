import { summaryPlan } from "../../shared/plan/summary.ts";
import { NOTABLE, type Trace, traceQuery } from "../../shared/summary/trace.ts";
import { hasChanged } from "../../shared/summary/since.ts";
import { sinceIssued } from "../../shared/summary/since-issued.ts";
import { Month } from "./a-month.ts";

function aMonth(): Month {
  const month = new Month();
  month.unit("P01", "深圳工厂");
  month.unit("P02", "洛阳工厂");
  month.newAccount("招商物流集团", "nominated", "招商物流");
  const east = month.entry("branch", "招商物流", "华东分公司");
  month.entry("branch", "招商物流", "华东分部", { same_as: east });
  month.bought("2026-10", "招商物流", "本集团", 3, 100, { branch: "华东分公司" });
  month.bought("2026-10", "招商物流", "竞争对手", 4, 100, { branch: "华东分部" });
  month.bought("2026-10", "招商物流集团", "本集团", 5, 100);
  month.bought("2026-09", "招商物流", "本集团", 2, 100, { product: "罐式车" });
  month.bought("2026-10", "中外运", "本集团", 8, 100, { deleted: 1 });
  month.reviewed("2026-10", "招商物流", "P01", 4);
  month.happened("2026-10", "中石油", "重要", "招标");
  month.happened("2026-10", "中石油", "一般", "搬迁");
  return month;
}

const rowsOf = (month: Month, trace: Trace) => {
  const { sql, parameters } = traceQuery(trace);
  return month.all(sql, parameters);
};

describe("a number of the report", () => {
  it("is followed to the rows it counts: of an account under any name, of a branch under any name", () => {
    const month = aMonth();
    const accountId = month.account("招商物流");
    const count = (trace: Omit<Trace, "sheet">): number =>
      rowsOf(month, { sheet: "purchases", ...trace }).length;
    expect(count({ period: "2026-10" })).toBe(3);
    expect(count({ period: "2026-10", accountId })).toBe(3);
    expect(count({ period: "2026-10", accountId, supplier: "ours" })).toBe(2);
    expect(count({ from: "2026-01", to: "2026-10", supplier: "ours" })).toBe(3);
    expect(count({ period: "2026-10", accountId, branchKey: "华东分公司" })).toBe(2);
    expect(count({ period: "2026-10", accountId, branchKey: "" })).toBe(1);
    expect(count({ product: "罐式车" })).toBe(1);
    expect(count({ period: "2026-10", accountId: month.account("中外运") })).toBe(0);
  });

  it("counts events of a weight, and no rows of a sheet that has no such column", () => {
    const month = aMonth();
    expect(rowsOf(month, { sheet: "events", period: "2026-10", weight: NOTABLE })).toHaveLength(1);
    expect(rowsOf(month, { sheet: "events", weight: "一般", unit: "P02" })).toHaveLength(1);
    expect(rowsOf(month, { sheet: "reviews", product: "罐式车" })).toEqual([]);
  });

  it("in the drawn sheet leads to rows, wherever it is more than nothing", () => {
    const month = aMonth();
    const [sheet] = summaryPlan(month.summary()).sheets;
    if (!sheet) throw new Error("no sheet");
    const shown = new Map(
      sheet.blocks.flatMap(({ row, column, cells }) =>
        cells.flatMap((line, down) =>
          line.map((cell, right): [string, unknown] => [`${row + down} ${column + right}`, cell]),
        ),
      ),
    );
    const traced = (sheet.traces ?? []).filter(({ row, column }) => {
      const value = shown.get(`${row} ${column}`);
      return typeof value === "number" && value > 0;
    });
    expect(traced.length).toBeGreaterThan(30);
    for (const { row, column, trace } of traced) {
      expect({ row, column, trace, rows: rowsOf(month, trace).length }).not.toMatchObject({ rows: 0 });
    }
  });
});

describe("a report made again", () => {
  const issue = { number: "2026-10-1", issuedAt: "2026-11-06T00:00:00.000Z", by: "王志远" };

  it("says nothing where nothing has changed", () => {
    const summary = aMonth().summary();
    expect(hasChanged(sinceIssued({ ...summary, issue }, summary))).toBe(false);
  });

  it("says which figures differ, who has reported since, and how many rows there are more", () => {
    const month = aMonth();
    const issued = { ...month.summary(), issue };
    month.bought("2026-10", "中石油", "本集团", 6, 100, { unit: "P02" });
    const since = sinceIssued(issued, month.summary());
    expect(since).toMatchObject({
      number: "2026-10-1",
      issuedAt: issue.issuedAt,
      purchases: [{ account: "中石油", before: { ours: 0, rivals: 0 }, now: { ours: 6, rivals: 0 } }],
      units: [{ unit: "P02", name: "洛阳工厂", state: "on-time" }],
      rows: { purchases: 1, reviews: 0, events: 0 },
    });
    expect(since.figures.map(({ figure }) => figure)).toEqual([
      "ourUnits",
      "share",
      "ourAmount",
      "reportingRate",
    ]);
    expect(hasChanged(since)).toBe(true);
  });
});

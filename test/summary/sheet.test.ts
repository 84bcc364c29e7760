import { parseRange } from "../../shared/plan/address.ts";
import type { SheetPlan } from "../../shared/plan/plan.ts";
import { summaryPlan } from "../../shared/plan/summary.ts";
import type { Coverage } from "../../shared/summary/coverage.ts";
import { sinceIssued } from "../../shared/summary/since-issued.ts";
import { COVERAGE, SUMMARY } from "../../shared/text/summary.ts";
import { Month } from "./a-month.ts";

/** A month in which so many units tell of all nine accounts. */
function aBusyMonth(units: number): Month {
  const month = new Month();
  const accounts = month.summary().blindSpots.noNews.map(({ account }) => account);
  for (let n = 1; n <= units; n += 1) {
    const unit = `P${n}`;
    month.unit(unit, `工厂${n}`, n % 4 === 1 ? null : `P${n - ((n - 1) % 4)}`);
    accounts.forEach((account, i) => {
      const remark = `与${account}沟通顺畅，${"交付满意，".repeat(1 + ((n + i) % 9))}下月续签`;
      month.reviewed("2026-10", account, unit, 1 + ((n + i) % 5), { remark });
      month.reviewed("2026-09", account, unit, 3);
      month.bought("2026-10", account, i % 2 === 0 ? "本集团" : "竞争对手", 1 + i, 100, { unit });
      month.happened("2026-10", account, i % 3 === 0 ? "紧急" : "重要", remark, { unit, action: remark });
    });
  }
  return month;
}

const texts = ({ blocks }: SheetPlan): string[] =>
  blocks.flatMap(({ cells }) => cells.flat()).filter((cell) => typeof cell === "string");

function sheetOf(month: Month): SheetPlan {
  const [sheet] = summaryPlan(month.summary()).sheets;
  if (!sheet) throw new Error("no sheet");
  return sheet;
}

/** The rows of each printed page: from, to (not included). */
function pagesOf({ print, rowHeights = [] }: SheetPlan): { from: number; to: number; points: number }[] {
  const last = Math.max(...rowHeights.map(({ row }) => row)) + 1;
  const starts = [0, ...(print?.breaks ?? []), last];
  return starts.slice(0, -1).map((from, i) => {
    const to = starts[i + 1] ?? last;
    const mine = rowHeights.filter(({ row }) => row >= from && row < to);
    return { from, to, points: mine.reduce((sum, { points }) => sum + points, 0) };
  });
}

describe("the report's sheet", () => {
  it("is printed on pages that no row and no chart reaches beyond", () => {
    const sheet = sheetOf(aBusyMonth(12));
    const pages = pagesOf(sheet);
    expect(pages.length).toBeGreaterThan(6);
    for (const { points } of pages) expect(points).toBeLessThanOrEqual(540);
    expect(sheet.charts.map(({ name }) => name)).toEqual([
      "ka_chart_purchases",
      "ka_chart_trend",
      "ka_chart_share",
      "ka_chart_ratings",
    ]);
    for (const { name, place, source } of sheet.charts) {
      for (const range of [place, source]) {
        const { row, rows } = parseRange(range);
        const page = pages.find(({ from, to }) => row >= from && row < to);
        expect({ name, range, fits: page !== undefined && row + rows <= page.to }).toMatchObject({
          fits: true,
        });
      }
    }
  });

  it("has a height for every row, and repeats the headings of a table that goes on overleaf", () => {
    const sheet = sheetOf(aBusyMonth(12));
    const heights = (sheet.rowHeights ?? []).map(({ row }) => row);
    expect(new Set(heights).size).toBe(heights.length);
    expect(heights.length).toBe(Math.max(...heights) + 1);
    const heads = sheet.blocks.filter(({ cells }) => cells[0]?.includes(SUMMARY.outlook));
    const overleaf = heads.filter(({ row }) => sheet.print?.breaks?.includes(row));
    expect(heads.length).toBeGreaterThan(2);
    expect(overleaf.length).toBe(heads.length - 1);
  });

  it("says that it has not been issued, or as what it was issued", () => {
    const summary = aBusyMonth(1).summary();
    const issue = { number: "2026-10-1", issuedAt: "2026-11-06T01:00:00.000Z", by: "王志远" };
    const told = (given: typeof summary): string[] => summaryPlan(given).sheets.flatMap(texts);
    expect(told(summary)).toContain(SUMMARY.draft);
    expect(told({ ...summary, issue })).toContain("第 2026-10-1 号 · 王志远 发布于 2026-11-06 09:00");
    expect(told({ ...summary, issue })).not.toContain(SUMMARY.draft);
  });

  it("says at its top what has changed since the report issued before", () => {
    const month = aBusyMonth(1);
    const before = {
      ...month.summary(),
      issue: { number: "2026-10-1", issuedAt: "2026-11-06T01:00:00.000Z", by: "王" },
    };
    month.bought("2026-10", "招商物流", "本集团", 30, 100, { unit: "P1" });
    const now = month.summary();
    const told = summaryPlan({ ...now, changes: sinceIssued(before, now) }).sheets.flatMap(texts);
    expect(told).toContain("与已发布的 2026-10-1（2026-11-06 09:00）相比");
    expect(told).toContain("招商物流：本集团(台)");
    expect(told).toContain("+30");
  });

  it("bears headquarters' words under the heading of their section, as text even where they begin with =", () => {
    const summary = { ...aBusyMonth(1).summary(), words: { blindSpots: "=请武汉补报" } };
    const told = summaryPlan(summary).sheets.flatMap(texts);
    expect(told.indexOf("总部：=请武汉补报")).toBe(told.indexOf(SUMMARY.blindSpots) + 1);
  });

  it("condenses the reviews that have nothing to say", () => {
    const month = new Month();
    month.unit("P01", "深圳工厂");
    month.reviewed("2026-10", "招商物流", "P01", 3, { remark: "本月无动态，与客户保持正常联系。" });
    month.reviewed("2026-10", "中外运", "P01", 3, { remark: "本月无动态，与客户保持正常联系。" });
    expect(texts(sheetOf(month))).toContain("本月无动态：深圳工厂（中外运、招商物流）。");
  });
});

describe("the coverage map's sheet", () => {
  const mapOf = (units: number, accounts: number): Coverage => ({
    period: "2026-10",
    units: Array.from({ length: units }, (_, i) => ({
      code: `U${i}`,
      name: `单位${i}`,
      kind: "plant",
      base: null,
    })),
    accounts: Array.from({ length: accounts }, (_, i) => ({
      accountId: i + 1,
      account: `客户${i}`,
      standing: "registered",
      squares:
        i === 0
          ? []
          : [{ unit: `U${i % units}`, news: 1, purchases: 0, contacts: 2, reviews: 1, quiet: i % 2 }],
    })),
  });
  const sheetFor = (coverage: Coverage): SheetPlan => {
    const sheet = summaryPlan(new Month().summary(), coverage).sheets[1];
    if (!sheet) throw new Error("no sheet");
    return sheet;
  };

  it("marks what each unit tells, each mark in its own place, and lets empty squares stand out", () => {
    const sheet = sheetFor(mapOf(3, 3));
    expect(texts(sheet)).toContain("动　人　");
    expect(texts(sheet)).toContain("动　人评");
    const styles = sheet.blocks.map(({ style }) => style).flat(2);
    expect(styles.filter((style) => style === "squareEmpty")).toHaveLength(3 * 3 - 2);
    expect(styles.filter((style) => style === "squareUnmet")).toHaveLength(1);
  });

  it("of a hundred units and sixty accounts is split into parts that can be read, none wider than a page", () => {
    const sheet = sheetFor(mapOf(100, 60));
    expect(sheet.columns.length).toBeLessThanOrEqual(17);
    expect(texts(sheet).filter((text) => text.startsWith("（"))).toHaveLength(8);
    expect(texts(sheet).filter((text) => text === COVERAGE.account).length).toBeGreaterThanOrEqual(8);
    for (const { points } of pagesOf(sheet)) expect(points).toBeLessThanOrEqual(660);
    expect(texts(sheet).filter((text) => text.includes("动"))).toHaveLength(59 + 1);
  });
});

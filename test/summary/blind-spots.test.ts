import { assembleCoverage } from "../../shared/summary/assemble-coverage.ts";
import { COVERAGE_MAP_QUERIES } from "../../shared/summary/queries.ts";
import { asked, Month, PERIOD } from "./a-month.ts";

function aMonth(): Month {
  const month = new Month();
  month.unit("P01", "深圳工厂");
  month.unit("P02", "洛阳工厂");
  return month;
}

const QUIET = { remark: "本月无动态，与客户保持正常联系。" };

describe("blind spots", () => {
  it("an account without an event or a telling review for sixty days is one, with the day of the last news", () => {
    const month = aMonth();
    month.happened("2026-10", "招商物流", "一般", "客户搬迁");
    month.reviewed("2026-09", "中外运", "P01", 4);
    month.happened("2026-08", "中石油", "重要", "旧闻", { happened_on: "2026-08-20" });
    month.reviewed("2026-10", "中石油", "P01", 4, QUIET);
    const { noNews } = month.summary().blindSpots;
    const told = new Map(noNews.map(({ account, lastOn }) => [account, lastOn]));
    expect(told.has("招商物流")).toBe(false);
    expect(told.has("中外运")).toBe(false);
    expect(told.get("中石油")).toBe("2026-08-20");
    expect(told.get("中远物流")).toBeNull();
  });

  it("an account that bought nothing in three months is one; a purchase of no vehicles is none", () => {
    const month = aMonth();
    month.bought("2026-08", "招商物流", "竞争对手", 3, null);
    month.bought("2026-10", "中石油", "本集团", 0, null);
    month.bought("2026-07", "中石油", "本集团", 5, 100);
    const { noPurchase } = month.summary().blindSpots;
    const told = new Map(noPurchase.map(({ account, lastPeriod }) => [account, lastPeriod]));
    expect(told.has("招商物流")).toBe(false);
    expect(told.get("中石油")).toBe("2026-07");
    expect(told.get("中外运")).toBeNull();
  });

  it("a branch in which nobody knows anybody is one, unless it is gone or known under another name", () => {
    const month = aMonth();
    const east = month.entry("branch", "招商物流", "华东分公司");
    month.entry("branch", "招商物流", "华东分部", { same_as: east });
    month.entry("branch", "招商物流", "华南分公司");
    month.entry("branch", "招商物流", "撤销的分公司");
    month.entry("branch", "招商物流", "不予认可", { state: "declined" });
    month.row("ka_contacts", {
      account: "招商物流",
      branch: "华东分部",
      branch_key: "华东分部",
      name: "刘志峰",
    });
    month.row("ka_branches", {
      account: "招商物流",
      name: "撤销的分公司",
      name_key: "撤销的分公司",
      deleted: 1,
    });
    const { branchesWithoutContact } = month.summary().blindSpots;
    expect(branchesWithoutContact.filter(({ account }) => account === "招商物流")).toMatchObject([
      { branch: "华南分公司", key: "华南分公司" },
    ]);
  });

  it("an account of which one unit alone speaks, or headquarters alone, is told apart", () => {
    const month = aMonth();
    month.bought("2026-10", "招商物流", "本集团", 1, 1);
    month.bought("2026-10", "招商物流", "本集团", 1, 1, { unit: "P02" });
    month.happened("2026-10", "中外运", "一般", "只有洛阳说到");
    const entered = month.reviewed("2026-10", "中石油", "P01", 3);
    month.revision({
      row_id: entered,
      sheet: "reviews",
      period: "2026-10",
      account_id: month.account("中石油"),
      author_role: "hq",
    });
    const { oneSided, unitsOnly } = month.summary().blindSpots;
    expect(oneSided).toMatchObject([
      { account: "中外运", side: "one-unit", unit: "P02", unitName: "洛阳工厂", rows: 1 },
      { account: "中石油", side: "headquarters", unit: null, rows: 1 },
    ]);
    expect(unitsOnly).toBe(2);
  });

  it("a unit is silent that reported nothing, or nothing but 本月无动态", () => {
    const month = aMonth();
    month.unit("P03", "驻马店工厂");
    month.reviewed("2026-10", "招商物流", "P01", 3, QUIET);
    month.reviewed("2026-10", "招商物流", "P03", 3);
    expect(month.summary().blindSpots.silentUnits).toEqual([
      { unit: "P01", unitName: "深圳工厂", reason: "quiet" },
      { unit: "P02", unitName: "洛阳工厂", reason: "missing" },
    ]);
  });
});

describe("the coverage map", () => {
  const mapOf = (month: Month) =>
    assembleCoverage(
      (name) => asked(COVERAGE_MAP_QUERIES[name], PERIOD, (sql, params) => month.all(sql, params)),
      PERIOD,
    );

  it("counts what each unit tells of each account, an account under a former name as itself", () => {
    const month = aMonth();
    month.unit("S01", "上海4S店", "P01");
    month.newAccount("招商物流集团", "nominated", "招商物流");
    month.happened("2026-10", "招商物流", "一般", "客户搬迁", { unit: "P01" });
    month.happened("2026-09", "招商物流", "一般", "上月的事", { unit: "P02" });
    month.bought("2026-10", "招商物流集团", "本集团", 2, 1);
    month.row("ka_contacts", { account: "招商物流", name: "刘志峰" });
    month.row("ka_contacts", { account: "招商物流", name: "已删", deleted: 1 });
    month.reviewed("2026-10", "招商物流", "P01", 3, QUIET);
    const map = mapOf(month);
    expect(map.units.map(({ code }) => code)).toEqual(["P01", "S01", "P02"]);
    expect(map.accounts).toHaveLength(9);
    expect(map.accounts.find(({ account }) => account === "招商物流")?.squares).toEqual([
      { unit: "P01", news: 1, purchases: 1, contacts: 1, reviews: 1, quiet: 1 },
    ]);
    expect(map.accounts.find(({ account }) => account === "中石油")?.squares).toEqual([]);
  });

  it("lists a potential account too, once somebody speaks of it", () => {
    const month = aMonth();
    month.newAccount("顺丰速运", "potential");
    expect(mapOf(month).accounts.map(({ account }) => account)).not.toContain("顺丰速运");
    month.reviewed("2026-10", "顺丰速运", "P01", 3);
    expect(mapOf(month).accounts.at(-1)).toMatchObject({ account: "顺丰速运", standing: "potential" });
  });
});

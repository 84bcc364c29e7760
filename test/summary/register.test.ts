import { Month } from "./a-month.ts";

/** Reports of 2026-10 are due on 5 November, those of 2026-09 on 5 October. */
const IN_TIME = "2026-11-02T02:00:00.000Z";
const BEFORE = "2026-10-03T02:00:00.000Z";
const AFTER = "2026-11-07T02:00:00.000Z";

function aMonth(): Month {
  const month = new Month();
  month.unit("P01", "深圳工厂");
  return month;
}

describe("purchases", () => {
  it("of an account that turned out to be another are the other's", () => {
    const month = aMonth();
    month.newAccount("招商物流集团", "nominated", "招商物流");
    month.bought("2026-10", "招商物流", "本集团", 3, 100);
    month.bought("2026-10", "招商物流集团", "本集团", 4, 200);
    month.reviewed("2026-09", "招商物流集团", "P01", 2);
    month.reviewed("2026-10", "招商物流", "P01", 4);
    const summary = month.summary();
    expect(summary.purchases).toMatchObject([
      { account: "招商物流", month: { ours: { units: 7, amount: 3 } } },
    ]);
    expect(summary.rose).toMatchObject([{ account: "招商物流", previousRating: 2, rating: 4 }]);
  });

  it("of a branch under two names are one branch's, by the register's name; a carrier's are its own", () => {
    const month = aMonth();
    const east = month.entry("branch", "招商物流", "华东分公司");
    month.entry("branch", "招商物流", "华东分部", { same_as: east });
    month.entry("carrier", "招商物流", "安达运输");
    month.bought("2026-10", "招商物流", "本集团", 3, 1, { branch: "华东分公司" });
    month.bought("2026-10", "招商物流", "竞争对手", 4, 1, { branch: "华东分部", carrier: "安达运输" });
    month.bought("2026-09", "招商物流", "本集团", 5, 1, { carrier: "安达运输" });
    month.bought("2026-10", "招商物流", "本集团", 1, 1);
    expect(month.summary().branchPurchases).toMatchObject([
      { side: "branch", place: "华东分公司", month: { ours: { units: 3 }, rivals: { units: 4 } } },
      { side: "none", place: "", month: { ours: { units: 1 } } },
      { side: "carrier", place: "安达运输", month: { ours: { units: 0 } }, previous: { ours: { units: 5 } } },
    ]);
  });

  it("are told by product, and of accounts that are not on the register apart from the others", () => {
    const month = aMonth();
    month.newAccount("顺丰速运", "potential");
    month.bought("2026-10", "顺丰速运", "本集团", 50, 1, { product: "厢式车" });
    month.bought("2026-10", "招商物流", "本集团", 3, 1, { product: "罐式车" });
    month.bought("2026-03", "招商物流", "竞争对手", 9, 1, { product: "罐式车" });
    const summary = month.summary();
    expect(summary.purchases.map(({ account, standing }) => [account, standing])).toEqual([
      ["招商物流", "registered"],
      ["顺丰速运", "potential"],
    ]);
    expect(summary.registeredTotals.month.ours.units).toBe(3);
    expect(summary.totals.month.ours.units).toBe(53);
    expect(summary.productPurchases).toMatchObject([
      { product: "厢式车", month: { ours: { units: 50 } } },
      { product: "罐式车", month: { ours: { units: 3 } }, yearToDate: { rivals: { units: 9 } } },
    ]);
  });
});

describe("ratings", () => {
  it("are averaged by month and account over half a year, with gaps where nobody rated", () => {
    const month = aMonth();
    month.reviewed("2026-10", "招商物流", "P01", 4);
    month.reviewed("2026-10", "招商物流", "P02", 3);
    month.reviewed("2026-08", "招商物流", "P01", 2);
    month.reviewed("2026-08", "中外运", "P01", 5);
    const { ratingTrend } = month.summary();
    expect(ratingTrend.periods).toEqual(["2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10"]);
    expect(ratingTrend.average).toEqual([null, null, null, 3.5, null, 3.5]);
    expect(ratingTrend.accounts).toMatchObject([
      { account: "招商物流", ratings: [null, null, null, 2, null, 3.5] },
    ]);
  });
});

describe("filings", () => {
  it("that moved since last month's deadline are told with all their steps, those that did not are not", () => {
    const month = aMonth();
    month.newAccount("顺丰速运", "declined");
    month.newAccount("黄金叶", "nominated");
    const filed = month.filing("顺丰速运", {
      state: "declined",
      first_at: IN_TIME,
      level: "单位级·潜在大客户",
    });
    month.step(filed, "nominated", IN_TIME);
    month.step(filed, "declined", AFTER, "规模太小");
    const old = month.filing("黄金叶", { state: "nominated", first_at: BEFORE });
    month.step(old, "nominated", BEFORE);
    expect(month.summary().nominations).toMatchObject([
      {
        account: "顺丰速运",
        unitName: "深圳工厂",
        fresh: true,
        state: "declined",
        grounds: "年采购量大、车型多样",
        reason: "规模太小",
        steps: [{ step: "nominated" }, { step: "declined" }],
      },
    ]);
    expect(month.summary("2026-11").nominations).toMatchObject([{ account: "顺丰速运", fresh: false }]);
  });
});

describe("branches, carriers and contacts", () => {
  it("first told with the month's reports are new, but not what turned out to be something known", () => {
    const month = aMonth();
    const known = month.entry("carrier", "招商物流", "安达运输");
    month.entry("carrier", "招商物流", "安达物流", { first_at: IN_TIME, same_as: known });
    month.entry("branch", "招商物流", "华北分公司", { first_at: IN_TIME });
    month.entry("contact", "招商物流", "刘志峰", { first_at: AFTER });
    const { registerChanges, registerChangeCounts } = month.summary();
    expect(registerChanges).toMatchObject([
      { kind: "branch", change: "new", account: "招商物流", name: "华北分公司", unitName: "深圳工厂" },
    ]);
    expect(registerChangeCounts).toEqual([{ kind: "branch", change: "new", count: 1 }]);
  });

  it("edited twice are one change, from what they were to what they are; what came to nothing is none", () => {
    const month = aMonth();
    const edit = (rowId: string, revision: number, fleetSize: number, more = {}): void =>
      month.revision({
        row_id: rowId,
        sheet: "branches",
        revision,
        account_id: month.account("招商物流"),
        at: revision === 1 ? BEFORE : IN_TIME,
        row_values: JSON.stringify({ name: `分公司${rowId}`, fleetSize }),
        ...more,
      });
    edit("a", 1, 20);
    edit("a", 2, 30);
    edit("a", 3, 35);
    edit("b", 1, 20);
    edit("b", 2, 30);
    edit("b", 3, 20);
    edit("c", 1, 20);
    edit("c", 2, 20, { deleted: 1 });
    expect(month.summary().registerChanges).toMatchObject([
      { change: "changed", name: "分公司a", columns: [{ column: "fleetSize", before: 20, now: 35 }] },
      { change: "deleted", name: "分公司c", columns: [] },
    ]);
  });

  it("merged by HQ are told with the reason, unless it was undone", () => {
    const month = aMonth();
    month.merged("安达物流 → 安达运输", IN_TIME, { reason: "同一电话" });
    month.merged("华东 → 华南", IN_TIME, { undone_at: IN_TIME });
    expect(month.summary().registerChanges).toMatchObject([
      { change: "merged", name: "安达物流 → 安达运输", note: "同一电话" },
    ]);
  });
});

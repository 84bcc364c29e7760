import { drawWorkbook } from "../../server/xlsx/draw.ts";
import { templatePlan } from "../../shared/plan/template.ts";
import { offered } from "./offered.ts";
import type { Register } from "../../shared/sync/protocol.ts";

const account = (name: string): Register["accounts"][number] => ({
  name,
  aliases: [],
  category: null,
  level: "集团大客户",
  note: "",
});

const register: Register = {
  accounts: [account("招商物流"), account("中外运"), account("中石油(北京)"), account("A*B 物流（集团）")],
  branches: [
    { account: "招商物流", name: "上海分公司" },
    { account: "招商物流", name: "深圳 分公司(蛇口)" },
    { account: "中外运", name: "中海壳牌项目" },
    { account: "A*B 物流（集团）", name: "~总部?" },
  ],
  carriers: [{ account: "中石油(北京)", name: "中油运输" }],
};

/** The dropdowns of the template, filled as given. */
async function offers(
  fill: Record<string, Record<string, string>>,
  ask: readonly (readonly [string, string])[],
): Promise<Record<string, string[]>> {
  const plan = templatePlan({
    unit: { code: "P01", name: "一厂" },
    period: "2026-10",
    register,
    rows: [],
    language: "zh",
  });
  return offered(await drawWorkbook(plan), ask, fill);
}

describe("the template's dropdowns, computed by LibreOffice", () => {
  let found: Record<string, string[]>;
  beforeAll(async () => {
    found = await offers(
      {
        大客户备案: { A2: "新客户 [华东]", A3: "招商物流", A5: "新客户 [华东]" },
        分支机构: {
          A2: "中外运",
          B2: "天津分公司",
          A3: "招商物流",
          B3: "成都分公司",
          A4: "招商物流",
          B4: "上海分公司",
          A5: "新客户 [华东]",
          B5: "*号店?",
          A6: "不在名录",
          B6: "谁也看不到",
          A9: "招商物流",
          B9: "成都分公司",
        },
        承运商: { A2: "招商物流", C2: "德邦（华南）", A3: "A*B 物流（集团）", C3: "= 顺丰" },
        关键联系人: {
          A2: "招商物流",
          A3: "中外运",
          A4: "A*B 物流（集团）",
          A5: "新客户 [华东]",
          A6: "中石油(北京)",
          A7: "AxB 物流（集团）",
        },
      },
      [
        ["关键联系人", "A2"],
        ["关键联系人", "C2"],
        ["关键联系人", "D2"],
        ["关键联系人", "C3"],
        ["关键联系人", "D3"],
        ["关键联系人", "C4"],
        ["关键联系人", "D4"],
        ["关键联系人", "C5"],
        ["关键联系人", "C6"],
        ["关键联系人", "D6"],
        ["关键联系人", "C7"],
        ["关键联系人", "C8"],
        ["关键联系人", "G2"],
        ["月度采购", "A2"],
        ["承运商", "B2"],
      ],
    );
  }, 240_000);

  it("an account is chosen from the register and from the accounts that this workbook files, each once", () => {
    expect(found["关键联系人!A2"]).toEqual([
      "招商物流",
      "中外运",
      "中石油(北京)",
      "A*B 物流（集团）",
      "新客户 [华东]",
    ]);
  });

  it("for 招商物流 the branch list is that account's and no other's: the register's, then the workbook's own, each once", () => {
    expect(found["关键联系人!C2"]).toEqual(["上海分公司", "深圳 分公司(蛇口)", "成都分公司"]);
    expect(found["承运商!B2"]).toEqual(found["关键联系人!C2"]);
  });

  it("another account's row offers that account's branches", () => {
    expect(found["关键联系人!C3"]).toEqual(["中海壳牌项目", "天津分公司"]);
  });

  it("names with stars, question marks, tildes, spaces and full-width brackets are names, not patterns", () => {
    expect(found["关键联系人!C4"]).toEqual(["~总部?"]);
    expect(found["关键联系人!C5"]).toEqual(["*号店?"]);
    expect(found["关键联系人!D4"]).toEqual(["= 顺丰"]);
    expect(found["关键联系人!C7"]).toEqual([]);
  });

  it("carriers follow the account, too", () => {
    expect(found["关键联系人!D2"]).toEqual(["德邦（华南）"]);
    expect(found["关键联系人!D6"]).toEqual(["中油运输"]);
  });

  it("an account without branches or carriers, and a row without an account, offer nothing", () => {
    expect(found["关键联系人!D3"]).toEqual([]);
    expect(found["关键联系人!C6"]).toEqual([]);
    expect(found["关键联系人!C8"]).toEqual([]);
  });

  it("closed lists and the month stand ready", () => {
    expect(found["关键联系人!G2"]).toEqual(["决策者", "影响者", "采购", "使用者", "把关者"]);
    expect(found["月度采购!A2"]).toEqual(["2026-10"]);
  });
});

/**
 * The template's file with all seven sheets filled in by openpyxl, sent as it is, and the same file after
 * LibreOffice has opened and saved it: both must bring the same rows.
 */
import type { WorkbookAnswer } from "../../server/intake/workbook.ts";
import { SHEET_KEYS } from "../../shared/report/sheets.ts";
import type { FeedPage } from "../../shared/sync/protocol.ts";
import { savedByLibreOffice } from "../xlsx/libreoffice.ts";
import { type AService, aService } from "./a-service.ts";
import { fill, type Step } from "./fill.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

const A_MONTH: readonly Step[] = [
  {
    sheet: "大客户备案",
    row: 2,
    values: {
      客户名称: "华夏冷链（武汉）",
      客户类别: "一类·采购频繁",
      级别: "单位级·潜在大客户",
      备案理由: "冷藏车采购频繁，辐射华中五省",
      "年采购量(台)": "６０",
      备案日期: "2026年10月3日",
    },
  },
  {
    sheet: "分支机构",
    row: 2,
    values: { 所属大客户: "招商物流", 分支机构名称: "上海 分公司", 省份: "上海市" },
  },
  {
    sheet: "承运商",
    row: 2,
    values: { 服务大客户: "招商物流", 所属分支: "上海 分公司", 承运商名称: "德邦物流" },
  },
  {
    sheet: "关键联系人",
    row: 2,
    values: {
      大客户: "招商物流",
      所在方: "总部",
      姓名: "陈东",
      职务: "采购总监",
      决策角色: "决策者",
      电话: 13800138000,
      邮箱: "chen.dong@example.com",
      关系程度: "4",
    },
  },
  {
    sheet: "重要动态",
    row: 2,
    values: {
      发生日期: 46307,
      大客户: "招商物流",
      涉及方: "总部",
      动态类别: "招标投标",
      重要程度: "重要",
      内容: "-发布招标公告\n计划一百二十台",
      获知方式: "面谈",
    },
  },
  {
    sheet: "月度采购",
    row: 2,
    values: {
      大客户: "招商物流",
      分支机构: "上海 分公司",
      承运商: "德邦物流",
      产品类别: "半挂车",
      供应商: "本集团",
      "数量(台)": "12 台",
      "金额(万元)": "1,345.50",
      交付地: "上海",
    },
  },
  {
    sheet: "月度评述",
    row: 2,
    values: {
      大客户: "招商物流",
      关系评级: 4,
      较上月: "上升",
      关系评述: "客户对交付速度满意，提出新的网点要求",
    },
  },
];

let at: AService;
let lead: string;
beforeEach(async () => {
  at = await aService("2026-11-03T02:00:00Z");
  lead = await at.token("lead", "P01", "李明");
});
afterEach(() => at.stop());

async function upload(bytes: Uint8Array): Promise<WorkbookAnswer> {
  const response = await fetch(`${at.url}/api/v1/workbooks`, {
    method: "POST",
    headers: { Authorization: `Bearer ${lead}`, "Content-Type": XLSX },
    body: new Uint8Array(bytes),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as WorkbookAnswer;
}

const values = async (): Promise<unknown[]> => {
  const { rows } = (await (await at.get("/rows?since=0", lead)).json()) as FeedPage;
  return rows
    .toSorted((a, b) => SHEET_KEYS.indexOf(a.sheet) - SHEET_KEYS.indexOf(b.sheet))
    .map((row) => ({ sheet: row.sheet, period: row.period, ...row.values }));
};

describe("a month filled in without the add-in", () => {
  test.each([
    ["openpyxl", (bytes: Uint8Array) => Promise.resolve(bytes)],
    ["LibreOffice, after openpyxl", (bytes: Uint8Array) => savedByLibreOffice(bytes, "xlsx")],
  ])("saved by %s brings a row of each sheet, every value read for what it means", async (_, saved) => {
    const template = await at.get("/template.xlsx?unit=P01&period=2026-10", lead);
    const filled = fill(new Uint8Array(await template.arrayBuffer()), A_MONTH);
    await upload(await saved(filled));
    expect(await values()).toMatchObject([
      { sheet: "accounts", name: "华夏冷链（武汉）", annualUnits: 60, filedOn: "2026-10-03" },
      { sheet: "branches", name: "上海 分公司", province: "上海" },
      { sheet: "carriers", branch: "上海 分公司", name: "德邦物流" },
      { sheet: "contacts", phone: "13800138000", strength: 4 },
      { sheet: "events", period: "2026-10", happenedOn: "2026-10-12", body: "-发布招标公告\n计划一百二十台" },
      { sheet: "purchases", period: "2026-10", units: 12, amount: 1345.5, deliverTo: "上海" },
      { sheet: "reviews", period: "2026-10", rating: 4, trend: "上升" },
    ]);
  });

  test("sent as it is, and once more after LibreOffice has saved it, is still one row each", async () => {
    const template = await at.get("/template.xlsx?unit=P01&period=2026-10", lead);
    const filled = fill(new Uint8Array(await template.arrayBuffer()), A_MONTH);
    await upload(filled);
    await upload(await savedByLibreOffice(filled, "xlsx"));
    expect(await values()).toHaveLength(7);
  });
});

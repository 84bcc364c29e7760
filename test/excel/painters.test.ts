/** The two painters side by side: one plan drawn by Office.js and by the service, both files read by openpyxl. */
import { drawWorkbook } from "../../server/xlsx/draw.ts";
import { masterPlan } from "../../shared/plan/master.ts";
import { summaryPlan } from "../../shared/plan/summary.ts";
import type { WorkbookPlan } from "../../shared/plan/plan.ts";
import { saveXlsx } from "../host/save-xlsx.ts";
import type { DrawnWorkbook } from "../xlsx/drawn.ts";
import { inspectWorkbook } from "../xlsx/inspect.ts";
import { PLAN_WITH_EVERYTHING } from "../xlsx/plan-with-everything.ts";
import { alike, withFeet } from "./alike.ts";
import { open } from "./open.ts";
import { aContact, aTemplate, rowId } from "./workbooks.ts";

async function drawnInExcel(plan: WorkbookPlan, apiLevel: string): Promise<DrawnWorkbook> {
  const { host, workbook } = open({ apiLevel });
  await workbook.replace(plan);
  host.deleteSheet("Sheet1");
  const state = host.state();
  return alike(withFeet(await inspectWorkbook(await saveXlsx(state)), state));
}

const drawnInAFile = async (plan: WorkbookPlan): Promise<DrawnWorkbook> =>
  alike(await inspectWorkbook(await drawWorkbook(plan)));

const template = aTemplate({
  rows: [
    aContact(1, { name: "=1+1", phone: "+86 138" }),
    {
      sheet: "purchases",
      rowId: rowId(2),
      revision: 3,
      values: { period: "2026-10", account: "招商物流", units: 12, amount: 340.5, remark: "2026-11-03" },
    },
    {
      sheet: "events",
      rowId: rowId(3),
      revision: 1,
      values: { happenedOn: "2026-10-03", body: "-换了采购负责人" },
    },
  ],
});

const master = masterPlan(
  [
    {
      sheet: "branches",
      rowId: rowId(4),
      revision: 2,
      values: { account: "招商物流", name: "+86 分公司", fleetSize: 12 },
      unit: "P01",
      unitName: "深圳工厂",
      period: null,
      account: "招商物流",
      deleted: false,
      late: true,
      by: "王五",
      channel: "excel",
      at: "2026-11-03T02:00:00.000Z",
    },
  ],
  7,
);

const bought = (units: number) => ({
  ours: { units, amount: units * 28.5 },
  rivals: { units: 4, amount: 96 },
  share: units / (units + 4),
});
const purchasesOf = (account: string, units: number) => ({
  accountId: units,
  account,
  standing: "registered" as const,
  month: bought(units),
  previous: bought(3),
  change: units - 3,
  yearToDate: bought(units * 6),
});
const figure = { value: 12, previous: 9, lastYear: null };

const report = summaryPlan({
  period: "2026-10",
  madeAt: "2026-11-06T01:00:00.000Z",
  cursor: 40,
  deadline: "2026-11-05T15:59:59.999Z",
  state: "open",
  issue: null,
  changes: null,
  words: { purchases: "=本月平稳" },
  figures: {
    ourUnits: figure,
    ourAmount: { value: 340.5, previous: null, lastYear: 12 },
    rivalUnits: figure,
    share: { value: 0.75, previous: 0.5, lastYear: null },
    accountsWithNews: figure,
    importantEvents: figure,
    averageRating: { value: 3.4, previous: 3, lastYear: null },
    reportingRate: { value: 0.5, previous: 1, lastYear: null },
  },
  rows: { purchases: 4, reviews: 1, events: 1 },
  purchases: [purchasesOf("招商物流", 12), purchasesOf("=中石油", 5)],
  registeredTotals: purchasesOf("小计", 17),
  totals: purchasesOf("合计", 17),
  branchPurchases: [{ ...purchasesOf("招商物流", 12), side: "branch", key: "华南", place: "华南公司" }],
  branchPurchasesCount: 1,
  productPurchases: [{ ...purchasesOf("", 17), product: "半挂车" }],
  purchaseTrend: ["2026-08", "2026-09", "2026-10"].map((period) => ({ period, ...bought(9) })),
  rose: [],
  fell: [],
  ratingTrend: {
    periods: ["2026-09", "2026-10"],
    average: [3, 4],
    accounts: [{ accountId: 12, account: "招商物流", ratings: [3, 4] }],
  },
  eventKinds: [{ kind: "招标投标", weights: { 重要: 1 } }],
  nominations: [],
  registerChanges: [],
  registerChangeCounts: [],
  plants: [],
  blindSpots: {
    noNews: [],
    noPurchase: [],
    branchesWithoutContact: [],
    branchesWithoutContactCount: 0,
    oneSided: [],
    unitsOnly: 0,
    silentUnits: [],
  },
  reviews: [
    {
      rowId: rowId(4),
      accountId: 12,
      quiet: false,
      account: "招商物流",
      unit: "P01",
      unitName: "深圳工厂",
      rating: 4,
      previousRating: 3,
      trend: "上升",
      remark: "+合作稳定,下月续签",
      outlook: null,
      plan: "拜访总部",
    },
  ],
  events: [
    {
      rowId: rowId(5),
      happenedOn: "2026-10-03",
      accountId: 12,
      account: "招商物流",
      unit: "P01",
      unitName: "深圳工厂",
      side: "总部",
      place: "",
      kind: "招标投标",
      weight: "重要",
      body: "@发布招标公告",
      action: null,
      owner: "王五",
      dueOn: "2026-11-20",
    },
  ],
  eventCounts: { 重要: 1 },
  filings: [
    {
      unit: "P01",
      name: "深圳工厂",
      kind: "plant",
      base: null,
      state: "on-time",
      firstAt: "2026-11-03T02:00:00.000Z",
      rows: 12,
    },
    { unit: "P02", name: "上海工厂", kind: "plant", base: null, state: "missing", firstAt: null, rows: 0 },
  ],
  completeness: { expected: 2, actual: 1, actualOnTime: 1, reportingRate: 0.5, onTimeRate: 0.5 },
});

/** The template's list sheet alone has ten thousand formulas. */
const PATIENCE = 180_000;

test.each([
  ["a plan with everything", PLAN_WITH_EVERYTHING],
  ["the template", template],
  ["the master", master],
  ["the monthly report", report],
])(
  "%s is the same in Excel and in a file",
  async (_, plan) => {
    expect(await drawnInExcel(plan, "1.17")).toEqual(await drawnInAFile(plan));
  },
  PATIENCE,
);

test(
  "Excel 2019 draws the template the same, but for how it prints",
  async () => {
    const unprinted = ({ sheets, ...book }: DrawnWorkbook) => ({
      ...book,
      sheets: sheets.map((sheet) => ({ ...sheet, print: null })),
    });
    expect(unprinted(await drawnInExcel(template, "1.8"))).toEqual(unprinted(await drawnInAFile(template)));
  },
  PATIENCE,
);

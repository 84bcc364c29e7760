/** The two painters side by side: one plan drawn by Office.js and by the service, both files read by openpyxl. */
import { drawWorkbook } from "../../server/xlsx/draw.ts";
import { masterPlan } from "../../shared/plan/master.ts";
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
      deleted: false,
      late: true,
      by: "王五",
      channel: "excel",
      at: "2026-11-03T02:00:00.000Z",
    },
  ],
  7,
);

test.each([
  ["a plan with everything", PLAN_WITH_EVERYTHING],
  ["the template", template],
  ["the master", master],
])("%s is the same in Excel and in a file", async (_, plan) => {
  expect(await drawnInExcel(plan, "1.17")).toEqual(await drawnInAFile(plan));
});

test("Excel 2019 draws the template the same, but for how it prints", async () => {
  const unprinted = ({ sheets, ...book }: DrawnWorkbook) => ({
    ...book,
    sheets: sheets.map((sheet) => ({ ...sheet, print: null })),
  });
  expect(unprinted(await drawnInExcel(template, "1.8"))).toEqual(unprinted(await drawnInAFile(template)));
});

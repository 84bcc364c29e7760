import { drawWorkbook } from "../../server/xlsx/draw.ts";
import { masterPlan } from "../../shared/plan/master.ts";
import { templatePlan } from "../../shared/plan/template.ts";
import type { Register } from "../../shared/sync/protocol.ts";
import { askedOf } from "./asked.ts";
import { inspectWorkbook } from "./inspect.ts";

const anAccount = (name: string): Register["accounts"][number] => ({
  name,
  aliases: [],
  category: null,
  level: "集团大客户",
  note: "",
});

const template = templatePlan({
  unit: { code: "P01", name: "一厂" },
  period: "2026-11",
  register: {
    accounts: [anAccount("招商物流"), anAccount("中石油(北京) & “油”")],
    branches: [{ account: "招商物流", name: "= 上海分公司" }],
    carriers: [{ account: "中石油(北京) & “油”", name: "中油运输" }],
  },
  rows: [],
  language: "zh",
});

const master = masterPlan(
  [
    {
      sheet: "branches",
      rowId: "0190e6f0-0000-7000-8000-000000000001",
      revision: 2,
      values: { account: "招商物流", name: "+86 分公司", province: "上海市", fleetSize: 12 },
      unit: "P01",
      unitName: "一厂",
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

test.each([
  ["template", template],
  ["master", master],
])("the %s in a file is what its plan asks for", async (_, plan) => {
  expect(await inspectWorkbook(await drawWorkbook(plan))).toEqual(askedOf(plan));
});

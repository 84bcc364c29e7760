/** Headquarters' month in the pane: the master kept up to date, and the report. */
import { showMasterRow } from "../../addin/pane/tasks/history.ts";
import { layTemplate } from "../../addin/pane/tasks/lay.ts";
import { refreshMaster } from "../../addin/pane/tasks/refresh-master.ts";
import { closeMonth } from "../../addin/pane/tasks/months.ts";
import { submitReport } from "../../addin/pane/tasks/submit.ts";
import { loadSummary, makeReport } from "../../addin/pane/tasks/summary.ts";
import { summaryPlan } from "../../shared/plan/summary.ts";
import { masterColumns, masterSheetName } from "../../shared/plan/master.ts";
import { columnName } from "../../shared/plan/address.ts";
import { sheetOf } from "../../shared/report/sheets.ts";
import { aRealService, type RealService } from "../sync/real-service.ts";
import { Desk } from "./desk.ts";

const NOW = Date.parse("2026-11-03T10:00:00+08:00");
const PURCHASES = sheetOf("purchases");
const MASTER = masterSheetName(PURCHASES);
const BOUGHT = { account: "招商物流", product: "半挂车", supplier: "本集团", units: 12, amount: 345.6 };

let service: RealService;
let unit: Desk;
let hq: Desk;

beforeEach(async () => {
  service = await aRealService(NOW);
  unit = await new Desk(service, await service.person("王五", "lead", "P01"), NOW).open();
  await unit.does(layTemplate);
  unit.fill("purchases", 2, BOUGHT);
  unit.fill("purchases", 3, { ...BOUGHT, product: "罐式车", units: 3 });
  await unit.does(submitReport);
  hq = await new Desk(service, await service.person("陈静", "hq-admin", null), NOW).open();
});
afterEach(() => service.stop());

/** A cell of the purchases' master by column key; `row` as Excel counts it. */
function inMaster(row: number, key: string) {
  const at = masterColumns(PURCHASES).findIndex((column) => column.key === key);
  return hq.host.shown(MASTER, `${columnName(at)}${row}`).value;
}

const beside = columnName(masterColumns(PURCHASES).length);

describe("刷新总表", () => {
  test("lays the master down and fills it, with the units' names", async () => {
    await hq.does(refreshMaster);
    expect(hq.pane.state.refresh).toEqual({ added: 2, changed: 0, deleted: 0 });
    expect([inMaster(2, "unitName"), inMaster(2, "account"), inMaster(2, "units")]).toEqual([
      "深圳工厂",
      "招商物流",
      12,
    ]);
  });

  test("fetches only what is new, and a note beside a row stays with it", async () => {
    await hq.does(refreshMaster);
    hq.host.type(MASTER, `${beside}2`, "已核对");
    unit.sit();
    unit.fill("purchases", 2, { units: 15 });
    await unit.does(submitReport);
    await hq.does(refreshMaster);
    expect(hq.pane.state.refresh).toEqual({ added: 0, changed: 1, deleted: 0 });
    expect(inMaster(2, "units")).toBe(15);
    expect(hq.host.shown(MASTER, `${beside}2`).value).toBe("已核对");
    await hq.does(refreshMaster);
    expect(hq.pane.state.refresh).toEqual({ added: 0, changed: 0, deleted: 0 });
  });
});

test("the row selected in the master leads to its record; where none is selected that is said", async () => {
  await hq.does(refreshMaster);
  const opened: string[] = [];
  hq.host.select(MASTER, "B2");
  await hq.does((pane) => showMasterRow(pane, (rowId) => opened.push(rowId)));
  const record = await hq.pane.surroundings.service.history(opened[0] ?? "");
  expect(record).toMatchObject({ sheet: "purchases", unit: "P01" });
  hq.host.select(MASTER, "A1");
  await hq.does((pane) => showMasterRow(pane, (rowId) => opened.push(rowId)));
  expect(opened).toHaveLength(1);
  expect(hq.pane.state.notice).toContain("请先在总表中选中一行");
});

describe("生成月报", () => {
  test("draws into the workbook the very numbers that the pane shows", async () => {
    await hq.does(makeReport);
    const { summary } = hq.pane.state;
    if (!summary) throw new Error("no summary");
    expect(summary.figures.ourUnits.value).toBe(15);
    const [sheet] = summaryPlan(summary).sheets;
    const drawn = hq.host.state().sheets.find(({ name }) => name === sheet?.name);
    const values = drawn?.cells.map(({ value }) => value);
    expect(values).toContain(summary.figures.ourUnits.value);
    expect(values).toContain(summary.figures.ourAmount.value);
  });

  test("who has filed and who has not is told with it", async () => {
    await hq.does(loadSummary);
    expect(hq.pane.state.summary?.filings).toMatchObject([
      { unit: "P01", state: "on-time", rows: 2 },
      { unit: "P02", state: "missing" },
    ]);
  });
});

test("a closed month takes nothing more, and the sheet says so", async () => {
  const month = await hq.pane.surroundings.service.completeness("2026-10");
  hq.answers = { reason: () => "" };
  await hq.does((pane) => closeMonth(pane, month, () => undefined));
  expect(hq.asked).toMatchObject([{ title: "2026-10 关账" }]);
  unit.fill("purchases", 2, { units: 99 });
  await unit.does(submitReport);
  expect(unit.pane.state.receipt?.counts).toMatchObject({ rejected: 1 });
  expect(unit.cell("purchases", 2, "status")).toBe("未接收");
  expect(unit.cell("purchases", 2, "statusNote")).toContain("已关账");
});

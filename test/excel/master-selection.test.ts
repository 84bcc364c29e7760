import type { MasterSelection } from "../../addin/workbook.ts";
import type { MasterRow } from "../../shared/plan/inputs.ts";
import { masterPlan } from "../../shared/plan/master.ts";
import { LEVELS, open } from "./open.ts";
import { rowId, sheetOf } from "./workbooks.ts";

const SHEET = "总表·月度评述";

const aReview = (n: number): MasterRow => ({
  sheet: "reviews",
  rowId: rowId(n),
  revision: 1,
  values: { period: "2026-10", account: "招商物流", rating: 4, trend: "持平", remark: `评述${n}` },
  unit: "P01",
  unitName: "深圳工厂",
  period: "2026-10",
  account: "招商物流",
  deleted: false,
  late: false,
  by: "张三",
  channel: "excel",
  at: "2026-11-03T01:02:03.000Z",
});

async function aMaster(rows: number, apiLevel: string) {
  const opened = open({ apiLevel });
  await opened.workbook.replace(
    masterPlan(
      Array.from({ length: rows }, (_, i) => aReview(i + 1)),
      rows,
    ),
  );
  return opened;
}

const afterAWhile = () => new Promise((resolve) => setTimeout(resolve, 400));

describe.each(LEVELS)("the selected row of the master with ExcelApi %s", (apiLevel) => {
  it("is the row of the active cell, wherever sorting has put it, with the column it is in", async () => {
    const { host, workbook } = await aMaster(3, apiLevel);
    host.sortTable("ka_master_reviews", "关系评述", false);
    host.select(SHEET, "D2");
    expect(await workbook.selectedMasterRow()).toEqual({
      sheet: "reviews",
      rowId: rowId(3),
      column: "account",
    });
  });

  it("is none on the header, below the table, and on other sheets", async () => {
    const { host, workbook } = await aMaster(2, apiLevel);
    host.select(SHEET, "A1");
    expect(await workbook.selectedMasterRow()).toBeNull();
    host.select(SHEET, "A9");
    expect(await workbook.selectedMasterRow()).toBeNull();
    host.select("Sheet1", "A2");
    expect(await workbook.selectedMasterRow()).toBeNull();
  });

  it("is told once the user stops moving, again on leaving the master, and no more after the end", async () => {
    const { host, workbook } = await aMaster(4, apiLevel);
    host.select(SHEET, "A2");
    const told: (MasterSelection | null)[] = [];
    const stop = await workbook.followMasterSelection((selection) => told.push(selection));
    for (const cell of ["A3", "A4", "A5"]) host.select(SHEET, cell);
    await afterAWhile();
    host.remoteEdit(SHEET, "E2", [["别人的"]]);
    host.activate("Sheet1");
    await afterAWhile();
    await stop();
    host.select(SHEET, "A2");
    await afterAWhile();
    expect(told.map((selection) => selection?.rowId)).toEqual([rowId(1), rowId(4), undefined]);
  });
});

describe.each(LEVELS)("taking the user to rows of the master with ExcelApi %s", (apiLevel) => {
  it("selects neighbours as they stand, though a filter had hidden one", async () => {
    const { host, workbook } = await aMaster(6, apiLevel);
    host.filterTable("ka_master_reviews", "关系评述", ["评述1", "评述4"]);
    const rows = [4, 3, 99].map(rowId);
    expect(await workbook.selectMasterRows("reviews", rows)).toEqual({ found: 2, filtered: false });
    expect(host.state().active).toBe(SHEET);
    expect(sheetOf(host.state(), SHEET).selection).toMatch(/^A4:[A-Z]+5$/);
    expect(host.tableRows("ka_master_reviews")).toEqual({ all: 6, visible: 6 });
  });

  it("filters scattered rows so that they stand together, until all are shown again", async () => {
    const { host, workbook } = await aMaster(260, apiLevel);
    const everySecond = Array.from({ length: 130 }, (_, i) => rowId(2 * i + 1));
    expect(await workbook.selectMasterRows("reviews", everySecond)).toEqual({ found: 130, filtered: true });
    expect(host.tableRows("ka_master_reviews")).toEqual({ all: 260, visible: 130 });
    expect(sheetOf(host.state(), SHEET).selection).toMatch(/^A2:[A-Z]+260$/);
    await workbook.showAllMasterRows("reviews");
    expect(host.tableRows("ka_master_reviews")).toEqual({ all: 260, visible: 260 });
  });

  it("shows the sheet as it is where none of them stands in it", async () => {
    const { host, workbook } = await aMaster(2, apiLevel);
    expect(await workbook.selectMasterRows("events", [rowId(1)])).toEqual({ found: 0, filtered: false });
    expect(host.state().active).toBe("总表·重要动态");
  });
});

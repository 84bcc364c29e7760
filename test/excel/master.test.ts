import type { MasterUpdate } from "../../addin/workbook.ts";
import type { MasterRow } from "../../shared/plan/inputs.ts";
import { masterCells, masterPlan } from "../../shared/plan/master.ts";
import type { WorkbookPlan } from "../../shared/plan/plan.ts";
import { LEVELS, open } from "./open.ts";
import { column, letterOf, rowId, sheetOf, tableOf, valueAt } from "./workbooks.ts";

const SHEET = "总表·月度评述";
const TABLE = "ka_master_reviews";

const aReview = (n: number, remark: string, change: Partial<MasterRow> = {}): MasterRow => ({
  sheet: "reviews",
  rowId: rowId(n),
  revision: 1,
  values: { period: "2026-10", account: "招商物流", rating: 4, trend: "持平", remark },
  unit: "P01",
  unitName: "深圳工厂",
  period: "2026-10",
  account: "招商物流",
  deleted: false,
  late: false,
  by: "张三",
  channel: "excel",
  at: "2026-11-03T01:02:03.000Z",
  ...change,
});

const update = (row: MasterRow): MasterUpdate => ({
  sheet: row.sheet,
  rowId: row.rowId,
  cells: masterCells(row).map((cell) => (typeof cell === "object" ? null : cell)),
});

/** The master with its reviews alone: drawn in a moment. Missing tables are drawn at the first refresh. */
const aMaster = (rows: readonly MasterRow[], cursor = 0): WorkbookPlan => masterPlan(rows, cursor);

const remarks = (state: Parameters<typeof column>[0], last: number) =>
  column(state, SHEET, letterOf(state, SHEET, "关系评述"), last);

describe.each(LEVELS)("the master refreshed with ExcelApi %s", (apiLevel) => {
  it("overwrites a changed row in place and appends a new one below, also after sorting", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.replace(aMaster([aReview(1, "甲"), aReview(2, "乙"), aReview(3, "丙")], 3));
    host.sortTable(TABLE, "关系评述", false);
    const order = remarks(host.state(), 4);
    await workbook.updateMaster([update(aReview(2, "乙改", { revision: 2 })), update(aReview(4, "=丁"))], {
      cursor: 5,
      naming: "",
    });
    const state = host.state();
    expect(remarks(state, 6)).toEqual([...order.map((text) => (text === "乙" ? "乙改" : text)), "=丁", null]);
    expect(tableOf(state, TABLE).range).toMatch(/5$/);
    expect((await workbook.state()).master).toEqual({ cursor: 5, naming: "" });
  });

  it("fills the blank row of a fresh table first", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.replace(aMaster([]));
    await workbook.updateMaster([update(aReview(1, "甲")), update(aReview(2, "乙"))], {
      cursor: 2,
      naming: "",
    });
    expect(remarks(host.state(), 4)).toEqual(["甲", "乙", null]);
    expect(tableOf(host.state(), TABLE).range).toMatch(/^A1:[A-Z]+3$/);
  });

  it("leaves what HQ wrote beside the rows, inside the table and to its right, with its rows", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.replace(aMaster([aReview(1, "甲"), aReview(2, "乙")], 2));
    const state = host.state();
    const at = letterOf(state, SHEET, "关系评级");
    host.insertColumn(SHEET, at);
    host.paste(SHEET, `${at}1`, [["总部意见"], ["跟进甲"], ["跟进乙"]]);
    host.paste(SHEET, "Z2", [["旁注甲"], ["旁注乙"]]);
    await workbook.updateMaster([update(aReview(1, "甲改")), update(aReview(3, "丙"))], {
      cursor: 4,
      naming: "",
    });
    const after = host.state();
    expect(column(after, SHEET, at, 4)).toEqual(["跟进甲", "跟进乙", null]);
    expect(column(after, SHEET, "Z", 3)).toEqual(["旁注甲", "旁注乙"]);
    expect(remarks(after, 4)).toEqual(["甲改", "乙", "丙"]);
    expect(valueAt(after, SHEET, `${letterOf(after, SHEET, "关系评级")}2`)).toBe(4);
  });

  it("moves what stands below the table down instead of writing over it", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.replace(aMaster([aReview(1, "甲")], 1));
    host.paste(SHEET, "B4", [["总部备忘"]]);
    await workbook.updateMaster(
      [2, 3, 4].map((n) => update(aReview(n, `第${n}`))),
      { cursor: 4, naming: "" },
    );
    const state = host.state();
    expect(remarks(state, 5)).toEqual(["甲", "第2", "第3", "第4"]);
    expect(sheetOf(state, SHEET).cells.filter(({ value }) => value === "总部备忘")).toHaveLength(1);
    expect(tableOf(state, TABLE).range).toMatch(/^A1:[A-Z]+5$/);
  });

  it("refreshing twice with the same rows changes nothing", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.replace(aMaster([aReview(1, "甲")], 1));
    const rows = [update(aReview(1, "甲二")), update(aReview(2, "乙"))];
    await workbook.updateMaster(rows, { cursor: 3, naming: "" });
    const once = sheetOf(host.state(), SHEET).cells;
    await workbook.updateMaster(rows, { cursor: 3, naming: "" });
    expect(sheetOf(host.state(), SHEET).cells).toEqual(once);
  });

  it("draws a table that was deleted again, and writes into filtered ones", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.replace(aMaster([aReview(1, "甲"), aReview(2, "乙", { unitName: "上海工厂" })], 2));
    host.deleteSheet("总表·重要动态");
    host.filterTable(TABLE, "单位", ["上海工厂"]);
    await workbook.updateMaster([update(aReview(1, "甲改")), update(aReview(3, "丙"))], {
      cursor: 4,
      naming: "",
    });
    const state = host.state();
    expect(remarks(state, 4)).toEqual(["甲改", "乙", "丙"]);
    expect(tableOf(state, "ka_master_events").range).toMatch(/^A1:/);
  });
});

describe.each(LEVELS)("all lines of a sheet with ExcelApi %s", (apiLevel) => {
  const CARRIERS = "总表·承运商";
  const aCarrier = (n: number, name: string, change: Partial<MasterRow> = {}): MasterRow => ({
    ...aReview(n, ""),
    sheet: "carriers",
    values: { account: "招商物流", name, fleetSize: n },
    ...change,
  });
  const lines = (...rows: MasterRow[]): MasterUpdate[] => rows.map(update);
  const shown = (state: Parameters<typeof column>[0], heading: string) =>
    column(state, CARRIERS, letterOf(state, CARRIERS, heading), 4);

  it("what is no line any more is greyed in its place, and is as before once it is one again", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.replace(aMaster([aCarrier(1, "甲"), aCarrier(2, "乙"), aCarrier(3, "丙")]));
    expect(await workbook.matchMaster("carriers", lines(aCarrier(1, "甲"), aCarrier(3, "丙二")))).toEqual({
      added: 0,
      changed: 1,
      deleted: 1,
    });
    expect(shown(host.state(), "状态")).toEqual(["正常", "已合并", "正常"]);
    expect(shown(host.state(), "承运商名称")).toEqual(["甲", "乙", "丙二"]);
    const again = lines(aCarrier(1, "甲"), aCarrier(2, "乙"), aCarrier(3, "丙二"));
    expect(await workbook.matchMaster("carriers", again)).toEqual({ added: 0, changed: 1, deleted: 0 });
    expect(shown(host.state(), "状态")).toEqual(["正常", "正常", "正常"]);
  });

  it("writes nothing where nothing differs, also in a workbook that counts from 1904", async () => {
    const { host, workbook } = open({ apiLevel });
    host.load({ ...host.state(), date1904: true });
    const dated = aCarrier(1, "=甲", { values: { account: "招商物流", name: "=甲", fleetSize: 7 } });
    await workbook.replace(aMaster([dated, aCarrier(2, "00123")]));
    const before = sheetOf(host.state(), CARRIERS).cells;
    const traffic = host.traffic.length;
    const counts = await workbook.matchMaster("carriers", lines(dated, aCarrier(2, "00123")));
    expect(counts).toEqual({ added: 0, changed: 0, deleted: 0 });
    expect(sheetOf(host.state(), CARRIERS).cells).toEqual(before);
    expect(host.traffic.length - traffic).toBeLessThan(40);
  });

  it("finds rows by identity after sorting, and leaves HQ's own columns alone", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.replace(aMaster([aCarrier(1, "甲"), aCarrier(2, "乙"), aCarrier(3, "丙")]));
    host.sortTable("ka_master_carriers", "车队规模(台)", false);
    const at = letterOf(host.state(), CARRIERS, "承运商名称");
    host.insertColumn(CARRIERS, at);
    host.paste(CARRIERS, `${at}1`, [["总部意见"], ["丙的"], ["乙的"], ["甲的"]]);
    await workbook.matchMaster("carriers", lines(aCarrier(1, "甲改"), aCarrier(2, "乙"), aCarrier(3, "丙")));
    expect(shown(host.state(), "承运商名称")).toEqual(["丙", "乙", "甲改"]);
    expect(shown(host.state(), "总部意见")).toEqual(["丙的", "乙的", "甲的"]);
  });

  it("keeps with the rows how far it is filled, and how accounts were called then", async () => {
    const { workbook } = open({ apiLevel });
    await workbook.replace(aMaster([]));
    await workbook.updateMaster([], { cursor: 9, naming: "n00e5" });
    expect((await workbook.state()).master).toEqual({ cursor: 9, naming: "n00e5" });
  });
});

it("four thousand new rows go in few requests, each far below five megabytes, with progress", async () => {
  const { host, workbook } = open();
  await workbook.replace(aMaster([], 0));
  const before = host.traffic.length;
  const said: number[] = [];
  const rows = Array.from({ length: 4000 }, (_, i) => update(aReview(i, "评述".repeat(60))));
  await workbook.updateMaster(rows, { cursor: 4000, naming: "" }, (done) => said.push(done));
  const requests = host.traffic.slice(before).filter(({ kind }) => kind === "request");
  expect(requests.length).toBeLessThan(40);
  expect(Math.max(...requests.map(({ bytes }) => bytes))).toBeLessThan(2_500_000);
  expect(tableOf(host.state(), TABLE).range).toMatch(/4001$/);
  expect(said.at(-1)).toBe(1);
});

import { TRICKY_TEXT, PLAN_WITH_EVERYTHING } from "../xlsx/plan-with-everything.ts";
import { LEVELS, open } from "./open.ts";
import { aContact, aTemplate, lookAt, rowId, sheetOf, tableOf, validationAt, valueAt } from "./workbooks.ts";

describe.each(LEVELS)("a plan drawn in Excel with ExcelApi %s", (apiLevel) => {
  it("lays the template down: sheets, tables, a hidden protected list sheet, the first report sheet in front", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.replace(aTemplate());
    const state = host.state();
    expect(state.sheets.map(({ name, visibility }) => [name, visibility]).slice(1)).toEqual([
      ["填报说明", "Visible"],
      ["大客户备案", "Visible"],
      ["分支机构", "Visible"],
      ["承运商", "Visible"],
      ["关键联系人", "Visible"],
      ["重要动态", "Visible"],
      ["月度采购", "Visible"],
      ["月度评述", "Visible"],
      ["_lists", "Hidden"],
    ]);
    expect(state.active).toBe("大客户备案");
    expect(sheetOf(state, "_lists").protection).not.toBeNull();
    expect(sheetOf(state, "月度采购").protection).toBeNull();
    expect(tableOf(state, "ka_contacts")).toMatchObject({ range: "A1:N21", showFilterButton: true });
    expect(state.names.map(({ name }) => name)).toContain("ka_acc");
  });

  it("keeps every text text, whatever it looks like", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.replace(PLAN_WITH_EVERYTHING);
    const state = host.state();
    // The remark column is General: nothing but care keeps its texts.
    const remarks = TRICKY_TEXT.map((_, i) => valueAt(state, "月度采购", `F${i + 5}`));
    expect(remarks).toEqual(TRICKY_TEXT);
    const cells = sheetOf(state, "月度采购").cells.filter(({ row, column }) => row >= 4 && column === 5);
    expect(cells.filter(({ formula }) => formula !== undefined)).toEqual([]);
  });

  it("computes only what the plan calls a formula, and keeps dates as numbers that show as dates", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.replace(PLAN_WITH_EVERYTHING);
    const state = host.state();
    const total = sheetOf(state, "月报 2026-11").cells.find(({ row, column }) => row === 7 && column === 1);
    expect(total?.formula).toBe("=SUM(B5:B7)");
    expect(valueAt(state, "月度采购", "E5")).toBe(46_329);
    expect(lookAt(state, "月度采购", "E5")).toMatchObject({ numberFormat: "yyyy-mm-dd" });
  });

  it("carries looks and dropdowns to the bottom of the sheet", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.replace(aTemplate());
    const state = host.state();
    expect(lookAt(state, "关键联系人", "H1048576")).toMatchObject({ numberFormat: "@", vertical: "Top" });
    expect(lookAt(state, "关键联系人", "H1")).toMatchObject({ bold: true, horizontal: "Center" });
    const rule = validationAt(state, "关键联系人", "G1048576");
    expect(rule).toMatchObject({
      rule: { kind: "list", inCellDropDown: true },
      errorAlert: { style: "Stop" },
      ignoreBlanks: true,
    });
    expect(validationAt(state, "关键联系人", "G1")).toBeUndefined();
  });

  it("offers an account's own branches and no other's", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.replace(aTemplate({ rows: [aContact(1), aContact(2, { account: "中石油" })] }));
    expect(host.type("关键联系人", "B2", "外星人")).toBe("refused");
    expect(host.type("关键联系人", "B2", "分支机构")).toBe("taken");
    const rule = validationAt(host.state(), "关键联系人", "C2")?.rule;
    expect(rule).toMatchObject({ kind: "list" });
    expect(JSON.stringify(rule)).toContain("ka_acc=$A2");
  });

  it("hides the identity columns and gives every column its width", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.replace(aTemplate());
    const { columns } = sheetOf(host.state(), "关键联系人");
    expect(columns.filter(({ hidden }) => hidden).map(({ column }) => column)).toEqual([12, 13]);
    // 20 characters of 7 pixels and 5 of padding, at 0.75 points a pixel.
    expect(columns[0]?.width).toBe(108.75);
  });

  it("draws charts over their places, with titles, from their cells", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.replace(PLAN_WITH_EVERYTHING);
    const { charts } = sheetOf(host.state(), "月报 2026-11");
    expect(charts.map(({ name, type, title }) => [name, type, title])).toEqual([
      ["chart_purchases", "ColumnClustered", "各大客户采购 & 份额"],
      ["chart_stacked", "ColumnStacked", "堆积"],
      ["chart_bar", "BarClustered", "条形"],
      ["chart_line", "Line", "折线"],
    ]);
    expect(charts[0]).toMatchObject({ valueAxisTitle: "台", legend: { visible: true, position: "Bottom" } });
    expect(charts[0]?.series.map(({ values }) => values)).toHaveLength(2);
  });

  it("replaces sheets of the same name, a protected or the only one too, and leaves others alone", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.replace(aTemplate({ rows: [aContact(1)] }));
    host.type("Sheet1", "A1", "总部自己的表");
    await workbook.replace(aTemplate({ rows: [aContact(7)] }));
    const state = host.state();
    expect(valueAt(state, "Sheet1", "A1")).toBe("总部自己的表");
    expect(valueAt(state, "关键联系人", "M2")).toBe(rowId(7));
    expect(state.sheets.filter(({ name }) => name === "关键联系人")).toHaveLength(1);
    expect(state.sheets).toHaveLength(10);
    expect(state.names.filter(({ name }) => name === "ka_acc")).toHaveLength(1);
  });

  it("sends a few requests, each far below five megabytes, and says how far it is", async () => {
    const { host, workbook } = open({ apiLevel });
    const said: [number, string][] = [];
    const rows = Array.from({ length: 3000 }, (_, i) => aContact(i, { title: "职务".repeat(40) }));
    await workbook.replace(aTemplate({ rows }), (done, sheet) => said.push([done, sheet]));
    expect(Math.max(...host.traffic.map(({ bytes }) => bytes))).toBeLessThan(2_000_000);
    expect(host.traffic.filter(({ kind }) => kind === "request").length).toBeLessThan(60);
    expect(said.map(([done]) => done)).toEqual(said.map(([done]) => done).sort((a, b) => a - b));
    expect(said.at(-1)?.[0]).toBe(1);
    expect(said.map(([, sheet]) => sheet)).toContain("关键联系人");
  });
});

it("dates go by the workbook's own date system", async () => {
  const { host, workbook } = open();
  host.load({ ...host.state(), date1904: true });
  await workbook.replace(PLAN_WITH_EVERYTHING);
  expect(valueAt(host.state(), "月度采购", "E5")).toBe(46_329 - 1462);
  expect((await workbook.read()).date1904).toBe(true);
});

it("a sheet prints on A4 as wide as one page where Excel can be told so, and draws all the same where it cannot", async () => {
  const current = open({ apiLevel: "1.17" });
  await current.workbook.replace(aTemplate());
  expect(sheetOf(current.host.state(), "月度采购").page).toMatchObject({
    orientation: "Landscape",
    paperSize: "A4",
    titleRows: "$1:$1",
    footer: { left: "月度采购", center: "", right: "&P / &N" },
  });
  const old = open({ apiLevel: "1.8" });
  await old.workbook.replace(aTemplate());
  expect(sheetOf(old.host.state(), "月度采购").page.orientation).toBe("Portrait");
});

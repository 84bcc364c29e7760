import { readReport } from "../../shared/report/workbook.ts";
import { LEVELS, open } from "./open.ts";
import {
  aContact,
  aSmallTemplate,
  aTemplate,
  column,
  letterOf,
  lookAt,
  rowId,
  sheetOf,
  tableOf,
  validationAt,
  valueAt,
} from "./workbooks.ts";

describe.each(LEVELS)("the template laid over a workbook of the unit, with ExcelApi %s", (apiLevel) => {
  it("keeps rows that are there and appends those of the service that are not, right below the last filled one", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.lay(aSmallTemplate({ rows: [aContact(1)] }));
    host.type("关键联系人", "E2", "改过的名字");
    host.type("关键联系人", "E3", "尚未上报");
    await workbook.lay(aSmallTemplate({ rows: [aContact(1), aContact(2, { name: "=新来的" })] }));
    const state = host.state();
    expect(column(state, "关键联系人", "E", 5)).toEqual(["改过的名字", "尚未上报", "=新来的", null]);
    expect(column(state, "关键联系人", "M", 5)).toEqual([rowId(1), null, rowId(2), null]);
    expect(tableOf(state, "ka_contacts").range).toBe("A1:N22");
  });

  it("makes a full table grow for new rows, around what stands below it", async () => {
    const { host, workbook } = open({ apiLevel });
    const many = (from: number, count: number) =>
      Array.from({ length: count }, (_, i) => aContact(from + i, { name: `第${from + i}人` }));
    await workbook.lay(aSmallTemplate());
    host.type("关键联系人", "E30", "表格下面的备忘");
    await workbook.lay(aSmallTemplate({ rows: many(0, 45) }));
    const state = host.state();
    const reading = readReport(await workbook.read());
    expect(reading.sheets.flatMap((sheet) => sheet.rows)).toHaveLength(45);
    expect(tableOf(state, "ka_contacts").range).toBe("A1:N46");
    const memo = sheetOf(state, "关键联系人").cells.filter(({ value }) => value === "表格下面的备忘");
    expect(memo).toHaveLength(1);
    expect(memo[0]?.row).toBeGreaterThan(45);
  });

  it("brings a deleted sheet back to its place, with its rows", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.lay(aSmallTemplate({ rows: [aContact(1)] }));
    host.deleteSheet("关键联系人");
    await workbook.lay(aSmallTemplate({ rows: [aContact(1)] }));
    const state = host.state();
    expect(state.sheets.map(({ name }) => name).slice(1)).toEqual(["分支机构", "关键联系人", "_lists"]);
    expect(valueAt(state, "关键联系人", "M2")).toBe(rowId(1));
  });

  it("puts a deleted column back between its neighbours, and hides the identities again", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.lay(aSmallTemplate({ rows: [aContact(1)] }));
    host.deleteColumn("关键联系人", "D");
    await workbook.lay(aSmallTemplate({ rows: [aContact(1)] }));
    const state = host.state();
    expect(valueAt(state, "关键联系人", "D1")).toBe("承运商");
    expect(valueAt(state, "关键联系人", "E2")).toBe("联系人1");
    expect(valueAt(state, "关键联系人", "M2")).toBe(rowId(1));
    expect(lookAt(state, "关键联系人", "D1")).toMatchObject({ bold: true, fill: "#CFE4FA" });
    expect(validationAt(state, "关键联系人", "D2")?.rule.kind).toBe("list");
    const hidden = sheetOf(state, "关键联系人").columns.filter((one) => one.hidden);
    expect(hidden.map((one) => one.column)).toEqual([12, 13]);
  });

  it("puts rules and formats back that were pasted over, and leaves the user's own columns alone", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.lay(aSmallTemplate({ rows: [aContact(1)] }));
    host.insertColumn("关键联系人", "B");
    host.paste("关键联系人", "B1", [["我的备注"], ["老朋友"]]);
    host.paste("关键联系人", "C2", [["总公司"]]);
    await workbook.lay(aSmallTemplate({ rows: [aContact(1)] }));
    const state = host.state();
    expect(valueAt(state, "关键联系人", "B2")).toBe("老朋友");
    expect(validationAt(state, "关键联系人", "C2")?.rule).toMatchObject({ kind: "list" });
    expect(validationAt(state, "关键联系人", "B2")).toBeUndefined();
    // The account stands in column A still, the branch has moved to D: its list follows the row's account.
    expect(JSON.stringify(validationAt(state, "关键联系人", "D2")?.rule)).toContain("ka_acc=$A2");
  });

  it("follows columns that moved and sheets that were renamed, in lists and rules", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.lay(aTemplate());
    host.renameSheet("分支机构", "分支 机构");
    host.insertColumn("分支 机构", "A");
    host.insertColumn("关键联系人", "A");
    await workbook.lay(aTemplate());
    const state = host.state();
    const formulas = sheetOf(state, "_lists").cells.flatMap(({ formula }) => formula ?? []);
    expect(formulas.filter((formula) => formula.includes("'分支 机构'!$C:$C")).length).toBeGreaterThan(0);
    expect(formulas.filter((formula) => formula.includes("'分支机构'!"))).toEqual([]);
    const letter = letterOf(state, "关键联系人", "分支机构");
    expect(JSON.stringify(validationAt(state, "关键联系人", `${letter}2`)?.rule)).toContain("ka_acc=$B2");
  });

  it("writes the lists anew for the next month and protects them again", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.lay(aSmallTemplate());
    await workbook.lay(aSmallTemplate({ period: "2026-11" }));
    expect((await workbook.state()).report?.period).toBe("2026-11");
    const lists = sheetOf(host.state(), "_lists");
    expect(lists.protection).not.toBeNull();
    expect(lists.visibility).toBe("Hidden");
  });

  it("makes a table again where it was turned into cells", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.lay(aSmallTemplate({ rows: [aContact(1)] }));
    const state = host.state();
    host.load({
      ...state,
      sheets: state.sheets.map((sheet) => (sheet.name === "关键联系人" ? { ...sheet, tables: [] } : sheet)),
    });
    await workbook.lay(aSmallTemplate({ rows: [aContact(1)] }));
    expect(tableOf(host.state(), "ka_contacts").range).toMatch(/^A1:N/);
    expect(valueAt(host.state(), "关键联系人", "M2")).toBe(rowId(1));
  });

  it("keeps the user's own highlights, and has each of ours once", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.lay(aSmallTemplate());
    const ours = sheetOf(host.state(), "关键联系人").conditionals.length;
    const state = host.state();
    host.load({
      ...state,
      sheets: state.sheets.map((sheet) =>
        sheet.name === "关键联系人"
          ? {
              ...sheet,
              conditionals: [
                ...sheet.conditionals.slice(1),
                {
                  id: "mine",
                  type: "Custom",
                  range: "H2:H9",
                  formula: "=$J2>100",
                  stopIfTrue: false,
                  fill: "#00FF00",
                },
              ],
            }
          : sheet,
      ),
    });
    await workbook.lay(aSmallTemplate());
    const after = sheetOf(host.state(), "关键联系人").conditionals;
    expect(after).toHaveLength(ours + 1);
    expect(after.filter(({ formula }) => formula === "=$J2>100")).toHaveLength(1);
  });
});

import { MARK_FILL } from "../../addin/excel/marked.ts";
import type { CellMark } from "../../addin/workbook.ts";
import { LEVELS, open } from "./open.ts";
import { aContact, aSmallTemplate, lookAt, sheetOf, validationAt, valueAt } from "./workbooks.ts";

const plan = () => aSmallTemplate({ rows: Array.from({ length: 6 }, (_, i) => aContact(i + 1)) });

const mark = (
  row: number,
  column: string,
  message: string,
  severity: CellMark["severity"] = "error",
): CellMark => ({
  sheet: "contacts",
  row,
  column,
  severity,
  message,
});

describe.each(LEVELS)("cells marked after a check, with ExcelApi %s", (apiLevel) => {
  it("bad cells are coloured and say what is wrong when selected; their dropdown stays", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.replace(plan());
    await workbook.mark([mark(2, "role", "“老板”不在下拉列表中"), mark(3, "phone", "请核对电话", "warning")]);
    const state = host.state();
    expect(lookAt(state, "关键联系人", "G3").fill).toBe(MARK_FILL.error);
    expect(lookAt(state, "关键联系人", "H4").fill).toBe(MARK_FILL.warning);
    expect(validationAt(state, "关键联系人", "G3")).toMatchObject({
      rule: { kind: "list" },
      prompt: { showPrompt: true, title: "需要更正", message: "“老板”不在下拉列表中" },
    });
    expect(validationAt(state, "关键联系人", "G4")?.prompt.title).not.toBe("需要更正");
    // A column without a rule says it too.
    expect(validationAt(state, "关键联系人", "H4")?.prompt).toMatchObject({ message: "请核对电话" });
    expect(host.type("关键联系人", "H4", "随便写")).toBe("taken");
  });

  it("the row's status names the column and the fault", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.replace(plan());
    await workbook.mark([
      mark(2, "role", "不在列表中"),
      mark(2, "phone", "请核对", "warning"),
      mark(4, "", "本行重复"),
    ]);
    const state = host.state();
    expect(valueAt(state, "关键联系人", "K3")).toBe("待更正");
    expect(valueAt(state, "关键联系人", "L3")).toBe("决策角色:不在列表中\n电话:请核对");
    expect(valueAt(state, "关键联系人", "L5")).toBe("本行重复");
    expect(valueAt(state, "关键联系人", "K2")).toBeNull();
  });

  it("marks of the last time go, exactly: looks, rules, notes and status are as before", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.replace(plan());
    const before = host.state();
    await workbook.mark([
      mark(2, "role", "甲"),
      mark(3, "phone", "乙"),
      mark(4, "strength", "丙", "warning"),
    ]);
    await workbook.mark([]);
    const after = host.state();
    const ofContacts = (state: typeof before) => {
      const { cells, looks } = sheetOf(state, "关键联系人");
      const rules = ["G", "H", "J", "K"].flatMap((letter) =>
        [2, 3, 4, 5, 6, 1_048_576].map((row) => {
          const validation = validationAt(state, "关键联系人", `${letter}${row}`);
          return [letter, row, validation?.rule, validation?.errorAlert, validation?.prompt];
        }),
      );
      return { cells, looks, rules };
    };
    expect(ofContacts(after)).toEqual(ofContacts(before));
  });

  it("follows rows that were sorted since, and leaves the user's own colours alone", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.replace(plan());
    await workbook.mark([mark(1, "name", "甲"), mark(2, "name", "乙")]);
    const painted = host.state();
    host.load({
      ...painted,
      sheets: painted.sheets.map((sheet) =>
        sheet.name === "关键联系人"
          ? { ...sheet, looks: [...sheet.looks, { range: "E6", look: { fill: "#FFFF00" } }] }
          : sheet,
      ),
    });
    host.sortTable("ka_contacts", "姓名", false);
    host.deleteTableRow("ka_contacts", 3);
    await workbook.mark([mark(4, "name", "丙")]);
    const state = host.state();
    const filled = Array.from({ length: 20 }, (_, i) => `E${i + 2}`).filter(
      (address) => lookAt(state, "关键联系人", address).fill !== undefined,
    );
    const fills = filled.map((address) => lookAt(state, "关键联系人", address).fill);
    expect(fills.filter((fill) => fill === MARK_FILL.error)).toHaveLength(1);
    expect(lookAt(state, "关键联系人", "E5").fill).toBe(MARK_FILL.error);
    expect(fills.filter((fill) => fill === "#FFFF00").length).toBeLessThanOrEqual(1);
    const notes = sheetOf(state, "关键联系人").validations.filter(
      ({ validation }) => validation.prompt.title === "需要更正",
    );
    expect(notes.map(({ range }) => range)).toEqual(["E5"]);
  });

  it("speaks English where Excel does", async () => {
    const { host, workbook } = open({ apiLevel, language: "en-US" });
    await workbook.replace(plan());
    await workbook.mark([mark(2, "role", "Not on the list")]);
    const state = host.state();
    expect(valueAt(state, "关键联系人", "K3")).toBe("To correct");
    expect(valueAt(state, "关键联系人", "L3")).toBe("Role: Not on the list");
  });

  it("marks a thousand cells in a few requests", async () => {
    const { host, workbook } = open({ apiLevel });
    const rows = Array.from({ length: 500 }, (_, i) => aContact(i + 1));
    await workbook.replace(aSmallTemplate({ rows }));
    const before = host.traffic.length;
    await workbook.mark(rows.flatMap((_, i) => [mark(i + 1, "role", "甲"), mark(i + 1, "name", `第${i}行`)]));
    await workbook.mark([]);
    const requests = host.traffic.slice(before).filter(({ kind }) => kind === "request");
    expect(requests.length).toBeLessThan(60);
    expect(Math.max(...requests.map(({ bytes }) => bytes))).toBeLessThan(4_000_000);
  });
});

it("a cell of a report sheet is shown to the user", async () => {
  const { host, workbook } = open();
  await workbook.replace(plan());
  host.activate("Sheet1");
  await workbook.show("contacts", 3, "phone");
  expect(host.state().active).toBe("关键联系人");
  expect(sheetOf(host.state(), "关键联系人").selection).toBe("H4");
});

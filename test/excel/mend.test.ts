import { LEVELS, open } from "./open.ts";
import { aContact, aSmallTemplate, sheetOf, validationAt, valueAt } from "./workbooks.ts";

const contacts = (count: number) =>
  aSmallTemplate({ rows: Array.from({ length: count }, (_, i) => aContact(i + 1)) });

describe.each(LEVELS)("dropdowns and checks put back with ExcelApi %s", (apiLevel) => {
  it("an untouched workbook has lost nothing", async () => {
    const { workbook } = open({ apiLevel });
    await workbook.replace(contacts(30));
    expect(await workbook.mend(contacts(30))).toEqual([]);
  });

  it("says which cells lost their dropdown to pasting, and gives it back to the whole column", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.replace(contacts(30));
    host.paste("关键联系人", "B4", [["总公司"], ["总公司"]]);
    host.paste("关键联系人", "B9", [["分公司"]]);
    host.paste("关键联系人", "G2", [["决策者"]]);
    const lost = await workbook.mend(contacts(30));
    expect(lost).toEqual([
      { sheet: "contacts", address: "B4:B5" },
      { sheet: "contacts", address: "B9" },
      { sheet: "contacts", address: "G2" },
    ]);
    const state = host.state();
    expect(validationAt(state, "关键联系人", "B4")?.rule.kind).toBe("list");
    expect(validationAt(state, "关键联系人", "B9")).toEqual(validationAt(state, "关键联系人", "B1048576"));
    expect(host.type("关键联系人", "B9", "外星人")).toBe("refused");
    expect(await workbook.mend(contacts(30))).toEqual([]);
  });

  it("finds a dropdown dragged in from another column, and one that asks where it should stop", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.replace(contacts(10));
    host.paste("关键联系人", "G5", null, { from: "B5" });
    expect(await workbook.mend(contacts(10))).toEqual([{ sheet: "contacts", address: "G5" }]);
    expect(validationAt(host.state(), "关键联系人", "G5")).toEqual(
      validationAt(host.state(), "关键联系人", "G6"),
    );
  });

  it("copes with sorting and with rows put in between", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.replace(contacts(12));
    host.sortTable("ka_contacts", "姓名", false);
    host.insertRow("关键联系人", 5);
    expect(await workbook.mend(contacts(12))).toEqual([]);
  });

  it("mends headings that were typed over and hides identities that were shown", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.replace(contacts(3));
    host.paste("关键联系人", "E1", [["联系人大名"]]);
    const state = host.state();
    host.load({
      ...state,
      sheets: state.sheets.map((sheet) => ({
        ...sheet,
        columns: sheet.columns.map((one) => ({ ...one, hidden: one.column === 7 })),
      })),
    });
    await workbook.mend(contacts(3));
    expect(valueAt(host.state(), "关键联系人", "E1")).toBe("姓名");
    // What the user hid stays hidden.
    const hidden = sheetOf(host.state(), "关键联系人").columns.filter((one) => one.hidden);
    expect(hidden.map(({ column }) => column)).toEqual([7, 12, 13]);
  });

  it("leaves a heading alone where the user's own column may stand in for a deleted one", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.replace(contacts(3));
    host.insertColumn("关键联系人", "C");
    host.paste("关键联系人", "C1", [["我的备注"]]);
    await workbook.mend(contacts(3));
    expect(valueAt(host.state(), "关键联系人", "C1")).toBe("我的备注");
  });

  it("asks in a few requests, also where pasting hit every other row", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.replace(contacts(200));
    for (let row = 2; row < 200; row += 2) host.paste("关键联系人", `B${row}`, [["总部"]]);
    const before = host.traffic.length;
    expect(await workbook.mend(contacts(200))).toHaveLength(99);
    expect(host.traffic.slice(before).filter(({ kind }) => kind === "request").length).toBeLessThan(25);
  });
});

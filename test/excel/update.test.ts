import { LEVELS, open } from "./open.ts";
import { aContact, aSmallTemplate, column, lookAt, rowId, sheetOf, tableOf, valueAt } from "./workbooks.ts";

const plan = (count: number) =>
  aSmallTemplate({ rows: Array.from({ length: count }, (_, i) => aContact(i + 1)) });

describe.each(LEVELS)("the outcome of a push written into the rows, with ExcelApi %s", (apiLevel) => {
  it("goes to the row of that identity, also when the sheet was sorted meanwhile", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.replace(plan(4));
    host.sortTable("ka_contacts", "姓名", false);
    await workbook.update([
      { sheet: "contacts", row: 1, rowId: rowId(1), baseRevision: 2, status: "已更新", statusNote: "=无" },
    ]);
    const state = host.state();
    const row = column(state, "关键联系人", "M", 25).indexOf(rowId(1)) + 2;
    expect(valueAt(state, "关键联系人", `E${row}`)).toBe("联系人1");
    expect(valueAt(state, "关键联系人", `N${row}`)).toBe(2);
    expect(valueAt(state, "关键联系人", `K${row}`)).toBe("已更新");
    expect(valueAt(state, "关键联系人", `L${row}`)).toBe("=无");
    expect(column(state, "关键联系人", "K", 25).filter((status) => status === "已更新")).toHaveLength(1);
  });

  it("gives an identity to a new row, and to a copied one, the upper keeping the old", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.replace(plan(2));
    host.paste("关键联系人", "E4", [["新人"]], { valuesOnly: true });
    host.insertCopied("关键联系人", 2, 4);
    await workbook.update([
      { sheet: "contacts", row: 3, rowId: rowId(50), baseRevision: null, copiedFrom: rowId(1) },
      { sheet: "contacts", row: 4, rowId: rowId(51) },
    ]);
    const state = host.state();
    expect(column(state, "关键联系人", "M", 6)).toEqual([rowId(1), rowId(2), rowId(50), rowId(51), null]);
    expect(column(state, "关键联系人", "E", 6)).toEqual(["联系人1", "联系人2", "联系人1", "新人", null]);
    expect(valueAt(state, "关键联系人", "N4")).toBeNull();
  });

  it("writes no identity onto another row that moved into the place, and says the workbook changed", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.replace(plan(2));
    const failed = workbook.update([
      { sheet: "contacts", row: 1, rowId: rowId(99), status: "已提交" },
      { sheet: "contacts", row: 2, rowId: rowId(2), status: "已更新" },
    ]);
    await expect(failed).rejects.toMatchObject({ code: "changed_meanwhile" });
    const state = host.state();
    expect(column(state, "关键联系人", "M", 3)).toEqual([rowId(1), rowId(2)]);
    expect(column(state, "关键联系人", "K", 3)).toEqual([null, "已更新"]);
  });

  it("writes their values in the column's own format, empties what they emptied, and never a formula", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.replace(plan(1));
    host.paste("关键联系人", "J2", [["很强"]]);
    await workbook.update([
      {
        sheet: "contacts",
        row: 1,
        rowId: rowId(1),
        values: { name: "=HYPERLINK(1)", phone: "007", strength: 5, title: null },
      },
    ]);
    const state = host.state();
    expect(valueAt(state, "关键联系人", "E2")).toBe("=HYPERLINK(1)");
    expect(valueAt(state, "关键联系人", "H2")).toBe("007");
    expect(valueAt(state, "关键联系人", "J2")).toBe(5);
    expect(valueAt(state, "关键联系人", "F2")).toBeNull();
    expect(lookAt(state, "关键联系人", "J2").numberFormat).toBe("0");
    expect(sheetOf(state, "关键联系人").cells.filter(({ formula }) => formula)).toEqual([]);
  });

  it("takes deleted rows out of the table, and only out of the table", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.replace(plan(4));
    host.paste("关键联系人", "R2", [["旁边1"], ["旁边2"], ["旁边3"], ["旁边4"]]);
    await workbook.update([
      { sheet: "contacts", row: 1, rowId: rowId(1), remove: true },
      { sheet: "contacts", row: 3, rowId: rowId(3), remove: true },
      { sheet: "contacts", row: 4, rowId: rowId(4), status: "已更新" },
      { sheet: "contacts", row: 9, rowId: rowId(77), remove: true },
    ]);
    const state = host.state();
    expect(column(state, "关键联系人", "M", 4)).toEqual([rowId(2), rowId(4), null]);
    expect(column(state, "关键联系人", "K", 3)).toEqual([null, "已更新"]);
    expect(column(state, "关键联系人", "R", 5)).toEqual(["旁边1", "旁边2", "旁边3", "旁边4"]);
    expect(tableOf(state, "ka_contacts").range).toBe("A1:N23");
  });

  it("writes five hundred outcomes in a few requests", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.replace(plan(500));
    const before = host.traffic.length;
    await workbook.update(
      Array.from({ length: 500 }, (_, i) => ({
        sheet: "contacts" as const,
        row: i + 1,
        rowId: rowId(i + 1),
        baseRevision: 2,
        status: "已提交",
        statusNote: "",
      })),
    );
    expect(column(host.state(), "关键联系人", "N", 501)).toEqual(Array.from({ length: 500 }, () => 2));
    expect(host.traffic.slice(before).filter(({ kind }) => kind === "request").length).toBeLessThan(12);
  });
});

import { excelCode } from "./excel-code.ts";
import { createHost, type NodeHost } from "./node-host.ts";

/** A table `ka` on A1:C3 with two rows. */
async function aTable(): Promise<NodeHost> {
  const host = createHost();
  await host.Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getFirst();
    sheet.getRange("A1:C3").values = [
      ["名称", "数量", "备注"],
      ["甲", 3, "c"],
      ["乙", 1, "a"],
    ];
    sheet.tables.add("A1:C3", true).name = "ka";
    await context.sync();
  });
  return host;
}

const inExcel = <T>(
  host: NodeHost,
  doing: (table: Excel.Table, context: Excel.RequestContext) => Promise<T> | T,
) =>
  host.Excel.run(async (context) => {
    const result = await doing(context.workbook.tables.getItem("ka"), context);
    await context.sync();
    return result;
  });

const range = (host: NodeHost) => host.state().sheets[0]?.tables[0]?.range;
const write = (host: NodeHost, address: string, values: unknown[][]) =>
  inExcel(host, ({ worksheet }) => {
    worksheet.getRange(address).values = values;
  });

describe("tables", () => {
  test("a table grows when something is written just below it, through the API or by typing or pasting", async () => {
    const host = await aTable();
    await write(host, "A4:C5", [
      ["丙", 2, "b"],
      ["丁", 5, "d"],
    ]);
    expect(range(host)).toBe("A1:C5");
    host.type("Sheet1", "B6", "7");
    expect(range(host)).toBe("A1:C6");
    host.paste("Sheet1", "A7", [["戊"], ["己"]]);
    expect(range(host)).toBe("A1:C8");
    await write(host, "A10:C10", [["x", 1, ""]]);
    expect(range(host)).toBe("A1:C8");
  });

  test("it does not grow on a protected sheet, over something in the way, or over text beside it", async () => {
    const host = await aTable();
    host.type("Sheet1", "C4", "");
    host.setFormula("Sheet1", "C4", "=1", 1);
    await write(host, "A4", [["丙"]]);
    expect(range(host)).toBe("A1:C3");
    await write(host, "D9", [["note"]]);
    expect(range(host)).toBe("A1:C3");
    const locked = await aTable();
    locked.protect("Sheet1");
    expect(await excelCode(() => write(locked, "A4", [["丙"]]))).toBe("AccessDenied");
    expect(() => locked.type("Sheet1", "A4", "丙")).toThrow("cannot perform");
    expect(range(locked)).toBe("A1:C3");
  });

  test("a column written just right of it becomes its own, with a heading", async () => {
    const host = await aTable();
    host.type("Sheet1", "D1", "总部意见");
    host.type("Sheet1", "E2", "好");
    expect(range(host)).toBe("A1:E3");
    expect(host.state().sheets[0]?.tables[0]?.columns.map(({ name }) => name)).toEqual([
      "名称",
      "数量",
      "备注",
      "总部意见",
      "列1",
    ]);
    expect(host.shown("Sheet1", "E1").value).toBe("列1");
  });

  test("names are unique in the workbook, headings in the table", async () => {
    const host = await aTable();
    const add = (name: string) =>
      excelCode(() =>
        inExcel(host, (_table, { workbook }) => {
          workbook.worksheets.add().tables.add("A1:B2", true).name = name;
        }),
      );
    expect(await add("KA")).toBe("ItemAlreadyExists");
    expect(await add("有 空格")).toBe("InvalidArgument");
    expect(await add("A1")).toBe("InvalidArgument");
    await write(host, "A1:C1", [["数量", "数量", 5]]);
    expect(["A1", "B1", "C1"].map((at) => host.shown("Sheet1", at).value)).toEqual(["数量2", "数量", "5"]);
  });

  test("two tables do not overlap", async () => {
    const host = await aTable();
    expect(
      await excelCode(() => inExcel(host, ({ worksheet }) => void worksheet.tables.add("C3:D9", true))),
    ).toBe("InvalidArgument");
  });

  test("rows go in and out in the table's columns only", async () => {
    const host = await aTable();
    host.type("Sheet1", "E3", "beside");
    host.type("Sheet1", "A6", "below");
    await inExcel(host, ({ rows }) => void rows.add(0, [["新", 9, ""]]));
    expect(range(host)).toBe("A1:C4");
    expect(["A2", "A3", "E3", "A7"].map((at) => host.shown("Sheet1", at).value)).toEqual([
      "新",
      "甲",
      "beside",
      "below",
    ]);
    await inExcel(host, ({ rows }) => rows.getItemAt(1).delete());
    expect(["A2", "A3", "E3", "A6"].map((at) => host.shown("Sheet1", at).value)).toEqual([
      "新",
      "乙",
      "beside",
      "below",
    ]);
    await inExcel(host, ({ rows }) => void rows.add(undefined, [["末", 1, ""]]));
    expect(host.shown("Sheet1", "A4").value).toBe("末");
    expect(await excelCode(() => inExcel(host, ({ rows }) => void rows.add(undefined, [["短"]])))).toBe(
      "InvalidArgument",
    );
  });

  test("rows go by their place: after one is deleted the next has its number", async () => {
    const host = await aTable();
    const twice = () => inExcel(host, ({ rows }) => [rows.getItemAt(0).delete(), rows.getItemAt(1).delete()]);
    expect(await excelCode(twice)).toBe("InvalidArgument");
    expect(host.shown("Sheet1", "A2").value).toBe("乙");
  });

  test("a table keeps one body row, if only a blank one", async () => {
    const host = await aTable();
    await inExcel(host, (table) => table.getDataBodyRange().delete("Up"));
    expect(range(host)).toBe("A1:C2");
    await inExcel(host, ({ rows }) => rows.getItemAt(0).delete());
    expect(range(host)).toBe("A1:C2");
    expect(host.shown("Sheet1", "A2").value).toBe("");
    await inExcel(host, async (table, context) => {
      const body = table.getDataBodyRange().load("address");
      await context.sync();
      expect(body.address).toBe("Sheet1!A2:C2");
    });
  });

  test("moving a part of a table's row, or its header row, conflicts", async () => {
    const host = await aTable();
    const at = (address: string, doing: (range: Excel.Range) => void) =>
      excelCode(() => inExcel(host, ({ worksheet }) => doing(worksheet.getRange(address))));
    expect(await at("A2:B2", (cells) => cells.delete("Up"))).toBe("InsertDeleteConflict");
    expect(await at("A2", (cells) => void cells.insert("Down"))).toBe("InsertDeleteConflict");
    expect(await at("1:1", (cells) => cells.delete("Up"))).toBe("InsertDeleteConflict");
    expect(await at("2:2", (cells) => cells.delete("Up"))).toBeNull();
    expect(range(host)).toBe("A1:C2");
  });

  test("sorting moves whole rows with their looks; columns are found by name, number and place", async () => {
    const host = await aTable();
    await inExcel(host, async (table, context) => {
      table.getDataBodyRange().getRow(0).format.fill.color = "#FF0000";
      table.sort.apply([{ key: 1, ascending: true }]);
      const body = table.getDataBodyRange().load("values");
      const second = table
        .getDataBodyRange()
        .getRow(1)
        .load({ format: { fill: { color: true } } });
      const column = table.columns.getItem("备注").load("index,id");
      const values = table.columns.getItemAt(0).getDataBodyRange().load("values");
      await context.sync();
      expect(body.values).toEqual([
        ["乙", 1, "a"],
        ["甲", 3, "c"],
      ]);
      expect(second.format.fill.color).toBe("#FF0000");
      expect([column.index, values.values]).toEqual([2, [["乙"], ["甲"]]]);
      const byId = table.columns.getItem(column.id).load("name");
      await context.sync();
      expect(byId.name).toBe("备注");
    });
    host.sortTable("ka", "备注", false);
    expect(host.shown("Sheet1", "A2").value).toBe("甲");
  });

  test("a filter hides rows, does not remove them, and is applied anew only when asked", async () => {
    const host = await aTable();
    await inExcel(host, ({ columns }) => columns.getItem("名称").filter.applyValuesFilter(["甲"]));
    expect(host.tableRows("ka")).toEqual({ all: 2, visible: 1 });
    await inExcel(host, async (table, context) => {
      const body = table.getDataBodyRange().load("values,rowHidden");
      const hidden = table.getDataBodyRange().getRow(1).load("rowHidden");
      await context.sync();
      expect([body.values.length, body.rowHidden, hidden.rowHidden]).toEqual([2, null, true]);
    });
    host.type("Sheet1", "A3", "甲");
    expect(host.tableRows("ka").visible).toBe(1);
    await inExcel(host, (table) => table.reapplyFilters());
    expect(host.tableRows("ka").visible).toBe(2);
    host.filterTable("ka", "数量", ["3"]);
    await inExcel(host, (table) => table.clearFilters());
    expect(host.tableRows("ka").visible).toBe(2);
  });

  test("resizing keeps the header row where it is", async () => {
    const host = await aTable();
    await inExcel(host, (table) => table.resize("A1:D9"));
    expect(range(host)).toBe("A1:D9");
    expect(await excelCode(() => inExcel(host, (table) => table.resize("A2:D9")))).toBe("InvalidArgument");
  });

  test("columns are added and deleted, the cells beside move", async () => {
    const host = await aTable();
    await inExcel(host, ({ columns }) => void columns.add(1, [["编号"], [11], [12]]));
    expect(["B1", "B2", "C2"].map((at) => host.shown("Sheet1", at).value)).toEqual(["编号", 11, 3]);
    await inExcel(host, ({ columns }) => columns.getItem("名称").delete());
    expect([range(host), host.shown("Sheet1", "A1").value]).toEqual(["A1:C3", "编号"]);
  });

  test("a copied row inserted by hand is a second row with the same content", async () => {
    const host = await aTable();
    host.insertCopied("Sheet1", 2, 3);
    expect(range(host)).toBe("A1:C4");
    expect(["A2", "A3", "A4"].map((at) => host.shown("Sheet1", at).value)).toEqual(["甲", "甲", "乙"]);
  });
});

import { excelCode } from "./excel-code.ts";
import { createHost } from "./node-host.ts";

/** Writes one value into A1 and reads back what stands there. */
async function written(value: unknown, format = "General", date1904 = false) {
  const host = createHost();
  host.setToday("2026-11-20T12:00:00");
  if (date1904) host.load({ ...host.state(), date1904 });
  return host.Excel.run(async (context) => {
    const cell = context.workbook.worksheets.getFirst().getRange("A1");
    if (format !== "General") cell.numberFormat = [[format]];
    cell.values = [[value]];
    cell.load("values,text,formulas,numberFormat,valueTypes");
    await context.sync();
    return {
      value: cell.values[0]?.[0],
      text: cell.text[0]?.[0],
      formula: cell.formulas[0]?.[0],
      format: cell.numberFormat[0]?.[0],
      type: cell.valueTypes[0]?.[0],
    };
  });
}

describe("what Excel makes of a written value", () => {
  test.each([
    ["12", 12, "12"],
    [" 12 ", 12, "12"],
    ["1,234.5", 1234.5, "1,234.50"],
    ["12%", 0.12, "12%"],
    ["1e3", 1000, "1.00E+03"],
    ["00123", 123, "123"],
    ["13800138000", 13800138000, "13800138000"],
    ["110101199003071234", 110101199003071000, "1.10101E+17"],
    ["2026-11-3", 46329, "2026/11/3"],
    ["2026年11月3日", 46329, "2026年11月3日"],
    ["2026-11", 46327, "Nov-26"],
    ["11/3", 46329, "11月3日"],
    ["8:30", 8.5 / 24, "8:30"],
    ["true", true, "TRUE"],
    ["#N/A", "#N/A", "#N/A"],
    ["'007", "007", "007"],
    ["2026-02-30", "2026-02-30", "2026-02-30"],
    ["招商物流", "招商物流", "招商物流"],
    ["+86 138", "+86 138", "+86 138"],
  ])("%s", async (given, value, text) => {
    expect(await written(given)).toMatchObject({ value, text });
  });

  test.each(["12", "2026-11-3", "=1+1", "12%", "TRUE"])(
    "in a cell formatted as text %s stays text",
    async (given) => {
      expect(await written(given, "@")).toMatchObject({
        value: given,
        text: given,
        type: "String",
        formula: given,
      });
    },
  );

  test("a leading apostrophe is consumed in a text cell, too", async () => {
    expect(await written("'=1", "@")).toMatchObject({ value: "=1", type: "String" });
  });

  test("a formula has no value of its own here; a cached one is what a test gives it", async () => {
    expect(await written("=SUM(B1:B9)")).toMatchObject({ value: "", formula: "=SUM(B1:B9)" });
    const host = createHost();
    host.setFormula("Sheet1", "A1", "=B1", "#N/A");
    await host.Excel.run(async (context) => {
      const cell = context.workbook.worksheets.getFirst().getRange("A1").load("values,valueTypes,formulas");
      await context.sync();
      expect([cell.values, cell.valueTypes, cell.formulas]).toEqual([[["#N/A"]], [["Error"]], [["=B1"]]]);
    });
  });

  test("a date is a serial number in the workbook's own system", async () => {
    expect((await written("2026-11-3", "General", true)).value).toBe(46329 - 1462);
    expect((await written("1900-1-1")).value).toBe(1);
    const host = createHost();
    host.load({ ...host.state(), date1904: true });
    await host.Excel.run(async (context) => {
      const day = context.workbook.functions.date(1904, 1, 2).load("value");
      await context.sync();
      expect(day.value).toBe(1);
    });
  });

  test("a number written into a text cell stays a number, and is shown under the cell's format elsewhere", async () => {
    expect(await written(5, "@")).toMatchObject({ value: 5, type: "Double" });
    expect(await written(1234.565, "#,##0.00")).toMatchObject({ text: "1,234.57" });
    expect(await written(46329.5, "yyyy-mm-dd hh:mm")).toMatchObject({ text: "2026-11-03 12:00" });
    expect(await written(-3, "+#,##0;-#,##0;0")).toMatchObject({ text: "-3" });
  });

  test("null leaves a cell as it is, an empty text clears it, one value fills a range", async () => {
    const { Excel } = createHost();
    await Excel.run(async (context) => {
      const range = context.workbook.worksheets.getFirst().getRange("A1:B2");
      range.values = [[7]].map(() => [7, 7]).concat([[7, 7]]);
      await context.sync();
      range.values = [
        [null, ""],
        ["x", null],
      ];
      range.load("values");
      await context.sync();
      expect(range.values).toEqual([
        [7, ""],
        ["x", 7],
      ]);
      // The types ask for a grid; Excel takes a single value for all cells, too.
      Object.assign(range, { values: 3 });
      range.load("values");
      await context.sync();
      expect(range.values.flat()).toEqual([3, 3, 3, 3]);
    });
  });

  test("a text of more than 32,767 characters is refused", async () => {
    expect(await excelCode(() => written("a".repeat(32_767)))).toBeNull();
    expect(await excelCode(() => written("a".repeat(32_768)))).toBe("InvalidArgument");
  });

  test("fifty thousand filled cells are written, read and sorted in good time, also under a column's format", async () => {
    const host = createHost({ platform: "PC" });
    const began = Date.now();
    await host.Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getFirst();
      sheet.getRange("A2:A1048576").format.fill.color = "#FF0000";
      Object.assign(sheet.getRange("B2:B1048576"), { numberFormat: "@" });
      const range = sheet.getRange("A1:E10000");
      range.values = Array.from({ length: 10_000 }, (_, i) => [i, `第${i}`, i % 7, "x", i * 2]);
      range.load("values");
      await context.sync();
      expect(range.values[9999]).toEqual([9999, "第9999", 3, "x", 19998]);
      range.sort.apply([{ key: 2, ascending: false }]);
      const first = sheet.getRange("A1:C1").load("values");
      await context.sync();
      expect(first.values).toEqual([[6, "第6", 6]]);
    });
    expect(Date.now() - began).toBeLessThan(15_000);
  });
});

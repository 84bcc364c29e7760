import { excelCode } from "./excel-code.ts";
import { createHost } from "./node-host.ts";

describe("sheets and ranges", () => {
  test("a protected sheet takes nothing into locked cells, and something into unlocked ones", async () => {
    const host = createHost();
    await host.Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getFirst();
      sheet.getRange("B1").format.protection.locked = false;
      sheet.protection.protect({ allowFormatCells: false });
      await context.sync();
      sheet.getRange("B1").values = [["open"]];
      await context.sync();
      for (const attempt of [
        () => void (sheet.getRange("A1").values = [["shut"]]),
        () => void (sheet.getRange("A1").format.fill.color = "red"),
        () => sheet.getRange("A1").dataValidation.clear(),
        () => sheet.getRange("2:2").delete("Up"),
        () => void sheet.tables.add("C1:D2", true),
      ]) {
        attempt();
        expect(await excelCode(() => context.sync())).toBe("AccessDenied");
      }
      sheet.protection.protect();
      expect(await excelCode(() => context.sync())).toBe("InvalidOperation");
      sheet.protection.unprotect();
      sheet.getRange("A1").values = [["now"]];
      await context.sync();
    });
    expect([host.shown("Sheet1", "A1").value, host.shown("Sheet1", "B1").value]).toEqual(["now", "open"]);
  });

  test("a range finds its way: cells, rows, offsets, intersections, the used block", async () => {
    const { Excel } = createHost();
    await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getFirst();
      sheet.getRange("B2:C4").values = [
        [1, 2],
        [3, 4],
        [5, 6],
      ];
      const base = sheet.getRange("B2:C4");
      const addresses = [
        base.getCell(1, 1),
        base.getRow(2),
        base.getColumn(0),
        base.getOffsetRange(1, 1),
        base.getResizedRange(1, -1),
        base.getAbsoluteResizedRange(1, 5),
        base.getEntireColumn(),
        base.getEntireRow(),
        base.getLastCell(),
        base.getRowsBelow(2),
        base.getRowsAbove(1),
        base.getIntersection("C3:Z9"),
        base.getBoundingRect("E1"),
        sheet.getUsedRange(),
        sheet.getRange("A1:Z99").getUsedRange(true),
        sheet.getRange("C3").getSurroundingRegion(),
        sheet.getRangeByIndexes(0, 0, 2, 3),
        sheet.getCell(4, 2),
        sheet.getRange("3:4"),
      ].map((range) => range.load("address"));
      const none = base.getIntersectionOrNullObject("Z9");
      const empty = context.workbook.worksheets.add("空").getUsedRangeOrNullObject(true);
      await context.sync();
      expect(addresses.map(({ address }) => address.replace("Sheet1!", ""))).toEqual(
        "C3 B4:C4 B2:B4 C3:D5 B2:B5 B2:F2 B:C 2:4 C4 B5:C6 B1:C1 C3:C4 B1:E4 B2:C4 B2:C4 B2:C4 A1:C2 C5 3:4".split(
          " ",
        ),
      );
      expect([none.isNullObject, empty.isNullObject]).toEqual([true, true]);
    });
  });

  test("formats are read where all cells agree, and are null where they do not", async () => {
    const { Excel } = createHost();
    await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getFirst();
      const range = sheet.getRange("A1:B2");
      range.format.font.bold = true;
      range.format.wrapText = true;
      range.format.columnWidth = 120;
      sheet.getRange("A1").format.font.color = "#0F4C81";
      range.format.borders.getItem("EdgeBottom").color = "#D1D1D1";
      const border = sheet.getRange("A2").format.borders.getItem("EdgeBottom").load("style,color");
      range.load("format/font/bold,format/font/color,format/wrapText,format/columnWidth");
      await context.sync();
      expect([
        range.format.font.bold,
        range.format.font.color,
        range.format.wrapText,
        range.format.columnWidth,
      ]).toEqual([true, "", true, 120]);
      expect([border.style, border.color]).toEqual(["Continuous", "#D1D1D1"]);
      range.format.fill.color = "not a colour";
      expect(await excelCode(() => context.sync())).toBe("InvalidArgument");
    });
  });

  test("merging keeps the first cell; a table's cells are not merged; a grid cutting through a merge is refused", async () => {
    const host = createHost();
    await host.Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getFirst();
      sheet.getRange("A1:B2").values = [
        [1, 2],
        [3, 4],
      ];
      sheet.getRange("A1:B2").merge();
      const cells = sheet.getRange("A1:B2").load("values");
      const merged = sheet.getRange("A1:C9").getMergedAreasOrNullObject().load("address");
      const none = sheet.getRange("E1:F9").getMergedAreasOrNullObject();
      await context.sync();
      expect([merged.address, none.isNullObject]).toEqual(["Sheet1!A1:B2", true]);
      expect(cells.values).toEqual([
        [1, ""],
        ["", ""],
      ]);
      sheet.getRange("B2:C2").values = [["x", "y"]];
      expect(await excelCode(() => context.sync())).toBe("InvalidOperation");
      sheet.tables.add("D1:E3", true);
      sheet.getRange("D2:D3").merge();
      expect(await excelCode(() => context.sync())).toBe("InvalidOperation");
    });
    expect(() => host.mergeCells("Sheet1", "D2:D3")).toThrow("invalid");
  });

  test("formulas, names and validations follow inserted rows and a renamed sheet", async () => {
    const host = createHost();
    await host.Excel.run(async (context) => {
      const { names, worksheets } = context.workbook;
      const lists = worksheets.add("_lists");
      names.add("accounts", lists.getRange("A3:A40"));
      names.add("products", "=_lists!$B$3:$B$9");
      worksheets.getFirst().getRange("A1").formulas = [['=SUM(_lists!A3:A40)&"A3"']];
      lists.getRange("1:2").insert("Down");
      await context.sync();
      lists.name = "名单 1";
      const named = names.getItem("accounts").load("formula,type,visible");
      const formula = worksheets.getFirst().getRange("A1").load("formulas");
      const range = names.getItem("products").getRange().load("address");
      await context.sync();
      expect([named.formula, named.type, named.visible]).toEqual(["='名单 1'!$A$5:$A$42", "Range", true]);
      expect(formula.formulas).toEqual([["=SUM('名单 1'!A5:A42)&\"A3\""]]);
      expect(range.address).toBe("'名单 1'!B5:B11");
      names.add("accounts", "=1");
      expect(await excelCode(() => context.sync())).toBe("ItemAlreadyExists");
    });
  });

  test("sheets are shown, hidden, moved, activated; a hidden one cannot be, the last visible one stays", async () => {
    const host = createHost();
    await host.Excel.run(async (context) => {
      const { worksheets } = context.workbook;
      const lists = worksheets.add("_lists");
      lists.visibility = "Hidden";
      lists.position = 0;
      worksheets.load("items/name,items/visibility");
      const shown = worksheets.getCount(true);
      await context.sync();
      expect(worksheets.items.map(({ name, visibility }) => [name, visibility])).toEqual([
        ["_lists", "Hidden"],
        ["Sheet1", "Visible"],
      ]);
      expect(shown.value).toBe(1);
      lists.activate();
      expect(await excelCode(() => context.sync())).toBe("InvalidOperation");
      worksheets.getItem("Sheet1").visibility = "Hidden";
      expect(await excelCode(() => context.sync())).toBe("InvalidOperation");
    });
  });

  test("a conditional format of a formula, taken off a part of its cells", async () => {
    const host = createHost();
    await host.Excel.run(async (context) => {
      const range = context.workbook.worksheets.getFirst().getRange("A2:C9");
      const made = range.conditionalFormats.add("Custom");
      made.custom.rule.formula = '=$A2="紧急"';
      made.custom.format.fill.color = "#FDE7E9";
      made.custom.format.font.color = "#A4262C";
      range.getRow(3).conditionalFormats.clearAll();
      const left = range.conditionalFormats.getCount();
      await context.sync();
      expect(left.value).toBe(1);
    });
    expect(host.state().sheets[0]?.conditionals).toMatchObject([
      { range: "A2:C4,A6:C9", formula: '=$A2="紧急"', fill: "#FDE7E9" },
    ]);
  });

  test("a chart has its series from its cells, a title and a place", async () => {
    const host = createHost();
    await host.Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getFirst();
      sheet.getRange("A1:C4").values = [
        ["大客户", "本集团", "竞争对手"],
        ["招商物流", 3, 1],
        ["中外运", 2, 2],
        ["中石油", 0, 5],
      ];
      const chart = sheet.charts.add("ColumnStacked", sheet.getRange("A1:C4"), "Columns");
      chart.name = "purchases";
      chart.title.text = "本月采购";
      chart.axes.valueAxis.title.text = "台";
      chart.legend.position = "Top";
      chart.setPosition("E2", "J15");
      chart.series.load("items/name");
      const none = sheet.charts.getItemOrNullObject("other");
      await context.sync();
      expect(chart.series.items.map(({ name }) => name)).toEqual(["本集团", "竞争对手"]);
      expect(none.isNullObject).toBe(true);
    });
    expect(host.state().sheets[0]?.charts).toMatchObject([
      {
        name: "purchases",
        title: "本月采购",
        valueAxisTitle: "台",
        source: "=Sheet1!$A$1:$C$4",
        place: { left: 192, top: 15, width: 288, height: 210 },
        series: [{ values: "=Sheet1!$B$2:$B$4", categories: "=Sheet1!$A$2:$A$4" }, { name: "=Sheet1!$C$1" }],
      },
    ]);
  });
});

import { excelCode } from "./excel-code.ts";
import { createHost } from "./node-host.ts";

describe("what a workbook carries besides cells", () => {
  test("properties, custom XML, settings and comments are written and found again", async () => {
    const host = createHost();
    await host.Excel.run(async (context) => {
      const { properties, customXmlParts, comments, worksheets, settings } = context.workbook;
      properties.title = "大客户信息填报";
      customXmlParts.add('<unit xmlns="urn:dakehu">P01</unit>');
      settings.add("period", "2026-11");
      comments.add("Sheet1!B2", "请补充电话");
      await context.sync();
      properties.load("title");
      const xml = customXmlParts.getByNamespace("urn:dakehu").getOnlyItem().getXml();
      const other = customXmlParts.getByNamespace("urn:other").getOnlyItemOrNullObject();
      const comment = comments.getItemByCell("Sheet1!B2").load("content");
      const period = settings.getItem("period").load("value");
      await context.sync();
      expect([properties.title, xml.value, comment.content, period.value]).toEqual([
        "大客户信息填报",
        '<unit xmlns="urn:dakehu">P01</unit>',
        "请补充电话",
        "2026-11",
      ]);
      expect(other.isNullObject).toBe(true);
      worksheets.getFirst().getRange("1:1").insert("Down");
      const where = comments.getItemAt(0).getLocation().load("address");
      settings.getItem("period").delete();
      comments.getItemAt(0).delete();
      const left = comments.getCount();
      await context.sync();
      expect([where.address, left.value]).toEqual(["Sheet1!B3", 0]);
    });
    expect(host.state().settings).toEqual({});
  });

  test("a page's layout and the frozen panes", async () => {
    const host = createHost();
    await host.Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getFirst();
      sheet.freezePanes.freezeAt(sheet.getRange("A1:B3"));
      sheet.pageLayout.orientation = "Landscape";
      sheet.pageLayout.zoom = { horizontalFitToPages: 1, verticalFitToPages: 0 };
      sheet.pageLayout.headersFooters.defaultForAllPages.centerFooter = "&P / &N";
      sheet.pageLayout.setPrintTitleRows("$1:$3");
      sheet.showGridlines = false;
      sheet.tabColor = "#0f4c81";
      const frozen = sheet.freezePanes.getLocation().load("address");
      await context.sync();
      expect(frozen.address).toBe("Sheet1!A1:B3");
      sheet.pageLayout.setPrintTitleRows("A1:B2");
      expect(await excelCode(() => context.sync())).toBe("InvalidArgument");
    });
    expect(host.state().sheets[0]).toMatchObject({
      freeze: { rows: 3, columns: 2 },
      gridlines: false,
      tabColor: "#0F4C81",
      page: { orientation: "Landscape", titleRows: "$1:$3", footer: { center: "&P / &N" } },
    });
  });

  test("a chart's series take values, categories and a colour one by one; deleted, it is gone", async () => {
    const host = createHost();
    await host.Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getFirst();
      sheet.getRange("A1:B3").values = [
        ["月", "台"],
        ["10月", 3],
        ["11月", 5],
      ];
      const chart = sheet.charts.add("Line", sheet.getRange("A1:B3"));
      const second = chart.series.add("竞争对手");
      second.setValues(sheet.getRange("B2:B3"));
      second.setXAxisValues(sheet.getRange("A2:A3"));
      second.format.line.color = "#A4262C";
      chart.series.getItemAt(0).format.fill.setSolidColor("#0F4C81");
      chart.legend.visible = false;
      await context.sync();
      expect(host.state().sheets[0]?.charts[0]).toMatchObject({
        legend: { visible: false },
        series: [
          { color: "#0F4C81", values: "=Sheet1!$B$2:$B$3" },
          { name: "竞争对手", color: "#A4262C", categories: "=Sheet1!$A$2:$A$3" },
        ],
      });
      chart.delete();
      chart.load("name");
      expect(await excelCode(() => context.sync())).toBe("ItemNotFound");
    });
    expect(host.state().sheets[0]?.charts).toEqual([]);
  });

  test("cells are found by their text and copied with their look and rule", async () => {
    const host = createHost();
    await host.Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getFirst();
      sheet.getRange("A1:A3").values = [["招商物流"], ["中外运"], ["=A1"]];
      sheet.getRange("A2").format.fill.color = "#FDE7E9";
      sheet.getRange("A2").dataValidation.rule = { list: { inCellDropDown: true, source: "中外运,中石油" } };
      const found = sheet.getRange("A1:C9").find("外运", {}).load("address");
      const none = sheet.getRange("A1:C9").findOrNullObject("外", { completeMatch: true });
      sheet.getRange("C5").copyFrom("A2");
      const copy = sheet.getRange("C5").load({ values: true, format: { fill: { color: true } } });
      const rule = sheet.getRange("C5").dataValidation.load("type");
      await context.sync();
      expect([found.address, none.isNullObject]).toEqual(["Sheet1!A2", true]);
      expect([copy.values, copy.format.fill.color, rule.type]).toEqual([[["中外运"]], "#FDE7E9", "List"]);
      sheet.getRange("C5").clear("Contents");
      const cleared = sheet.getRange("C5").load({ values: true, format: { fill: { color: true } } });
      await context.sync();
      expect([cleared.values, cleared.format.fill.color]).toEqual([[[""]], "#FDE7E9"]);
    });
  });
});

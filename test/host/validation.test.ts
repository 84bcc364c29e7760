import { excelCode } from "./excel-code.ts";
import { createHost, type NodeHost } from "./node-host.ts";

const lists = async (host: NodeHost, rule: Excel.DataValidationRule, style: "Stop" | "Warning" = "Stop") =>
  host.Excel.run(async (context) => {
    const validation = context.workbook.worksheets.getFirst().getRange("B2:B1048576").dataValidation;
    validation.rule = rule;
    validation.errorAlert = { showAlert: true, style, title: "不在名单", message: "请从名单中选" };
    await context.sync();
  });

describe("data validation", () => {
  test("an inline list of more than 255 characters is refused, a formula is taken", async () => {
    const host = createHost();
    const inline = (length: number) => ({ list: { inCellDropDown: true, source: "字".repeat(length) } });
    expect(await excelCode(() => lists(host, inline(255)))).toBeNull();
    expect(await excelCode(() => lists(host, inline(256)))).toBe("InvalidArgument");
    expect(
      await excelCode(() => lists(host, { list: { inCellDropDown: true, source: "=$A$1:$A$9" } })),
    ).toBeNull();
  });

  test("a Range object as the source of a list is refused", async () => {
    const { Excel } = createHost();
    const run = () =>
      Excel.run(async (context) => {
        const sheet = context.workbook.worksheets.getFirst();
        sheet.getRange("B2").dataValidation.rule = {
          list: { inCellDropDown: true, source: sheet.getRange("A1:A9") },
        };
        await context.sync();
      });
    expect(await excelCode(run)).toBe("InvalidArgument");
  });

  test("an alert's message of more than 225 characters and a prompt's of more than 255 are refused", async () => {
    const { Excel } = createHost();
    const say = (alert: number, prompt: number) =>
      excelCode(() =>
        Excel.run(async (context) => {
          const { dataValidation } = context.workbook.worksheets.getFirst().getRange("A1");
          dataValidation.rule = { wholeNumber: { operator: "GreaterThan", formula1: 0 } };
          dataValidation.errorAlert = {
            showAlert: true,
            style: "Stop",
            title: "",
            message: "字".repeat(alert),
          };
          dataValidation.prompt = { showPrompt: true, title: "", message: "字".repeat(prompt) };
          await context.sync();
        }),
      );
    expect(await say(225, 255)).toBeNull();
    expect(await say(226, 1)).toBe("InvalidArgument");
    expect(await say(1, 256)).toBe("InvalidArgument");
  });

  test("a relative formula moves with the cell", async () => {
    const host = createHost();
    await lists(host, { custom: { formula: "=LEN($A2)>B$1" } });
    await host.Excel.run(async (context) => {
      const { dataValidation } = context.workbook.worksheets.getFirst().getRange("B9");
      dataValidation.load("rule,type,errorAlert,ignoreBlanks");
      await context.sync();
      expect(dataValidation.rule.custom?.formula).toBe("=LEN($A9)>B$1");
      expect([dataValidation.type, dataValidation.errorAlert.title, dataValidation.ignoreBlanks]).toEqual([
        "Custom",
        "不在名单",
        true,
      ]);
    });
  });

  test("typing what a stop rule forbids is refused; a warning asks", async () => {
    const host = createHost();
    const rule = { list: { inCellDropDown: true, source: "半挂车,厢式车" } };
    await lists(host, rule);
    expect(host.type("Sheet1", "B2", "半挂车")).toBe("taken");
    expect(host.type("Sheet1", "B2", "拖拉机")).toBe("refused");
    expect(host.shown("Sheet1", "B2").value).toBe("半挂车");
    await lists(host, rule, "Warning");
    expect(host.type("Sheet1", "B2", "拖拉机")).toBe("withdrawn after a warning");
    expect(host.type("Sheet1", "B2", "拖拉机", { onWarning: "accept" })).toBe("kept after a warning");
    expect(host.shown("Sheet1", "B2").value).toBe("拖拉机");
  });

  test("a list that depends on the account in the same row offers that account's branches only", async () => {
    const host = createHost();
    await host.Excel.run(async (context) => {
      const pairs = context.workbook.worksheets.add("_lists");
      pairs.getRange("A1:B5").values = [
        ["账户", "分支"],
        ["中外运 (华东)", "上海"],
        ["招商物流", "深圳【总】"],
        ["招商物流", "武汉"],
        ["中石油", "大庆"],
      ];
      await context.sync();
    });
    await lists(host, {
      list: {
        inCellDropDown: true,
        source: "=OFFSET(_lists!$B$1,MATCH($A2,_lists!$A$2:$A$5,0),0,COUNTIF(_lists!$A$2:$A$5,$A2),1)",
      },
    });
    host.type("Sheet1", "A3", "招商物流");
    host.type("Sheet1", "A4", "中外运 (华东)");
    expect(host.dropdown("Sheet1", "B3")).toEqual(["深圳【总】", "武汉"]);
    expect(host.dropdown("Sheet1", "B4")).toEqual(["上海"]);
    expect(host.type("Sheet1", "B3", "大庆")).toBe("refused");
    expect(host.type("Sheet1", "B3", "武汉")).toBe("taken");
  });

  test("the API and a paste go past validation, and the paste takes it away", async () => {
    const host = createHost();
    await lists(host, { list: { inCellDropDown: true, source: "是,否" } });
    const type = (address: string) =>
      host.Excel.run(async (context) => {
        const { dataValidation } = context.workbook.worksheets.getFirst().getRange(address);
        dataValidation.load("type,valid");
        await context.sync();
        return [dataValidation.type, dataValidation.valid];
      });
    await host.Excel.run(async (context) => {
      context.workbook.worksheets.getFirst().getRange("B2").values = [["也许"]];
      await context.sync();
    });
    expect(await type("B2")).toEqual(["List", false]);
    host.paste("Sheet1", "B3", [["也许"], ["大概"]]);
    expect(await type("B3:B4")).toEqual(["None", true]);
    expect(await type("B2:B5")).toEqual(["Inconsistent", null]);
    expect(await type("B5")).toEqual(["List", true]);
    host.paste("Sheet1", "C1", null, { from: "B5" });
    expect(await type("C1")).toEqual(["List", true]);
  });

  test("cleared, a rule is gone; an alert has nothing to hang on then", async () => {
    const host = createHost();
    await lists(host, { list: { inCellDropDown: true, source: "是,否" } });
    await host.Excel.run(async (context) => {
      const { dataValidation } = context.workbook.worksheets.getFirst().getRange("B:B");
      dataValidation.clear();
      dataValidation.load("type");
      await context.sync();
      expect(dataValidation.type).toBe("None");
      dataValidation.errorAlert = { showAlert: true, style: "Stop", title: "", message: "x" };
      expect(await excelCode(() => context.sync())).toBe("InvalidOperation");
    });
    expect(host.type("Sheet1", "B2", "也许")).toBe("taken");
  });

  test("rows put in above and between keep the rule at its cells", async () => {
    const host = createHost();
    await lists(host, { custom: { formula: "=$A2<>$A$1" } });
    host.insertRow("Sheet1", 1);
    host.insertRow("Sheet1", 10);
    await host.Excel.run(async (context) => {
      const rule = context.workbook.worksheets.getFirst().getRange("B10").dataValidation.load("rule");
      const top = context.workbook.worksheets.getFirst().getRange("B2").dataValidation.load("type");
      await context.sync();
      expect(rule.rule.custom?.formula).toBe("=$A10<>$A$2");
      expect(top.type).toBe("None");
    });
  });
});

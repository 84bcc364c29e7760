import { excelCode } from "./excel-code.ts";
import { createHost } from "./node-host.ts";

describe("proxies and batches", () => {
  test("a property that was not loaded and synced cannot be read", async () => {
    const { Excel, OfficeExtension } = createHost();
    await Excel.run(async (context) => {
      const range = context.workbook.worksheets.getActiveWorksheet().getRange("A1");
      expect(await excelCode(async () => range.values)).toBe("PropertyNotLoaded");
      range.load("values");
      expect(await excelCode(async () => range.values)).toBe("PropertyNotLoaded");
      await context.sync();
      expect(range.values).toEqual([[""]]);
      expect(await excelCode(async () => range.text)).toBe("PropertyNotLoaded");
    });
    expect(OfficeExtension).toHaveProperty("Error");
  });

  test("isNullObject is known only after a sync", async () => {
    const { Excel } = createHost();
    await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItemOrNullObject("没有");
      expect(await excelCode(async () => sheet.isNullObject)).toBe("PropertyNotLoaded");
      await context.sync();
      expect(sheet.isNullObject).toBe(true);
    });
  });

  test("writes wait for the sync and happen in their order", async () => {
    const host = createHost();
    await host.Excel.run(async (context) => {
      const cell = context.workbook.worksheets.getActiveWorksheet().getRange("A1");
      cell.values = [["一"]];
      cell.values = [["二"]];
      expect(host.shown("Sheet1", "A1").value).toBe("");
      await context.sync();
      expect(host.shown("Sheet1", "A1").value).toBe("二");
    });
  });

  test("an error stops the batch there: what came before stays, what comes after is not done", async () => {
    const host = createHost();
    const run = () =>
      host.Excel.run(async (context) => {
        const sheet = context.workbook.worksheets.getActiveWorksheet();
        sheet.getRange("A1").values = [["before"]];
        sheet.getRange("B1:C1").values = [["one value for two cells"]];
        sheet.getRange("D1").values = [["after"]];
        await context.sync();
      });
    const error = await run().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      name: "RichApi.Error",
      code: "InvalidArgument",
      message: expect.stringContaining("doesn't match the size"),
      debugInfo: { errorLocation: "Range.values", statement: expect.stringContaining("values") },
    });
    expect([host.shown("Sheet1", "A1").value, host.shown("Sheet1", "D1").value]).toEqual(["before", ""]);
  });

  test.each([
    ["ItemNotFound", (book: Excel.Workbook) => book.worksheets.getItem("没有").load("name")],
    ["ItemNotFound", (book: Excel.Workbook) => book.tables.getItem("没有").load("name")],
    [
      "InvalidArgument",
      (book: Excel.Workbook) => book.worksheets.getActiveWorksheet().getRange("不是地址").load("address"),
    ],
    [
      "InvalidArgument",
      (book: Excel.Workbook) =>
        book.worksheets.getFirst().getRange("A1").getOffsetRange(-1, 0).load("address"),
    ],
    ["ItemAlreadyExists", (book: Excel.Workbook) => book.worksheets.add("sheet1")],
    ["InvalidArgument", (book: Excel.Workbook) => book.worksheets.add("a/b")],
    ["InvalidOperation", (book: Excel.Workbook) => book.worksheets.getFirst().delete()],
  ])("Excel answers %s", async (code, doing) => {
    const { Excel } = createHost();
    const run = () =>
      Excel.run(async (context) => {
        doing(context.workbook);
        await context.sync();
      });
    expect(await excelCode(run)).toBe(code);
  });

  test("load takes a path, a list, an object, and what a collection holds", async () => {
    const { Excel } = createHost();
    await Excel.run(async (context) => {
      const sheets = context.workbook.worksheets.load("items/name,items/tables/items/name");
      const first = context.workbook.worksheets.getFirst().load({ name: true, tables: { name: true } });
      const range = first.getRange("A1:B2").load(["address", "format/fill/color"]);
      const all = first.getRange("C3");
      context.load(all);
      await context.sync();
      expect(sheets.items.map(({ name }) => name)).toEqual(["Sheet1"]);
      expect(sheets.items[0]?.tables.items).toEqual([]);
      expect([first.name, range.address, range.format.fill.color]).toEqual([
        "Sheet1",
        "Sheet1!A1:B2",
        "#FFFFFF",
      ]);
      expect([all.rowIndex, all.values, all.columnHidden]).toEqual([2, [[""]], false]);
    });
  });

  test("a range held across batches moves with its cells, and is let go when untracked", async () => {
    const { Excel } = createHost();
    await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getFirst();
      const held = sheet.getRange("A5");
      held.track();
      await context.sync();
      sheet.getRange("1:2").insert("Down");
      held.load("address");
      await context.sync();
      expect(held.address).toBe("Sheet1!A7");
      sheet.getRange("7:7").delete("Up");
      held.load("address");
      expect(await excelCode(() => context.sync())).toBe("InvalidReference");
      held.untrack();
      await context.sync();
    });
  });

  test("Excel.run goes on with a context or an object of an earlier run", async () => {
    const { Excel } = createHost();
    const kept = await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getFirst().load("name");
      await context.sync();
      return { context, sheet };
    });
    await Excel.run(kept.context, async (same) => expect(same).toBe(kept.context));
    await Excel.run(kept.sheet, async (same) => {
      kept.sheet.getRange("A1").values = [["接着"]];
      const cell = kept.sheet.getRange("A1").load("values");
      await same.sync();
      expect(cell.values).toEqual([["接着"]]);
    });
  });

  test("a request over 5 MB fails in Excel on the web, and so does an answer; Excel for Windows takes both", async () => {
    const host = createHost();
    const write = (text: string, address: string) =>
      host.Excel.run(async (context) => {
        context.workbook.worksheets.getFirst().getRange(address).values = Array.from({ length: 200 }, () => [
          text,
        ]);
        await context.sync();
      });
    const read = () =>
      host.Excel.run(async (context) => {
        context.workbook.worksheets.getFirst().getRange("A1:A400").load("values");
        await context.sync();
      });
    const long = "字".repeat(8000);
    expect(await excelCode(() => write(long + long, "A1:A200"))).toBe("RequestPayloadSizeLimitExceeded");
    expect(host.shown("Sheet1", "A1").value).toBe("");
    expect(await excelCode(() => write(long, "A1:A200"))).toBeNull();
    expect(await excelCode(() => write(long, "A201:A400"))).toBeNull();
    expect(await excelCode(read)).toBe("ResponsePayloadSizeLimitExceeded");
    host.setPlatform("PC");
    expect(await excelCode(read)).toBeNull();
  });

  test("more than 5,000,000 cells cannot be read at once; of whole columns there are no values", async () => {
    const { Excel } = createHost({ platform: "PC" });
    await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getFirst();
      const column = sheet.getRange("A:A").load("values,cellCount");
      await context.sync();
      expect([column.values, column.cellCount]).toEqual([null, 1_048_576]);
      sheet.getRange("A2:F1048576").load("values");
      expect(await excelCode(() => context.sync())).toBe("RangeExceedsLimit");
      column.values = [["x"]];
      expect(await excelCode(() => context.sync())).not.toBeNull();
    });
  });

  test("while a cell is being typed into, a request fails unless it waits", async () => {
    const host = createHost();
    host.beginEdit();
    const rename = async (context: Excel.RequestContext) => {
      context.workbook.worksheets.getFirst().name = "改";
      await context.sync();
    };
    expect(await excelCode(() => host.Excel.run(rename))).toBe("InvalidOperationInCellEditMode");
    const waiting = host.Excel.run({ delayForCellEdit: true }, rename);
    host.endEdit();
    await waiting;
    expect(host.state().sheets[0]?.name).toBe("改");
  });
});

describe("an old Excel", () => {
  test("members of a later requirement set are not found, and asking says so", async () => {
    const host = createHost({ apiLevel: "1.8" });
    const { Excel, Office } = host;
    expect(Office.context.requirements.isSetSupported("ExcelApi", "1.8")).toBe(true);
    expect(Office.context.requirements.isSetSupported("ExcelApi", "1.10")).toBe(false);
    const attempt = (doing: (context: Excel.RequestContext) => void) =>
      excelCode(() =>
        Excel.run(async (context) => {
          doing(context);
          await context.sync();
        }),
      );
    expect(await attempt(({ workbook }) => void workbook.comments.load("items"))).toBe("ApiNotFound");
    expect(await attempt(({ workbook }) => workbook.application.suspendScreenUpdatingUntilNextSync())).toBe(
      "ApiNotFound",
    );
    const resize = ({ workbook }: Excel.RequestContext) =>
      workbook.tables.add("Sheet1!A1:B2", true).resize("A1:B3");
    expect(await attempt(resize)).toBe("ApiNotFound");
    expect(await attempt(({ workbook }) => workbook.worksheets.getFirst().load("showHeadings"))).toBeNull();
    expect(
      await attempt(({ workbook }) => workbook.worksheets.getFirst().getRange("A1").load("isEntireRow")),
    ).toBeNull();
    expect(await attempt(({ workbook }) => workbook.load("autoSave"))).toBe("ApiNotFound");
    host.setApiLevel("1.17");
    expect(
      await attempt(({ workbook }) => workbook.application.suspendScreenUpdatingUntilNextSync()),
    ).toBeNull();
    expect(host.suspensions.screen).toBe(1);
  });

  test("what the host itself lacks is named, not passed over", async () => {
    const { Excel } = createHost();
    const error = await Excel.run(async (context) => {
      context.workbook.worksheets.getFirst().pivotTables.load("items/name");
      await context.sync();
    }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: "NotImplemented",
      message: expect.stringContaining("Worksheet.pivotTables"),
    });
  });
});

import { createHost, type NodeHost } from "./node-host.ts";

const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

async function listening(host: NodeHost) {
  const heard: string[] = [];
  const hear = (word: string) => {
    heard.push(word);
    return Promise.resolve();
  };
  const registered = await host.Excel.run(async (context) => {
    const { worksheets, tables } = context.workbook;
    const sheet = worksheets.getFirst();
    sheet.getRange("A1:B2").values = [
      ["名称", "数量"],
      ["甲", 1],
    ];
    const table = tables.add("Sheet1!A1:B2", true);
    await context.sync();
    const onChanged = sheet.onChanged.add((args) =>
      hear(`sheet ${args.changeType} ${args.address} ${args.source} ${args.triggerSource}`),
    );
    table.onChanged.add((args) => hear(`table ${args.changeType} ${args.address} ${args.source}`));
    sheet.onSelectionChanged.add((args) => hear(`selected ${args.address}`));
    worksheets.onActivated.add(() => hear("activated"));
    worksheets.onAdded.add(() => hear("added"));
    worksheets.onDeleted.add((args) => hear(`deleted ${args.source}`));
    worksheets.onNameChanged.add((args) => hear(`${args.nameBefore} is ${args.nameAfter}`));
    await context.sync();
    return onChanged;
  });
  await settled();
  heard.length = 0;
  return { heard, registered };
}

describe("events", () => {
  test("edits tell who made them: the person here, somebody else, or the add-in itself", async () => {
    const host = createHost();
    const { heard } = await listening(host);
    host.type("Sheet1", "B2", "2");
    host.remoteEdit("Sheet1", "D9", [["x"]]);
    await host.Excel.run(async (context) => {
      context.workbook.worksheets.getFirst().getRange("F1").values = [[1]];
      await context.sync();
    });
    await settled();
    expect(heard).toEqual([
      "sheet RangeEdited B2 Local Unknown",
      "table RangeEdited B2 Local",
      "sheet RangeEdited D9 Remote Unknown",
      "sheet RangeEdited F1 Local ThisLocalAddin",
    ]);
  });

  test("rows, selection, sheets coming, going and renamed", async () => {
    const host = createHost();
    const { heard } = await listening(host);
    host.insertRow("Sheet1", 2);
    host.deleteRow("Sheet1", 9);
    host.select("Sheet1", "B2:B3");
    await host.Excel.run(async (context) => {
      context.workbook.worksheets.add("新").activate();
      await context.sync();
    });
    host.renameSheet("新", "旧");
    host.deleteSheet("旧");
    await settled();
    expect(heard).toEqual([
      "sheet RowInserted 2:2 Local Unknown",
      "table RowInserted 2:2 Local",
      "sheet RowDeleted 9:9 Local Unknown",
      "selected B2:B3",
      "added",
      "activated",
      "新 is 旧",
      "deleted Local",
    ]);
  });

  test("a handler that was removed hears no more, and an event's range can be read", async () => {
    const host = createHost();
    const { heard, registered } = await listening(host);
    await host.Excel.run(registered.context, async (context) => {
      registered.remove();
      await context.sync();
    });
    host.type("Sheet1", "D9", "x");
    await settled();
    expect(heard).toEqual([]);
    const values = await new Promise((resolve, reject) => {
      host.Excel.run(async (context) => {
        context.workbook.worksheets.getFirst().onChanged.add(async (args) => {
          await host.Excel.run(async (inner) => {
            const range = args.getRange(inner).load("values");
            await inner.sync();
            resolve([range.values, args.details.valueBefore, args.details.valueAfter]);
          });
        });
        await context.sync();
        host.type("Sheet1", "D9", "y");
      }).catch(reject);
    });
    expect(values).toEqual([[["y"]], "x", "y"]);
  });
});

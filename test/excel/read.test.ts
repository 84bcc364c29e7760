import { readReport } from "../../shared/report/workbook.ts";
import { LEVELS, open } from "./open.ts";
import { aContact, aSmallTemplate, aTemplate, rowId } from "./workbooks.ts";

describe.each(LEVELS)("a filled workbook read with ExcelApi %s", (apiLevel) => {
  it("gives each row back with its identity, text as text and dates as days", async () => {
    const { workbook } = open({ apiLevel });
    const rows = [
      aContact(1),
      {
        sheet: "events" as const,
        rowId: rowId(2),
        revision: 4,
        values: { happenedOn: "2026-10-03", body: "=发布招标公告", weight: "重要" },
      },
    ];
    await workbook.replace(aTemplate({ rows }));
    const reading = readReport(await workbook.read());
    expect(reading.meta).toEqual({ unit: "P01", unitName: "深圳工厂", period: "2026-10", template: 1 });
    const read = reading.sheets.flatMap((sheet) => sheet.rows);
    expect(read.map(({ rowId: id, baseRevision, row }) => [id, baseRevision, row])).toEqual([
      [rowId(1), 1, 1],
      [rowId(2), 4, 1],
    ]);
    expect(read[0]?.values).toMatchObject({ phone: "013800138000", strength: 3 });
    expect(read[1]?.values).toMatchObject({ happenedOn: "2026-10-03", body: "=发布招标公告" });
  });

  it("reads what was typed below a table that did not grow, up to the first blank row", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.replace(aSmallTemplate());
    // A table under a protected sheet does not grow: what stands below it stands outside.
    host.protect("关键联系人");
    const state = host.state();
    host.load({
      ...state,
      sheets: state.sheets.map((sheet) =>
        sheet.name === "关键联系人"
          ? {
              ...sheet,
              protection: null,
              cells: [
                ...sheet.cells,
                { row: 21, column: 0, value: "中石油" },
                { row: 21, column: 4, value: "李四" },
                { row: 22, column: 4, value: "王五" },
                { row: 24, column: 4, value: "备忘" },
              ],
            }
          : sheet,
      ),
    });
    const contacts = readReport(await workbook.read()).sheets.find(({ sheet }) => sheet === "contacts");
    expect(contacts?.rows.map(({ row, values }) => [row, values.name])).toEqual([
      [21, "李四"],
      [22, "王五"],
    ]);
  });

  it("finds renamed sheets by their tables, and sheets whose table was turned into cells by their headings", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.replace(aSmallTemplate({ rows: [aContact(1)] }));
    host.renameSheet("关键联系人", "人脉");
    const state = host.state();
    host.load({
      ...state,
      sheets: state.sheets.map((sheet) => (sheet.name === "分支机构" ? { ...sheet, tables: [] } : sheet)),
    });
    const reading = readReport(await workbook.read());
    expect(reading.missing).not.toContain("branches");
    expect(reading.sheets.find(({ sheet }) => sheet === "contacts")?.name).toBe("人脉");
  });

  it("tells formulas by their values and error cells as errors", async () => {
    const { host, workbook } = open({ apiLevel });
    await workbook.replace(aSmallTemplate({ rows: [aContact(1), aContact(2)] }));
    host.setFormula("关键联系人", "E2", "=A2&1", "招商物流1");
    host.setFormula("关键联系人", "E3", "=NA()", "#N/A");
    host.type("关键联系人", "F3", "'#N/A");
    const contacts = (await workbook.read()).sheets.find(({ name }) => name === "关键联系人");
    expect(contacts?.rows[1]?.[4]).toEqual({ formula: "=A2&1", value: "招商物流1" });
    expect(contacts?.rows[2]?.[4]).toEqual({ error: "#N/A" });
    expect(contacts?.rows[2]?.[5]).toBe("#N/A");
  });

  it("reads five thousand rows in slices, each answer far below five megabytes", async () => {
    const { host, workbook } = open({ apiLevel });
    const rows = Array.from({ length: 5000 }, (_, i) => aContact(i, { title: "职务".repeat(20) }));
    await workbook.replace(aSmallTemplate({ rows }));
    const before = host.traffic.length;
    const reading = readReport(await workbook.read());
    expect(reading.sheets.flatMap((sheet) => sheet.rows)).toHaveLength(5000);
    const answers = host.traffic.slice(before).filter(({ kind }) => kind === "response");
    expect(Math.max(...answers.map(({ bytes }) => bytes))).toBeLessThan(4_000_000);
    expect(answers.length).toBeLessThan(40);
  });
});

it("names the merged cells below a header where Excel can tell them", async () => {
  const { host, workbook } = open({ apiLevel: "1.17" });
  await workbook.replace(aSmallTemplate());
  const state = host.state();
  host.load({
    ...state,
    sheets: state.sheets.map((sheet) =>
      sheet.name === "关键联系人" ? { ...sheet, tables: [], merges: ["E2:E3"] } : sheet,
    ),
  });
  host.type("关键联系人", "E2", "两人一格");
  host.type("关键联系人", "E4", "后一行");
  const contacts = (await workbook.read()).sheets.find(({ name }) => name === "关键联系人");
  expect(contacts?.merges).toEqual(["E2:E3"]);
});

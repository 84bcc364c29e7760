import type { SheetPlan, WorkbookPlan } from "../../shared/plan/plan.ts";
import { drawWorkbook } from "../../server/xlsx/draw.ts";
import { readWorkbook } from "../../server/xlsx/read.ts";
import { unzip } from "../../server/xlsx/unzip.ts";
import { askedOf } from "./asked.ts";
import { inspectWorkbook } from "./inspect.ts";
import { savedByLibreOffice, shownByLibreOffice } from "./libreoffice.ts";
import { PLAN_WITH_EVERYTHING, TRICKY_TEXT } from "./plan-with-everything.ts";

const aSheet = (over: Partial<SheetPlan>): SheetPlan => ({
  key: "s",
  name: "表",
  visibility: "visible",
  columns: [],
  blocks: [],
  tables: [],
  highlights: [],
  charts: [],
  ...over,
});
const aPlan = (...sheets: SheetPlan[]): WorkbookPlan => ({
  title: "试",
  sheets,
  names: [],
  active: sheets[0]?.name ?? "",
});
const textColumn = (header: string): SheetPlan["tables"][number]["columns"][number] => ({
  key: header,
  header,
  headerStyle: "headOptional",
  style: "text",
});

test("a file holds all that its plan asks for and nothing else", async () => {
  const drawn = await inspectWorkbook(await drawWorkbook(PLAN_WITH_EVERYTHING));
  expect(drawn).toEqual(askedOf(PLAN_WITH_EVERYTHING));
});

test("two files of one plan differ at most in when they were made", async () => {
  const [one, two] = await Promise.all([
    drawWorkbook(PLAN_WITH_EVERYTHING),
    drawWorkbook(PLAN_WITH_EVERYTHING),
  ]);
  expect(Math.abs(one.length - two.length)).toBeLessThan(16);
  expect(await readWorkbook(one)).toEqual(await readWorkbook(two));
});

describe("saved once by LibreOffice", () => {
  let saved: Uint8Array;
  beforeAll(async () => {
    saved = await savedByLibreOffice(await drawWorkbook(PLAN_WITH_EVERYTHING), "xlsx");
  });

  test("formulas are computed", async () => {
    const { sheets } = await readWorkbook(saved);
    const report = sheets.find((s) => s.name === "月报 2026-11");
    expect(report?.rows[7]?.slice(0, 4)).toEqual([
      "合计",
      { formula: "SUM(B5:B7)", value: 40 },
      { formula: "SUM(C5:C7)", value: 17 },
      { formula: 'IF(B8>0,B8/(B8+C8),"<无>")', value: expect.closeTo(40 / 57, 12) },
    ]);
  });

  test("text that looks like a formula, a number, a date or an error is still text", async () => {
    const { sheets } = await readWorkbook(saved);
    const table = sheets.find((s) => s.name === "月度采购");
    const remarks = table?.rows.slice(4).map((row) => row[5]);
    expect(remarks).toEqual(TRICKY_TEXT);
  });

  test("dropdowns keep their formulas, their style and their first row", async () => {
    const rules = (await inspectWorkbook(saved)).sheets[1]?.validations ?? [];
    const asked = askedOf(PLAN_WITH_EVERYTHING).sheets[1]?.validations ?? [];
    const essence = ({ range, kind, formula1, onError }: (typeof rules)[number]): unknown => ({
      // LibreOffice saves rules no further than a thousand rows below the data.
      from: range.split(":")[0],
      kind,
      formula1: typeof formula1 === "string" ? formula1.replaceAll("$_lists.", "_lists!") : formula1,
      onError,
    });
    expect(rules.map(essence)).toEqual(asked.map(essence));
  });

  test("charts are native charts of the same cells", async () => {
    const drawn = await inspectWorkbook(saved);
    const asked = askedOf(PLAN_WITH_EVERYTHING);
    const essence = (w: typeof drawn): unknown =>
      w.sheets[2]?.charts.map(({ title, type, series }) => ({ title, type, series }));
    expect(essence(drawn)).toEqual(essence(asked));
  });

  test("sheets stay hidden and protected", async () => {
    const drawn = await inspectWorkbook(saved);
    expect(drawn.sheets.map((s) => [s.name, s.visibility, s.protected])).toEqual(
      askedOf(PLAN_WITH_EVERYTHING).sheets.map((s) => [s.name, s.visibility, s.protected]),
    );
  });
});

test("LibreOffice shows numbers, dates and shares as their formats say", async () => {
  const shown = await shownByLibreOffice(await drawWorkbook(PLAN_WITH_EVERYTHING));
  expect(
    shown
      .get("月度采购")
      ?.find((row) => row[5] === "=1+1")
      ?.slice(2, 5),
  ).toEqual(["0", "0.00", "2026-11-03"]);
  expect(shown.get("月报 2026-11")?.[7]?.slice(0, 4)).toEqual(["合计", "40", "17", "70.2%"]);
});

/** A part of a file as text. */
async function part(bytes: Uint8Array, path: string): Promise<string> {
  const limits = { entries: 100, total: 1 << 24, part: () => 1 << 24 };
  return (await unzip(bytes, (name) => name === path, limits)).get(path)?.toString("utf8") ?? "";
}

test("text that would turn into something else when edited is kept by its quote prefix", async () => {
  const cells = [["=1+1", "+86", "-5", "@x", "00123", "招商物流"]];
  const bytes = await drawWorkbook(
    aPlan(aSheet({ blocks: [{ row: 0, column: 0, style: "longText", cells }] })),
  );
  const formats =
    (await part(bytes, "xl/styles.xml")).match(/<cellXfs.*<\/cellXfs>/s)?.[0].match(/<xf [^>]*>/g) ?? [];
  const used = [...(await part(bytes, "xl/worksheets/sheet1.xml")).matchAll(/<c r="[A-Z]+1" s="(\d+)"/g)];
  expect(used.map(([, format]) => formats[Number(format)]?.includes('quotePrefix="1"'))).toEqual([
    true,
    true,
    true,
    true,
    true,
    false,
  ]);
});

test("a workbook with formulas asks to be computed when it opens", async () => {
  expect(await part(await drawWorkbook(PLAN_WITH_EVERYTHING), "xl/workbook.xml")).toContain(
    'fullCalcOnLoad="1"',
  );
});

test("a cell takes 32,767 characters and no half of a sign", async () => {
  const long = `${"字".repeat(32_766)}😀`;
  const bytes = await drawWorkbook(
    aPlan(aSheet({ blocks: [{ row: 0, column: 0, style: "longText", cells: [[long]] }] })),
  );
  expect((await readWorkbook(bytes)).sheets[0]?.rows).toEqual([["字".repeat(32_766)]]);
});

test("numbers that no file can hold leave their cells blank", async () => {
  const cells = [[1, Infinity, NaN, "", null, 2]];
  const bytes = await drawWorkbook(aPlan(aSheet({ blocks: [{ row: 0, column: 0, style: "whole", cells }] })));
  expect((await readWorkbook(bytes)).sheets[0]?.rows).toEqual([[1, null, null, null, null, 2]]);
});

test.each([
  ["two tables of one name", ["ka_a", "KA_A"], ["甲"]],
  ["a table named like a cell", ["AB12"], ["甲"]],
  ["a table name with a space", ["ka a"], ["甲"]],
  ["two columns of one heading", ["ka_a"], ["甲", "甲"]],
  ["a blank heading", ["ka_a"], [""]],
])("%s is refused before a byte is written", async (_, names, headers) => {
  const tables = names.map((name, i) => ({
    name,
    row: i * 10,
    column: 0,
    columns: headers.map(textColumn),
    rows: [],
    style: "TableStyleLight1",
    filter: true,
  }));
  await expect(drawWorkbook(aPlan(aSheet({ tables })))).rejects.toThrow(RangeError);
});

test("a sheet name that Excel does not take is refused", async () => {
  await expect(drawWorkbook(aPlan(aSheet({ name: "月".repeat(32) })))).rejects.toThrow(/31/);
});

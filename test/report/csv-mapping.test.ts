/** What the headings of other systems' files stand for. */
import { mapHeadings } from "../../shared/report/csv-mapping.ts";
import { sheetOf } from "../../shared/report/sheets.ts";

const purchases = sheetOf("purchases");
const said = (texts: string[], ...choices: Record<string, string | null>[]) =>
  mapHeadings(texts, purchases, ...choices).headings.map(({ column, how, proposal }) => [
    how,
    column ?? proposal,
  ]);

test("a heading that is a column's key, Chinese or English label stands for the column", () => {
  expect(said(["Account", "产品类别", "supplier", "数量（台）", " 金额(万元)* "])).toEqual([
    ["same", "account"],
    ["same", "product"],
    ["same", "supplier"],
    ["same", "units"],
    ["same", "amount"],
  ]);
});

test.each([
  ["客户", "account"],
  ["购买数量", "units"],
  ["供应商名称", "supplier"],
  ["产品类型", "product"],
  ["Unit", "units"],
])("%s is near a column: proposed, and not taken before somebody says so", (text, column) => {
  expect(mapHeadings([text], purchases).headings).toMatchObject([
    { column: null, how: "unknown", proposal: column },
  ]);
});

test("what resembles nothing is proposed nothing, and no column is proposed twice", () => {
  expect(said(["流水号", "客户", "客户编"])).toEqual([
    ["unknown", null],
    ["unknown", "account"],
    ["unknown", null],
  ]);
});

test("a column that its own label stands for is proposed to no other heading", () => {
  expect(said(["大客户", "客户"])).toEqual([
    ["same", "account"],
    ["unknown", null],
  ]);
});

test("a choice by hand wins over one remembered, and that over the label", () => {
  const texts = ["客户", "大客户", "备注"];
  expect(said(texts, {}, { 客户: "account" })).toEqual([
    ["remembered", "account"],
    ["doubled", null],
    ["same", "remark"],
  ]);
  expect(said(texts, { 大客户: "account", 备注: null }, { 客户: "account" })).toEqual([
    ["doubled", null],
    ["chosen", "account"],
    ["chosen", null],
  ]);
});

test("required columns without a heading are named; the month is the report's own", () => {
  const { missing } = mapHeadings(["大客户", "产品类别"], purchases);
  expect(missing.map(({ zh }) => zh)).toEqual(["供应商", "数量(台)"]);
});

test("headings that are words of the language itself are only headings", () => {
  expect(said(["constructor", "__proto__", "toString", ""])).toEqual([
    ["unknown", null],
    ["unknown", null],
    ["unknown", null],
    ["unknown", null],
  ]);
});

import { digitWidth, pointsOf, stretchesOf } from "../../addin/excel/columns.ts";
import { literal, literalAnywhere } from "../../addin/excel/literal.ts";
import { sections } from "../../addin/excel/print.ts";
import { relocate } from "../../addin/excel/relocate.ts";
import { bytesOf, runsOf, slicesOf } from "../../addin/excel/slices.ts";
import { cut, ruleOf, ruleText } from "../../addin/excel/validation.ts";
import { lookOf } from "../../shared/plan/styles.ts";
import { PLAN_WITH_EVERYTHING } from "../xlsx/plan-with-everything.ts";

describe("text on its way into a cell", () => {
  it.each([
    "=1+1",
    "+86",
    "-5",
    "@SUM(A1)",
    "'撇号",
    "#N/A",
    "00123",
    "3-4",
    "１２％",
    "TRUE",
    "二〇二六年三月",
  ])("%s gets an apostrophe where Excel would read it as something else", (text) =>
    expect(literalAnywhere(text)).toBe(`'${text}`),
  );

  it("ordinary text, numbers and formulas go as they are; an empty cell is emptied", () => {
    expect(literalAnywhere("招商物流")).toBe("招商物流");
    expect(literalAnywhere(12.5)).toBe(12.5);
    expect(literalAnywhere({ formula: "=A1" })).toBe("=A1");
    expect(literalAnywhere(null)).toBe("");
  });

  it("a cell formatted as text takes numbers as text by itself", () => {
    expect(literal("00123", lookOf("text"))).toBe("00123");
    expect(literal("=1", lookOf("text"))).toBe("'=1");
  });
});

describe("formulas for a workbook in which things have moved", () => {
  const own = { name: "人脉 2", columns: new Map([[1, 3]]), rows: 2 };
  const moves = new Map([["关键联系人", own]]);
  it.each([
    ["=LEN($B2)", "=LEN($D4)"],
    ["=$A$1:$B$9", "=$A$3:$D$11"],
    ["=COUNTIF('关键联系人'!$B:$B,\"B2\")", "=COUNTIF('人脉 2'!$D:$D,\"B2\")"],
    ["=_lists!$B$2+ka_br0+LOG10(B2)", "=_lists!$B$2+ka_br0+LOG10(D4)"],
    ["B2:B1048576", "D4:D1048576"],
  ])("%s becomes %s", (formula, moved) => expect(relocate(formula, own, moves)).toBe(moved));

  it("a formula of another sheet follows only the sheets it names", () => {
    expect(relocate("=$B2+'关键联系人'!B2", null, moves)).toBe("=$B2+'人脉 2'!D4");
  });
});

describe("widths", () => {
  it("a column of 8.43 characters is 64 pixels, 48 points, wide in Calibri; of 8.38 it is 72 pixels in 等线", () => {
    expect(pointsOf(8.43, 7)).toBe(48);
    expect(pointsOf(8.38, 8)).toBe(54);
    expect(digitWidth(8.43, 48)).toBe(7);
    expect(digitWidth(8.38, 54)).toBe(8);
  });

  it("what an Excel answers that makes no sense counts as Calibri", () => {
    expect(digitWidth(0, 0)).toBe(7);
    expect(digitWidth(Number.NaN, 48)).toBe(7);
  });

  it("a table's look starts below its header", () => {
    const sheet = PLAN_WITH_EVERYTHING.sheets[1];
    if (!sheet) throw new Error("no such sheet");
    expect(stretchesOf(sheet, 2)).toEqual([
      { from: 0, style: "plain", to: 4 },
      { from: 4, style: "whole", to: null },
    ]);
  });
});

describe("portions", () => {
  it("rows are cut at twenty thousand cells and at about a megabyte", () => {
    const narrow = Array.from({ length: 30_000 }, () => [1]);
    expect([...slicesOf(narrow)].map(({ rows }) => rows.length)).toEqual([20_000, 10_000]);
    const long = Array.from({ length: 10 }, () => ["字".repeat(100_000)]);
    const slices = [...slicesOf(long)];
    expect(slices.map(({ rows }) => rows.length)).toEqual([2, 2, 2, 2, 2]);
    expect(slices.flatMap(({ rows }) => rows)).toEqual(long);
    expect(bytesOf(["字"])).toBeGreaterThanOrEqual(Buffer.byteLength(JSON.stringify(["字"])) - 2);
  });

  it("neighbouring rows are one run", () => {
    expect(runsOf([3, 4, 5, 9])).toEqual([
      { first: 3, last: 5 },
      { first: 9, last: 9 },
    ]);
  });
});

describe("rules", () => {
  it("two rules are the same wherever their range starts and however Excel writes names", () => {
    const text = (source: string) => ruleText({ list: { source, inCellDropDown: true } });
    expect(text("=OFFSET(_lists!$A$1,MATCH($B2,x,0),0)")).toBe(
      text("=offset('_lists'!$A$1, MATCH($B77,x,0),0)"),
    );
    expect(text("=_lists!$A$1:$A$3")).not.toBe(text("=_lists!$A$1:$A$4"));
  });

  it("a list written out in the rule beyond 255 characters is refused", () => {
    expect(() => ruleOf({ kind: "list", formula: "甲,".repeat(200) })).toThrow(/list sheet/);
  });

  it("messages are cut to what Excel takes, never through a character", () => {
    expect(cut("😀😀😀", 4)).toBe("😀…");
    expect(cut("短", 32)).toBe("短");
  });
});

it("a footer is split into its three parts", () => {
  expect(sections("&L月度采购&R&P / &N")).toEqual({ left: "月度采购", center: "", right: "&P / &N" });
  expect(sections("第 &P 页")).toEqual({ left: "", center: "第 &P 页", right: "" });
});

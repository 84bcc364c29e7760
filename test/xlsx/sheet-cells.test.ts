import fc from "fast-check";
import { numberAt } from "../../server/xlsx/cell-bytes.ts";
import { sheetCells } from "../../server/xlsx/sheet-cells.ts";
import { UnreadableWorkbook } from "../../server/xlsx/unreadable.ts";

const read = (xml: string, encoding: BufferEncoding = "utf8") =>
  sheetCells(Buffer.from(xml, encoding), { strings: (i) => ["招商物流"][i], date1904: false });

const sheet = (rows: string, after = ""): string =>
  `<worksheet><sheetData>${rows}</sheetData>${after}</worksheet>`;
const ROW = `<row r="3"><c r="B3" t="s"><v>0</v></c><c r="C3"><v>7</v></c></row>`;
const MERGES = `<mergeCells count="1"><mergeCell ref="B5:C6"/></mergeCells>`;
const RULES = `<dataValidations><dataValidation error="请填写整数 !"/></dataValidations>`;

test("merged cells are found behind rules in Chinese, and before them", () => {
  const expected = { top: 2, left: 1, rows: [["招商物流", 7]], merges: ["B5:C6"] };
  expect(read(sheet(ROW, MERGES + RULES))).toEqual(expected);
  expect(read(sheet(ROW, RULES + MERGES))).toEqual(expected);
  expect(read(sheet(ROW, RULES))).toEqual({ ...expected, merges: [] });
});

test("text that only looks like the end of the cells is not taken for it", () => {
  const comment = `<!-- </sheetData> 以前的 ${MERGES} -->`;
  expect(read(sheet(ROW, comment + RULES)).merges).toEqual([]);
  expect(read(sheet(ROW, `${MERGES}<x><![CDATA[</sheetData>]]></x>`)).merges).toEqual(["B5:C6"]);
  expect(read(`\ufeff${sheet(ROW, RULES + MERGES)}`, "utf16le").merges).toEqual(["B5:C6"]);
});

test("a document type is refused behind the cells too", () => {
  expect(() => read(sheet(ROW, "<!DOCTYPE x>"))).toThrow(UnreadableWorkbook);
});

test("a cell without an address stands after the blank ones before it", () => {
  const rows =
    `<row r="2"><c r="A2" s="1"/><c r="B2" s="1"/><c s="1"/><c><v>1</v></c><c r="F2" s="1"/></row>` +
    `<row><c r="A3" s="1"/><c r="b3"><v>2</v></c></row>`;
  expect(read(sheet(rows))).toMatchObject({
    top: 1,
    left: 1,
    rows: [
      [null, null, 1],
      [2, null, null],
    ],
  });
});

test("a number is read as JavaScript reads it, to the last bit, or left to it", () => {
  const written = fc.oneof(
    fc.double().map(String),
    fc.integer().map(String),
    fc.stringMatching(/^-?\d{0,17}\.?\d{0,17}$/),
  );
  fc.assert(
    fc.property(written, (text) => {
      const bytes = Buffer.from(`>${text}<`);
      const number = numberAt(bytes, 1, bytes.length - 1);
      if (number === undefined) expect(text).not.toMatch(/^-?\d{1,15}$/);
      else expect(number).toBe(Number(text));
    }),
    { numRuns: 2000 },
  );
});

test("a cell is of the kind that its tag says, whatever stands beside that", () => {
  const cells =
    `<c r="A1" s="1" t="str"><f>A2&amp;B2</f><v>&#25307;商</v></c><c t='b' r='B1'><v>1</v></c>` +
    `<c r="C1" t="e"><v>#N/A</v></c><c r="D1" t="inlineStr"><is><t>物流</t></is></c>` +
    `<c r="E1" t="d"><v>2026-11-03T00:00:00Z</v></c><c r="F1"><v> -12.50 </v></c><c r="G1"><v>1e-7</v></c>` +
    `<c r="H1"><v/></c><c r="I1"><f>1+1</f></c><c r="J1" t="s"><v>0</v></c>`;
  expect(read(sheet(`<row r="1">${cells}</row>`)).rows).toEqual([
    [
      { formula: "A2&B2", value: "招商" },
      true,
      { error: "#N/A" },
      "物流",
      46_329,
      -12.5,
      1e-7,
      null,
      { formula: "1+1", value: null },
      "招商物流",
    ],
  ]);
});

test("a sheet whose cells are one empty tag, with a space or attributes in it, has none", () => {
  for (const tag of ["<sheetData/>", "<sheetData />", '<x:sheetData a="1" />'])
    expect(read(`<worksheet><dimension ref="A1"/>${tag}</worksheet>`)).toMatchObject({ rows: [] });
});

test("a tag or a cell that is cut short is refused", () => {
  for (const cut of [
    `<c r="B3"<c r="C3"><v>1</v></c>`,
    `<c r="B3"><v 5</c>`,
    `<c r="B3"><v>5</v>`,
    `<row r="3`,
  ])
    expect(() => read(sheet(cut))).toThrow(UnreadableWorkbook);
});

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

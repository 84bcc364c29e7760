import { writeXlsx } from "hucre/xlsx";
import { drawWorkbook } from "../../server/xlsx/draw.ts";
import { readWorkbook, UnreadableWorkbook } from "../../server/xlsx/read.ts";
import { zip } from "../../server/xlsx/zip.ts";
import { savedByPython } from "./inspect.ts";
import { savedByLibreOffice } from "./libreoffice.ts";
import { PLAN_WITH_EVERYTHING, TRICKY_TEXT } from "./plan-with-everything.ts";

/** As someone's tool might have made it: dates, formulas, errors, merged cells, rich text, a table, a hidden sheet. */
const FILLED = `
import datetime, openpyxl
from openpyxl.worksheet.table import Table
from openpyxl.chart import BarChart, Reference
wb = openpyxl.Workbook()
ws = wb.active
ws.title = "月度采购"
ws["B3"] = "大客户"; ws["C3"] = "日期"; ws["D3"] = "数量"; ws["E3"] = "备注"
ws["B4"] = "招商物流 华南(广州)"; ws["C4"] = datetime.date(2026, 11, 3); ws["D4"] = 12.5; ws["E4"] = True
ws["B5"] = "'撇号"; ws["C5"] = datetime.datetime(2026, 11, 3, 18, 0, 0); ws["D5"] = "=D4*2"; ws["E5"] = "#N/A"
ws["B6"] = "两行\\n第二行"; ws["C6"] = 60; ws["C6"].number_format = "yyyy-mm-dd"; ws["D6"] = 0; ws["E6"] = ""
ws["E5"].data_type = "e"
ws.merge_cells("B8:C9"); ws["B8"] = "合并"
ws.add_table(Table(displayName="ka_purchases", ref="B3:E6"))
chart = BarChart(); chart.add_data(Reference(ws, min_col=4, min_row=4, max_row=6)); ws.add_chart(chart, "H2")
wb.create_chartsheet("图").add_chart(BarChart())
lists = wb.create_sheet("_lists"); lists.sheet_state = "veryHidden"; lists["A1"] = 1
wb.create_sheet("空白")
`;

const GRID = {
  date1904: false,
  sheets: [
    {
      name: "月度采购",
      hidden: false,
      top: 2,
      left: 1,
      rows: [
        ["大客户", "日期", "数量", "备注"],
        ["招商物流 华南(广州)", 46_329, 12.5, true],
        ["'撇号", 46_329.75, { formula: "D4*2", value: null }, { error: "#N/A" }],
        ["两行\n第二行", 60, 0, null],
        [null, null, null, null],
        ["合并", null, null, null],
      ],
      merges: ["B8:C9"],
      tables: [{ name: "ka_purchases", range: "B3:E6" }],
    },
    { name: "_lists", hidden: true, top: 0, left: 0, rows: [[1]], merges: [], tables: [] },
    { name: "空白", hidden: false, top: 0, left: 0, rows: [], merges: [], tables: [] },
  ],
};

async function reasonOf(bytes: Uint8Array, password?: string): Promise<string> {
  const outcome = await readWorkbook(bytes, password === undefined ? {} : { password }).catch(
    (fault: unknown) => fault,
  );
  return outcome instanceof UnreadableWorkbook ? outcome.reason : `read: ${String(outcome)}`;
}

async function anArchive(parts: Readonly<Record<string, string>>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  async function* all(): AsyncGenerator<{ path: string; content: string }> {
    await Promise.resolve();
    for (const [path, content] of Object.entries(parts)) yield { path, content };
  }
  for await (const chunk of zip(all())) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const aWorkbook = (sheet: string, more: Readonly<Record<string, string>> = {}): Promise<Buffer> =>
  anArchive({
    "[Content_Types].xml": `<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    "_rels/.rels": `<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    "xl/worksheets/sheet1.xml": `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
    ...more,
  });

/** 25 KB of file, 25 MB of strings. */
const aBomb = (): Promise<Buffer> => aWorkbook("", { "xl/sharedStrings.xml": " ".repeat(25 * 1024 * 1024) });

test("a workbook saved by openpyxl reads as it stands, dates as the numbers they are", async () => {
  expect(await readWorkbook(await savedByPython(`${FILLED}\nwb.save(path)`))).toEqual(GRID);
});

test("saved once more by LibreOffice it reads the same, with its formulas computed", async () => {
  const saved = await savedByLibreOffice(await savedByPython(`${FILLED}\nwb.save(path)`), "xlsx");
  const { sheets } = await readWorkbook(saved);
  const filled = sheets.find((s) => s.name === "月度采购");
  const lists = sheets.find((s) => s.name === "_lists");
  expect(filled?.rows[2]).toEqual(["'撇号", 46_329.75, { formula: "D4*2", value: 25 }, { error: "#N/A" }]);
  expect(filled?.rows[1]?.slice(0, 3)).toEqual(["招商物流 华南(广州)", 46_329, 12.5]);
  expect([filled?.merges, filled?.tables]).toEqual([GRID.sheets[0]?.merges, GRID.sheets[0]?.tables]);
  expect([lists?.name, lists?.hidden]).toEqual(["_lists", true]);
});

test("a workbook that counts from 1904 says so and keeps its numbers", async () => {
  const bytes = await savedByPython(`
import datetime, openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904
wb = openpyxl.Workbook(); wb.epoch = CALENDAR_MAC_1904
wb.active["A1"] = datetime.date(2026, 11, 3)
wb.save(path)`);
  const grid = await readWorkbook(bytes);
  expect([grid.date1904, grid.sheets[0]?.rows]).toEqual([true, [[46_329 - 1462]]]);
});

test("what this product drew reads back to the character", async () => {
  const grid = await readWorkbook(await drawWorkbook(PLAN_WITH_EVERYTHING));
  const table = grid.sheets.find((s) => s.name === "月度采购");
  expect(table?.rows.slice(4).map((row) => row[5])).toEqual(TRICKY_TEXT);
  expect(table?.rows[4]?.slice(0, 5)).toEqual(["招商物流", "招商物流 华南(广州)", 0, 0, 46_329]);
  expect(table?.tables).toEqual([{ name: "ka_purchases", range: "A4:G19" }]);
});

test("text in several fonts is one text, also where its parts lie in the cell", async () => {
  const strings = `<sst><si><r><rPr><b/></rPr><t>招商</t></r><r><t xml:space="preserve">物流 </t></r></si></sst>`;
  const row = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><r><t>中</t></r><r><t>外运</t></r></is></c></row>`;
  const bytes = await aWorkbook(row, { "xl/sharedStrings.xml": strings });
  expect((await readWorkbook(bytes)).sheets[0]?.rows).toEqual([["招商物流 ", "中外运"]]);
});

test("a formula that came to an error is that error", async () => {
  const row = `<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B1" t="str"><f>"a"</f><v>a</v></c></row>`;
  expect((await readWorkbook(await aWorkbook(row))).sheets[0]?.rows).toEqual([
    [{ error: "#DIV/0!" }, { formula: '"a"', value: "a" }],
  ]);
});

describe("a workbook with a password", () => {
  let locked: Uint8Array;
  beforeAll(async () => {
    locked = await writeXlsx({
      sheets: [{ name: "密", rows: Array.from({ length: 2000 }, (_, i) => [i, `第${i}行`, Math.sqrt(i)]) }],
      encryption: { password: "中文 pass", spinCount: 1000 },
    });
  });

  test("opens with it", async () => {
    const { sheets } = await readWorkbook(locked, { password: "中文 pass" });
    expect([sheets[0]?.rows.length, sheets[0]?.rows[1999]]).toEqual([
      2000,
      [1999, "第1999行", Math.sqrt(1999)],
    ]);
  });
  test("is told from a damaged one without it", async () => expect(await reasonOf(locked)).toBe("encrypted"));
  test("is told so with another", async () => expect(await reasonOf(locked, "x")).toBe("wrong_password"));
  test("is damaged, or past telling, where it is cut short", async () => {
    for (const part of [0.1, 0.5, 0.9, 0.99]) {
      const cut = locked.subarray(0, Math.floor(locked.length * part));
      expect(await reasonOf(cut, "中文 pass")).toMatch(/^(?:not_xlsx|damaged)$/);
    }
  });
  test("is damaged where its content was changed", async () => {
    const changed = Buffer.from(locked);
    const middle = Math.floor(changed.length / 2);
    changed.fill(0, middle, middle + 64);
    expect(await reasonOf(changed, "中文 pass")).toBe("damaged");
  });
  test("is not opened where that would take millions of rounds", async () => {
    const asked = `spinCount="1000" saltSize="16"`;
    const laborious = Buffer.from(locked);
    laborious.write(`spinCount="9000000"`.padEnd(asked.length), laborious.indexOf(asked));
    expect(await reasonOf(laborious, "中文 pass")).toBe("encrypted");
  });
  test("is damaged where its chain of sectors leads back into itself", async () => {
    const endless = Buffer.from(locked);
    const sector = (number: number): number => (number + 1) * 512;
    const table = sector(endless.readUInt32LE(76));
    const start = endless.indexOf(Buffer.from("EncryptedPackage", "utf16le")) + 116;
    const first = endless.readUInt32LE(start);
    endless.writeUInt32LE(first + 1, start);
    endless.writeUInt32LE(first, table + (first + 1) * 4);
    expect(await reasonOf(endless, "中文 pass")).toBe("damaged");
  });
  test("may not expand further than any other", async () => {
    const rows = Array.from({ length: 800 }, (_, i) => [String(i).padEnd(32_000)]);
    const bomb = await writeXlsx({
      sheets: [{ name: "大", rows }],
      encryption: { password: "x", spinCount: 10 },
    });
    expect(await reasonOf(bomb, "x")).toBe("too_large");
  });
});

describe("what is no workbook", () => {
  test.each([
    ["nothing", ""],
    ["text", "大客户,数量\n招商物流,1\n"],
    ["a page", "<html><table></table></html>"],
  ])("%s", async (_, text) => expect(await reasonOf(Buffer.from(text))).toBe("not_xlsx"));

  test.each(["xls", "ods"] as const)("an older or other format: .%s", async (format) => {
    const saved = await savedByLibreOffice(await drawWorkbook(PLAN_WITH_EVERYTHING), format);
    expect(await reasonOf(saved)).toBe("not_xlsx");
  });

  test("a Word document", async () => {
    const types = `<Types><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`;
    expect(await reasonOf(await anArchive({ "[Content_Types].xml": types }))).toBe("not_xlsx");
  });
});

describe("what would not fit", () => {
  test("a part that expands far beyond the file", async () => {
    expect(await reasonOf(await aBomb())).toBe("too_large");
  });

  test("a part that lies about its size", async () => {
    const lying = await aBomb();
    for (let at = 0; (at = lying.indexOf("PK\u0001\u0002", at, "latin1")) >= 0; at += 46) {
      if (lying.readUInt32LE(at + 24) > 1_000_000) lying.writeUInt32LE(1000, at + 24);
    }
    expect(await reasonOf(lying)).toBe("too_large");
  });

  test("many parts that are small each and large together", async () => {
    const filler = " ".repeat(20 * 1024 * 1024);
    const more = Object.fromEntries([1, 2, 3, 4].map((n) => [`xl/tables/table${n}.xml`, filler]));
    expect(await reasonOf(await aWorkbook("", more))).toBe("too_large");
  });

  test("thousands of parts", async () => {
    const more = Object.fromEntries(Array.from({ length: 2_500 }, (_, i) => [`xl/media/${i}.png`, ""]));
    expect(await reasonOf(await aWorkbook("", more))).toBe("too_large");
  });

  test("a cell in the last corner of the sheet", async () => {
    const rows = `<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`;
    expect(await reasonOf(await aWorkbook(rows))).toBe("too_large");
  });

  test("a picture of any size is not even looked at", async () => {
    const bytes = await aWorkbook(`<row r="1"><c r="A1"><v>1</v></c></row>`, {
      "xl/media/image1.png": " ".repeat(80 * 1024 * 1024),
    });
    expect((await readWorkbook(bytes)).sheets[0]?.rows).toEqual([[1]]);
  });
});

test("a file damaged at any of many places is refused or read whole, never read wrong", async () => {
  const sound = Buffer.from(await drawWorkbook(PLAN_WITH_EVERYTHING));
  const grid = JSON.stringify(await readWorkbook(sound));
  for (let at = 7; at < sound.length; at += Math.ceil(sound.length / 60)) {
    const damaged = Buffer.from(sound);
    damaged.writeUInt8(damaged.readUInt8(at) ^ 0x5a, at);
    const outcome = await readWorkbook(damaged).then(JSON.stringify, (fault: unknown) => fault);
    if (outcome instanceof UnreadableWorkbook) continue;
    expect([at, outcome]).toEqual([at, grid]);
  }
});

test("a file cut short at any length is damaged or no workbook", async () => {
  const sound = await drawWorkbook(PLAN_WITH_EVERYTHING);
  for (let length = 0; length < sound.length; length += Math.ceil(sound.length / 40)) {
    expect(await reasonOf(sound.subarray(0, length))).toMatch(/^(?:damaged|not_xlsx)$/);
  }
});

test("parts packed by a writer that stores them are read too", async () => {
  const stored = await savedByPython(`
import openpyxl, zipfile, io
b = io.BytesIO(); wb = openpyxl.Workbook(); wb.active["A1"] = "存"; wb.save(b)
with zipfile.ZipFile(b) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as new:
    for name in old.namelist(): new.writestr(name, old.read(name))`);
  expect((await readWorkbook(stored)).sheets[0]?.rows).toEqual([["存"]]);
});

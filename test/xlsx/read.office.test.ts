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

/** What a file says it is that is no workbook. */
async function formatIn(bytes: Uint8Array): Promise<string> {
  const outcome = await readWorkbook(bytes).catch((fault: unknown) => fault);
  return outcome instanceof UnreadableWorkbook ? `${outcome.reason} ${outcome.format}` : "read";
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

test("a formula that was never computed is told from one that came to empty text", async () => {
  const row = `<row r="1"><c r="A1"><f>B1*2</f><v></v></c><c r="B1" t="str"><f>""</f><v></v></c><c r="C1"><f>B1</f></c></row>`;
  expect((await readWorkbook(await aWorkbook(row))).sheets[0]?.rows).toEqual([
    [
      { formula: "B1*2", value: null },
      { formula: '""', value: "" },
      { formula: "B1", value: null },
    ],
  ]);
});

describe("as WPS and others write it", () => {
  test("with attributes of its own, prefixes, and cells that hold nothing but a look", async () => {
    const sheet =
      `<row r="2" spans="1:4" ht="14.4" customFormat="1" xr:uid="{1}" wpsx:x="1"><c r="A2" s="5"/><c r="B2" s="7" t="s"><v>0</v></c>` +
      `<c r="C2" s="9"></c><c r="D2" s="3" t="n"><v> 12.50 </v></c></row><row r="3"><c r="A3" s="5"/></row>`;
    const strings = `<sst count="1"><si><t>招商物流</t></si></sst>`;
    const [read] = (await readWorkbook(await aWorkbook(sheet, { "xl/sharedStrings.xml": strings }))).sheets;
    expect(read).toMatchObject({ top: 1, left: 1, rows: [["招商物流", null, 12.5]] });
  });

  test("with every element under a prefix", async () => {
    const sheet = `<x:worksheet xmlns:x="s"><x:cols><x:col min="1"/></x:cols><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>前缀</x:t></x:is></x:c><x:c r="B1"><x:f>1+1</x:f><x:v>2</x:v></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref="A3:B4"/></x:mergeCells></x:worksheet>`;
    const [read] = (await readWorkbook(await aWorkbook("", { "xl/worksheets/sheet1.xml": sheet }))).sheets;
    expect(read).toMatchObject({ rows: [["前缀", { formula: "1+1", value: 2 }]], merges: ["A3:B4"] });
  });

  test("with the reading of a name beside it", async () => {
    const strings = `<sst><si><t>招商</t><rPh sb="0" eb="2"><t>ショウショウ</t></rPh><phoneticPr fontId="1"/></si></sst>`;
    const bytes = await aWorkbook(`<row r="1"><c r="A1" t="s"><v>0</v></c></row>`, {
      "xl/sharedStrings.xml": strings,
    });
    expect((await readWorkbook(bytes)).sheets[0]?.rows).toEqual([["招商"]]);
  });

  test("with rows and cells that do not say where they are", async () => {
    const sheet = `<row><c><v>1</v></c><c t="b"><v>1</v></c></row><row r="4"><c r="C4"><v>3</v></c><c><v>4</v></c></row>`;
    expect((await readWorkbook(await aWorkbook(sheet))).sheets[0]?.rows).toEqual([
      [1, true, null, null],
      [null, null, null, null],
      [null, null, null, null],
      [null, null, 3, 4],
    ]);
  });

  test("as Strict Open XML, with days as text", async () => {
    const sheet = `<row r="1"><c r="A1" t="d"><v>2026-11-03T00:00:00Z</v></c><c r="B1" t="d"><v>2026-11-03</v></c></row>`;
    expect((await readWorkbook(await aWorkbook(sheet))).sheets[0]?.rows).toEqual([[46_329, 46_329]]);
  });

  test("with references and with characters that XML cannot hold", async () => {
    const sheet = `<row r="1"><c r="A1" t="str"><v>&#x62DB;&#21830;&amp;&lt;&quot;_x000D__x005F_x0041_</v></c></row>`;
    expect((await readWorkbook(await aWorkbook(sheet))).sheets[0]?.rows).toEqual([['招商&<"\r_x0041_']]);
  });

  test("with a stray cell in the last row", async () => {
    const sheet = `<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>2</v></c></row>`;
    const [read] = (await readWorkbook(await aWorkbook(sheet))).sheets;
    expect([read?.rows.length, read?.rows[0], read?.rows.at(-1)]).toEqual([1_048_576, [1], [2]]);
  });

  test("cut short within its cells it is damaged", async () => {
    const whole = `<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>`;
    const more = { "xl/worksheets/sheet1.xml": whole };
    expect(await reasonOf(await aWorkbook("", more))).toBe("damaged");
  });
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

describe("what is no workbook is known for what it is", () => {
  const utf16 = Buffer.from("\ufeff大客户\t数量\n", "utf16le");
  test.each([
    ["nothing", "other", Buffer.from("")],
    ["text", "text", Buffer.from("大客户,数量\n招商物流,1\n")],
    ["text in UTF-16", "text", utf16],
    ["a page", "web", Buffer.from("<html><table></table></html>")],
    ["a PDF", "pdf", Buffer.from("%PDF-1.7\n%âãÏÓ\n1 0 obj<<>>endobj")],
    ["a picture", "picture", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex")],
    ["a RAR archive", "archive", Buffer.from("526172211a0701003392b5e50a01050600050101", "hex")],
  ])("%s", async (_, format, bytes) => expect(await formatIn(bytes)).toBe(`not_xlsx ${format}`));

  test("an archive of something else, a Word document, a binary workbook", async () => {
    const typed = (type: string) => ({
      "[Content_Types].xml": `<Types><Override ContentType="${type}"/></Types>`,
    });
    const word = typed("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml");
    const binary = typed("application/vnd.ms-excel.sheet.binary.macroEnabled.main");
    expect(await formatIn(await anArchive({ "报表.txt": "x" }))).toBe("not_xlsx archive");
    expect(await formatIn(await anArchive(word))).toBe("not_xlsx word");
    expect(await formatIn(await anArchive(binary))).toBe("not_xlsx xlsb");
  });

  test("an .xls, and an .ods, as LibreOffice saves them", async () => {
    const drawn = await drawWorkbook(PLAN_WITH_EVERYTHING);
    expect(await formatIn(await savedByLibreOffice(drawn, "xls"))).toBe("not_xlsx old");
    expect(await formatIn(await savedByLibreOffice(drawn, "ods"))).toBe("not_xlsx ods");
  }, 180_000);
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

/** A small filled workbook of purchases, part by part, to be taken apart and spoiled; as it is it brings one row. */
import { anArchive, type Entry } from "./an-archive.ts";

const MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

const relation = (id: string, kind: string, target: string): string =>
  `<Relationship Id="${id}" Type="${RELATION}/${kind}" Target="${target}"/>`;
const relations = (...all: readonly string[]): string => `<Relationships>${all.join("")}</Relationships>`;

export const TYPES = (more = ""): string =>
  `<Types><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${MAIN}.sheet.main+xml"/>${more}</Types>`;

const STRINGS = [
  "大客户",
  "产品类别",
  "供应商",
  "数量(台)",
  "备注",
  "招商物流",
  "半挂车",
  "本集团",
  "R&amp;D",
];

/** Cells that name the strings by number, with a number, a formula and text of their own. */
export const ROWS = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c><c r="E1" t="s"><v>4</v></c></row><row r="2"><c r="A2" t="s"><v>5</v></c><c r="B2" t="s"><v>6</v></c><c r="C2" t="s"><v>7</v></c><c r="D2"><f>3*4</f><v>12</v></c><c r="E2" t="s"><v>8</v></c></row><row r="3"><c r="E3" t="inlineStr"><is><t xml:space="preserve"> </t></is></c></row>`;

export const sheet = (rows: string, after = ""): string =>
  `<worksheet><sheetData>${rows}</sheetData>${after}</worksheet>`;

export const PARTS: Readonly<Record<string, string>> = {
  "[Content_Types].xml": TYPES(),
  "_rels/.rels": relations(relation("r1", "officeDocument", "xl/workbook.xml")),
  "xl/workbook.xml": `<workbook><workbookPr date1904="0"/><sheets><sheet name="月度采购" sheetId="1" r:id="r1"/><sheet name="_lists" sheetId="2" state="hidden" r:id="r3"/></sheets></workbook>`,
  "xl/_rels/workbook.xml.rels": relations(
    relation("r1", "worksheet", "worksheets/sheet1.xml"),
    relation("r2", "sharedStrings", "sharedStrings.xml"),
    relation("r3", "worksheet", "worksheets/sheet2.xml"),
  ),
  "xl/sharedStrings.xml": `<sst>${STRINGS.map((text) => `<si><t>${text}</t></si>`).join("")}</sst>`,
  "xl/worksheets/sheet1.xml": sheet(ROWS, `<mergeCells><mergeCell ref="A9:B9"/></mergeCells>`),
  "xl/worksheets/_rels/sheet1.xml.rels": relations(relation("r1", "table", "../tables/table1.xml")),
  "xl/worksheets/sheet2.xml": sheet(
    `<row r="2"><c r="A2" t="str"><v>product</v></c><c r="B2" t="str"><v>dakehu</v></c></row><row r="3"><c r="B3" t="str"><v>P01</v></c></row><row r="5"><c r="B5" t="str"><v>2026-10</v></c></row><row r="6"><c r="B6"><v>1</v></c></row>`,
  ),
  "xl/tables/table1.xml": `<table id="1" name="ka_purchases" displayName="ka_purchases" ref="A1:E2"/>`,
};

/** The workbook with some parts in place of its own, and others added. */
export const aWorkbook = (parts: Readonly<Record<string, Entry["content"]>> = {}): Buffer =>
  anArchive(entriesOf(parts));

export const entriesOf = (parts: Readonly<Record<string, Entry["content"]>> = {}): Entry[] =>
  Object.entries({ ...PARTS, ...parts }).map(([path, content]) => ({ path, content }));

/** Files that are made to harm whoever opens them, built in sight, each with what the service is to say of it. */
import type { ProblemCode } from "../../shared/problems.ts";
import { anArchive, type Entry, mebibytes, overlapping } from "./an-archive.ts";
import { aWorkbook, entriesOf, PARTS, ROWS, sheet, TYPES } from "./a-workbook.ts";

export interface HostileFile {
  readonly says: string;
  /** undefined: what is hostile in it is not even looked at, and its row is taken. */
  readonly code?: ProblemCode;
  readonly file: () => Buffer;
}

const STRINGS = "xl/sharedStrings.xml";
const SHEET = "xl/worksheets/sheet1.xml";
const withTypes = (type: string): string =>
  TYPES(`<Override PartName="/xl/elsewhere.xml" ContentType="${type}"/>`);
const withEntries = (...entries: readonly Entry[]): Buffer => anArchive([...entriesOf(), ...entries]);
const withFormula = (formula: string): Buffer =>
  aWorkbook({ [SHEET]: sheet(ROWS.replace("<f>3*4</f>", `<f>${formula}</f>`)) });
const withText = (before: string, text: string, after: string): Buffer =>
  aWorkbook({ [STRINGS]: (PARTS[STRINGS] ?? "").replace("R&amp;D", `${before}${text}${after}`) });

const MEBIBYTE = 1024 * 1024;
const megabytes = (text: string, count: number): string =>
  text.repeat(Math.ceil((count * MEBIBYTE) / text.length));

export const BOMBS: readonly HostileFile[] = [
  {
    says: "two gigabytes of shared strings in two megabytes",
    code: "file_expands",
    file: () => aWorkbook({ [STRINGS]: mebibytes(2047, "x", "<sst><si><t>", "</t></si></sst>") }),
  },
  {
    says: "the same, where the lists claim a thousand bytes",
    code: "file_expands",
    file: () =>
      anArchive(
        entriesOf({ [STRINGS]: mebibytes(2047, " ") }).map((entry) =>
          entry.path === STRINGS ? { ...entry, claims: 1000 } : entry,
        ),
      ),
  },
  {
    says: "a sheet of two gigabytes",
    code: "file_expands",
    file: () => aWorkbook({ [SHEET]: mebibytes(2047, "<row/>", "<worksheet><sheetData>") }),
  },
  {
    says: "many parts that are small each and large together",
    code: "file_expands",
    file: () =>
      aWorkbook(
        Object.fromEntries(
          Array.from({ length: 40 }, (_, n) => [`xl/tables/table${n + 2}.xml`, mebibytes(30, " ")]),
        ),
      ),
  },
  {
    says: "fifty thousand parts",
    code: "file_expands",
    file: () => withEntries(...Array.from({ length: 50_000 }, (_, n) => ({ path: `${n}`, content: "" }))),
  },
  {
    says: "a thousand parts that are all the same bytes",
    code: "file_unreadable",
    file: () =>
      overlapping(
        Array.from({ length: 1000 }, (_, n) => `xl/tables/table${String(n).padStart(4, "0")}.xml`),
        mebibytes(10, " "),
      ),
  },
  {
    says: "an archive of archives",
    code: "not_a_workbook",
    file: () => {
      const inner = anArchive([{ path: "0.zip", content: mebibytes(500, "\0") }]);
      return anArchive(Array.from({ length: 16 }, (_, n) => ({ path: `lib ${n}.zip`, content: inner })));
    },
  },
  {
    says: "a workbook with an archive of archives among its pictures",
    file: () => withEntries({ path: "xl/media/image1.zip", content: mebibytes(2000, "\0") }),
  },
];

export const LABORIOUS: readonly HostileFile[] = [
  {
    says: "a row of a million columns",
    code: "file_unreadable",
    file: () => aWorkbook({ [SHEET]: sheet(`<row>${"<c><v>1</v></c>".repeat(1_000_000)}</row>`) }),
  },
  {
    says: "a million columns in the headings, as far as a sheet goes",
    code: "file_expands",
    file: () => aWorkbook({ [SHEET]: sheet(`<row>${"<c><v>1</v></c>".repeat(16_384)}</row>`.repeat(190)) }),
  },
  {
    says: "a cell in each corner of a sheet",
    code: "file_expands",
    file: () => aWorkbook({ [SHEET]: sheet(`${ROWS}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`) }),
  },
  {
    says: "half a million rows of one word",
    code: "file_expands",
    file: () => aWorkbook({ [SHEET]: sheet(ROWS + '<row><c t="s"><v>5</v></c></row>'.repeat(500_000)) }),
  },
  {
    says: "a long text in a hundred thousand cells",
    code: "file_expands",
    file: () =>
      aWorkbook({
        [STRINGS]: (PARTS[STRINGS] ?? "").replace("R&amp;D", "长".repeat(30_000)),
        [SHEET]: sheet(ROWS + '<row><c t="s"><v>5</v></c><c r="E4" t="s"><v>8</v></c></row>'.repeat(100_000)),
      }),
  },
  {
    says: "a text longer than any cell",
    code: "file_expands",
    file: () => withText("", megabytes("长", 8), ""),
  },
  {
    says: "merges that cover each other",
    code: "file_expands",
    file: () =>
      aWorkbook({
        [SHEET]: sheet(
          ROWS,
          `<mergeCells>${'<mergeCell ref="A2:XFD1048576"/>'.repeat(100_000)}</mergeCells>`,
        ),
      }),
  },
  {
    says: "one sheet under ten thousand names",
    code: "file_unreadable",
    file: () =>
      aWorkbook({
        "xl/workbook.xml": `<workbook><sheets>${'<sheet name="x" sheetId="1" r:id="r1"/>'.repeat(10_000)}</sheets></workbook>`,
      }),
  },
  {
    says: "one table ten thousand times, and as many that are not there",
    file: () =>
      aWorkbook({
        "xl/worksheets/_rels/sheet1.xml.rels": `<Relationships>${Array.from(
          { length: 20_000 },
          (_, n) =>
            `<Relationship Id="r${n}" Type="x/table" Target="../tables/table${n % 2 === 0 ? 1 : n}.xml"/>`,
        ).join("")}</Relationships>`,
      }),
  },
  ...(
    [
      ["references without an end", "&"],
      ["texts without an end", "<t "],
      ["texts that are empty", "<t />"],
      ["reading aids without an end", "<rPh >"],
      ["strings without an end", "<si "],
    ] as const
  ).map(([says, piece]): HostileFile => ({
    says: `ten megabytes of ${says}`,
    file: () => withText("R", "", `&amp;D</t></si><si><r/>${megabytes(piece, 10)}<t>`),
  })),
  ...(
    [
      ["merges", "<mergeCell "],
      ["prefixes", "<a.a.a"],
    ] as const
  ).map(([says, piece]): HostileFile => ({
    says: `thirty megabytes of ${says} without an end`,
    file: () => aWorkbook({ [SHEET]: `${sheet(ROWS)}${megabytes(piece, 30)}` }),
  })),
  {
    says: "thirty megabytes of sheets without an end",
    code: "file_unreadable",
    file: () => aWorkbook({ [SHEET]: megabytes("<sheetData ", 30) }),
  },
  {
    says: "thirty megabytes of cells without an end",
    code: "file_unreadable",
    file: () => aWorkbook({ [SHEET]: sheet(megabytes("<c >", 30)) }),
  },
];

const XXE = `<!DOCTYPE sst SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY f SYSTEM "file:///etc/passwd">]>`;
const LAUGHS = `<!DOCTYPE sst [<!ENTITY a "lol">${Array.from(
  { length: 20 },
  (_, n) => `<!ENTITY a${n} "${`&a${n === 0 ? "" : n - 1};`.repeat(10)}">`,
).join("")}]>`;

export const ACTIVE: readonly HostileFile[] = [
  {
    says: "a billion laughs",
    code: "file_unreadable",
    file: () => aWorkbook({ [STRINGS]: `${LAUGHS}<sst><si><t>&a19;</t></si></sst>` }),
  },
  ...[STRINGS, SHEET, "xl/workbook.xml", "[Content_Types].xml", "_rels/.rels"].map((path): HostileFile => ({
    says: `an entity that is a file of the server, in ${path}`,
    code: "file_unreadable",
    file: () => aWorkbook({ [path]: `${XXE}${PARTS[path] ?? ""}` }),
  })),
  {
    says: "an entity in UTF-16",
    code: "file_unreadable",
    file: () => aWorkbook({ [STRINGS]: Buffer.from(`\ufeff${XXE}${PARTS[STRINGS] ?? ""}`, "utf16le") }),
  },
  {
    says: "links to other workbooks",
    code: "file_active_content",
    file: () => withEntries({ path: "xl/externalLinks/externalLink1.xml", content: "<externalLink/>" }),
  },
  {
    says: "links under another name",
    code: "file_active_content",
    file: () =>
      aWorkbook({
        "[Content_Types].xml": withTypes(
          "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml",
        ),
        "xl/elsewhere.xml": `<externalLink><ddeLink ddeService="cmd" ddeTopic="/C calc"/></externalLink>`,
      }),
  },
  {
    says: "macros",
    code: "file_active_content",
    file: () => withEntries({ path: "xl/vbaProject.bin", content: "macros" }),
  },
  {
    says: "macros under another name",
    code: "file_active_content",
    file: () => aWorkbook({ "[Content_Types].xml": withTypes("application/vnd.ms-office.vbaProject") }),
  },
  {
    says: "macros of Excel 4",
    code: "file_active_content",
    file: () => withEntries({ path: "xl/macrosheets/sheet1.xml", content: "<macrosheet/>" }),
  },
  {
    says: "an embedded object",
    code: "file_active_content",
    file: () => withEntries({ path: "xl/embeddings/oleObject1.bin", content: "object" }),
  },
  {
    says: "a control",
    code: "file_active_content",
    file: () => withEntries({ path: "xl/activeX/activeX1.xml", content: "<ocx/>" }),
  },
  ...["cmd|'/C calc'!A0", "MSEXCEL|'\\..\\..\\cmd.exe'!''", "1+cmd|x!A1", '"|"&amp;cmd|x!A1'].map(
    (formula): HostileFile => ({
      says: `a formula that calls another program: ${formula}`,
      code: "file_active_content",
      file: () => withFormula(formula),
    }),
  ),
  {
    says: "a formula with a bar in its text and in a sheet's name",
    file: () => withFormula(`IF('a|b'!A1="|",12,12)`),
  },
];

export const PATHS: readonly HostileFile[] = [
  ...["../../etc/passwd", "xl/../../x.xml", "..\\..\\x.xml", "/etc/passwd", "C:/x.xml", "C:\\x.xml"].map(
    (path): HostileFile => ({
      says: `a part that would lie at ${path}`,
      code: "file_unreadable",
      file: () => withEntries({ path, content: "x" }),
    }),
  ),
  {
    says: "a sheet twice",
    code: "file_unreadable",
    file: () => withEntries({ path: SHEET, content: sheet("") }),
  },
  {
    says: "a sheet twice, in capitals",
    code: "file_unreadable",
    file: () => withEntries({ path: SHEET.toUpperCase(), content: sheet("") }),
  },
  {
    says: "paths with backslashes, as some programs write them",
    file: () => anArchive(entriesOf().map((entry) => ({ ...entry, path: entry.path.replaceAll("/", "\\") }))),
  },
];

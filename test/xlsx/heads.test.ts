import { createHash } from "node:crypto";
import { drawWorkbook } from "../../server/xlsx/draw.ts";
import { readWorkbook } from "../../server/xlsx/read.ts";
import { unzip } from "../../server/xlsx/unzip.ts";
import { templatePlan } from "../../shared/plan/template.ts";
import { anArchive } from "../hostile/an-archive.ts";
import { LIST_SHEET, META_HEAD, readReport } from "../../shared/report/workbook.ts";

const aTemplate = () =>
  drawWorkbook(
    templatePlan({
      unit: { code: "P01", name: "一厂" },
      period: "2026-11",
      register: { accounts: [], branches: [], carriers: [] },
      rows: [
        {
          sheet: "reviews",
          rowId: "0190e6f0-0000-7000-8000-000000000001",
          revision: 1,
          values: {
            period: "2026-11",
            account: "招商物流",
            rating: 4,
            trend: "持平",
            remark: "合作稳定,无异常。",
          },
        },
      ],
      language: "zh",
    }),
  );

test("a workbook is the same report whether its lists are read to the end or not", async () => {
  const file = await aTemplate();
  const [whole, head] = [await readWorkbook(file), await readWorkbook(file, { heads: META_HEAD })];
  expect(readReport(head)).toEqual(readReport(whole));
  expect(readReport(head).meta).toMatchObject({ unit: "P01", period: "2026-11" });
});

test("of a sheet whose head is wanted the first rows are read, of the others all", async () => {
  const file = await aTemplate();
  const [whole, head] = [await readWorkbook(file), await readWorkbook(file, { heads: { [LIST_SHEET]: 3 } })];
  const others = ({ sheets }: typeof whole) => sheets.filter(({ name }) => name !== LIST_SHEET);
  const lists = ({ sheets }: typeof whole) => sheets.find(({ name }) => name === LIST_SHEET)?.rows ?? [];
  expect(others(head)).toEqual(others(whole));
  expect(lists(head).length).toBe(3);
  // What is left out to the right of the rows that were read is empty in them.
  for (const [row, cells] of lists(head).entries()) {
    expect(lists(whole)[row]?.slice(0, cells.length)).toEqual(cells);
  }
});

test("a head of a sheet that is not there asks for nothing", async () => {
  const file = await aTemplate();
  expect(await readWorkbook(file, { heads: { 别的表: 3 } })).toEqual(await readWorkbook(file));
});

describe("of a list that is long", () => {
  /** So many rows that they are packed in more than the beginning; every text is another one. */
  const ROWS = 2000;
  const rowXml = (row: number): string => {
    const text = createHash("sha256").update(String(row)).digest("hex");
    return `<row r="${row}"><c r="A${row}" t="inlineStr"><is><t>${text}</t></is></c></row>`;
  };
  const listed = (rows: readonly string[]): string =>
    `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows.join("")}</sheetData></worksheet>`;
  const ALL = Array.from({ length: ROWS }, (_, i) => rowXml(i + 1));

  /** The template with such lists; `damaged`: their checksum is a wrong one. */
  async function withLists(xml: string, damaged = false): Promise<Buffer> {
    const limits = { entries: 1000, total: 1e8, part: () => 1e8 };
    const parts = [...(await unzip(await aTemplate(), () => true, limits))].map(([path, content]) => ({
      path,
      content,
    }));
    const lists = parts.filter(({ path }) => path.startsWith("xl/worksheets/sheet")).at(-1);
    const entries = parts.map((part) => (part === lists ? { path: part.path, content: xml } : part));
    const file = anArchive(entries);
    if (!damaged || !lists) return file;
    const local = file.indexOf(lists.path) - 30;
    const inList = file.lastIndexOf(lists.path) - 46;
    file.writeUInt32LE(1, local + 14);
    file.writeUInt32LE(1, inList + 16);
    return file;
  }
  const HEAD = { heads: { [LIST_SHEET]: 3 } };
  const first = async (file: Buffer): Promise<unknown> =>
    (await readWorkbook(file, HEAD)).sheets.find(({ name }) => name === LIST_SHEET)?.rows.length;

  test("only the beginning is expanded: what is wrong behind it does not matter", async () => {
    expect(await first(await withLists(listed(ALL), true))).toBe(3);
    await expect(readWorkbook(await withLists(listed(ALL), true))).rejects.toMatchObject({
      reason: "damaged",
    });
  });

  test("the whole is expanded and checked where the beginning does not hold the rows that are wanted", async () => {
    const late = [`<!-- ${ALL.join("").replaceAll(/[<>-]/g, "")} -->`, ...ALL.slice(0, 3)];
    expect(await first(await withLists(listed(late)))).toBe(3);
    await expect(first(await withLists(listed(late), true))).rejects.toMatchObject({ reason: "damaged" });
  });
});

import { drawWorkbook } from "../../server/xlsx/draw.ts";
import { readWorkbook } from "../../server/xlsx/read.ts";
import { templatePlan } from "../../shared/plan/template.ts";
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

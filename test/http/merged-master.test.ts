/** The master as a file: one line for each thing. */
import papa from "papaparse";
import { readWorkbook } from "../../server/xlsx/read.ts";
import type { SheetKey } from "../../shared/report/sheets.ts";
import { aDeletion, aPurchase, aRow, aSubmission, newId } from "../intake/a-submission.ts";
import { type AService, aService } from "./a-service.ts";

let at: AService;
let hq: string;
const gone = newId();

beforeAll(async () => {
  at = await aService();
  hq = await at.token("hq");
  const carrier = (name: string, fleetSize: number, rowId = newId()) =>
    aRow("carriers", { name, fleetSize }, { rowId });
  await at.push(
    hq,
    aSubmission({
      unit: "P01",
      rows: [carrier("顺达车队", 30), carrier("德邦", 9, gone), aPurchase(), aPurchase({ units: 3 })],
    }),
  );
  at.clock += 60_000;
  await at.push(hq, aSubmission({ unit: "P02", rows: [carrier("顺达 车队有限公司", 45), aPurchase()] }));
  await at.push(hq, aSubmission({ unit: "P01", rows: [aDeletion("carriers", gone, 1)] }));
});
afterAll(() => at.stop());

async function csv(sheet: SheetKey): Promise<Record<string, string>[]> {
  const text = await (await at.get(`/master.csv?sheet=${sheet}`, hq)).text();
  return papa.parse<Record<string, string>>(text.replace("\ufeff", ""), {
    header: true,
    skipEmptyLines: true,
  }).data;
}

const LINES = [
  { 单位: "P01", 承运商名称: "德邦", 状态: "已删除" },
  {
    单位: "P01、P02",
    单位名称: "扬州工厂、深圳工厂",
    承运商名称: "顺达车队",
    "车队规模(台)": "45",
    状态: "有分歧",
    有分歧的列: "车队规模(台)",
  },
];

it("CSV has a line for each carrier, and every monthly row", async () => {
  const lines = await csv("carriers");
  expect(lines.sort((a, b) => (a.单位 ?? "").localeCompare(b.单位 ?? ""))).toMatchObject(LINES);
  expect((await csv("purchases")).map((row) => row.单位).sort()).toEqual(["P01", "P01", "P02"]);
});

it("the workbook has the same lines, and notes only where several units tell", async () => {
  const bytes = Buffer.from(await (await at.get("/master.xlsx", hq)).arrayBuffer());
  const { sheets } = await readWorkbook(bytes);
  const carriers = sheets.find(({ name }) => name === "总表·承运商")?.rows ?? [];
  expect(carriers).toHaveLength(3);
  expect(carriers.flat()).toEqual(expect.arrayContaining(["P01、P02", "有分歧", "已删除", 45]));
  expect(sheets.find(({ name }) => name === "总表·月度采购")?.rows).toHaveLength(4);
  const parts = bytes.toString("latin1").match(/xl\/comments\d+\.xml/g) ?? [];
  expect(new Set(parts)).toEqual(new Set(["xl/comments3.xml"]));
});

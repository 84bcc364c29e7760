/** A master with more rows than a worksheet holds goes on to further worksheets of the same layout. */
import { readWorkbook } from "../../server/xlsx/read.ts";
import { type AService, aService } from "../http/a-service.ts";
import { aPurchase, aSubmission } from "../intake/a-submission.ts";

let at: AService;
afterEach(() => at.stop());

test("twenty-five rows, ten to a worksheet, are on three worksheets, each with its table, in the order in which they came", async () => {
  // The heading takes the first row.
  at = await aService(undefined, {}, { lastRow: 11 });
  const rows = Array.from({ length: 25 }, (_, n) => aPurchase({ remark: `第 ${n} 单` }));
  await at.push(await at.token("lead", "P01"), aSubmission({ rows }));
  const response = await at.get("/master.xlsx", await at.token("hq"));
  const { sheets } = await readWorkbook(Buffer.from(await response.arrayBuffer()));
  const purchases = sheets.filter(({ name }) => name.startsWith("总表·月度采购"));
  expect(purchases.map(({ name, tables }) => [name, tables[0]?.name])).toEqual([
    ["总表·月度采购", "ka_master_purchases"],
    ["总表·月度采购 (2)", "ka_master_purchases_2"],
    ["总表·月度采购 (3)", "ka_master_purchases_3"],
  ]);
  const remarks = purchases
    .flatMap((sheet) => sheet.rows.flat())
    .filter((cell) => /^第 \d+ 单$/.test(String(cell)));
  expect(remarks).toEqual(rows.map(({ values }) => values?.remark));
});

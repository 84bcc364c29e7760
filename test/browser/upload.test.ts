/** 上传 on the desk, in a real browser: a file out of another system, mapped, checked, stopped, checked again, imported. */
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import type { CsvHeadings } from "../../shared/sync/csv.ts";
import type { FeedPage } from "../../shared/sync/protocol.ts";
import { type AService, aService } from "../http/a-service.ts";
import { aBrowser } from "./a-browser.ts";
import { gb18030 } from "./gb18030.ts";

jest.setTimeout(180_000);

const browser = aBrowser();
let at: AService;
let lead: string;
let page: Page;

beforeEach(async () => {
  at = await aService();
  lead = await at.token("lead", "P01", "李明");
  page = await browser.page(lead);
  await page.addInitScript(() => {
    // Whatever holds the page up for more than 50 ms.
    const held: number[] = [];
    new PerformanceObserver((list) =>
      held.push(...list.getEntries().map(({ duration }) => duration)),
    ).observe({
      type: "longtask",
      buffered: true,
    });
    Object.assign(window, { held });
  });
  await page.clock.install({ time: at.clock });
  await page.goto(`${at.url}/#/upload`);
  await page.getByRole("button", { name: "选择文件" }).waitFor();
});
afterEach(() => at.stop());

const LINES = 20_000;
/** Every hundredth has no number, and the headings are the other system's. */
const FILE = gb18030(
  [
    "流水号,客户,产品类别,供应商,购买数量",
    ...Array.from(
      { length: LINES },
      (_, n) => `${n + 1},招商物流,半挂车,本集团,${n % 100 === 7 ? "若干" : (n % 9) + 1}`,
    ),
  ].join("\r\n"),
);
const choose = (name: string, buffer: Buffer, mimeType = "text/csv"): Promise<void> =>
  page.locator("input[type=file]").setInputFiles({ name, mimeType, buffer });
const press = (name: string): Promise<void> => page.getByRole("button", { name, exact: true }).click();

async function rowsAtService(): Promise<FeedPage["rows"]> {
  const rows = new Map<string, FeedPage["rows"][number]>();
  for (let since = 0; ;) {
    const next = (await (await at.get(`/rows?since=${since}&limit=5000`, lead)).json()) as FeedPage;
    for (const row of next.rows) rows.set(row.rowId, row);
    if (!next.more) return [...rows.values()];
    since = next.cursor;
  }
}

test("a GB18030 file of 20,000 lines: mapped, stopped, checked again, its faults listed, its sound rows imported", async () => {
  await choose("ERP 采购.csv", FILE);
  await page.getByRole("combobox", { name: "编码" }).waitFor();
  await expect(page.getByRole("combobox", { name: "编码" }).inputValue()).resolves.toBe("gb18030");
  await expect(page.getByRole("combobox", { name: "填报表" }).inputValue()).resolves.toBe("purchases");
  await page.getByText("缺少必填列：大客户、数量(台)").waitFor();
  await press("用“大客户”");
  await page.getByRole("combobox", { name: "“购买数量”对应到" }).selectOption({ label: "数量(台)" });
  await page.getByText("缺少必填列").waitFor({ state: "detached" });

  // Quicker than any hand: the stop button is pressed as it appears.
  await page.evaluate(() => {
    const watch = new MutationObserver(() => {
      const stop = [...document.querySelectorAll("button")].find(({ textContent }) => textContent === "停止");
      if (!stop) return;
      watch.disconnect();
      stop.click();
    });
    watch.observe(document.body, { childList: true, subtree: true });
  });
  await press("检查全部行");
  await page.getByText("已停止检查，没有写入任何内容。").waitFor();
  expect(await rowsAtService()).toEqual([]);

  await page.evaluate(() => (window as unknown as { held: number[] }).held.splice(0));
  await press("检查全部行");
  await page.getByText("共 20,000 行，其中 19,800 行可以导入。 200 行有错误，不会导入。").waitFor();
  const held = await page.evaluate(() => (window as unknown as { held: number[] }).held);
  // Checked in the page itself they would take seconds; what the machine does beside adds to every task.
  expect(Math.max(0, ...held)).toBeLessThan(400);
  expect(await rowsAtService()).toEqual([]);

  const first = page.getByRole("table", { name: "发现的问题" }).getByRole("row").nth(1);
  expect((await first.innerText()).split(/\s+/)).toEqual(["9", "数量(台)", "错误", "“若干”不是数字"]);
  const [list] = await Promise.all([page.waitForEvent("download"), press("下载问题清单")]);
  expect(list.suggestedFilename()).toBe("ERP 采购.csv 问题清单.csv");
  const listed = readFileSync(await list.path(), "utf8")
    .trim()
    .split("\r\n");
  expect([listed.length, listed[1]]).toEqual([201, "9,数量(台),错误,“若干”不是数字"]);

  await press("导入 19,800 行");
  await page.getByRole("dialog").getByText("将为 扬州工厂 向“月度采购”写入 19,800 行（2026-10）。").waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "导入" }).click();
  await page.getByText("已处理 19,800 / 19,800 行。").waitFor();
  const rows = await rowsAtService();
  expect(rows).toHaveLength(19_800);
  expect(rows[0]).toMatchObject({
    channel: "csv",
    period: "2026-10",
    values: { account: "招商物流", units: 1 },
  });
  const remembered = (await (await at.get("/csv/mapping?sheet=purchases", lead)).json()) as CsvHeadings;
  expect(remembered.headings.map(({ heading, column }) => [heading, column])).toEqual([
    ["客户", "account"],
    ["购买数量", "units"],
  ]);
});

test("another encoding and separator can be chosen, and the preview shows what comes of it", async () => {
  await choose("采购.csv", gb18030("大客户;产品类别;供应商\n招商物流;半挂车;本集团\n中外运;半挂车;本集团\n"));
  const preview = page.getByRole("table", { name: "文件开头" });
  await preview.getByText("招商物流").waitFor();
  await page.getByRole("combobox", { name: "编码" }).selectOption("utf-8");
  await preview.getByText("招商物流").waitFor({ state: "detached" });
  await page.getByRole("combobox", { name: "编码" }).selectOption("gb18030");
  await page.getByRole("combobox", { name: "分隔符" }).selectOption(",");
  await preview.getByText("招商物流;半挂车;本集团").waitFor();
});

test("a filled workbook is checked, shown, and written once it is confirmed; others are refused with the way out", async () => {
  const template = await at.get("/template.xlsx?unit=P01&period=2026-10", lead);
  await page.locator("input[type=file]").setInputFiles([
    {
      name: "十月.xlsx",
      mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      buffer: Buffer.from(await template.arrayBuffer()),
    },
    { name: "旧表.xls", mimeType: "application/vnd.ms-excel", buffer: Buffer.from("old") },
    { name: "说明.docx", mimeType: "application/octet-stream", buffer: Buffer.from("word") },
  ]);
  await page.getByText("不能读取 .xls 文件。请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。").waitFor();
  await page.getByText("只接收 .xlsx 工作簿和 CSV 文件。").waitFor();
  await page.getByText(/扬州工厂、2026-10/).waitFor();
  await page.getByText("已检查 1 / 1 个文件").waitFor();
});

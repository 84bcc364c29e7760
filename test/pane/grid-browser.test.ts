/** A unit's rows filled in without Excel, in a real browser, at the built service. */
import type { Page } from "playwright-core";
import type { FeedPage } from "../../shared/sync/protocol.ts";
import { BrowserDesk } from "./grid-and-phone-browser.ts";

let desk: BrowserDesk;
let lead: string;
beforeAll(async () => {
  desk = await BrowserDesk.build();
  lead = await desk.token("王五", "lead", "P01");
}, 120_000);
afterAll(() => desk.close());

const feed = async () => (await desk.service.call<FeedPage>(lead, "GET", "/rows?since=0")).rows;
const cellInHand = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");

async function openSheet(page: Page, sheet: string): Promise<void> {
  await page.getByRole("tab", { name: sheet }).click();
  await page.getByRole("button", { name: "新增一行" }).waitFor();
}

test("rows are typed, pasted, corrected and submitted as in a sheet", async () => {
  const page = await desk.open(lead, "own-rows");
  await openSheet(page, "月度采购");
  await page.getByRole("button", { name: "新增一行" }).click();
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "大客户 第 1 行");
  await page.keyboard.type("招商物流");
  await page.keyboard.press("Tab");
  expect(await cellInHand(page)).toBe("分支机构 第 1 行");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  expect(await cellInHand(page)).toBe("产品类别 第 1 行");

  // What was copied in Excel: product, supplier, brand, units, amount; two rows.
  await page.evaluate(() =>
    navigator.clipboard.writeText("半挂车\t本集团\t深圳\t12\t345.6\r\n罐式车\t竞争对手\t\t很多\t\r\n"),
  );
  await page.keyboard.press("Control+V");
  await page.getByText("已粘贴 2 行").waitFor();
  const grid = page.getByRole("grid");
  expect(await grid.getByText("罐式车").count()).toBeGreaterThan(0);
  expect(await grid.locator("td[aria-invalid]").count()).toBeGreaterThan(0);

  // Down to the second row: its account by Home and Right, its number typed over.
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  expect(await cellInHand(page)).toBe("大客户 第 2 行");
  await page.keyboard.type("中外运");
  for (let right = 0; right < 6; right += 1) await page.keyboard.press("Tab");
  expect(await cellInHand(page)).toMatch(/^数量.*第 2 行$/);
  await page.keyboard.type("5");
  await page.keyboard.press("Escape");
  expect(await grid.getByText("很多").count()).toBeGreaterThan(0);
  await page.keyboard.press("F2");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("5");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "提交", exact: true }).click();
  await page.getByText("提交完成").first().waitFor();
  expect((await feed()).map(({ channel, values }) => [channel, values.account, values.units])).toEqual([
    ["web", "招商物流", 12],
    ["web", "中外运", 5],
  ]);
  await grid.getByText("已接收").nth(1).waitFor();

  // A deletion is asked about, can be undone, and goes with the next submission.
  await grid.getByText("罐式车").first().click();
  await page.getByRole("button", { name: /^删除 / }).click();
  await page.getByRole("dialog").getByRole("button", { name: "删除" }).click();
  await grid.getByText("待删除").waitFor();
  await page.getByRole("button", { name: /^撤销删除/ }).click();
  await page.getByText("所有内容都已提交。").waitFor();
}, 180_000);

test("what is not submitted is kept, and the browser asks before the page is left", async () => {
  const page = await desk.open(lead, "own-rows");
  await openSheet(page, "月度评述");
  await page.getByRole("button", { name: "新增一行" }).click();
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "大客户 第 1 行");
  await page.keyboard.type("招商物流");
  await page.keyboard.press("Tab");
  await page.getByText(/1 行未提交/).waitFor();
  const asked = new Promise<string>((resolve) =>
    page.once("dialog", (dialog) => {
      resolve(dialog.type());
      void dialog.accept();
    }),
  );
  await page.reload();
  expect(await asked).toBe("beforeunload");
  await openSheet(page, "月度评述");
  await page.getByRole("grid").getByText("未提交").or(page.getByRole("grid").getByText("待更正")).waitFor();
}, 120_000);

test("on a telephone a row is filled in by its form, and says what is wrong with it", async () => {
  const page = await desk.open(await desk.token("赵六", "lead", "P02"), "own-rows", 360);
  await page.getByRole("button", { name: "新增一行" }).click();
  await page.getByRole("button", { name: "完成" }).click();
  await page
    .getByText(/必填|不能为空|请填写/)
    .first()
    .waitFor();
  await page.getByRole("combobox", { name: "大客户" }).fill("招商物流");
  await page.getByText(/1 行未提交/).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
}, 120_000);

test("five hundred rows are drawn, and a cell typed into, without delay", async () => {
  const rows = Array.from({ length: 500 }, (_, at) => ({
    sheet: "events",
    rowId: `0199a000-0000-7000-8000-${String(at).padStart(12, "0")}`,
    baseRevision: null,
    values: {
      happenedOn: "2026-01-05",
      account: "招商物流",
      side: "总部",
      kind: "业务发展",
      weight: "一般",
      body: `第 ${at + 1} 条：华南线路调整，新增冷藏车需求`,
      channel: "电话",
    },
  }));
  const page = await desk.open(lead, "own-rows");
  const period = await page.getByRole("combobox", { name: "填报月份" }).inputValue();
  await desk.service.call(lead, "POST", "/submissions", {
    submissionId: "0199a000-0000-7000-9000-000000000001",
    unit: "P01",
    period,
    channel: "web",
    template: 1,
    rows,
  });
  await page.getByRole("button", { name: "重新读取" }).click();
  await openSheet(page, "重要动态");
  await page.getByRole("grid").getByText("第 500 条").waitFor();
  await page.getByRole("grid").getByText("第 3 条", { exact: false }).first().click();
  const took = await page.evaluate(async () => {
    const settled = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
    const began = performance.now();
    document.activeElement?.dispatchEvent(
      new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true, cancelable: true }),
    );
    await settled();
    return performance.now() - began;
  });
  expect(took).toBeLessThan(1000);
}, 180_000);

/** A call taken down with the keyboard alone, in a real browser, at the built service. */
import type { Page } from "playwright-core";
import type { FeedPage, History } from "../../shared/sync/protocol.ts";
import { BrowserDesk } from "./grid-and-phone-browser.ts";

let desk: BrowserDesk;
let hq: string;
let lead: string;
beforeAll(async () => {
  desk = await BrowserDesk.build();
  hq = await desk.token("陈静", "hq", null);
  lead = await desk.token("王五", "lead", "P01");
}, 120_000);
afterAll(() => desk.close());

/** What the cursor is in, by its accessible label. */
const inHand = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const field = document.activeElement;
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)
      return field.labels?.[0]?.textContent ?? field.name;
    if (field instanceof HTMLSelectElement) return field.labels?.[0]?.textContent ?? field.name;
    return field?.textContent ?? "";
  });

/** Enter from field to field until the one with this label. */
async function enterTo(page: Page, label: string): Promise<void> {
  for (let tries = 0; tries < 30; tries += 1) {
    if ((await inHand(page)).startsWith(label)) return;
    await page.keyboard.press("Enter");
  }
  throw new Error(`Enter never comes to ${label}; it is in ${await inHand(page)}`);
}

async function type(page: Page, label: string, text: string): Promise<void> {
  await enterTo(page, label);
  await page.keyboard.type(text);
}

test("a telephone call with an event and a purchase is typed in without the mouse and reaches the unit", async () => {
  const page = await desk.open(hq, "phone");
  await page.getByRole("textbox", { name: "来电人" }).waitFor();
  const began = Date.now();
  // From the screen's title on, by Tab and Enter alone.
  await page.getByRole("heading", { name: "电话记录" }).focus();
  await page.keyboard.press("Tab");
  while (!(await inHand(page)).startsWith("单位")) await page.keyboard.press("Tab");
  await page.keyboard.type("P01");
  await type(page, "来电人", "李明");
  await type(page, "大客户", "招商物流");
  await enterTo(page, "动态类别");
  await page.keyboard.press("ArrowDown");
  await type(page, "内容", "华南公司合并，采购改由总部统一");
  await page.keyboard.press("Control+Enter");
  await page.getByText("待提交 1 条").first().waitFor();

  // The next row's sheet by the arrow keys.
  await page.keyboard.press("Shift+Tab");
  while (!(await inHand(page)).startsWith("重要动态")) await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("ArrowRight");
  if (!(await page.getByText("新增：月度采购").isVisible())) await page.keyboard.press("Enter");
  await page.getByText("新增：月度采购").waitFor();
  await page.keyboard.press("Tab");
  await type(page, "大客户", "招商物流");
  await enterTo(page, "产品类别");
  await page.keyboard.press("ArrowDown");
  await type(page, "数量", "12");
  await page.keyboard.press("Control+Enter");
  await page.getByText("待提交 2 条").first().waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByText("已为 深圳工厂 记录 2 条。").waitFor();
  expect(Date.now() - began).toBeLessThan(60_000);

  const { rows } = await desk.service.call<FeedPage>(lead, "GET", "/rows?since=0");
  expect(rows.map(({ sheet, channel, unit }) => [sheet, channel, unit])).toEqual([
    ["events", "phone", "P01"],
    ["purchases", "phone", "P01"],
  ]);
  expect(rows[0]?.values).toMatchObject({ account: "招商物流", channel: "电话", weight: "一般" });
  const { revisions } = await desk.service.call<History>(lead, "GET", `/rows/${rows[0]?.rowId}/history`);
  expect(revisions[0]?.told?.by).toBe("李明");
  // The next call is of somebody else; the unit is remembered.
  expect(await page.getByRole("combobox", { name: "单位" }).inputValue()).toBe("P01 深圳工厂");
  expect(await page.getByRole("textbox", { name: "来电人" }).inputValue()).toBe("");
}, 180_000);

test("what is half typed is still there after the window was closed", async () => {
  const page = await desk.open(hq, "phone");
  await page.getByRole("textbox", { name: "来电人" }).fill("赵六");
  await page.getByRole("textbox", { name: "内容" }).fill("准备招标");
  await page.waitForTimeout(300);
  await page.reload();
  await page.getByRole("textbox", { name: "来电人" }).waitFor();
  expect(await page.getByRole("textbox", { name: "来电人" }).inputValue()).toBe("赵六");
  expect(await page.getByRole("textbox", { name: "内容" }).inputValue()).toBe("准备招标");
}, 120_000);

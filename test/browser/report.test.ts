/** 月报 on the desk, in a real browser: written by keyboard, saved by itself, followed to its rows, issued. */
import type { Page } from "playwright-core";
import { aPurchase, aRow, aSubmission } from "../intake/a-submission.ts";
import { type AService, aService } from "../http/a-service.ts";
import { aBrowser } from "./a-browser.ts";

const browser = aBrowser();
let at: AService;
let chen: string;
let page: Page;

beforeEach(async () => {
  at = await aService();
  chen = await at.token("hq", undefined, "陈静");
  const rows = [aPurchase(), aPurchase({ product: "罐式车", units: 3 }), aRow("reviews"), aRow("events")];
  await at.push(chen, aSubmission({ channel: "phone", rows }));
  page = await openReport("zh-CN");
});
afterEach(() => at.stop());

async function openReport(locale: string): Promise<Page> {
  const opened = await browser.page(chen, locale);
  await opened.clock.install({ time: at.clock });
  await opened.goto(`${at.url}/#/report`);
  await opened.getByRole("textbox").first().waitFor();
  return opened;
}

const paragraph = (name: string) => page.getByRole("textbox", { name: `${name}：总部的话` });

async function standing(): Promise<unknown> {
  return (await at.get("/summary/words?period=2026-10", chen)).json();
}

test("a paragraph is saved by Ctrl+S, without the mouse, and is there after the page was opened again", async () => {
  await paragraph("本月要点").focus();
  await page.keyboard.type("总量平稳。");
  await page.getByText("未保存").waitFor();
  await page.keyboard.press("Control+s");
  await page.getByText("已保存 · 陈静").waitFor();
  expect(await standing()).toMatchObject([{ section: "figures", text: "总量平稳。" }]);
  await page.reload();
  await expect(paragraph("本月要点").inputValue()).resolves.toBe("总量平稳。");
});

test("a paragraph is saved when its writer pauses, and when the next one is gone to", async () => {
  await paragraph("重要动态").fill("招标集中。");
  await page.clock.runFor(2000);
  await page.getByText("已保存 · 陈静").waitFor();
  await paragraph("信息盲区").fill("两家无联系人。");
  await page.keyboard.press("Tab");
  await page.getByText("已保存 · 陈静").nth(1).waitFor();
  expect(await standing()).toMatchObject([{ text: "招标集中。" }, { text: "两家无联系人。" }]);
});

test("typed without a network, a paragraph outlives the page and is saved once there is one", async () => {
  await page.route("**/api/v1/summary/words/**", (route) => route.abort());
  await paragraph("重要动态").fill("断网时写的。");
  await page.keyboard.press("Control+s");
  await page.getByText("没有保存成功").waitFor();
  await page.unroute("**/api/v1/summary/words/**");
  await page.reload();
  await paragraph("重要动态").waitFor();
  await page.clock.runFor(3000);
  await page.getByText("已保存 · 陈静").waitFor();
  expect(await standing()).toMatchObject([{ text: "断网时写的。" }]);
});

test("two who write the same paragraph see both texts, and the writer chooses", async () => {
  const liu = await at.token("hq", undefined, "刘洋");
  await at.send("PUT", "/summary/words/2026-10/events", liu, { text: "刘洋写的。", baseRevision: 0 });
  await paragraph("重要动态").fill("陈静写的。");
  await page.keyboard.press("Control+s");
  await page.getByRole("alert").filter({ hasText: "刘洋" }).waitFor();
  await page.getByText("刘洋写的。").waitFor();
  await page.getByRole("button", { name: "重要动态：保留我的" }).press("Enter");
  await page.getByText("已保存 · 陈静").waitFor();
  expect(await standing()).toMatchObject([{ text: "陈静写的。", revision: 2 }]);
});

test("a number shows its rows; Escape closes them and leads back to the number", async () => {
  const number = page.getByRole("button", { name: "本集团（台） 15：查看来源行", exact: true });
  await number.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("row").nth(2).waitFor();
  const rows = await dialog.getByRole("row").allInnerTexts();
  expect(rows.map((row) => row.split(/\s+/).slice(0, 5))).toEqual([
    ["单位", "大客户", "产品类别", "供应商", "数量(台)"],
    expect.arrayContaining(["扬州工厂", "招商物流"]),
    expect.arrayContaining(["扬州工厂", "招商物流"]),
  ]);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await page.clock.runFor(500);
  await expect(number.evaluate((element) => element === document.activeElement)).resolves.toBe(true);
});

test("issuing says what is fixed; then the report is on the list and can be downloaded", async () => {
  await page.getByRole("button", { name: "发布月报", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("将以编号 2026-10-1 固定下来").waitFor();
  await dialog.getByRole("button", { name: "发布月报" }).click();
  await page.getByText("月报 2026-10-1 已发布。").waitFor();
  await page.getByText("与已发布的 2026-10-1 相比，没有变化。").waitFor();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "下载 2026-10-1" }).click(),
  ]);
  expect(file.suggestedFilename()).toBe("大客户信息月报 2026-10-1.xlsx");
});

test.each(["zh-CN", "en-US"])("everything one can use has a name of its own in %s", async (locale) => {
  page = await openReport(locale);
  const main = page.getByRole("main");
  for (const role of ["button", "textbox"] as const) {
    const names = await main
      .getByRole(role)
      .evaluateAll((elements) =>
        elements.map((element) => element.getAttribute("aria-label") ?? element.textContent?.trim() ?? ""),
      );
    expect(names.length).toBeGreaterThan(0);
    expect(names).not.toContain("");
    expect(new Set(names).size).toBe(names.length);
    const chinese = names.filter((name) => /[\u4e00-\u9fff]/.test(name.replaceAll("招商物流", "")));
    expect(chinese.length > 0).toBe(locale === "zh-CN");
  }
});

/** 下载总表 on the desk, in a real browser: with a bar, a button that stops it, and a file in the end. */
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { Gate } from "../files/a-gate.ts";
import { type AService, aService } from "../http/a-service.ts";
import { aPurchase, aSubmission } from "../intake/a-submission.ts";
import { BROWSER_FLAGS, findBrowser } from "./find-browser.mjs";

let browser: Browser;
let at: AService;
let gate: Gate;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: findBrowser(), args: [...BROWSER_FLAGS] });
});
afterAll(() => browser.close());

beforeEach(async () => {
  gate = new Gate();
  at = await aService(undefined, {}, { writer: gate });
  const chen = await at.token("hq", undefined, "陈静");
  await at.push(chen, aSubmission({ channel: "phone", rows: [aPurchase()] }));
  context = await browser.newContext({
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    acceptDownloads: true,
  });
  await context.addInitScript((token) => localStorage.setItem("dakehu.token", token), chen);
  page = await context.newPage();
  page.setDefaultTimeout(55_000);
  await page.goto(`${at.url}/`);
  await page.getByRole("button", { name: "下载总表" }).click();
  await page.getByText("正在生成文件：已写入 0 行，共 10 行").waitFor();
});
afterEach(async () => {
  await context.close();
  await at.stop();
});

test("a bar shows how far it is, and the file is saved when it is written", async () => {
  const bar = page.getByRole("progressbar", { name: /正在生成文件/ });
  await expect(bar.getAttribute("aria-valuenow")).resolves.toBe("0");
  const saved = page.waitForEvent("download");
  gate.letGo();
  expect((await saved).suggestedFilename()).toBe("dakehu-master.xlsx");
  await bar.waitFor({ state: "detached" });
});

test("stopped by the button, it is written no further, and another download can begin", async () => {
  await page.getByRole("button", { name: "停止" }).click();
  await page.getByText("已停止，没有保存文件。").waitFor();
  expect(gate.ended).toBe(1);
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "下载总表" }).click();
  await page.getByText("正在生成文件：已写入 0 行，共 10 行").waitFor();
  gate.letGo();
  await saved;
  expect(gate.begun).toBe(2);
});

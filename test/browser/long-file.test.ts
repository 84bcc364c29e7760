/** 下载总表 on the desk, in a real browser: with a bar, a button that stops it, and a file in the end. */
import type { Page } from "playwright-core";
import { Gate } from "../files/a-gate.ts";
import { type AService, aService } from "../http/a-service.ts";
import { aPurchase, aSubmission } from "../intake/a-submission.ts";
import { aBrowser } from "./a-browser.ts";

const browser = aBrowser();
let at: AService;
let gate: Gate;
let page: Page;

beforeEach(async () => {
  gate = new Gate();
  at = await aService(undefined, {}, { writer: gate });
  const chen = await at.token("hq", undefined, "陈静");
  await at.push(chen, aSubmission({ channel: "phone", rows: [aPurchase()] }));
  page = await browser.page(chen);
  await page.goto(`${at.url}/`);
  await page.getByRole("button", { name: "下载总表" }).click();
  await page.getByText("正在生成文件：已写入 0 行，共 10 行").waitFor();
});
afterEach(() => at.stop());

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

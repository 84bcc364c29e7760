/** Signing in with the company's account in a real browser, at a real provider's own pages. */
import type { Browser, Page } from "playwright-core";
import { aProvider, type AProvider, CLIENT } from "../auth/a-provider.ts";
import { launchBrowser } from "./a-browser.ts";
import { RunningService } from "./service.ts";

jest.setTimeout(180_000);

let provider: AProvider;
let service: RunningService;
let browser: Browser;
const complaints: string[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  service = await RunningService.start(async (url) => {
    provider = await aProvider(`${url}/api/v1/company-sign-in/return`, {
      "7001": { email: "wang@corp.example", email_verified: true },
    });
    return {
      PUBLIC_URL: url,
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: CLIENT.clientId,
      OIDC_CLIENT_SECRET: CLIENT.clientSecret,
    };
  });
});
afterAll(async () => {
  await browser?.close();
  await service?.remove();
  await provider?.stop();
});

async function aPage(): Promise<Page> {
  const context = await browser.newContext({ locale: "zh-CN", timezoneId: "Asia/Shanghai" });
  const page = await context.newPage();
  page.on("console", (message) => {
    const ours = message.location().url.startsWith(service.url) || message.location().url === "";
    if (ours && /Content Security Policy|violat/i.test(message.text())) complaints.push(message.text());
  });
  return page;
}

async function atProvider(page: Page): Promise<void> {
  await page.waitForURL((url) => url.origin === provider.issuer);
  await page.locator("input[name=login]").fill("7001");
  await page.locator("input[name=password]").fill("any");
  await page.locator("button[type=submit]").click();
  // It asks whether the service may know who one is.
  await page.locator("input[name=prompt][value=consent]").waitFor({ state: "attached" });
  await page.locator("button[type=submit]").click();
  await page.waitForURL((url) => url.origin === service.url);
}

const byCompany = (page: Page) => page.getByRole("button", { name: "用公司账号登录", exact: true });

test("headquarters link an account, and its holder signs in at the company's page", async () => {
  const admin = await tokenOfFirst();
  const page = await aPage();
  await page.goto(service.url);
  await byCompany(page).click();
  await atProvider(page);
  await page.getByText("这个公司账号还没有对应到人员").waitFor();

  await linkInTheDesk(admin);
  await byCompany(page).click();
  // The provider knows already who it is.
  await page.getByText("王志远").first().waitFor();
  expect(page.url()).not.toContain("signin");
  expect(await page.evaluate(() => document.cookie)).toBe("");
  expect(complaints).toEqual([]);
});

test("a page that nobody asked for a sign-in takes none from its address", async () => {
  const page = await aPage();
  await page.goto(`${service.url}/#signin=${"A".repeat(52)}`);
  await byCompany(page).waitFor();
  expect(page.url()).not.toContain("signin=");
  expect(await page.getByText("邀请码不正确").count()).toBe(0);
});

/** As the administrator does it: 人员与单位, with the account instead of an invitation. */
async function linkInTheDesk(admin: string): Promise<void> {
  const desk = await aPage();
  await desk.addInitScript((token) => localStorage.setItem("dakehu.token", token), admin);
  await desk.goto(`${service.url}/#/people`);
  await desk.getByRole("combobox", { name: "角色" }).selectOption("hq");
  await desk.getByRole("textbox", { name: "姓名" }).fill("王志远");
  await desk.getByRole("textbox", { name: "公司账号" }).fill("Wang@corp.example");
  await desk.getByRole("button", { name: "允许用公司账号登录", exact: true }).click();
  const list = desk.getByRole("table", { name: "登录与邀请" });
  await list.getByText("公司账号 wang@corp.example", { exact: true }).waitFor();
  await list.getByRole("button", { name: /结束：王志远/ }).waitFor();
  await desk.context().close();
}

async function tokenOfFirst(): Promise<string> {
  const answer = await fetch(`${service.url}/api/v1/sign-in`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ code: service.firstInvitation }),
  });
  return ((await answer.json()) as { token: string }).token;
}

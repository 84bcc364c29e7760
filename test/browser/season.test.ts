/**
 * A season at headquarters, in the shipped pages: what units nominated is screened on the desk, near names are
 * merged, a difference is settled, and Excel's master and monthly report follow. A unit reads the answer in its sheet.
 */
import { execFileSync } from "node:child_process";
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { Role } from "../../shared/sync/protocol.ts";
import type { Filing, MergedPage } from "../../shared/sync/screening.ts";
import { buildHost } from "../host/bundle.ts";
import { Desk } from "./desk.ts";
import { launchBrowser } from "./a-browser.ts";
import { picture, pictureOf } from "./picture.ts";
import { RunningService } from "./service.ts";
import { cellsOf, tableOf } from "./sheets.ts";

jest.setTimeout(240_000);

const MONTH = "2026-10";
const NOMINATED = "黄金叶烟草物流";
const NEAR = "安达汽车运输有限公司";
const REGISTERED = "安达运输有限公司";

let service: RunningService;
let browser: Browser;
let host: string;
let token: string;
let context: BrowserContext;
let page: Page;
let excel: Desk;
let sun: Desk;

beforeAll(async () => {
  service = await RunningService.start();
  execFileSync(process.execPath, ["dist/server/admin.js", "demo", "load", "--period", `2026-08..${MONTH}`], {
    env: { ...process.env, DATA_DIR: service.folder },
  });
  const code = service.firstInvitation;
  ({ token } = await service.call<{ token: string }>("", "POST", "/sign-in", { code }));
  browser = await launchBrowser();
  host = await buildHost();
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await service?.remove();
});

const get = <T>(path: string): Promise<T> => service.call<T>(token, "GET", path);

async function invites(name: string, role: Role, unit: string | null): Promise<string> {
  const invitation = { name, role, unit };
  return (await service.call<{ code: string }>(token, "POST", "/invitations", invitation)).code;
}

async function goes(screen: string, heading: string): Promise<void> {
  await page.getByRole("navigation").getByRole("link", { name: screen, exact: true }).click();
  await page.getByRole("heading", { name: heading }).first().waitFor();
}

async function choosesMonth(): Promise<void> {
  await page.getByRole("combobox", { name: "填报月份" }).selectOption(MONTH);
}

const carriers = async (): Promise<string[]> =>
  (await get<MergedPage>("/merged?sheet=carriers&limit=500")).rows
    .filter(({ values, deleted }) => values.account === "招商物流" && !deleted)
    .map(({ values }) => String(values.name));

test("headquarters sign in at the desk and see what waits for them", async () => {
  context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
  });
  page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(`${service.url}/?invite=${await invites("王志远", "hq", null)}`);
  await page.getByRole("button", { name: "登录" }).click();
  await page.getByRole("heading", { name: "待办" }).waitFor();
  await choosesMonth();
  await page.getByText("88.9%").first().waitFor();
  await pictureOf(page, "desk-overview");
});

test("a nomination that its plant has endorsed is accepted, and every unit's lists have it", async () => {
  sun = await Desk.open(browser, service.url, host);
  await sun.signIn(await invites("孙磊", "lead", "S05"));
  await sun.page.getByRole("combobox", { name: "填报月份" }).selectOption(MONTH);
  await sun.press("铺设模板");
  await sun.sees("模板已铺好");
  await sun.rests();

  await goes("备案审核", "备案审核");
  await page.getByText(NOMINATED).first().click();
  const filing = page.getByRole("article", { name: NOMINATED });
  await filing.getByText("工厂同意上报").waitFor();
  await pictureOf(page, "desk-filing");
  await filing.getByRole("textbox", { name: "理由或问题" }).fill("同业车型统一，值得以集团之力跟进。");
  await filing.getByRole("button", { name: "接受", exact: true }).click();
  await page.getByText(`“${NOMINATED}”：已接受`).waitFor();
  const { accounts } = await get<{ accounts: { name: string }[] }>("/register?unit=P01");
  expect(accounts.map(({ name }) => name)).toContain(NOMINATED);
});

test("the unit reads the answer in its sheet's status columns at its next submission", async () => {
  await sun.press("提交");
  await sun.sees("没有需要提交的内容");
  await sun.rests();
  const { rows } = await tableOf(sun, "ka_accounts");
  const row = rows.find((cells) => cells["客户名称"] === NOMINATED);
  expect(row).toMatchObject({
    同步状态: "已备案",
    同步说明: expect.stringContaining("值得以集团之力跟进"),
  });
});

test("two near names are one carrier once a person says so, and two again when that is undone", async () => {
  expect(await carriers()).toEqual(expect.arrayContaining([NEAR, REGISTERED]));
  await goes("合并与分歧", "合并与分歧");
  const pair = page.getByRole("listitem").filter({ hasText: NEAR });
  await pictureOf(page, "desk-matches");
  await pair.getByRole("radio", { name: REGISTERED, exact: true }).check();
  await pair.getByRole("button", { name: "是同一个", exact: true }).click();
  await page.getByText(`“${NEAR}”与“${REGISTERED}”已合并。`).waitFor();
  expect(await carriers()).not.toContain(NEAR);
  await page.getByRole("button", { name: "撤销" }).first().click();
  await page.getByText("已撤销。").waitFor();
  expect(await carriers()).toContain(NEAR);
});

test("where two units differ headquarters choose, and the master has that value", async () => {
  await page
    .getByRole("button", { name: "说法不一" })
    .or(page.getByRole("tab", { name: "说法不一" }))
    .click();
  const difference = page.getByRole("listitem").filter({ hasText: "华东分公司" });
  await difference.getByRole("radio", { name: /^86/ }).check();
  await pictureOf(page, "desk-differences");
  await difference.getByRole("button", { name: /采用这个/ }).click();
  await page.getByText("采用“86”").waitFor();
  const { rows } = await get<MergedPage>("/merged?sheet=branches&limit=500");
  expect(rows.find(({ values }) => values.name === "华东分公司")?.values.fleetSize).toBe(86);
});

test("the map shows who tells of whom, and the record of a row who wrote it when", async () => {
  await goes("覆盖图", "覆盖图");
  await choosesMonth();
  await page.getByRole("grid").waitFor();
  await pictureOf(page, "desk-coverage");
  await goes("填报情况", "填报情况");
  await page.getByRole("table").getByText("未报").first().waitFor();
  await pictureOf(page, "desk-completeness");
});

test("in Excel the master has one line for each thing, and follows a merge when it is refreshed", async () => {
  excel = await Desk.open(browser, service.url, host);
  await excel.signIn(await invites("王志远", "hq", null));
  await excel.press("刷新总表");
  await excel.sees("总表已刷新");
  await excel.rests();
  const lines = async () =>
    (await tableOf(excel, "ka_master_carriers")).rows.filter((cells) => cells["服务大客户"] === "招商物流");
  const named = (rows: Awaited<ReturnType<typeof lines>>, name: string) =>
    rows.filter((cells) => cells["承运商名称"] === name);
  const before = await lines();
  expect(named(before, REGISTERED)).toMatchObject([{ 单位: "P01、P02、S02", 状态: "正常" }]);
  expect(named(before, NEAR)).toMatchObject([{ 单位: "S02" }]);

  const entries = await get<{ id: number; name: string }[]>("/entries?kind=carrier");
  const idOf = (called: string): number | undefined => entries.find(({ name }) => name === called)?.id;
  await service.call(token, "POST", "/entries/decisions", {
    decisions: [{ kind: "carrier", id: idOf(NEAR), decision: "same", into: idOf(REGISTERED) }],
  });
  await excel.press("刷新总表");
  await excel.rests();
  const after = await lines();
  expect(named(after, NEAR)).toMatchObject([{ 状态: "已合并" }]);
  expect(after).toHaveLength(before.length);
});

test("the report of the month is made in Excel and issued on the desk, with headquarters' own words", async () => {
  await goes("月报", "月报");
  await page.getByRole("textbox", { name: "本月要点：总部的话" }).fill("十月招标集中，罐式车需求回升。");
  await page.keyboard.press("Control+s");
  await page.getByText("已保存 · 王志远").waitFor();
  await page.getByRole("button", { name: "发布月报" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "发布月报", exact: true }).click();
  await page.getByText(`${MONTH}-1`).first().waitFor();
  await pictureOf(page, "desk-report");

  await excel.page.getByRole("combobox", { name: "填报月份" }).selectOption(MONTH);
  await excel.press("生成月报");
  await excel.sees(`月报 ${MONTH}`);
  await excel.rests();
  const { values, charts } = await cellsOf(excel, `月报 ${MONTH}`);
  const texts = values.map(([, value]) => String(value));
  expect(texts).toContain("总部：十月招标集中，罐式车需求回升。");
  expect(texts.some((text) => text.includes(`${MONTH}-1`))).toBe(true);
  expect(charts).toBeGreaterThanOrEqual(3);
  await picture(excel, "hq-season");
});

test("nothing that was decided has touched a report", async () => {
  const filings = await get<Filing[]>("/filings");
  expect(filings.find(({ values }) => values.name === NOMINATED)?.revision).toBe(1);
  execFileSync(process.execPath, ["dist/server/admin.js", "verify"], {
    env: { ...process.env, DATA_DIR: service.folder },
  });
});

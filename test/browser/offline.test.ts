/**
 * The network goes in the middle of a push. The pane is closed, opened, and the network comes back: the service has
 * each row once, and the person saw all the while what waited.
 */
import type { Page, Route } from "playwright-core";
import type { FeedPage, History } from "../../shared/sync/protocol.ts";
import type { Summary } from "../../shared/summary/summary.ts";
import { Cast, dayOf, PERIOD } from "./cast.ts";
import type { Desk } from "./desk.ts";
import { picture } from "./picture.ts";
import { tableOf } from "./sheets.ts";

jest.setTimeout(240_000);

const SUBMISSIONS = "**/api/v1/submissions";
const API = "**/api/v1/**";
const OFFICE = "**/office/office.js";

let cast: Cast;
let zhang: Desk;
let hq: Desk;
/** What the pages' policy refused, and what went wrong in them; lost requests apart. */
const complaints: string[] = [];

beforeAll(async () => {
  cast = await Cast.assemble();
  zhang = await cast.sitsDown("张敏", "lead", "P01");
  listen(zhang.page);
  zhang.context.on("page", listen);
}, 300_000);
afterAll(async () => {
  await cast?.disperse();
});

function listen(page: Page): void {
  page.on("console", (message) => {
    if (/Content Security Policy|violat/i.test(message.text())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => void complaints.push(String(error)));
}

const abort = (route: Route): Promise<void> => route.abort("internetdisconnected");

async function chooses(desk: Desk): Promise<void> {
  await desk.page.getByRole("combobox", { name: "填报月份" }).selectOption(PERIOD);
}

const waiting = (page: Page) => page.getByRole("list", { name: /份提交等待发送/ }).getByRole("listitem");

const buys = (row: number, units: number): Promise<unknown> =>
  zhang.fill("月度采购", row, [
    dayOf(3),
    "招商物流",
    null,
    null,
    "半挂车",
    "本集团",
    null,
    units,
    units * 30,
  ]);

/** A number of the unit's own month, by its label. */
const ownNumber = (page: Page, label: string) =>
  page
    .getByRole("region", { name: `本单位 ${PERIOD}` })
    .locator("div", { has: page.getByRole("term").filter({ hasText: label }) })
    .getByRole("definition");

/** In the page: are both pages and Office.js kept for when there is no network? */
const isShellKept = async (): Promise<boolean> => {
  const kept = await Promise.all(
    ["/taskpane.html", "/desk.html", "/office/office.js"].map((path) => caches.match(path)),
  );
  return kept.every((found) => found !== undefined);
};

/** In the page: does the replica lie in the browser's database? */
const isKept = (): Promise<boolean> =>
  new Promise((resolve) => {
    const opening = indexedDB.open("dakehu");
    opening.onsuccess = () => {
      const asked = opening.result.transaction("drawer").objectStore("drawer").getAllKeys();
      asked.onsuccess = () => {
        opening.result.close();
        resolve(asked.result.some((key) => String(key).startsWith("local-file/hq/")));
      };
    };
  });

describe("a unit without the network", () => {
  it("has the figures of its own month from SQLite in the pane, under the page's policy", async () => {
    await chooses(zhang);
    await zhang.press("铺设模板");
    const dialog = zhang.page.getByRole("dialog");
    await Promise.race([dialog.waitFor(), zhang.sees("模板已铺好")]);
    if (await dialog.isVisible()) await dialog.getByRole("button", { name: /^(铺设|覆盖并铺设)$/ }).click();
    await zhang.sees("模板已铺好");
    await zhang.rests();
    await buys(2, 10);
    await zhang.press("提交");
    await zhang.page.getByRole("heading", { name: "提交完成" }).waitFor();
    await zhang.rests();
    await ownNumber(zhang.page, "本集团（台）").filter({ hasText: "10" }).waitFor();
    while (!(await zhang.page.evaluate(isShellKept))) await zhang.page.waitForTimeout(200);
    expect(complaints).toEqual([]);
  });

  it("sees what waits when the network goes in the middle of a push", async () => {
    await buys(3, 20);
    await zhang.context.route(SUBMISSIONS, async (route) => {
      // It arrives, but the answer finds no way back.
      await route.fetch();
      await zhang.context.setOffline(true);
      await abort(route);
    });
    await zhang.press("提交");
    await zhang.sees("目前离线");
    await zhang.sees("上次提交还没有收到回执");
    await zhang.rests();
    expect(await waiting(zhang.page).allInnerTexts()).toEqual([
      expect.stringContaining(`深圳工厂 · ${PERIOD} · 1 行`),
    ]);
  });

  it("checks, sees figures marked with their time, and submits more: only what does not wait already", async () => {
    await buys(4, 5);
    await zhang.press("检查");
    await zhang.sees("没有问题");
    await zhang.rests();
    await zhang.sees(/离线数据·截至 \d{4}-\d\d-\d\d \d\d:\d\d/);
    await zhang.press("提交");
    await zhang.sees("目前离线，1 行已放入待发，恢复网络后自动发送。");
    await zhang.rests();
    expect(await waiting(zhang.page).count()).toBe(2);
    await picture(zhang, "offline-waiting");
  });

  it("closes Excel and opens it again with the service gone: the pane comes up, checks and has its figures", async () => {
    await zhang.context.unroute(SUBMISSIONS);
    await cast.service.down("SIGKILL");
    // From here on Office.js, too, is what was kept.
    await zhang.context.unroute(OFFICE);
    await zhang.reopen();
    await zhang.rests();
    await zhang.sees("目前离线");
    await waiting(zhang.page).nth(1).waitFor();
    expect(await waiting(zhang.page).count()).toBe(2);
    await ownNumber(zhang.page, "本集团（台）").filter({ hasText: "10" }).waitFor();
    await zhang.press("检查");
    await zhang.sees("没有问题");
    await zhang.rests();
    await picture(zhang, "offline-opened");
  });

  it("when the network is back all is sent by itself, by one of two windows, and each row is there once", async () => {
    const second = await zhang.context.newPage();
    await second.goto(`${cast.service.url}/`);
    await second.getByRole("list", { name: /份提交等待发送/ }).waitFor();
    const sent: string[] = [];
    zhang.context.on("request", (request) => {
      if (request.method() === "POST" && request.url().endsWith("/submissions")) {
        sent.push(String(JSON.parse(request.postData() ?? "{}").submissionId));
      }
    });
    await cast.service.up();
    await zhang.context.setOffline(false);
    await zhang.page.getByRole("heading", { name: "提交完成" }).waitFor();
    await zhang.rests();
    await second.getByRole("list", { name: /份提交等待发送/ }).waitFor({ state: "detached" });
    expect(await waiting(zhang.page).count()).toBe(0);
    expect(sent).toHaveLength(2);
    expect(new Set(sent).size).toBe(2);

    const rows = await cast.rowsAtService();
    expect(rows.map(({ values }) => values.units).sort()).toEqual([10, 20, 5]);
    for (const { rowId } of rows) {
      const { revisions, conflicts } = await cast.get<History>(`/rows/${rowId}/history`);
      expect([revisions.length, conflicts.length]).toEqual([1, 0]);
    }
    const feed = await cast.get<FeedPage>("/rows?since=0");
    expect(feed.rows).toHaveLength(3);
    const table = await tableOf(zhang, "ka_purchases");
    expect(table.rows.slice(0, 4).map((row) => row.同步状态)).toEqual(["新增", "新增", "新增", ""]);
    await ownNumber(zhang.page, "本集团（台）").filter({ hasText: "35" }).waitFor();
    await second.close();
  });

  it("can throw the local data away and read them anew", async () => {
    await zhang.page.getByRole("button", { name: "张敏" }).click();
    await zhang.page.getByRole("menuitem", { name: "重建本地数据" }).click();
    await zhang.sees("等待发送的提交不受影响");
    await zhang.answer("重建本地数据");
    await zhang.sees("本地数据已重建");
    await zhang.rests();
    await ownNumber(zhang.page, "本集团（台）").filter({ hasText: "35" }).waitFor();
  });

  it("gives up a submission only after being asked", async () => {
    await buys(5, 7);
    await zhang.context.setOffline(true);
    await zhang.sees("目前离线");
    await zhang.press("提交");
    await zhang.sees("1 行已放入待发");
    await zhang.rests();
    await zhang.page.getByRole("button", { name: /^放弃：/ }).click();
    await zhang.answer("取消");
    expect(await waiting(zhang.page).count()).toBe(1);
    await zhang.page.getByRole("button", { name: /^放弃：/ }).click();
    await zhang.answer("放弃");
    await waiting(zhang.page).waitFor({ state: "detached" });
    await zhang.context.setOffline(false);
    expect(await cast.rowsAtService()).toHaveLength(3);
  });
});

describe("headquarters without the network", () => {
  it("has the month's key figures, marked, and the same as the service's", async () => {
    hq = await cast.sitsDown("总部刘洋", "hq", null, { width: 400 });
    listen(hq.page);
    await chooses(hq);
    const summary = await cast.get<Summary>(`/summary?period=${PERIOD}`);
    expect(summary.figures.ourUnits.value).toBe(35);
    const figures = () => hq.page.getByRole("region", { name: /主要数字/ });
    const shown = (): Promise<string[]> => figures().getByRole("definition").allInnerTexts();
    await figures().getByText("1,050.00").waitFor();
    const online = await shown();
    while (!(await hq.page.evaluate(isKept))) await hq.page.waitForTimeout(200);
    await hq.context.route(API, abort);
    await hq.reopen();
    await hq.rests();
    await chooses(hq);
    await figures()
      .getByText(/离线数据·截至/)
      .waitFor();
    expect(await shown()).toEqual(online);
    await picture(hq, "offline-figures");
  });

  it("nothing was refused by the page's policy in all this", () => {
    expect(complaints).toEqual([]);
  });
});

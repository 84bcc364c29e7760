/**
 * One month from beginning to end, in the shipped pane, by three units and headquarters: with a dropdown pasted
 * over, a doubled row, a sorted table, a renamed account, two people in one row, and a lost answer.
 */
import type { History } from "../../shared/sync/protocol.ts";
import type { Summary } from "../../shared/summary/summary.ts";
import { Cast, dayOf, PERIOD } from "./cast.ts";
import type { Desk } from "./desk.ts";
import { saveXlsx } from "../host/save-xlsx.ts";
import { offered } from "../plan/offered.ts";
import { keepWorkbook, picture } from "./picture.ts";
import { cellsOf, inFile, tableOf } from "./sheets.ts";

jest.setTimeout(240_000);

let cast: Cast;
let zhang: Desk;
let li: Desk;
let wang: Desk;
let zhao: Desk;
let hq: Desk;

beforeAll(async () => {
  cast = await Cast.assemble();
}, 300_000);
afterAll(async () => {
  await cast?.disperse();
});

/** 铺设模板, answering yes to whatever is asked. */
async function lays(desk: Desk): Promise<void> {
  await desk.press("铺设模板");
  const dialog = desk.page.getByRole("dialog");
  await Promise.race([dialog.waitFor(), desk.sees("模板已铺好")]);
  if (await dialog.isVisible()) await dialog.getByRole("button", { name: /^(铺设|覆盖并铺设)$/ }).click();
  await desk.sees("模板已铺好");
  await desk.rests();
}

async function choosesMonth(desk: Desk): Promise<void> {
  await desk.page.getByRole("combobox", { name: "填报月份" }).selectOption(PERIOD);
}

async function submits(desk: Desk): Promise<void> {
  await desk.press("提交");
  await desk.page.getByRole("heading", { name: "提交完成" }).waitFor();
  await desk.rests();
}

const counts = (desk: Desk): Promise<string[]> =>
  desk.page
    .getByRole("listitem")
    .filter({ hasText: /^(新增|更新|已合并|无变化|已删除|有冲突|未接收) \d+$/ })
    .allInnerTexts();

/** What a unit reports beside its purchases and reviews, so that all seven sheets are filled. */
async function fillsTheRest(desk: Desk, account: string, city: string): Promise<void> {
  const name = `${city}新客户`;
  const grounds = "采购频繁，车队更新快，覆盖周边各省";
  await desk.fill("大客户备案", 2, [
    name,
    null,
    "一类·采购频繁",
    "单位级·潜在大客户",
    null,
    city,
    grounds,
    40,
    200,
    null,
    dayOf(5),
  ]);
  await desk.fill("承运商", 2, [account, null, `${city}联运`, "干线运输", null, 60]);
  await desk.fill("关键联系人", 2, [
    account,
    "总部",
    null,
    null,
    "周宁",
    "物流总监",
    "影响者",
    "020-8888 0000",
    null,
    3,
  ]);
  await desk.fill("重要动态", 2, [
    dayOf(8),
    account,
    "总部",
    null,
    null,
    "人员变动",
    "一般",
    "物流总监换人，已拜访",
    "客户",
    "面谈",
  ]);
}

describe("a plant's month", () => {
  it("the template is laid down with its seven sheets, hidden lists and dropdowns that follow the account", async () => {
    zhang = await cast.sitsDown("张敏", "lead", "P01");
    await choosesMonth(zhang);
    await picture(zhang, "unit-start");
    await lays(zhang);
    const { sheets } = await zhang.workbook();
    expect(sheets.filter(({ visibility }) => visibility === "Visible").map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        "大客户备案",
        "分支机构",
        "承运商",
        "关键联系人",
        "重要动态",
        "月度采购",
        "月度评述",
      ]),
    );
    expect(sheets.find(({ name }) => name === "_lists")).toMatchObject({
      visibility: "Hidden",
      protection: {},
    });
    expect(await zhang.sheet("dropdown", "大客户备案", "C2")).toEqual([
      "一类·采购频繁",
      "二类·行业标杆",
      "三类·同业延伸",
    ]);
  });

  it("Excel refuses a foreign value while people type, and asks about a branch that is new", async () => {
    expect(await zhang.sheet("type", "大客户备案", "C2", "四类")).toBe("refused");
    expect(
      await zhang.sheet("type", "月度采购", "C2", "成都分公司", { fits: false, onWarning: "refuse" }),
    ).toBe("withdrawn after a warning");
  });

  it("the check lists what is wrong, marks the cells, and a click goes to the cell", async () => {
    await zhang.fill("大客户备案", 2, [
      "华夏冷链",
      "华夏",
      "一类·采购频繁",
      "单位级·潜在大客户",
      "医药冷链",
      "武汉",
      "冷藏车采购频繁,辐射华中五省",
      60,
      300,
      null,
      dayOf(3),
    ]);
    await zhang.fill("分支机构", 2, ["招商物流", "上海分公司", "上海", "上海"]);
    await zhang.fill("承运商", 2, ["招商物流", "上海分公司", "德邦物流", "干线运输"]);
    await zhang.fill("关键联系人", 2, [
      "招商物流",
      "总部",
      null,
      null,
      "陈东",
      "采购总监",
      "决策者",
      "0755-2688 0000",
      "chen.dong@example.com",
      4,
    ]);
    await zhang.fill("重要动态", 2, [
      dayOf(12),
      "招商物流",
      "总部",
      null,
      null,
      "招标投标",
      "重要",
      "发布明年半挂车采购招标,计划一百二十台",
      "客户网站",
      "面谈",
      "请总部协调投标",
    ]);
    await zhang.fill("月度采购", 2, [
      null,
      "招商物流",
      "上海分公司",
      "德邦物流",
      "半挂车",
      "本集团",
      "深圳工厂",
      12,
      345.5,
      "上海",
    ]);
    await zhang.fill("月度采购", 3, [null, "招商物流", null, null, "半挂车", "竞争对手", "某品牌", 4, 108]);
    await zhang.fill("月度采购", 4, [null, "华夏冷链", null, null, "冷藏车", "本集团", null, 0]);
    await zhang.fill("月度评述", 2, [
      null,
      "招商物流",
      4,
      "上升",
      "客户对交付速度满意,对华东售后网点提出新的要求",
      "明年有冷链新业务",
      "拜访采购部",
    ]);
    await zhang.fill(
      "月度评述",
      3,
      [null, "华夏冷链", 3, "持平", "太短"].slice(0, 4) as (string | number | null)[],
    );
    // Pasting brings what typing would not let through, and takes the dropdown away.
    await zhang.sheet("paste", "重要动态", "B3", [
      ["招商物流", "总部", "", "", "开业", "特急", "上海新仓开业,需要二十台厢式车"],
    ]);
    await zhang.fill("重要动态", 3, [dayOf(20), null, null, null, null, null, null, null, null, "电话"]);
    const saved = await saveXlsx(await zhang.workbook());
    const lists = offered(saved, [
      ["重要动态", "B2"],
      ["重要动态", "D2"],
      ["重要动态", "E2"],
      ["月度评述", "B2"],
    ]);
    expect(lists["重要动态!B2"]).toEqual(expect.arrayContaining(["招商物流", "中远物流", "华夏冷链"]));
    expect(lists["重要动态!D2"]).toEqual(["上海分公司"]);
    expect(lists["重要动态!E2"]).toEqual(["德邦物流"]);
    await zhang.press("检查");
    await zhang.rests();
    await zhang.sees(/拖|粘贴而丢失/);
    await zhang.sees("处错误");
    await picture(zhang, "unit-check");
    const events = await cellsOf(zhang, "重要动态");
    expect(events.lookAt("F3").fill).not.toBe(events.lookAt("F4").fill);
    expect(await zhang.sheet("dropdown", "重要动态", "F3")).toContain("招标投标");
    await zhang.page
      .getByRole("button", { name: /第 3 行.*动态类别/ })
      .first()
      .click();
    await zhang.rests();
    const { active, sheets } = await zhang.workbook();
    expect(active).toBe("重要动态");
    expect(sheets.find(({ name }) => name === "重要动态")?.selection).toBe("F3");
  });

  it("sound rows go, faulty ones stay and say why; each row's result stands in the sheet", async () => {
    await zhang.press("提交");
    await zhang.page
      .getByRole("dialog")
      .getByRole("button", { name: /^提交其余 \d+ 行$/ })
      .click();
    await zhang.page.getByRole("heading", { name: "提交完成" }).waitFor();
    await zhang.rests();
    await picture(zhang, "unit-submitted");
    await keepWorkbook(zhang, "unit");
    expect(await counts(zhang)).toEqual(["新增 8"]);
    const atService = await cast.rowsAtService();
    expect(atService.map(({ sheet }) => sheet).sort()).toEqual(
      ["accounts", "branches", "carriers", "contacts", "events", "purchases", "purchases", "reviews"].sort(),
    );
    const purchases = await tableOf(zhang, "ka_purchases");
    expect(purchases.rows.slice(0, 3).map((row) => row.同步状态)).toEqual(["新增", "新增", "待更正"]);
    expect(purchases.rows[0]?.rowId).toMatch(/^[0-9a-f-]{36}$/);
    expect(purchases.rows[0]?.baseRevision).toBe(1);
  });

  it("after mending, sorting, copying a row and renaming an account, only what changed is sent and each row is known", async () => {
    await zhang.fill("月度采购", 4, [
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      "客户推迟到下月",
    ]);
    await zhang.fill("月度评述", 3, [null, null, null, null, "冷藏车交付顺利,客户满意,计划追加订单"]);
    await zhang.fill("重要动态", 3, [null, null, null, null, null, "业务发展", "紧急"]);
    // A renamed account, and rows that still call it by its old name.
    await zhang.fill("大客户备案", 2, ["华夏冷链科技"]);
    await zhang.sheet("insertCopied", "月度采购", 2, 3);
    await zhang.sheet("type", "月度采购", "H3", 7);
    await zhang.sheet("sortTable", "ka_purchases", "数量(台)", false);
    await zhang.fill("月度采购", 6, [
      null,
      "中外运",
      "中海壳牌项目",
      null,
      "罐式车",
      "本集团",
      null,
      3,
      99.99,
    ]);
    await submits(zhang);
    const rows = (await cast.rowsAtService()).filter(
      ({ unit, sheet, deleted }) => unit === "P01" && sheet === "purchases" && !deleted,
    );
    expect(rows.map(({ values }) => [values.account, values.units, values.amount ?? null]).sort()).toEqual(
      [
        ["招商物流", 12, 345.5],
        ["招商物流", 7, 345.5],
        ["招商物流", 4, 108],
        ["华夏冷链", 0, null],
        ["中外运", 3, 99.99],
      ].sort(),
    );
    expect(new Set(rows.map(({ rowId }) => rowId)).size).toBe(5);
    const original = rows.find(({ values }) => values.units === 12);
    expect(original?.revision).toBe(1);
  });

  it("sending again with nothing changed sends nothing", async () => {
    const before = (await cast.rowsAtService()).length;
    await zhang.press("提交");
    await zhang.sees("没有需要提交的内容");
    await zhang.rests();
    expect((await cast.rowsAtService()).length).toBe(before);
  });
});

describe("two people in one row", () => {
  it("a shop reports, and its plant's head sees the shop's rows in a workbook of his own", async () => {
    li = await cast.sitsDown("李娜", "lead", "S01");
    await choosesMonth(li);
    await lays(li);
    await li.fill("分支机构", 2, ["中远物流", "广州分公司", "广东", "广州", "黄埔大道一号"]);
    await li.fill("月度采购", 2, [
      null,
      "中远物流",
      "广州分公司",
      null,
      "集装箱骨架车",
      "本集团",
      null,
      6,
      120.06,
    ]);
    await li.fill("月度评述", 2, [null, "中远物流", 5, "上升", "与新任物流总监建立联系,合作意愿强"]);
    await fillsTheRest(li, "中远物流", "广州");
    await submits(li);
    expect(await counts(li)).toEqual(["新增 7"]);
    wang = await cast.sitsDown("王强", "head", "P01");
    await choosesMonth(wang);
    await wang.page.getByRole("combobox", { name: "填报单位" }).selectOption("S01");
    await lays(wang);
    expect((await tableOf(wang, "ka_branches")).rows[0]).toMatchObject({
      分支机构名称: "广州分公司",
      城市: "广州",
    });
  });

  it("what they change in different columns is merged", async () => {
    await wang.sheet("type", "分支机构", "G2", 80);
    await submits(wang);
    await li.sheet("type", "分支机构", "F2", "集装箱干线");
    await submits(li);
    expect(await counts(li)).toEqual(["已合并 1"]);
    expect((await tableOf(li, "ka_branches")).rows[0]).toMatchObject({
      "车队规模(台)": 80,
      主要业务: "集装箱干线",
    });
  });

  it("what both changed in one column is put side by side, and the choice is kept in the row's history", async () => {
    await wang.sheet("type", "分支机构", "E2", "黄埔大道二号");
    await wang.press("提交");
    await wang.page.getByRole("heading", { name: "提交完成" }).waitFor();
    await wang.rests();
    await li.sheet("type", "分支机构", "E2", "黄埔大道三号");
    await li.press("提交");
    await li.page.getByRole("heading", { name: "1 行有冲突" }).waitFor();
    await li.rests();
    await picture(li, "unit-conflict");
    await li.sees("黄埔大道二号");
    await li.sees("王强");
    await li.page.getByRole("radio", { name: /我的/ }).first().check();
    await li.press("按选择重新提交");
    await li.rests();
    const row = (await cast.rowsAtService()).find(
      ({ unit, sheet }) => unit === "S01" && sheet === "branches",
    );
    expect(row?.values.address).toBe("黄埔大道三号");
    const history = await cast.get<History>(`/rows/${row?.rowId}/history`);
    expect(history.conflicts).toMatchObject([
      {
        columns: [{ column: "address", mine: "黄埔大道三号", theirs: "黄埔大道二号", taken: "mine" }],
        settledBy: row?.revision,
      },
    ]);
  });
});

describe("a lost answer", () => {
  it("is known as lost, survives closing the pane, and sending again gives each row once", async () => {
    zhao = await cast.sitsDown("赵磊", "lead", "P02");
    await choosesMonth(zhao);
    await lays(zhao);
    await zhao.fill("月度采购", 2, [
      null,
      "中石油",
      "中油运输",
      null,
      "罐式车",
      "竞争对手",
      "某品牌",
      9,
      270,
    ]);
    await zhao.fill("月度评述", 2, [null, "中石油", 2, "下降", "客户转向竞争品牌,需要总部高层拜访"]);
    await zhao.fill("分支机构", 2, ["中石油", "洛阳分公司", "河南", "洛阳"]);
    await fillsTheRest(zhao, "中石油", "洛阳");
    await zhao.context.route("**/api/v1/submissions", async (route) => {
      await route.fetch();
      await route.abort("connectionreset");
    });
    await zhao.press("提交");
    await zhao.sees("上次提交还没有收到回执");
    await zhao.rests();
    await picture(zhao, "unit-lost-answer");
    const arrived = (await cast.rowsAtService()).filter(({ unit }) => unit === "P02");
    expect(new Set(arrived.map(({ sheet }) => sheet)).size).toBe(7);
    expect(arrived).toHaveLength(7);

    // The pane is closed and opened again over the same workbook: what waits is sent by itself.
    await zhao.context.unroute("**/api/v1/submissions");
    await zhao.reopen();
    await zhao.page.getByRole("heading", { name: "提交完成" }).waitFor();
    await zhao.page.getByText("上次提交还没有收到回执").waitFor({ state: "detached" });
    await zhao.rests();
    expect((await cast.rowsAtService()).filter(({ unit }) => unit === "P02")).toEqual(arrived);
    expect((await tableOf(zhao, "ka_purchases")).rows[0]).toMatchObject({
      同步状态: "新增",
      baseRevision: 1,
    });
  });
});

describe("headquarters", () => {
  it("fills the master in the open workbook", async () => {
    hq = await cast.sitsDown("总部刘洋", "hq", null, { width: 400 });
    await choosesMonth(hq);
    await hq.press("刷新总表");
    const dialog = hq.page.getByRole("dialog");
    await Promise.race([dialog.waitFor(), hq.sees("总表已刷新")]);
    if (await dialog.isVisible()) await dialog.getByRole("button").last().click();
    await hq.sees("总表已刷新");
    await hq.rests();
    const master = await tableOf(hq, "ka_master_purchases");
    expect(master.rows.filter((row) => row.rowId !== "")).toHaveLength(7);
    expect(master.rows.map((row) => row.单位名称)).toEqual(
      expect.arrayContaining(["深圳工厂", "广州4S店", "洛阳工厂"]),
    );
  });

  it("a second refresh fetches only what changed; HQ's own column and order stay with their rows", async () => {
    const before = await tableOf(hq, "ka_master_purchases");
    const [note] = before.freeColumns;
    await hq.sheet("type", "总表·月度采购", `${note}1`, "总部备注");
    const ofZhao = before.rows.findIndex((row) => row.单位名称 === "洛阳工厂") + 2;
    await hq.sheet("type", "总表·月度采购", `${note}${ofZhao}`, "请高层拜访");
    await hq.sheet("sortTable", "ka_master_purchases", "数量(台)", true);
    await zhao.sheet("type", "月度采购", "H2", 11);
    await zhao.fill("月度采购", 3, [null, "中石油", null, null, "罐式车", "本集团", null, 2, 60]);
    await submits(zhao);
    const asked: string[] = [];
    hq.page.on("request", (request) => void asked.push(request.url()));
    await hq.press("刷新总表");
    await hq.sees("新增 1 行，更新 1 行");
    await hq.rests();
    await picture(hq, "hq-master");
    expect(asked.find((url) => url.includes("/rows?"))).not.toContain("since=0");
    const after = await tableOf(hq, "ka_master_purchases");
    const rival = after.rows.find((row) => row["数量(台)"] === 11);
    expect(rival).toMatchObject({ 单位名称: "洛阳工厂", 总部备注: "请高层拜访", 版本: 2 });
    expect(after.rows.filter((row) => row.总部备注 === "请高层拜访")).toHaveLength(1);
  });

  it("makes the month's report: the numbers are equal in the pane, the JSON, the sheet and the file", async () => {
    await hq.press("生成月报");
    await hq.sees("月报已生成");
    await hq.rests();
    await picture(hq, "hq-report");
    await keepWorkbook(hq, "hq");
    const summary = await cast.get<Summary>(`/summary?period=${PERIOD}`);
    expect(summary.totals.month).toMatchObject({
      ours: { units: 30, amount: 971.05 },
      rivals: { units: 15, amount: 378 },
    });
    expect(summary.completeness).toMatchObject({ expected: 3, actual: 3, actualOnTime: 3 });
    const text = (await hq.page.locator("main").innerText()).replaceAll(/\s/g, "");
    for (const figure of ["30", "15", "971.05", "66.7%"]) expect(text).toContain(figure);
    const inExcel = await cellsOf(hq, `月报 ${PERIOD}`);
    const file = await inFile(await cast.file(`/summary.xlsx?period=${PERIOD}`), `月报 ${PERIOD}`);
    const madeAt = ([, value]: (typeof file.values)[number]): boolean => /^数据截至 /.test(String(value));
    expect(file.values.filter(madeAt)).toHaveLength(1);
    expect(inExcel.values.filter((cell) => !madeAt(cell))).toEqual(
      file.values.filter((cell) => !madeAt(cell)),
    );
    expect(file.values.map(([, value]) => value)).toEqual(expect.arrayContaining([30, 15, 971.05]));
    // By account, twelve months, the share, and the ratings' six months.
    expect(inExcel.charts).toBe(4);
    expect(file.charts).toBe(4);
  });
});

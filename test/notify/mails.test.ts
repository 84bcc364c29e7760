import ExcelJS from "exceljs";
import type { Email } from "postal-mime";
import { copiesOfDecision } from "../../server/notify/copies-of.ts";
import { addresseesOf } from "../../server/notify/addressees.ts";
import { remindByHand, remindOfDeadlines } from "../../server/notify/reminders.ts";
import { HQ as HQ_PERSON } from "../intake/a-store.ts";
import { aDeletion, aPurchase, aRow, aSubmission, newId } from "../intake/a-submission.ts";
import { type AMailServer, aMailServer } from "./a-mail-server.ts";
import { type AnOutbox, anOutbox, HEADS, HQ_ADDRESSES } from "./an-outbox.ts";

let outbox: AnOutbox;
let mail: AMailServer;

beforeEach(async () => {
  outbox = await anOutbox();
  mail = await aMailServer();
});
afterEach(async () => {
  await mail.stop();
  await outbox.close();
});

/** The mails that came in this round to that address. */
async function mailsTo(address: string): Promise<Email[]> {
  const before = mail.received.length;
  await outbox.sender(mail.url).round();
  return mail.received
    .slice(before)
    .filter(({ to }) => to.includes(address))
    .map((received) => received.mail);
}

async function mailTo(address: string): Promise<Email> {
  const mails = await mailsTo(address);
  const [one] = mails;
  if (!one || mails.length !== 1) throw new Error(`${mails.length} mails`);
  return one;
}

/** The texts of a table's cells, row by row, its headings first. */
const cellsOf = (html: string): string[][] =>
  [...html.matchAll(/<tr>(<t[hd] (?:scope|style="border).*?)<\/tr>/g)].map(([, row = ""]) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, cell = ""]) => cell.replaceAll(/<[^>]+>/g, "")),
  );

describe("a copy of a submission", () => {
  test("says in Chinese who reported what, sheet by sheet, to headquarters in one mail", async () => {
    await outbox.push(
      aSubmission({
        rows: [aPurchase(), aPurchase({ units: 3 }), aRow("events"), aRow("events", { weight: "紧急" })],
      }),
    );
    const mails = await mailsTo(HQ_ADDRESSES[0] ?? "");
    const copy = mails.find(({ subject }) => !subject?.includes("·"));
    expect(copy?.subject).toBe("【大客户通】扬州工厂 2026年10月 上报 4 行（紧急动态 1 条、重要动态 1 条）");
    expect(copy?.to?.map(({ address }) => address)).toEqual(HQ_ADDRESSES);
    expect(copy?.from).toEqual({ name: "大客户通", address: "dakehu@hq.example" });
    const html = copy?.html ?? "";
    for (const said of [
      "扬州工厂",
      "李明（销售人员）",
      "Excel",
      "2026-11-03 10:00:00",
      "新增 4 行",
      "https://dakehu.example/",
    ]) {
      expect(html).toContain(said);
    }
    expect(html).toContain("重要动态（2 行）");
    expect(html).toContain("月度采购（2 行）");
    const cells = cellsOf(html);
    expect(cells).toContainEqual(["变更", "月份", "大客户", "产品类别", "供应商", "数量(台)", "金额(万元)"]);
    expect(cells).toContainEqual(["新增", "2026-10", "招商物流", "半挂车", "本集团", "12", "345.6"]);
    expect(cells).toContainEqual(["新增", "2026-10", "招商物流", "半挂车", "本集团", "3", "345.6"]);
    expect(copy?.text).toContain("2. [新增] 月份：2026-10；大客户：招商物流；产品类别：半挂车");
    expect(copy?.attachments).toEqual([]);
  });

  test("marks what has changed, was deleted, and was entered by headquarters", async () => {
    const [changed, gone] = [newId(), newId()];
    await outbox.push(
      aSubmission({ rows: [aPurchase({}, { rowId: changed }), aPurchase({ units: 5 }, { rowId: gone })] }),
    );
    await mailTo(HEADS.P01);
    await outbox.push(
      aSubmission({
        channel: "phone",
        told: { by: "赵六", at: "2026-11-03T09:40:00+08:00" },
        rows: [
          aPurchase({ units: 20, remark: "含订单" }, { rowId: changed, baseRevision: 1 }),
          aDeletion("purchases", gone, 1),
        ],
      }),
      HQ_PERSON,
    );
    const { html = "", text = "" } = await mailTo(HEADS.P01);
    expect(html).toContain("王志远（总部代报）");
    expect(html).toContain("电话");
    expect(html).toContain("赵六（11月3日 09:40）");
    expect(html).toContain("修改 1 行，删除 1 行");
    const cells = cellsOf(html);
    expect(cells).toContainEqual([
      "修改",
      "2026-10",
      "招商物流",
      "半挂车",
      "本集团",
      "12 → 20",
      "345.6",
      "（空） → 含订单",
    ]);
    expect(cells).toContainEqual(["删除", "2026-10", "招商物流", "半挂车", "本集团", "5", "345.6", ""]);
    expect(text).toContain("数量(台)：12 → 20");
  });

  test("shows thirty rows of a sheet, and has all of them in a workbook", async () => {
    await outbox.push(
      aSubmission({ rows: Array.from({ length: 45 }, (_, n) => aPurchase({ units: n + 1 })) }),
    );
    const { html = "", attachments } = await mailTo(HEADS.P01);
    expect(html).toContain("其余 15 行见附件。");
    expect(cellsOf(html).filter(([first]) => first === "新增")).toHaveLength(30);
    const [file] = attachments;
    expect(file?.filename).toBe("上报明细 扬州工厂 2026年10月.xlsx");
    const workbook = new ExcelJS.Workbook();
    if (!(file?.content instanceof ArrayBuffer)) throw new Error("no attachment");
    await workbook.xlsx.load(file.content);
    const sheet = workbook.getWorksheet("月度采购");
    expect(sheet?.rowCount).toBe(46);
    expect(workbook.worksheets.filter(({ state }) => state === "visible").map(({ name }) => name)).toEqual([
      "月度采购",
    ]);
  });

  test("what somebody typed stays text, in the mail and in its headers", async () => {
    await outbox.push(
      aSubmission({
        rows: [
          aRow("events", {
            weight: "一般",
            body: '<script>alert("&")</script>来了',
            source: "a\nBcc: x@y.example",
          }),
        ],
      }),
    );
    const { html = "", headers } = await mailTo(HEADS.P01);
    expect(html).not.toContain("<script>");
    expect(html).toContain("&lt;script&gt;alert(&quot;&amp;&quot;)&lt;/script&gt;来了");
    expect(headers.map(({ key }) => key)).not.toContain("bcc");
    expect(headers.find(({ key }) => key === "auto-submitted")?.value).toBe("auto-generated");
  });
});

describe("a mail of an urgent event", () => {
  test("holds these events alone, and is marked as important", async () => {
    await outbox.push(
      aSubmission({ rows: [aPurchase(), aRow("events", { weight: "紧急", body: "总经理今日离任。" })] }),
    );
    const [urgent] = await mailsTo(HEADS.P01);
    expect(urgent?.subject).toBe("【大客户通·紧急】扬州工厂：招商物流 招标投标");
    expect(urgent?.html).toContain("总经理今日离任。");
    expect(urgent?.html).not.toContain("月度采购（");
    expect(urgent?.headers.find(({ key }) => key === "importance")?.value).toBe("high");
  });
});

describe("HQ's answer to a filing", () => {
  test("goes to the unit's head and its main base's, with the reason", async () => {
    const decided = {
      decisionId: 7,
      rowId: newId(),
      unit: "S01",
      account: "顺丰速运",
      registered: null,
      decision: "declined",
      reason: "车队规模不足。",
      by: "王志远",
      at: new Date(outbox.now).toISOString(),
    } as const;
    const copies = copiesOfDecision(decided, await addresseesOf(outbox.store, "S01"));
    await outbox.store.copies.add(copies);
    await outbox.store.copies.add(copies);
    await outbox.sender(mail.url).round();
    expect(mail.received.map(({ to }) => to)).toEqual([[HEADS.S01], [HEADS.P01]]);
    const answer = mail.received[0]?.mail;
    expect(answer?.subject).toBe("【大客户通】备案答复：顺丰速运 未予列入（南京4S店）");
    expect(answer?.html).toContain("车队规模不足。");
    expect(answer?.html).toContain("总部营销管理部 王志远");
  });
});

describe("reminders before the deadline", () => {
  /** In China. */
  const clock = (time: string): number => Date.parse(`${time}+08:00`);
  const remindAt = (time: string): Promise<number> => {
    outbox.now = clock(time);
    return remindOfDeadlines(outbox, outbox.now);
  };

  test("go to the heads of units that have filed nothing, three days before and one, once each, by day", async () => {
    await outbox.push(aSubmission({ rows: [aPurchase()] }));
    await mailTo(HEADS.P01);
    expect(await remindAt("2026-11-01T10:00")).toBe(0);
    expect(await remindAt("2026-11-02T07:59")).toBe(0);
    expect(await remindAt("2026-11-02T08:00")).toBe(2);
    expect(await remindAt("2026-11-02T09:00")).toBe(0);
    expect(await remindAt("2026-11-03T09:00")).toBe(0);
    expect(await remindAt("2026-11-04T09:00")).toBe(2);
    expect(await remindAt("2026-11-06T09:00")).toBe(0);
    const reminders = (await outbox.copies()).filter(({ told }) => told.kind === "reminder");
    expect(reminders.map(({ to, state }) => [to.unit, state])).toEqual([
      ["P02", "no-address"],
      ["S01", "waiting"],
      ["P02", "no-address"],
      ["S01", "waiting"],
    ]);
  });

  test("reach every unit, however many there are", async () => {
    for (let shop = 1; shop <= 450; shop += 1) {
      const code = `S${1000 + shop}`;
      const headEmail = `${code}@shop.example`;
      await outbox.store.units.add({ code, name: code, kind: "shop", base: "P01", headEmail, active: true });
    }
    expect(await remindAt("2026-11-02T08:00")).toBe(453);
    expect(await remindAt("2026-11-02T09:00")).toBe(0);
    const { waiting = 0, "no-address": unknown = 0 } = await outbox.store.copies.counts("all");
    expect([waiting, unknown]).toEqual([452, 1]);
  });

  test("name the deadline, and the accounts that want a review, with their last rating", async () => {
    outbox.now = clock("2026-10-03T09:00");
    const shop = { name: "周倩", unit: "S01", role: "lead" } as const;
    await outbox.push(
      aSubmission({
        unit: "S01",
        period: "2026-09",
        rows: [aRow("reviews", { period: "2026-09", rating: 2 })],
      }),
      shop,
    );
    await mailTo(HEADS.S01);
    await remindAt("2026-11-02T08:30");
    const { subject, html = "" } = await mailTo(HEADS.S01);
    expect(subject).toBe("【大客户通】填报提醒：南京4S店 2026年10月，11月5日 23:59 截止");
    expect(html).toContain("尚未上报");
    expect(cellsOf(html)).toContainEqual(["招商物流", "2"]);
  });

  test("follow HQ's days and deadlines, and leave closed months alone", async () => {
    await outbox.store.copies.setSettings({ hqAddresses: [], remindDays: [5] });
    await outbox.store.periods.set({
      period: "2026-10",
      deadline: "2026-11-09T15:59:59.999Z",
      state: "open",
    });
    expect(await remindAt("2026-11-03T09:00")).toBe(0);
    expect(await remindAt("2026-11-04T09:00")).toBe(3);
    await outbox.store.periods.set({
      period: "2026-11",
      deadline: "2026-11-08T15:59:59.999Z",
      state: "closed",
    });
    expect(await remindAt("2026-11-04T10:00")).toBe(0);
    await outbox.store.copies.setSettings({ hqAddresses: [], remindDays: [] });
    expect(await remindAt("2026-11-08T09:00")).toBe(0);
  });

  test("are not sent once the deadline has passed, unless HQ reminds by hand", async () => {
    await remindAt("2026-11-04T09:00");
    outbox.now = clock("2026-11-06T09:00");
    const shop = await outbox.store.units.byCode("S01");
    const month = await outbox.store.periods.of("2026-10");
    const byHand = () => remindByHand(outbox.store, shop ? [shop] : [], month, outbox.now);
    expect(await byHand()).toEqual([{ unit: "S01", state: "reminded" }]);
    expect(await byHand()).toEqual([{ unit: "S01", state: "already" }]);
    expect(await mailsTo(HEADS.S01)).toHaveLength(1);
    const reminders = (await outbox.copies()).filter(({ to }) => to.unit === "S01");
    expect(reminders).toMatchObject([
      { state: "failed", error: "截止时间已过，提醒不再发送。" },
      { state: "sent" },
    ]);
  });
});

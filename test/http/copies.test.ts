import PostalMime from "postal-mime";
import { Copy, CopyPage, Reminded } from "../../shared/sync/copies.ts";
import { History } from "../../shared/sync/protocol.ts";
import { mailServerOf } from "../../server/notify/mail-server.ts";
import { StoreAbsence } from "../../server/store/absence.ts";
import { placeOf } from "../../server/store/open-reading.ts";
import { startNotifying } from "../../server/notify/notify.ts";
import { pino } from "pino";
import { aPurchase, aRow, aSubmission, newId } from "../intake/a-submission.ts";
import { aMailServer } from "../notify/a-mail-server.ts";
import { type AService, aService } from "./a-service.ts";

let at: AService;
const tokens: Record<string, string> = {};
const as = (who: string): string => tokens[who] ?? "";

beforeEach(async () => {
  at = await aService();
  tokens.lead = await at.token("lead", "P01");
  tokens.head = await at.token("head", "P01");
  tokens.shop = await at.token("lead", "S01");
  tokens.other = await at.token("lead", "P02");
  tokens.hq = await at.token("hq");
});
afterEach(() => at.stop());

const HQ_SETTINGS = { hqAddresses: ["marketing@hq.example"], remindDays: [3, 1] };

async function page(who: string, query = ""): Promise<CopyPage> {
  const response = await at.get(`/copies${query}`, as(who));
  expect(response.status).toBe(200);
  return CopyPage.parse(await response.json());
}

const tellHq = async (): Promise<void> => {
  expect((await at.send("PUT", "/copies/settings", as("hq"), HQ_SETTINGS)).status).toBe(200);
};

describe("the outbox", () => {
  test("shows everyone the copies about the units within reach, without a mail server as waiting", async () => {
    await tellHq();
    for (const [who, unit] of [
      ["lead", "P01"],
      ["shop", "S01"],
      ["other", "P02"],
    ] as const) {
      await at.push(as(who), aSubmission({ unit, rows: [aPurchase()] }));
    }
    const { copies, counts, mailing } = await page("hq");
    expect(mailing).toBe(false);
    expect(counts).toEqual({ waiting: 3, sending: 0, sent: 0, failed: 0, "no-address": 4 });
    expect(copies.map(({ unit, to, state }) => [unit, to.role, to.unitName, state])).toEqual([
      ["P02", "hq", "总部营销管理部", "waiting"],
      ["P02", "head", "深圳工厂", "no-address"],
      ["S01", "hq", "总部营销管理部", "waiting"],
      ["S01", "base-head", "扬州工厂", "no-address"],
      ["S01", "head", "南京4S店", "no-address"],
      ["P01", "hq", "总部营销管理部", "waiting"],
      ["P01", "head", "扬州工厂", "no-address"],
    ]);
    const unitsOf = async (who: string): Promise<string[]> =>
      [...new Set((await page(who)).copies.map(({ unit }) => unit))].sort();
    expect(await unitsOf("lead")).toEqual(["P01"]);
    expect(await unitsOf("head")).toEqual(["P01", "S01"]);
    expect(await unitsOf("other")).toEqual(["P02"]);
    expect((await page("hq", "?state=waiting&unit=S01")).copies).toHaveLength(1);
    expect((await at.get("/copies?unit=P02", as("lead"))).status).toBe(403);
  });

  test("is read page by page", async () => {
    for (let n = 0; n < 3; n++) await at.push(as("lead"), aSubmission({ rows: [aPurchase()] }));
    const seen: number[] = [];
    for (let before: number | null = Number.MAX_SAFE_INTEGER; before !== null;) {
      const { copies, before: next } = await page("hq", `?limit=4&before=${before}`);
      seen.push(...copies.map(({ id }) => id));
      before = next;
    }
    expect(seen).toEqual([6, 5, 4, 3, 2, 1]);
  });

  test("gives each copy as a mail that a mail program opens as a draft, to those who may see it", async () => {
    await tellHq();
    await at.push(as("lead"), aSubmission({ rows: [aPurchase()] }));
    const [hq] = (await page("hq")).copies;
    const response = await at.get(`/copies/${hq?.id}/message.eml`, as("lead"));
    expect(response.headers.get("content-type")).toContain("message/rfc822");
    expect(decodeURIComponent(response.headers.get("content-disposition") ?? "")).toContain(".eml");
    const mail = await PostalMime.parse(await response.arrayBuffer());
    expect(mail.subject).toBe("【大客户通】扬州工厂 2026年10月 上报 1 行");
    expect(mail.to).toMatchObject([{ address: "marketing@hq.example" }]);
    expect(mail.html).toContain("招商物流");
    expect(mail.headers.find(({ key }) => key === "x-unsent")?.value).toBe("1");
    expect((await at.get(`/copies/${hq?.id}/message.eml`, as("other"))).status).toBe(404);
    expect((await at.get("/copies/999/message.eml", as("hq"))).status).toBe(404);
  });

  test("sends again what has no address yet once there is one, and never what has been sent", async () => {
    await at.push(as("lead"), aSubmission({ rows: [aPurchase()] }));
    const [hq] = (await page("hq")).copies;
    const retry = (who = "hq") => at.send("POST", `/copies/${hq?.id}/retry`, as(who), {});
    expect((await retry("lead")).status).toBe(403);
    expect(Copy.parse(await (await retry()).json()).state).toBe("no-address");
    await tellHq();
    expect(Copy.parse(await (await retry()).json())).toMatchObject({
      state: "waiting",
      to: { address: "marketing@hq.example" },
    });
    await at.store.copies.claim(new Date(at.clock).toISOString(), 5);
    expect((await retry()).status).toBe(409);
    const sentAt = new Date(at.clock).toISOString();
    await at.store.copies.settle([{ id: hq?.id ?? 0, attempt: 1, state: "sent", sentAt, error: null }]);
    const refused = await retry();
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ code: "decision_impossible" });
    expect((await page("hq")).copies[0]).toMatchObject({ state: "sent", sentAt });
  });

  test("a row's history says who was told of it, and when", async () => {
    await tellHq();
    const [event, purchase] = [newId(), newId()];
    await at.push(
      as("lead"),
      aSubmission({ rows: [aRow("events", {}, { rowId: event }), aPurchase({}, { rowId: purchase })] }),
    );
    const notices = async (rowId: string) =>
      History.parse(await (await at.get(`/rows/${rowId}/history`, as("lead"))).json()).notices.map(
        ({ kind, to, state }) => [kind, to.role, state],
      );
    const submission = [
      ["submission", "head", "no-address"],
      ["submission", "hq", "waiting"],
    ];
    expect(await notices(purchase)).toEqual(submission);
    expect(await notices(event)).toEqual([
      ...submission,
      ["urgent", "head", "no-address"],
      ["urgent", "hq", "waiting"],
    ]);
  });
});

describe("HQ's answers to filings", () => {
  test("are told to the shop's head and its base's, with the decision, each once", async () => {
    const rowId = newId();
    await at.push(as("shop"), aSubmission({ unit: "S01", rows: [aRow("accounts", {}, { rowId })] }));
    const decide = (decision: string, reason: string) =>
      at.send("POST", `/filings/${rowId}/decision`, as("hq"), { decision, reason });
    expect((await decide("asked", "车队多大？")).status).toBe(200);
    expect((await decide("declined", "")).status).toBe(422);
    expect((await decide("accepted", "符合第二类。")).status).toBe(200);
    const told = (await page("hq")).copies.filter(({ kind }) => kind === "decision");
    expect(told.map(({ subject, to }) => [subject, to.role, to.unit])).toEqual([
      ["【大客户通】备案答复：顺丰速运 已列入大客户名录（南京4S店）", "base-head", "P01"],
      ["【大客户通】备案答复：顺丰速运 已列入大客户名录（南京4S店）", "head", "S01"],
      ["【大客户通】备案答复：顺丰速运 请补充说明（南京4S店）", "base-head", "P01"],
      ["【大客户通】备案答复：顺丰速运 请补充说明（南京4S店）", "head", "S01"],
    ]);
    const mail = await at.get(`/copies/${told[0]?.id}/message.eml`, as("shop"));
    const { html = "" } = await PostalMime.parse(await mail.arrayBuffer());
    expect(html).toContain("符合第二类。");
    expect(html).toContain("hq HQ");
  });

  test("to several filings of one account reach all who filed it", async () => {
    const filing = newId();
    await at.push(as("lead"), aSubmission({ rows: [aRow("accounts", {}, { rowId: filing })] }));
    await at.push(as("other"), aSubmission({ unit: "P02", rows: [aRow("accounts")] }));
    await at.send("POST", `/filings/${filing}/decision`, as("hq"), { decision: "accepted" });
    const told = (await page("hq")).copies.filter(({ kind }) => kind === "decision");
    expect(told.map(({ unit }) => unit).sort()).toEqual(["P01", "P02"]);
  });
});

describe("what HQ sets", () => {
  test("addresses and days, tidied; nobody else may", async () => {
    expect(await (await at.get("/copies/settings", as("hq"))).json()).toEqual({
      hqAddresses: [],
      remindDays: [3, 1],
    });
    const set = (who: string, body: unknown) => at.send("PUT", "/copies/settings", as(who), body);
    const answer = await set("hq", { hqAddresses: ["a@hq.example", "a@hq.example"], remindDays: [1, 5, 1] });
    expect(await answer.json()).toEqual({ hqAddresses: ["a@hq.example"], remindDays: [5, 1] });
    expect((await set("hq", { hqAddresses: ["nobody"], remindDays: [] })).status).toBe(400);
    expect((await set("hq", { hqAddresses: ["a@b.example, c@d.example"], remindDays: [] })).status).toBe(400);
    expect((await set("head", HQ_SETTINGS)).status).toBe(403);
    expect((await at.get("/copies/settings", as("head"))).status).toBe(403);
  });
});

describe("reminders by hand", () => {
  const remind = (who: string, units: string[], period = "2026-10") =>
    at.send("POST", `/periods/${period}/reminders`, as(who), { units });

  test("go to the heads of the units named, once an hour", async () => {
    const [shop] = (await at.store.units.all()).filter(({ code }) => code === "S01");
    await at.store.units.add({ ...shop!, code: "S02", name: "无锡4S店", headEmail: "head@s02.example" });
    const answer = await remind("hq", ["S01", "S02", "S02"]);
    expect(Reminded.parse(await answer.json()).units).toEqual([
      { unit: "S01", state: "no-address" },
      { unit: "S02", state: "reminded" },
    ]);
    expect(Reminded.parse(await (await remind("hq", ["S02"])).json()).units).toEqual([
      { unit: "S02", state: "already" },
    ]);
    at.clock += 3_600_000;
    expect(Reminded.parse(await (await remind("hq", ["S02"])).json()).units).toEqual([
      { unit: "S02", state: "reminded" },
    ]);
    expect((await page("hq")).copies[0]).toMatchObject({
      kind: "reminder",
      unit: "S02",
      period: "2026-10",
      subject: "【大客户通】填报提醒：无锡4S店 2026年10月，11月5日 23:59 截止",
    });
  });

  test("are HQ's to send, for units and months that there are", async () => {
    expect((await remind("head", ["S01"])).status).toBe(403);
    expect((await remind("hq", ["X9"])).status).toBe(404);
    expect((await remind("hq", ["S01"], "2026-13")).status).toBe(400);
    expect((await remind("hq", [])).status).toBe(400);
  });
});

describe("the service while it runs", () => {
  test("sends what is pushed within seconds, and ends in an orderly way", async () => {
    const mail = await aMailServer();
    await tellHq();
    const log = pino({ level: "silent" });
    const notifying = startNotifying({
      store: at.store,
      place: placeOf({ dataDir: at.folder, databaseUrl: at.database.url }),
      smtpUrl: mail.url,
      publicUrl: null,
      clock: () => at.clock,
      log,
      absence: new StoreAbsence({ store: at.store, log }),
    });
    await at.push(as("lead"), aSubmission({ rows: [aPurchase()] }));
    for (let n = 0; n < 100 && mail.received.length === 0; n++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await notifying.stop();
    expect(mail.received.map(({ to }) => to)).toEqual([["marketing@hq.example"]]);
    await at.push(as("lead"), aSubmission({ rows: [aPurchase()] }));
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect(mail.received).toHaveLength(1);
    await mail.stop();
  });

  test.each([
    ["smtp://mail.example:2525", "dakehu@mail.example", "大客户通"],
    ["smtps://robot%40hq.example:secret@mail.example", "robot@hq.example", "大客户通"],
    ["smtp://robot:secret@mail.example?from=news@hq.example", "news@hq.example", "大客户通"],
    [
      "smtp://mail.example?from=%E5%B8%82%E5%9C%BA%E9%83%A8%20%3Cnews@hq.example%3E",
      "news@hq.example",
      "市场部",
    ],
  ])("with SMTP_URL %s mails come from %s", (url, address, name) => {
    expect(mailServerOf(url).from).toEqual({ name, address });
  });
});

import { createServer } from "node:net";
import { aPurchase, aRow, aSubmission, newId } from "../intake/a-submission.ts";
import { type AMailServer, aMailServer } from "./a-mail-server.ts";
import { type AnOutbox, anOutbox, HEADS, HQ_ADDRESSES, MINUTE } from "./an-outbox.ts";

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

const states = async (): Promise<string[]> => (await outbox.copies()).map(({ state }) => state);
const addressed = (): string[] => mail.received.map(({ to }) => to.join("+")).sort();
const HQ = HQ_ADDRESSES.join("+");
const twoCopies = () => outbox.push(aSubmission({ rows: [aPurchase()] }));

describe("copies on their way", () => {
  test("a submission reaches its unit's head and headquarters, once each", async () => {
    await twoCopies();
    expect(await outbox.sender(mail.url).round()).toBe(2);
    expect(addressed()).toEqual([HEADS.P01, HQ].sort());
    expect(await states()).toEqual(["sent", "sent"]);
    expect(await outbox.sender(mail.url).round()).toBe(0);
    expect(mail.received).toHaveLength(2);
    expect(mail.received.every(({ from }) => from === "dakehu@hq.example")).toBe(true);
  });

  test("the service is stopped and started in the middle of thirty copies: none is lost, none comes twice", async () => {
    for (let n = 0; n < 15; n++) await twoCopies();
    const first = outbox.sender(mail.url);
    mail.beforeAnswer = async () => {
      if (mail.received.length === 7) first.stop();
    };
    expect(await first.round()).toBe(7);
    await outbox.restart();
    const second = outbox.sender(mail.url);
    await second.recover();
    expect(await second.round()).toBe(23);
    expect(mail.received).toHaveLength(30);
    expect(new Set(mail.received.map(({ mail: { messageId } }) => messageId)).size).toBe(30);
    expect(new Set(await states())).toEqual(new Set(["sent"]));
  });

  test("killed before a mail had gone out, it is sent after the restart", async () => {
    await twoCopies();
    // The former process had taken both, and ended.
    await outbox.store.copies.claim(new Date(outbox.now).toISOString(), 2);
    await outbox.restart();
    const sender = outbox.sender(mail.url);
    expect(await sender.round()).toBe(0);
    await sender.recover();
    expect(await sender.round()).toBe(2);
    expect(await states()).toEqual(["sent", "sent"]);
  });

  test("killed while a mail server may have had the mail, it is not sent again but shown, until a person asks", async () => {
    await twoCopies();
    const at = new Date(outbox.now).toISOString();
    const [copy] = await outbox.store.copies.claim(at, 1);
    await outbox.store.copies.handOver(copy?.id ?? 0, 1, at);
    await outbox.restart();
    const sender = outbox.sender(mail.url);
    await sender.recover();
    expect(await sender.round()).toBe(1);
    expect(addressed()).toEqual([HQ]);
    expect(await outbox.copies()).toMatchObject([
      { state: "failed", error: expect.stringContaining("可能已经收下") },
      { state: "sent" },
    ]);
    expect(await outbox.store.copies.again(copy?.id ?? 0, HEADS.P01, at)).toBe(true);
    expect(await sender.round()).toBe(1);
    expect(addressed()).toEqual([HEADS.P01, HQ].sort());
  });

  test("two senders at one outbox send every copy once", async () => {
    for (let n = 0; n < 10; n++) await twoCopies();
    const sent = await Promise.all([outbox.sender(mail.url).round(), outbox.sender(mail.url).round()]);
    expect(sent.reduce((sum, one) => sum + one)).toBe(20);
    expect(mail.received).toHaveLength(20);
    expect(new Set(mail.received.map(({ mail: { messageId } }) => messageId)).size).toBe(20);
  });

  test("a sender whose copy another one has taken over breaks off before the mail's end", async () => {
    await twoCopies();
    const handOver = outbox.store.copies.handOver.bind(outbox.store.copies);
    let stolen = false;
    // While the mail is on its way, a second process starts and takes its copy for orphaned.
    outbox.store.copies.handOver = async (id, attempt, at) => {
      if (!stolen) {
        stolen = true;
        await outbox.store.copies.recover(at, "");
        await outbox.store.copies.claim(at, 1);
      }
      return handOver(id, attempt, at);
    };
    await outbox.sender(mail.url).round();
    const [first] = await outbox.copies();
    expect(first).toMatchObject({ state: "sending", attempts: 2 });
    expect(addressed()).toEqual([HQ]);
  });
});

describe("a mail server that makes trouble", () => {
  test("refuses for now: the copy is tried again after a minute, five minutes, a quarter of an hour", async () => {
    await outbox.push(aSubmission({ rows: [aPurchase()] }));
    mail.answerMail = () => ({ code: 451, words: "try again later" });
    const sender = outbox.sender(mail.url);
    for (const minutes of [1, 5, 15]) {
      expect(await sender.round()).toBe(0);
      const [copy] = await outbox.copies();
      expect(copy).toMatchObject({ state: "waiting", error: expect.stringContaining("451 try again later") });
      expect(Date.parse(copy?.nextAt ?? "") - outbox.now).toBe(minutes * MINUTE);
      outbox.now += minutes * MINUTE - 1;
      const attempts = mail.connections;
      expect(await sender.round()).toBe(0);
      expect(mail.connections).toBe(attempts);
      outbox.now += 1;
    }
    mail.answerMail = () => undefined;
    expect(await sender.round()).toBe(2);
    expect(await states()).toEqual(["sent", "sent"]);
    expect(mail.received).toHaveLength(2);
  });

  test("refuses an address for good: that copy has failed, in the server's words, and the others go out", async () => {
    await twoCopies();
    mail.answerRecipient = (address) =>
      address === HEADS.P01 ? { code: 550, words: "no such user here" } : undefined;
    expect(await outbox.sender(mail.url).round()).toBe(1);
    const [head, hq] = await outbox.copies();
    expect(head).toMatchObject({ state: "failed", error: expect.stringContaining("550 no such user here") });
    expect(hq).toMatchObject({ state: "sent", error: null });
  });

  test("takes the mail for one of headquarters' addresses only: the other alone is tried again", async () => {
    await twoCopies();
    const [, second] = HQ_ADDRESSES;
    mail.answerRecipient = (address) => (address === second ? { code: 450, words: "greylisted" } : undefined);
    const sender = outbox.sender(mail.url);
    await sender.round();
    expect((await outbox.copies())[1]).toMatchObject({
      state: "waiting",
      error: expect.stringContaining("greylisted"),
    });
    mail.answerRecipient = () => undefined;
    outbox.now += MINUTE;
    await sender.round();
    expect(mail.received.slice(1).map(({ to }) => to)).toEqual([[HQ_ADDRESSES[0]], [second]]);
    expect((await outbox.copies())[1]).toMatchObject({ state: "sent" });
  });

  test("is down: everything due waits after one attempt, and goes out when it is back", async () => {
    for (let n = 0; n < 5; n++) await twoCopies();
    await mail.stop();
    const sender = outbox.sender(mail.url);
    expect(await sender.round()).toBe(0);
    expect(new Set(await states())).toEqual(new Set(["waiting"]));
    expect(await outbox.copies()).toMatchObject(
      Array.from({ length: 10 }, () => ({
        attempts: 1,
        error: expect.stringContaining("连接不到邮件服务器"),
      })),
    );
    const back = await aMailServer(mail.port);
    outbox.now += MINUTE;
    expect(await sender.round()).toBe(10);
    expect(back.received).toHaveLength(10);
    await back.stop();
  });

  test("is down for more than three days: the copies have failed", async () => {
    await twoCopies();
    await mail.stop();
    const sender = outbox.sender(mail.url);
    const began = outbox.now;
    for (let copy = (await outbox.copies())[0]; copy?.state === "waiting"; [copy] = await outbox.copies()) {
      outbox.now = Math.max(outbox.now, Date.parse(copy.nextAt ?? ""));
      await sender.round();
    }
    expect(await states()).toEqual(["failed", "failed"]);
    const days = (outbox.now - began) / (24 * 60 * MINUTE);
    expect(days).toBeGreaterThanOrEqual(3);
    expect(days).toBeLessThan(4);
  });

  test("takes the connection and says nothing: the copy waits", async () => {
    await twoCopies();
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => {
      silent.listen(0, "127.0.0.1", resolve);
    });
    const { port } = silent.address() as { port: number };
    const sender = outbox.sender(`smtp://127.0.0.1:${port}?greetingTimeout=200`);
    expect(await sender.round()).toBe(0);
    expect(await states()).toEqual(["waiting", "waiting"]);
    await new Promise((resolve) => silent.close(resolve));
  });

  test("takes a mail to its end and then says nothing: it is not sent twice", async () => {
    await twoCopies();
    mail.beforeAnswer = () => new Promise(() => undefined);
    const sender = outbox.sender(`${mail.url}&socketTimeout=300`);
    await sender.round();
    expect(await states()).toEqual(["failed", "failed"]);
    mail.beforeAnswer = async () => undefined;
    outbox.now += 100 * MINUTE;
    await sender.round();
    expect(addressed()).toEqual([HEADS.P01, HQ].sort());
    expect((await outbox.copies())[0]?.error).toContain("可能已经收下");
  });
});

describe("who is told", () => {
  test("of a shop's report: its head, the main base's head and headquarters; who is both is mailed once", async () => {
    await outbox.push(aSubmission({ unit: "S01", rows: [aPurchase()] }), {
      name: "周倩",
      unit: "S01",
      role: "lead",
    });
    expect((await outbox.copies()).map(({ to }) => to)).toEqual([
      { role: "head", unit: "S01", address: HEADS.S01 },
      { role: "base-head", unit: "P01", address: HEADS.P01 },
      { role: "hq", unit: null, address: HQ_ADDRESSES.join(", ") },
    ]);
    await outbox.store.copies.setSettings({ hqAddresses: [HEADS.P01.toUpperCase()], remindDays: [] });
    await twoCopies();
    expect((await outbox.copies()).slice(3).map(({ to }) => to.role)).toEqual(["head"]);
  });

  test("a unit without an address is shown as such", async () => {
    await outbox.push(aSubmission({ unit: "P02", rows: [aPurchase()] }), {
      name: "陈建国",
      unit: "P02",
      role: "lead",
    });
    expect(await outbox.sender(mail.url).round()).toBe(1);
    expect(await states()).toEqual(["no-address", "sent"]);
  });

  test("nobody of a submission that changed nothing, nor twice of one that comes again", async () => {
    const submission = aSubmission({ rows: [aPurchase()] });
    await outbox.push(submission);
    await outbox.push(submission);
    await outbox.push({ ...submission, submissionId: newId() });
    expect(await outbox.copies()).toHaveLength(2);
  });

  test("at once and first of important and urgent events: new ones, and ones that become so", async () => {
    const rowId = newId();
    await outbox.push(aSubmission({ rows: [aRow("events", { weight: "一般" }, { rowId }), aPurchase()] }));
    expect((await outbox.copies()).map(({ told }) => told.kind)).toEqual(["submission", "submission"]);
    const raise = (weight: string, baseRevision: number, body = "下月公开招标六十台。") =>
      outbox.push(aSubmission({ rows: [aRow("events", { weight, body }, { rowId, baseRevision })] }));
    await raise("重要", 1);
    await raise("重要", 2, "下月公开招标八十台。");
    await raise("紧急", 3);
    await raise("重要", 4);
    const urgent = (await outbox.copies()).filter(({ told }) => told.kind === "urgent");
    expect(urgent.map(({ told }) => told.kind === "urgent" && told.events[0]?.weight)).toEqual([
      "重要",
      "重要",
      "紧急",
      "紧急",
    ]);
    await outbox.sender(mail.url).round();
    expect(mail.received.slice(0, 4).map(({ mail: { subject } }) => subject)).toEqual([
      "【大客户通·重要】扬州工厂：招商物流 招标投标",
      "【大客户通·重要】扬州工厂：招商物流 招标投标",
      "【大客户通·紧急】扬州工厂：招商物流 招标投标",
      "【大客户通·紧急】扬州工厂：招商物流 招标投标",
    ]);
  });
});

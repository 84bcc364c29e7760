/** Clients as networks make them: slow to send, slow to read, gone in the middle. */
import { ask } from "../http/ask.ts";
import { aPurchase, aSubmission } from "../intake/a-submission.ts";
import { AProcess, pause, until } from "./a-process.ts";
import { AnOddClient, headOf } from "./an-odd-client.ts";
import { Reporters } from "./reporters.ts";
import { seeded } from "./seeded.ts";

const SLOW = 100;
const HANG_UPS = 120;

let service: AProcess;
let token: string;
let url: string;

beforeEach(async () => {
  service = new AProcess();
  token = service.prepare();
  url = await service.start();
}, 60_000);
afterEach(() => service.remove());

const aPush = (): string => JSON.stringify(aSubmission({ rows: [aPurchase()] }));
const headOfPush = (body: string): string =>
  headOf("POST", "/submissions", token, "application/json", Buffer.byteLength(body));
const verified = () => service.admin("verify");

seeded(
  `while ${SLOW} clients send a few bytes at a time, others are served; the slow ones are answered too`,
  async (chance) => {
    const reporters = new Reporters(() => service.url, token, chance);
    reporters.begin(3);
    let othersServed = false;
    const slow = Array.from({ length: SLOW }, async () => {
      const body = aPush();
      const client = await AnOddClient.connect(url);
      const sent = headOfPush(body) + body;
      await client.drip(sent.slice(0, -40), 10 + chance(10), 50 + chance(100));
      await until(() => othersServed);
      expect(client.heard).toBe("");
      await client.drip(sent.slice(-40), 10, 20);
      await until(() => client.status !== 0);
      return client.status;
    });
    await pause(500);
    const answered = reporters.answers.size;
    await until(() => reporters.answers.size > answered + 20);
    othersServed = true;
    expect(new Set(await Promise.all(slow))).toEqual(new Set([200]));
    await reporters.rest();
    const { rows } = reporters.expected;
    expect(verified()).toMatchObject({ rows: rows + SLOW, faults: [] });
  },
  120_000,
);

test("clients that ask for all rows again and again and never read them keep nobody waiting, nor the service from ending", async () => {
  const rows = Array.from({ length: 2000 }, () => aPurchase());
  const reporters = new Reporters(
    () => service.url,
    token,
    () => 0,
  );
  expect((await reporters.send(url, JSON.stringify(aSubmission({ rows })))).status).toBe(200);
  const stuck = await Promise.all(
    Array.from({ length: 5 }, async () => {
      const client = await AnOddClient.connect(url);
      client.stopReading();
      // Far more than the buffers between the two can hold.
      client.say(headOf("GET", "/rows?limit=2000", token, "", 0).replace("close", "keep-alive").repeat(15));
      return client;
    }),
  );
  expect((await reporters.send(url, aPush())).status).toBe(200);
  expect(await service.end("SIGTERM")).toBe(0);
  for (const client of stuck) client.hangUp();
  expect(verified()).toMatchObject({ rows: 2001, faults: [] });
}, 60_000);

seeded(
  `${HANG_UPS} clients hang up in the middle of a push: nothing of it is written, and sent again it is there once`,
  async (chance) => {
    const bodies = Array.from({ length: HANG_UPS }, aPush);
    for (const body of bodies) {
      const client = await AnOddClient.connect(url);
      const whole = Buffer.from(headOfPush(body) + body);
      // Anywhere in its head or its body, the last byte at the latest.
      client.say(whole.subarray(0, chance(whole.length)));
      await pause(chance(15));
      client.hangUp();
    }
    expect(verified()).toMatchObject({ rows: 0, submissions: 0, faults: [] });
    const reporters = new Reporters(() => service.url, token, chance);
    for (const body of bodies) {
      for (let times = 1 + chance(2); times > 0; times -= 1) {
        expect((await reporters.send(url, body)).status).toBe(200);
      }
    }
    expect(verified()).toMatchObject({ rows: HANG_UPS, revisions: HANG_UPS, faults: [] });
    // A client that goes is no fault of the service.
    expect(service.said).not.toContain('"level":50');
  },
  120_000,
);

seeded(
  "a client that hangs up before it reads its answer sends again, and has the answer it would have had",
  async (chance) => {
    const bodies = Array.from({ length: 60 }, aPush);
    for (const body of bodies) {
      const client = await AnOddClient.connect(url);
      client.say(headOfPush(body) + body);
      await pause(chance(8));
      client.hangUp();
    }
    const reporters = new Reporters(() => service.url, token, chance);
    for (const body of bodies) {
      const first = await reporters.send(url, body);
      expect(first.status).toBe(200);
      expect(await reporters.send(url, body)).toEqual(first);
    }
    expect(verified()).toMatchObject({ rows: 60, revisions: 60, submissions: 60, faults: [] });
  },
  120_000,
);

seeded(
  "half an uploaded CSV file leaves nothing behind, wherever it breaks off",
  async (chance) => {
    const lines = Array.from({ length: 3000 }, (_, n) => `招商物流,半挂车,本集团,${n + 1}`);
    const file = Buffer.from(["大客户,产品类别,供应商,数量(台)", ...lines, ""].join("\n"));
    const path = "/csv?unit=P01&sheet=purchases&period=2026-10";
    const head = headOf("POST", path, token, "text/csv", file.length);
    for (let n = 0; n < 20; n += 1) {
      const client = await AnOddClient.connect(url);
      client.say(head);
      client.say(file.subarray(0, chance(file.length)));
      await pause(chance(60));
      client.hangUp();
    }
    await until(async () => (await ask(`${url}/readyz`)).status === 200);
    expect(verified()).toMatchObject({ rows: 0, submissions: 0, faults: [] });
    expect(service.said).not.toContain('"level":50');
  },
  120_000,
);

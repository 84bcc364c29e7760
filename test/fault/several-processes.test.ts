/** Three processes of the service on one PostgreSQL, asked at the same moment: nothing twice, nothing skipped. */
import { CopyPage } from "../../shared/sync/copies.ts";
import { FeedPage, type Submission, SubmissionAnswer } from "../../shared/sync/protocol.ts";
import { pick } from "../bench/chance.ts";
import { ask } from "../http/ask.ts";
import { aPurchase, aRow, aSubmission, newId } from "../intake/a-submission.ts";
import { type AMailServer, aMailServer } from "../notify/a-mail-server.ts";
import { type AServer, aServer } from "../postgres/a-server.ts";
import { AProcess, until } from "./a-process.ts";
import { Reporters } from "./reporters.ts";
import { seeded } from "./seeded.ts";

const PROCESSES = 3;
const REPORTERS = 6;
const ANSWERS = 150;
const PERIOD = "2026-10";
const HEADQUARTERS = "marketing@hq.example";

let database: AServer;
let mail: AMailServer;
let services: AProcess[];
let hq: string;
let lead: string;
beforeAll(async () => {
  database = await aServer();
  mail = await aMailServer();
  const environment = { DATABASE_URL: database.url, SMTP_URL: mail.url };
  services = Array.from({ length: PROCESSES }, () => new AProcess({ environment }));
  hq = one(0).prepare();
  lead = String(one(0).admin("token", "create", "--role", "lead", "--unit", "P01", "--name", "李四").token);
  await Promise.all(services.map((service) => service.start()));
}, 120_000);
afterAll(async () => {
  for (const service of services) await service.remove();
  await mail.stop();
  await database.remove();
});

const one = (at: number): AProcess => services[at % PROCESSES] as AProcess;

async function call(at: number, path: string, body?: object, method = "POST", token = hq): Promise<string> {
  const response = await ask(`${one(at).url}/api/v1${path}`, {
    method: body ? method : "GET",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text}`);
  return text;
}

const push = async (at: number, submission: Submission, token = hq): Promise<SubmissionAnswer> =>
  SubmissionAnswer.parse(JSON.parse(await call(at, "/submissions", submission, "POST", token)));

const everyOne = <T>(work: (at: number) => Promise<T>): Promise<T[]> =>
  Promise.all(services.map((_, at) => work(at)));

test("one submission that reaches all of them at once counts once, and each gives the same answer", async () => {
  for (let round = 0; round < 10; round += 1) {
    const rows = [aPurchase(), aRow("events"), aRow("contacts")];
    const submission = aSubmission({ rows });
    const answers = await everyOne((at) => call(at, "/submissions", submission));
    expect(new Set(answers).size).toBe(1);
    expect(SubmissionAnswer.parse(JSON.parse(answers[0] ?? "")).counts.created).toBe(rows.length);
  }
});

test("people who change one row in different columns, each at a process of their own, are merged", async () => {
  for (let round = 0; round < 10; round += 1) {
    const rowId = newId();
    await push(round, aSubmission({ rows: [aPurchase({ units: 1, amount: 1 }, { rowId })] }));
    const changed = [{ units: 7 }, { amount: 99.5 }, { remark: "加急" }];
    const outcomes = await everyOne(async (at) => {
      const row = { sheet: "purchases" as const, rowId, baseRevision: 1, values: changed[at] ?? {} };
      return (await push(at, aSubmission({ rows: [row] }))).outcomes[0]?.outcome;
    });
    expect(outcomes.filter((outcome) => outcome === "updated" || outcome === "merged")).toHaveLength(3);
    const history = JSON.parse(await call(round, `/rows/${rowId}/history`)) as {
      revisions: { revision: number; values: object }[];
    };
    const last = history.revisions.reduce((a, b) => (a.revision > b.revision ? a : b));
    expect(last).toMatchObject({ revision: 4, values: { units: 7, amount: 99.5, remark: "加急" } });
  }
});

seeded(
  "whoever follows the feed at one while all of them write sees every revision once, in its order",
  async (chance) => {
    let since = Number(JSON.parse(await call(0, "/rows?limit=1000")).cursor);
    const began = since;
    const reporters = new Reporters(() => pick(services, chance).url, hq, chance);
    reporters.begin(REPORTERS);
    let writing = true;
    const seen: number[] = [];
    const following = (async (): Promise<void> => {
      for (;;) {
        const last = !writing;
        const page = FeedPage.parse(JSON.parse(await call(2, `/rows?since=${since}&limit=7`)));
        seen.push(...page.rows.map(({ cursor }) => cursor));
        since = page.cursor;
        if (last && page.rows.length === 0) return;
      }
    })();
    await until(() => reporters.answers.size >= ANSWERS);
    await reporters.rest();
    writing = false;
    await following;
    expect(seen.length).toBe(reporters.expected.revisions);
    expect(seen).toEqual(seen.map((_, at) => began + 1 + at));
  },
  120_000,
);

test("each copy is sent once, whichever of them sends it", async () => {
  await call(0, "/copies/settings", { hqAddresses: [HEADQUARTERS], remindDays: [] }, "PUT");
  const before = mail.received.length;
  await Promise.all(Array.from({ length: 30 }, (_, at) => push(at, aSubmission({ rows: [aRow("events")] }))));
  const page = async (): Promise<CopyPage> => CopyPage.parse(JSON.parse(await call(1, "/copies?limit=500")));
  await until(async () => {
    const { counts } = await page();
    return (counts.waiting ?? 0) + (counts.sending ?? 0) === 0;
  });
  const { counts } = await page();
  expect(counts.failed ?? 0).toBe(0);
  const ids = mail.received.map(({ mail: { messageId } }) => messageId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toHaveLength(counts.sent ?? 0);
  const toHeadquarters = mail.received.slice(before).filter(({ to }) => to[0] === HEADQUARTERS);
  expect(toHeadquarters.length).toBeGreaterThanOrEqual(30);
}, 120_000);

test("a month that is closed at one takes no row of a unit at any, not even of those on their way", async () => {
  let closed = false;
  const refused = new Set<number>();
  const late: string[] = [];
  const reporting = everyOne(async (at) => {
    while (!refused.has(at)) {
      const after = closed;
      const { outcomes } = await push(at, aSubmission({ period: PERIOD, rows: [aPurchase()] }), lead);
      const [{ outcome, issues, rowId } = { outcome: "", issues: [], rowId: "" }] = outcomes;
      if (issues.some(({ code }) => code === "period_closed")) refused.add(at);
      else if (after) late.push(`${rowId} ${outcome}`);
    }
  });
  await push(0, aSubmission({ period: PERIOD, rows: [aPurchase()] }), lead);
  const { deadline } = JSON.parse(await call(1, `/periods/${PERIOD}`)) as { deadline: string };
  await call(1, `/periods/${PERIOD}`, { deadline, state: "closed" }, "PUT");
  closed = true;
  const cursorOf = async (at: number): Promise<number> => {
    for (let since = 0; ;) {
      const page = FeedPage.parse(JSON.parse(await call(at, `/rows?since=${since}&limit=1000`)));
      since = page.cursor;
      if (!page.more) return since;
    }
  };
  const atClosing = await cursorOf(0);
  await reporting;
  expect(late).toEqual([]);
  expect(await cursorOf(2)).toBe(atClosing);
}, 120_000);

test("in the end the store is sound", async () => {
  expect(one(0).admin("verify")).toMatchObject({ faults: [] });
  for (const service of services) expect(await service.end("SIGTERM")).toBe(0);
}, 60_000);

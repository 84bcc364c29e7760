/** Several services on one database: what one writes the others know, nothing twice and nothing skipped. */
import { takeIn } from "../../server/intake/intake.ts";
import type { SqlStore } from "../../server/store/sql/sql-store.ts";
import type { Author, Submission } from "../../shared/sync/protocol.ts";
import { SubmissionAnswer } from "../../shared/sync/protocol.ts";
import { UNITS } from "../http/a-service.ts";
import { aRow, aSubmission, newId } from "../intake/a-submission.ts";
import { HQ, LEAD } from "../intake/a-store.ts";
import { type ADatabase, aDatabase } from "../store/a-database.ts";

const AT = "2026-11-03T02:00:00Z";

let database: ADatabase;
let services: SqlStore[];
beforeEach(async () => {
  database = await aDatabase();
  // Each with connections and a queue of its own, as in processes of their own.
  services = await Promise.all([1, 2, 3].map(() => database.open(AT)));
  for (const unit of UNITS) await one(0).units.add({ ...unit, headEmail: "head@p.example", active: true });
});
afterEach(async () => {
  expect((await one(0).verify()).faults).toEqual([]);
  await Promise.all(services.map((service) => service.close()));
  await database.remove();
});

function one(at: number): SqlStore {
  const service = services[at % services.length];
  if (!service) throw new Error("no service");
  return service;
}

async function push(
  store: SqlStore,
  submission: Submission,
  person: Author = LEAD,
): Promise<SubmissionAnswer> {
  const answer = await takeIn(store, { person, language: "zh", at: Date.parse(AT) }, submission);
  return SubmissionAnswer.parse(JSON.parse(answer));
}

test("a submission sent to all of them at once counts once, and all give the same answer", async () => {
  const submission = aSubmission({ rows: [aRow("purchases"), aRow("events")] });
  const answers = await Promise.all(services.map((service) => push(service, submission)));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]?.counts.created).toBe(2);
  expect(await database.all("SELECT id FROM submissions")).toHaveLength(1);
  expect(await database.all("SELECT cursor FROM revisions")).toHaveLength(2);
});

test("two who change one row in different columns by two services are merged", async () => {
  const rowId = newId();
  await push(one(0), aSubmission({ rows: [aRow("purchases", { units: 1 }, { rowId })] }));
  const changed = (values: object) => {
    const row = aRow("purchases", {}, { rowId, baseRevision: 1 });
    return aSubmission({ rows: [{ ...row, values }] as Submission["rows"] });
  };
  const answers = await Promise.all([
    push(one(0), changed({ units: 7 })),
    push(one(1), changed({ remark: "加急" }), HQ),
  ]);
  expect(answers.map(({ counts }) => counts.updated + counts.merged)).toEqual([1, 1]);
  const [latest] = await one(2).rows.latest([rowId]);
  expect(latest).toMatchObject({ revision: 3, values: { units: 7, remark: "加急" } });
});

test("who follows the feed while all of them write sees every revision once, in order", async () => {
  let writing = true;
  const seen: number[] = [];
  const follow = async (): Promise<void> => {
    for (let since = 0; ;) {
      const last = !writing;
      const page = await one(2).rows.since({ since, limit: 7, sight: "all" });
      seen.push(...page.rows.map(({ cursor }) => cursor));
      since = page.cursor;
      if (last && !page.more && page.rows.length === 0) return;
    }
  };
  const following = follow();
  await Promise.all(
    Array.from({ length: 60 }, (_, n) =>
      push(one(n), aSubmission({ rows: [aRow("purchases"), aRow("events"), aRow("contacts")] })),
    ),
  );
  writing = false;
  await following;
  expect(seen).toEqual(Array.from({ length: 180 }, (_, n) => n + 1));
});

test("each copy in the outbox is taken by one of them only", async () => {
  await one(0).copies.setSettings({ hqAddresses: ["hq@hq.example"], remindDays: [1] });
  for (let n = 0; n < 10; n += 1) await push(one(n), aSubmission({ rows: [aRow("purchases")] }));
  const waiting = await database.all("SELECT id FROM copies WHERE state = 'waiting'");
  expect(waiting.length).toBeGreaterThan(10);
  const claims = await Promise.all(
    Array.from({ length: 12 }, (_, n) => one(n).copies.claim("2027-01-01T00:00:00Z", 3)),
  );
  const taken = claims.flat().map(({ id }) => id);
  expect(new Set(taken).size).toBe(taken.length);
  expect(taken).toHaveLength(waiting.length);
});

test("a month that HQ closes by one of them takes no row by another", async () => {
  const submission = aSubmission({ rows: [aRow("purchases")] });
  const period = submission.period;
  await one(0).periods.set({ period, deadline: "2026-11-05T16:00:00.000Z", state: "closed" });
  const { outcomes } = await push(one(1), submission);
  expect(outcomes[0]?.issues.map(({ code }) => code)).toEqual(["period_closed"]);
});

test("services that start together on an empty database make its tables once", async () => {
  const empty = `dakehu_empty_${Date.now().toString(36)}`;
  await database.run(`CREATE DATABASE ${empty}`);
  const url = new URL(database.url ?? "");
  url.pathname = `/${empty}`;
  const { openPostgresStore } = await import("../../server/store/postgres/postgres-store.ts");
  const together = await Promise.all([1, 2, 3].map(() => openPostgresStore(url.href, AT)));
  const lists = await Promise.all(together.map((store) => store.register.lists(null)));
  expect(lists.map(({ accounts }) => accounts.length)).toEqual([9, 9, 9]);
  await Promise.all(together.map((store) => store.close()));
  await database.run(`DROP DATABASE ${empty}`);
});

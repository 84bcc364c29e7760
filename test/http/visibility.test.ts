import type { FeedPage, History, Session } from "../../shared/sync/protocol.ts";
import { aPurchase, aRow, aSubmission, newId } from "../intake/a-submission.ts";
import { type AService, aService } from "./a-service.ts";

let at: AService;
const rowOf: Record<string, string> = { P01: newId(), P02: newId(), S01: newId() };
const tokens: Record<string, string> = {};

beforeAll(async () => {
  at = await aService();
  tokens.lead = await at.token("lead", "P01");
  tokens.head = await at.token("head", "P01");
  tokens.shop = await at.token("lead", "S01");
  tokens.hq = await at.token("hq");
  tokens.admin = await at.token("hq-admin");
  for (const [unit, rowId] of Object.entries(rowOf)) {
    await at.push(tokens.hq, aSubmission({ unit, channel: "phone", rows: [aPurchase({}, { rowId })] }));
  }
});
afterAll(() => at.stop());

const as = (who: string): string => tokens[who] ?? "";

async function feed(who: string, query = ""): Promise<FeedPage> {
  const response = await at.get(`/rows?since=0${query}`, as(who));
  expect(response.status).toBe(200);
  return (await response.json()) as FeedPage;
}

describe("who sees whose rows", () => {
  test.each([
    ["lead", ["P01"]],
    ["shop", ["S01"]],
    ["head", ["P01", "S01"]],
    ["hq", ["P01", "P02", "S01"]],
    ["admin", ["P01", "P02", "S01"]],
  ])("%s sees the rows of %j", async (who, units) => {
    expect((await feed(who)).rows.map(({ unit }) => unit).sort()).toEqual(units);
    for (const [unit, rowId] of Object.entries(rowOf)) {
      const history = await at.get(`/rows/${rowId}/history`, as(who));
      expect(history.status).toBe(units.includes(unit) ? 200 : 404);
    }
  });

  test.each([
    ["lead", "P02", 403],
    ["lead", "S01", 403],
    ["head", "S01", 200],
    ["head", "P02", 403],
    ["hq", "P02", 200],
    ["hq", "X9", 404],
  ])("%s who asks for the rows of %s is answered %i", async (who, unit, status) => {
    expect((await at.get(`/rows?unit=${unit}`, as(who))).status).toBe(status);
  });

  test.each([
    ["lead", "S01", 403],
    ["head", "S01", 200],
    ["shop", "P01", 403],
    ["hq", "P02", 200],
  ])("%s who writes for %s is answered %i, and the record says who it was", async (who, unit, status) => {
    const rowId = newId();
    const submission = aSubmission({ unit, rows: [aPurchase({}, { rowId })] });
    const response = await at.send("POST", "/submissions", as(who), submission);
    expect(response.status).toBe(status);
    const [revision] = await at.store.rows.revisionsOf(rowId);
    expect(revision?.unit).toBe(status === 200 ? unit : undefined);
    if (revision) expect(revision.by.role).toBe(who === "head" ? "head" : "hq");
  });

  test.each([
    ["GET", "/summary?period=2026-10", ["hq", "admin"]],
    ["GET", "/summary.xlsx?period=2026-10", ["hq", "admin"]],
    ["GET", "/master.xlsx", ["hq", "admin"]],
    ["GET", "/master.csv?sheet=events", ["hq", "admin"]],
    ["GET", "/tokens", ["admin"]],
    ["GET", "/register", ["lead", "head", "hq", "admin"]],
    ["GET", "/units", ["lead", "head", "hq", "admin"]],
    ["GET", "/periods", ["lead", "head", "hq", "admin"]],
    ["GET", "/periods/2026-10/changes", ["lead", "head", "hq", "admin"]],
    ["GET", "/periods/2026-10/completeness", ["lead", "head", "hq", "admin"]],
  ])("%s %s is for %j", async (_, path, allowed) => {
    for (const who of ["lead", "head", "hq", "admin"]) {
      expect([who, (await at.get(path, as(who))).status]).toEqual([who, allowed.includes(who) ? 200 : 403]);
    }
  });

  test("closing a month is for headquarters, and shows at once", async () => {
    const put = (who: string, body: unknown): Promise<Response> =>
      at.send("PUT", "/periods/2026-08", as(who), body);
    expect((await put("head", { state: "closed" })).status).toBe(403);
    expect(await (await put("hq", { state: "closed" })).json()).toEqual({
      period: "2026-08",
      deadline: "2026-09-05T15:59:59.999Z",
      state: "closed",
    });
    const row = aPurchase({ period: "2026-08" });
    const { outcomes } = await at.push(as("lead"), aSubmission({ period: "2026-08", rows: [row] }));
    expect(outcomes[0]).toMatchObject({ outcome: "rejected", issues: [{ code: "period_closed" }] });
    const moved = await put("hq", { state: "open", deadline: "2026-12-31T23:59:59.999+08:00" });
    expect(await moved.json()).toMatchObject({ state: "open", deadline: "2026-12-31T15:59:59.999Z" });
    expect((await put("hq", { deadline: "tomorrow" })).status).toBe(400);
    expect((await at.send("PUT", "/periods/2026-13", as("hq"), {})).status).toBe(400);
  });

  test("a session says which units its person may write for, the own one first", async () => {
    const session = (await (await at.get("/session", as("head"))).json()) as Session;
    expect(session).toEqual({
      name: "head P01",
      role: "head",
      unit: { code: "P01", name: "扬州工厂", kind: "plant" },
      units: [
        { code: "P01", name: "扬州工厂" },
        { code: "S01", name: "南京4S店" },
      ],
    });
  });
});

describe("the change feed", () => {
  test("gives every revision once, in commit order, however it is paged", async () => {
    const rowId = newId();
    await at.push(
      as("lead"),
      aSubmission({ rows: [aPurchase({}, { rowId }), aRow("events"), aRow("branches")] }),
    );
    await at.push(as("lead"), aSubmission({ rows: [aPurchase({ units: 5 }, { rowId, baseRevision: 1 })] }));
    const whole = (await feed("hq")).rows.map(({ cursor }) => cursor);
    expect(whole).toEqual([...whole].sort((a, b) => a - b));
    const paged: number[] = [];
    for (let since = 0, more = true; more;) {
      const page = (await (await at.get(`/rows?since=${since}&limit=2`, as("hq"))).json()) as FeedPage;
      paged.push(...page.rows.map(({ cursor }) => cursor));
      ({ cursor: since, more } = page);
    }
    expect(paged).toEqual(whole);
  });

  test("skips nothing while others write", async () => {
    const { cursor: start } = await feed("hq");
    const seen: string[] = [];
    let writing = true;
    const reader = (async () => {
      for (let since = start, idle = false; ;) {
        const done = !writing;
        const page = (await (await at.get(`/rows?since=${since}&limit=7`, as("hq"))).json()) as FeedPage;
        seen.push(...page.rows.map(({ rowId }) => rowId));
        since = page.cursor;
        idle = done && page.rows.length === 0;
        if (idle) return;
      }
    })();
    const written = Array.from({ length: 30 }, () => [newId(), newId(), newId()]);
    await Promise.all(
      written.map((ids) =>
        at.push(as("lead"), aSubmission({ rows: ids.map((rowId) => aPurchase({}, { rowId })) })),
      ),
    );
    writing = false;
    await reader;
    expect([...seen].sort()).toEqual(written.flat().sort());
  });

  test("of a month gives that month's rows and the standing ones", async () => {
    const { rows } = await feed("hq", "&period=2026-10");
    expect(new Set(rows.map(({ period }) => period))).toEqual(new Set(["2026-10", null]));
    expect((await feed("hq", "&period=2026-07")).rows.every(({ period }) => period === null)).toBe(true);
    const branches = await feed("hq", "&sheet=branches");
    expect(new Set(branches.rows.map(({ sheet }) => sheet))).toEqual(new Set(["branches"]));
  });

  test.each([
    "since=-1",
    "since=x",
    "limit=0",
    "limit=99999",
    "sheet=salaries",
    "period=2026-13",
    "since=1&since=2",
  ])("refuses %s", async (query) => {
    expect((await at.get(`/rows?${query}`, as("hq"))).status).toBe(400);
  });

  test("a history tells what each revision changed", async () => {
    const rowId = newId();
    await at.push(as("lead"), aSubmission({ rows: [aPurchase({ units: 3 }, { rowId })] }));
    await at.push(
      as("hq"),
      aSubmission({ channel: "fax", rows: [aPurchase({ units: 4 }, { rowId, baseRevision: 1 })] }),
    );
    const history = (await (await at.get(`/rows/${rowId}/history`, as("lead"))).json()) as History;
    expect(history.revisions.map(({ channel, by }) => [channel, by.role])).toEqual([
      ["excel", "lead"],
      ["fax", "hq"],
    ]);
    expect(history.revisions[1]?.changes).toEqual([{ column: "units", from: 3, to: 4 }]);
  });
});

describe("the register", () => {
  test("is not sent again to whom has it", async () => {
    const first = await at.get("/register", as("lead"));
    const etag = first.headers.get("etag") ?? "";
    expect(etag).not.toBe("");
    const again = await at.get("/register", as("lead"), { "If-None-Match": etag });
    expect(again.status).toBe(304);
    await at.push(as("lead"), aSubmission({ rows: [aRow("accounts", { name: "新客户" })] }));
    expect((await at.get("/register", as("lead"), { "If-None-Match": etag })).status).toBe(200);
  });
});

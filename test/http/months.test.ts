import type { Completeness, PeriodChange, UnitCompleteness } from "../../shared/sync/months.ts";
import type { Revision, SubmissionAnswer } from "../../shared/sync/protocol.ts";
import { aDeletion, aPurchase, aRow, aSubmission, newId } from "../intake/a-submission.ts";
import { type AService, aService } from "./a-service.ts";

const ON_TIME = "2026-11-03T02:00:00.000Z";
const LATE = "2026-11-08T02:00:00.000Z";

let at: AService;
let tokens: Record<"lead" | "other" | "shop" | "head" | "hq", string>;
beforeEach(async () => {
  at = await aService(ON_TIME);
  tokens = {
    lead: await at.token("lead", "P01", "李明"),
    other: await at.token("lead", "P02"),
    shop: await at.token("lead", "S01"),
    head: await at.token("head", "P01"),
    hq: await at.token("hq", undefined, "王志远"),
  };
});
afterEach(() => at.stop());

async function monthOf(token = tokens.hq, period = "2026-10"): Promise<Completeness> {
  const response = await at.get(`/periods/${period}/completeness`, token);
  expect(response.status).toBe(200);
  return (await response.json()) as Completeness;
}
async function unitOf(unit: string, token?: string): Promise<UnitCompleteness | undefined> {
  return (await monthOf(token)).units.find((one) => one.unit === unit);
}
const put = (token: string, body: object): Promise<Response> =>
  at.send("PUT", "/periods/2026-10", token, body);

describe("who has reported", () => {
  test("on time, late or not at all, and the month's rates", async () => {
    await at.push(tokens.lead, aSubmission({ rows: [aPurchase(), aRow("reviews")] }));
    at.clock = Date.parse(LATE);
    await at.push(tokens.shop, aSubmission({ unit: "S01", rows: [aPurchase()] }));
    expect(await monthOf()).toMatchObject({
      period: "2026-10",
      deadline: "2026-11-05T15:59:59.999Z",
      state: "open",
      expected: 3,
      actual: 2,
      actualOnTime: 1,
      reportingRate: 2 / 3,
      onTimeRate: 1 / 3,
      units: [
        { unit: "P01", name: "扬州工厂", kind: "plant", state: "on-time", firstAt: ON_TIME, rows: 2 },
        { unit: "P02", state: "missing", firstAt: null, rows: 0 },
        { unit: "S01", kind: "shop", base: "P01", state: "late", firstAt: LATE, rows: 1 },
      ],
    });
  });

  test("goes by the first row that still stands: later ones are late by themselves, an event is no report", async () => {
    const rowId = newId();
    await at.push(tokens.lead, aSubmission({ rows: [aPurchase({}, { rowId })] }));
    await at.push(tokens.other, aSubmission({ unit: "P02", rows: [aRow("events")] }));
    at.clock = Date.parse(LATE);
    await at.push(tokens.lead, aSubmission({ rows: [aPurchase()] }));
    expect(await unitOf("P01")).toMatchObject({ state: "on-time", rows: 2 });
    expect(await unitOf("P02")).toMatchObject({ state: "missing" });
    await at.push(tokens.lead, aSubmission({ rows: [aDeletion("purchases", rowId, 1)] }));
    expect(await unitOf("P01")).toMatchObject({ state: "late", rows: 1 });
  });

  test("goes by the deadline that HQ has set", async () => {
    at.clock = Date.parse(LATE);
    await at.push(tokens.lead, aSubmission({ rows: [aPurchase()] }));
    await put(tokens.hq, { deadline: "2026-11-10T15:59:59.999Z" });
    expect(await unitOf("P01")).toMatchObject({ state: "on-time" });
  });

  test("headquarters sees all, a head the plant and its shops, a lead the own unit", async () => {
    const seen = async (token: string): Promise<string[]> =>
      (await monthOf(token)).units.map(({ unit }) => unit);
    expect(await seen(tokens.hq)).toEqual(["P01", "P02", "S01"]);
    expect(await seen(tokens.head)).toEqual(["P01", "S01"]);
    expect(await seen(tokens.lead)).toEqual(["P01"]);
    expect(await monthOf(tokens.head)).toMatchObject({ expected: 2, actual: 0, reportingRate: 0 });
    expect((await at.get("/periods/2026-13/completeness", tokens.hq)).status).toBe(400);
  });

  test("a unit that was reminded of the month is shown when", async () => {
    const copy = { cause: "x", unit: "P01", submissionId: null, createdAt: ON_TIME };
    const told = { kind: "reminder", deadline: ON_TIME, days: 2 } as const;
    const to = { role: "head", unit: "P01", address: null } as const;
    await at.store.copies.add([
      { ...copy, told, to, period: "2026-10" },
      { ...copy, cause: "y", told, to, period: "2026-09", createdAt: LATE },
    ]);
    expect(await unitOf("P01")).toMatchObject({ remindedAt: ON_TIME });
    expect(await unitOf("P02")).toMatchObject({ remindedAt: null });
  });
});

describe("accounts that a unit has not reviewed", () => {
  /** What HQ's decision leaves in the store. */
  const decide = (sql: string): Promise<void> => at.database.run(sql);
  const filing = (name: string) => aRow("accounts", { name });

  test("are those it files or speaks of, each with its last rating", async () => {
    const earlier = aRow("reviews", { account: "中外运", period: "2026-08", rating: 2 });
    const later = aRow("reviews", { account: "中外运", period: "2026-09", rating: 3 });
    await at.push(
      tokens.lead,
      aSubmission({ rows: [filing("顺丰速运"), aRow("contacts"), aRow("reviews")] }),
    );
    for (const [period, row] of [["2026-08", earlier] as const, ["2026-09", later] as const]) {
      await at.push(tokens.lead, aSubmission({ period, rows: [row] }));
    }
    expect(await unitOf("P01")).toMatchObject({
      accounts: 3,
      unreviewed: [
        { account: "中外运", rating: 3 },
        { account: "顺丰速运", rating: null },
      ],
    });
  });

  test("are all of the group's for a unit that deals with none yet", async () => {
    const unit = await unitOf("P02");
    expect(unit?.accounts).toBe(9);
    expect(unit?.unreviewed).toHaveLength(9);
    expect(unit?.unreviewed[0]).toEqual({ account: "招商物流", rating: null });
  });

  test("count no more once nothing speaks of them, or their filing was declined", async () => {
    const kept = aRow("contacts");
    const gone = aRow("contacts", { account: "中外运" });
    await at.push(tokens.lead, aSubmission({ rows: [kept, gone, filing("顺丰速运")] }));
    await at.push(tokens.lead, aSubmission({ rows: [aDeletion("contacts", gone.rowId, 1)] }));
    const accounts = async () => (await unitOf("P01"))?.unreviewed.map(({ account }) => account);
    expect(await accounts()).toEqual(["招商物流", "顺丰速运"]);
    await decide("UPDATE account_register SET state = 'potential' WHERE name = '顺丰速运'");
    expect(await accounts()).toEqual(["招商物流", "顺丰速运"]);
    await decide("UPDATE account_register SET state = 'declined' WHERE name = '顺丰速运'");
    expect(await accounts()).toEqual(["招商物流"]);
  });

  test("are one where HQ found two to be one", async () => {
    await at.push(tokens.lead, aSubmission({ rows: [filing("招商局物流"), aRow("contacts")] }));
    await at.push(tokens.lead, aSubmission({ rows: [aRow("reviews", { account: "招商局物流" })] }));
    await decide("UPDATE account_register SET same_as = 1 WHERE name = '招商局物流'");
    expect(await unitOf("P01")).toMatchObject({ accounts: 1, unreviewed: [] });
  });
});

describe("本月无动态", () => {
  const quiet = (token: string, body: object): Promise<Response> =>
    at.send("POST", "/periods/2026-10/quiet", token, body);
  const aQuiet = (parts: object = {}) => ({
    submissionId: newId(),
    unit: "P01",
    period: "2026-10",
    ratings: [
      { account: "招商物流", rating: 4 },
      { account: "中外运", rating: 3 },
    ],
    ...parts,
  });

  test("puts in a review for each account, at level, with the rating given", async () => {
    const response = await quiet(tokens.lead, aQuiet());
    const answer = (await response.json()) as SubmissionAnswer;
    expect(answer.counts).toMatchObject({ created: 2, rejected: 0 });
    const revisions = await at.store.rows.revisionsOf(answer.outcomes[1]?.rowId ?? "");
    expect(revisions).toMatchObject([
      {
        sheet: "reviews",
        channel: "web",
        by: { name: "李明" },
        values: {
          period: "2026-10",
          account: "中外运",
          rating: 3,
          trend: "持平",
          remark: "本月无动态，与客户保持正常联系。",
        },
      } satisfies Partial<Omit<Revision, "by">> & { by: object },
    ]);
    expect((await unitOf("P01"))?.unreviewed).toEqual([]);
  });

  test("sent again is answered with the same words, and nothing is written", async () => {
    const body = aQuiet();
    const first = await (await quiet(tokens.lead, body)).text();
    at.clock += 60_000;
    expect(await (await quiet(tokens.lead, body)).text()).toBe(first);
    expect(await unitOf("P01")).toMatchObject({ rows: 2 });
    const other = await quiet(tokens.lead, { ...body, ratings: [{ account: "中外运", rating: 1 }] });
    expect(other.status).toBe(409);
  });

  test("leaves out accounts that have their review", async () => {
    await at.push(tokens.lead, aSubmission({ rows: [aRow("reviews")] }));
    const answer = (await (await quiet(tokens.lead, aQuiet())).json()) as SubmissionAnswer;
    expect(answer.outcomes).toMatchObject([{ outcome: "created" }]);
    expect(answer.counts).toMatchObject({ created: 1, rejected: 0 });
    const again = (await (await quiet(tokens.lead, aQuiet())).json()) as SubmissionAnswer;
    expect(again.outcomes).toEqual([]);
  });

  test("is refused for a closed month and for another's unit", async () => {
    await put(tokens.hq, { state: "closed" });
    const answer = (await (await quiet(tokens.lead, aQuiet())).json()) as SubmissionAnswer;
    expect(answer.counts).toMatchObject({ created: 0, rejected: 2 });
    expect(answer.outcomes[0]?.issues).toMatchObject([{ code: "period_closed" }]);
    expect((await quiet(tokens.other, aQuiet())).status).toBe(403);
    expect((await quiet(tokens.hq, aQuiet({ ratings: [] }))).status).toBe(400);
  });

  test("may be put in by a head for a shop", async () => {
    expect((await quiet(tokens.head, aQuiet({ unit: "S01" }))).status).toBe(200);
    expect(await unitOf("S01")).toMatchObject({ state: "on-time", rows: 2 });
  });
});

describe("what became of a month", () => {
  test("is taken down with who, when and why, newest first; what changes nothing is not", async () => {
    await put(tokens.hq, { state: "closed", reason: "月报已定稿" });
    await put(tokens.hq, { state: "closed", reason: "再按一次" });
    at.clock = Date.parse(LATE);
    await put(tokens.hq, { state: "open", deadline: "2026-11-10T15:59:59.999Z", reason: " 补报 " });
    const changes = (await (await at.get("/periods/2026-10/changes", tokens.lead)).json()) as PeriodChange[];
    const by = { name: "王志远", unit: null, role: "hq" };
    expect(changes).toEqual([
      {
        at: LATE,
        by,
        reason: "补报",
        state: "open",
        deadline: "2026-11-10T15:59:59.999Z",
        before: { state: "closed", deadline: "2026-11-05T15:59:59.999Z" },
      },
      {
        at: ON_TIME,
        by,
        reason: "月报已定稿",
        state: "closed",
        deadline: "2026-11-05T15:59:59.999Z",
        before: { state: "open", deadline: "2026-11-05T15:59:59.999Z" },
      },
    ]);
  });
});

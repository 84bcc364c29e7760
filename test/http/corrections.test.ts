import type { FeedPage, History, RowOutcome } from "../../shared/sync/protocol.ts";
import { aDeletion, aPurchase, aRow, aSubmission, newId } from "../intake/a-submission.ts";
import { type AService, aService } from "./a-service.ts";

let at: AService;
let lead: string;
let hq: string;
let admin: string;
beforeAll(async () => {
  at = await aService();
  lead = await at.token("lead", "P01", "李明");
  hq = await at.token("hq", undefined, "王志远");
  admin = await at.token("hq-admin", undefined, "管理员");
});
afterAll(() => at.stop());

async function pushed(token: string, row: object): Promise<RowOutcome | undefined> {
  return (await at.push(token, aSubmission({ rows: [row] }))).outcomes[0];
}
async function history(rowId: string): Promise<History> {
  return (await (await at.get(`/rows/${rowId}/history`, lead)).json()) as History;
}
/** What the unit's next pull brings. */
async function pulled(since: number): Promise<FeedPage["rows"]> {
  return ((await (await at.get(`/rows?since=${since}&unit=P01`, lead)).json()) as FeedPage).rows;
}
async function aPushedPurchase(): Promise<{ rowId: string; cursor: number }> {
  const rowId = newId();
  const { cursor } = await at.push(lead, aSubmission({ rows: [aPurchase({}, { rowId })] }));
  return { rowId, cursor };
}

describe("headquarters' correction", () => {
  test("reaches the unit with its next pull as its own row's newer revision, and says why", async () => {
    const { rowId, cursor } = await aPushedPurchase();
    const corrected = { ...aPurchase({ units: 15 }, { rowId, baseRevision: 1 }), reason: "与发票核对" };
    expect(await pushed(hq, corrected)).toMatchObject({ outcome: "updated", revision: 2 });
    expect(await pulled(cursor)).toMatchObject([
      {
        rowId,
        unit: "P01",
        revision: 2,
        reason: "与发票核对",
        by: { name: "王志远", unit: null, role: "hq" },
      },
    ]);
    const { revisions } = await history(rowId);
    expect(revisions).toMatchObject([
      { by: { name: "李明" }, reason: null },
      { by: { name: "王志远" }, reason: "与发票核对", changes: [{ column: "units", from: 12, to: 15 }] },
    ]);
    const next = await pushed(lead, aPurchase({ units: 15, brand: "扬州" }, { rowId, baseRevision: 2 }));
    expect(next).toMatchObject({ outcome: "updated", revision: 3 });
  });

  test("after the deadline leaves a row on time that was on time", async () => {
    const { rowId } = await aPushedPurchase();
    at.clock = Date.parse("2026-11-20T02:00:00Z");
    const corrected = { ...aPurchase({ units: 15 }, { rowId, baseRevision: 1 }), reason: "与发票核对" };
    expect(await pushed(hq, corrected)).toMatchObject({ outcome: "updated", issues: [] });
    const own = await pushed(lead, aPurchase({ units: 16 }, { rowId, baseRevision: 2 }));
    expect(own).toMatchObject({ issues: [{ code: "period_late" }] });
    at.clock = Date.parse("2026-11-03T02:00:00Z");
    const { revisions } = await history(rowId);
    expect(revisions.map(({ late }) => late)).toEqual([false, false, true]);
  });

  test("of a closed month is an administrator's alone", async () => {
    const { rowId } = await aPushedPurchase();
    const month = (state: string): Promise<Response> => at.send("PUT", "/periods/2026-10", hq, { state });
    await month("closed");
    const corrected = { ...aPurchase({ units: 15 }, { rowId, baseRevision: 1 }), reason: "与发票核对" };
    for (const token of [lead, hq]) {
      expect(await pushed(token, corrected)).toMatchObject({ outcome: "rejected" });
    }
    expect(await pushed(admin, corrected)).toMatchObject({ outcome: "updated", revision: 2 });
    await month("open");
  });

  test("in a column that the unit changes at the same time is a conflict that shows whose value it is", async () => {
    const { rowId } = await aPushedPurchase();
    await pushed(hq, { ...aPurchase({ units: 15 }, { rowId, baseRevision: 1 }), reason: "与发票核对" });
    expect(await pushed(lead, aPurchase({ units: 16 }, { rowId, baseRevision: 1 }))).toMatchObject({
      outcome: "conflict",
      theirs: { revision: 2, columns: ["units"], by: { name: "王志远" } },
    });
  });
});

describe("a deleted row", () => {
  test.each([
    ["its unit deleted", "headquarters", () => [lead, hq]],
    ["headquarters deleted", "its unit", () => [hq, lead]],
  ])("that %s is brought back by %s", async (_, __, people) => {
    const [deleter = "", restorer = ""] = people();
    const { rowId } = await aPushedPurchase();
    await pushed(deleter, { ...aDeletion("purchases", rowId, 1), reason: "重复" });
    const { revisions: before } = await history(rowId);
    expect(before.at(-1)).toMatchObject({ deleted: true, reason: "重复", values: { units: 12 } });

    const back = { ...aPurchase({}, { rowId, baseRevision: 2 }), reason: "并非重复" };
    expect(await pushed(restorer, back)).toMatchObject({ outcome: "updated", revision: 3 });
    const { revisions } = await history(rowId);
    expect(revisions.map(({ deleted, reason }) => [deleted, reason])).toEqual([
      [false, null],
      [true, "重复"],
      [false, "并非重复"],
    ]);
    const [latest] = await pulled((revisions[1]?.cursor ?? 0) as number);
    expect(latest).toMatchObject({ rowId, revision: 3, deleted: false, values: { units: 12 } });
    expect(await pushed(lead, aPurchase({ units: 13 }, { rowId, baseRevision: 3 }))).toMatchObject({
      outcome: "updated",
    });
  });

  test("is not brought back by somebody who has not seen that it was deleted", async () => {
    const { rowId } = await aPushedPurchase();
    await pushed(lead, aDeletion("purchases", rowId, 1));
    expect(await pushed(hq, aPurchase({}, { rowId, baseRevision: 1 }))).toMatchObject({ outcome: "deleted" });
  });

  test("does not come back beside another that has taken its place", async () => {
    const rowId = newId();
    await pushed(lead, aRow("reviews", {}, { rowId }));
    await pushed(lead, aDeletion("reviews", rowId, 1));
    await pushed(lead, aRow("reviews", { rating: 2 }));
    const back = await pushed(hq, aRow("reviews", {}, { rowId, baseRevision: 2 }));
    expect(back).toMatchObject({ outcome: "rejected", issues: [{ code: "review_doubled" }] });
  });
});

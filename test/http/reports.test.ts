/** The month's report as it was issued, against the month as it has become since. */
import { keptBefore, keptSummary } from "../../server/report/kept.ts";
import { unpacked } from "../../server/store/packed.ts";
import { readWorkbook } from "../../server/xlsx/read.ts";
import type { Issued } from "../../shared/sync/months.ts";
import type { Summary } from "../../shared/summary/summary.ts";
import { aPurchase, aRow, aSubmission, newId } from "../intake/a-submission.ts";
import { type AService, aService } from "./a-service.ts";

let at: AService;
let chen: string;
const bought = newId();

beforeEach(async () => {
  at = await aService();
  chen = await at.token("hq", undefined, "陈静");
  await push("P01", aPurchase({ units: 12 }, { rowId: bought }));
  await at.send("PUT", "/summary/words/2026-10/purchases", chen, {
    text: "招商物流增量明显。",
    baseRevision: 0,
  });
});
afterEach(() => at.stop());

const push = (unit: string, ...rows: ReturnType<typeof aRow>[]) =>
  at.push(chen, aSubmission({ unit, channel: "phone", rows }));

const issue = (body: object = {}): Promise<Response> =>
  at.send("POST", "/reports", chen, { period: "2026-10", ...body });

async function json<T>(path: string): Promise<T> {
  const response = await at.get(path, chen);
  expect([path, response.status]).toEqual([path, 200]);
  return (await response.json()) as T;
}

test("a report is issued under the month's next number, with who and when and up to which record", async () => {
  const answer = await issue();
  expect(answer.status).toBe(201);
  const now = await json<Summary>("/summary?period=2026-10");
  expect(await answer.json()).toEqual({
    number: "2026-10-1",
    period: "2026-10",
    sequence: 1,
    issuedAt: "2026-11-03T02:00:00.000Z",
    by: { name: "陈静", unit: null, role: "hq" },
    cursor: now.cursor,
  });
  await issue();
  await issue({ period: "2026-09" });
  expect((await json<Issued[]>("/reports")).map(({ number }) => number)).toEqual([
    "2026-10-2",
    "2026-10-1",
    "2026-09-1",
  ]);
  expect(await json<Issued[]>("/reports?period=2026-09")).toMatchObject([{ number: "2026-09-1" }]);
});

test("what was issued stays as it was, numbers and words, whatever comes after", async () => {
  await issue();
  const before = await json<Summary>("/reports/2026-10-1");
  expect(before).toMatchObject({
    issue: { number: "2026-10-1", issuedAt: "2026-11-03T02:00:00.000Z", by: "陈静" },
    words: { purchases: "招商物流增量明显。" },
    figures: { ourUnits: { value: 12 } },
    changes: null,
  });
  await push("P01", aPurchase({ units: 40 }, { rowId: bought, baseRevision: 1 }));
  await at.send("PUT", "/summary/words/2026-10/purchases", chen, { text: "改过的话。", baseRevision: 1 });
  expect(await json<Summary>("/reports/2026-10-1")).toEqual(before);
});

test("a report that an earlier release kept as plain JSON is read, and the next is held against it", async () => {
  await issue();
  const before = await json<Summary>("/reports/2026-10-1");
  const sql = "SELECT summary FROM issued_reports";
  const [row] = await at.database.all<{ summary: string }>(sql);
  const plain = unpacked(row?.summary ?? "");
  await at.database.run("UPDATE issued_reports SET summary = ?", [plain]);
  expect(plain.startsWith('{"')).toBe(true);
  expect(await json<Summary>("/reports/2026-10-1")).toEqual(before);
  await push("P01", aPurchase({ units: 20 }, { rowId: bought, baseRevision: 1 }));
  await issue();
  expect((await json<Summary>("/reports/2026-10-2")).changes?.figures).toContainEqual({
    figure: "ourUnits",
    before: 12,
    now: 20,
  });
});

test("made again after late rows, the report says what has changed since it was issued", async () => {
  await issue();
  at.clock = Date.parse("2026-11-07T02:00:00Z");
  await push("P01", aPurchase({ units: 20 }, { rowId: bought, baseRevision: 1 }));
  await push("P02", aPurchase({ units: 5, supplier: "竞争对手" }));
  const { changes, issue: number } = await json<Summary>("/summary?period=2026-10");
  expect(number).toBeNull();
  expect(changes).toMatchObject({
    number: "2026-10-1",
    issuedAt: "2026-11-03T02:00:00.000Z",
    purchases: [{ account: "招商物流", before: { ours: 12, rivals: 0 }, now: { ours: 20, rivals: 5 } }],
    units: [{ unit: "P02", state: "late" }],
    rows: { purchases: 1, reviews: 0, events: 0 },
  });
  expect(changes?.figures).toContainEqual({ figure: "ourUnits", before: 12, now: 20 });
  await issue();
  expect((await json<Summary>("/reports/2026-10-2")).changes).toMatchObject({ number: "2026-10-1" });
});

test("who has not seen the last report cannot issue another over it", async () => {
  expect((await issue({ after: 0 })).status).toBe(201);
  const refused = await issue({ after: 0 });
  expect([refused.status, await refused.json()]).toMatchObject([409, { code: "changed_meanwhile" }]);
  expect(await json<Issued[]>("/reports?period=2026-10")).toHaveLength(1);
  expect((await issue({ after: 1 })).status).toBe(201);
});

test("reports issued at the same moment get different numbers, and each says what the one before it lacked", async () => {
  const answers = await Promise.all(Array.from({ length: 4 }, () => issue()));
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  const numbers = (await json<Issued[]>("/reports?period=2026-10")).map(({ sequence }) => sequence);
  expect(numbers).toEqual([4, 3, 2, 1]);
  for (const sequence of [4, 3, 2]) {
    const { changes } = await json<Summary>(`/reports/2026-10-${sequence}`);
    expect(changes?.number).toBe(`2026-10-${sequence - 1}`);
  }
});

test("the file of an issued report holds its numbers and words, and is named after it", async () => {
  await issue();
  await push("P01", aPurchase({ units: 99 }, { rowId: bought, baseRevision: 1 }));
  const response = await at.get("/reports/2026-10-1/summary.xlsx", chen);
  expect(response.headers.get("content-disposition")).toContain(encodeURIComponent("2026-10-1"));
  const { sheets } = await readWorkbook(new Uint8Array(await response.arrayBuffer()));
  const cells = sheets.flatMap(({ rows }) => rows.flat());
  expect(cells).toContain(12);
  expect(cells).not.toContain(99);
  expect(cells.map(String).join("\n")).toContain("招商物流增量明显。");
});

test("a report that an earlier release kept without what was added since is read, and says nothing of it", async () => {
  await issue();
  const summary: Record<string, unknown> = { ...(await json<Summary>("/reports/2026-10-1")) };
  const { blindSpots, words, figures, ...rest } = summary as unknown as Summary;
  const { reportingRate, ...fewerFigures } = figures;
  const { oneSided, ...fewerSpots } = blindSpots;
  const kept = keptSummary(JSON.stringify({ ...rest, figures: fewerFigures, blindSpots: fewerSpots }));
  expect(kept.figures).toMatchObject({
    ourUnits: { value: 12 },
    reportingRate: { value: null, previous: null, lastYear: null },
  });
  expect([kept.words, kept.blindSpots.oneSided]).toEqual([{}, []]);
  expect([words, oneSided, reportingRate]).not.toContain(undefined);
  // And the next report can be set beside it.
  const { figures: before, ...without } = keptBefore(
    JSON.stringify({ ...rest, issue: undefined, filings: undefined, figures: fewerFigures }),
  );
  expect(before).toEqual(kept.figures);
  expect(without).toEqual({
    issue: null,
    filings: [],
    madeAt: rest.madeAt,
    purchases: rest.purchases,
    rows: rest.rows,
  });
});

test("a number that was never given is not found, on either path", async () => {
  for (const path of ["/reports/2026-10-7", "/reports/2026-10-7/summary.xlsx", "/reports/x"]) {
    expect((await at.get(path, chen)).status).toBe(404);
  }
  expect((await issue({ period: "2026-13" })).status).toBe(400);
});

test("units neither issue nor read reports", async () => {
  await issue();
  for (const role of ["lead", "head"] as const) {
    const token = await at.token(role, "P01");
    expect((await at.send("POST", "/reports", token, { period: "2026-10" })).status).toBe(403);
    for (const path of ["/reports", "/reports/2026-10-1", "/reports/2026-10-1/summary.xlsx"]) {
      expect((await at.get(path, token)).status).toBe(403);
    }
  }
});

test("rows are given by their ids as they are now, to whom sees them", async () => {
  const other = newId();
  await push("P01", aPurchase({ units: 20 }, { rowId: bought, baseRevision: 1 }));
  await push("P02", aRow("events", {}, { rowId: other }));
  const latest = async (token: string): Promise<{ rowId: string }[]> => {
    const body = { rowIds: [bought, other, newId()] };
    return (await (await at.send("POST", "/rows/latest", token, body)).json()) as { rowId: string }[];
  };
  const all = await latest(chen);
  expect(all.map(({ rowId }) => rowId).sort()).toEqual([bought, other].sort());
  expect(all.find(({ rowId }) => rowId === bought)).toMatchObject({ revision: 2, values: { units: 20 } });
  expect(await latest(await at.token("lead", "P01"))).toMatchObject([{ rowId: bought }]);
});

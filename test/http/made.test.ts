/** What is made of a whole month is made in a thread, as it would be here, and goes out as it was made. */
import { pathToFileURL } from "node:url";
import { madeIn } from "../../server/report/made-in-thread.ts";
import { make, type MakeTask } from "../../server/report/make.ts";
import { placeOf } from "../../server/store/open-reading.ts";
import type { StorePlace } from "../../server/store/open-snapshot.ts";
import { unpacked } from "../../server/store/packed.ts";
import { Threads } from "../../server/threads/threads.ts";
import { readWorkbook } from "../../server/xlsx/read.ts";
import type { Coverage } from "../../shared/summary/coverage.ts";
import type { Summary } from "../../shared/summary/summary.ts";
import type { Completeness } from "../../shared/sync/months.ts";
import { aPurchase, aRow, aSubmission } from "../intake/a-submission.ts";
import { type AService, aService } from "./a-service.ts";

const SCRIPT = pathToFileURL("dist/server/report/thread.js");
const PERIOD = "2026-10";
const AT = Date.parse("2026-11-03T02:00:00Z");

let at: AService;
let hq: string;
let place: StorePlace;
let threads: Threads;
beforeEach(async () => {
  at = await aService();
  place = placeOf({ dataDir: at.folder, databaseUrl: at.database.url });
  threads = new Threads(SCRIPT, { threads: 1, mostMs: 60_000, mostMiB: 256 });
  hq = await at.token("hq", undefined, "陈静");
  await push("P01", aPurchase({ units: 12 }), aRow("reviews"), aRow("events", { weight: "紧急" }));
  await at.send("PUT", `/summary/words/${PERIOD}/purchases`, hq, {
    text: "招商物流增量明显。",
    baseRevision: 0,
  });
  await at.send("POST", "/reports", hq, { period: PERIOD });
  await push("P02", aPurchase({ units: 5, supplier: "竞争对手" }));
});
afterEach(async () => {
  await threads.close();
  await at.stop();
});

const push = (unit: string, ...rows: ReturnType<typeof aRow>[]) =>
  at.push(hq, aSubmission({ unit, channel: "phone", rows }));

const issue = (body: object = {}): Promise<Response> =>
  at.send("POST", "/reports", hq, { period: PERIOD, ...body });

async function json<T>(path: string): Promise<T> {
  const response = await at.get(path, hq);
  expect([path, response.status]).toEqual([path, 200]);
  return (await response.json()) as T;
}

test("what a thread makes is the same as what is made here, to the byte", async () => {
  const tasks: MakeTask[] = [
    { place, name: "summary", asked: { period: PERIOD, at: AT } },
    { place, name: "coverage", asked: { period: PERIOD } },
    { place, name: "completeness", asked: { period: PERIOD, sight: ["P01", "S01"] } },
    { place, name: "edition", asked: { period: PERIOD, at: AT, by: "陈静", after: null } },
    { place, name: "edition", asked: { period: PERIOD, at: AT, by: "陈静", after: 0 } },
    { place, name: "kept", asked: { number: "2026-10-1" } },
    { place, name: "kept", asked: { number: "2026-10-7" } },
    { place, name: "rows", asked: { sheet: "purchases", period: PERIOD } },
    { place, name: "standing", asked: { period: PERIOD, unit: "P01", most: 60 } },
    { place, name: "missing", asked: { period: PERIOD } },
  ];
  for (const task of tasks) expect(await madeIn(threads, task)).toEqual(await make(task));
});

test("a letter to a unit says of its month what headquarters sees, and names so many accounts as asked", async () => {
  await push("S01", aRow("contacts"));
  const { units } = await json<Completeness>(`/periods/${PERIOD}/completeness`);
  for (const { unit, state, unreviewed } of units) {
    for (const most of [60, 0]) {
      expect([unit, await make({ place, name: "standing", asked: { period: PERIOD, unit, most } })]).toEqual([
        unit,
        { filed: state !== "missing", unreviewed: unreviewed.length, named: unreviewed.slice(0, most) },
      ]);
    }
  }
  expect(units.map(({ unreviewed }) => unreviewed.length)).toEqual([0, 1, 1]);
  const gone = { period: PERIOD, unit: "P77", most: 60 };
  expect(await make({ place, name: "standing", asked: gone })).toBeNull();
});

test("who is reminded has filed neither a purchase nor a review, and reports still", async () => {
  const missing = async () =>
    (await make({ place, name: "missing", asked: { period: PERIOD } })).map(({ code }) => code);
  await push("S01", aRow("contacts"), aRow("events"));
  expect(await missing()).toEqual(["S01"]);
  const review = aRow("reviews");
  await push("S01", review);
  expect(await missing()).toEqual([]);
  await push("S01", { ...review, baseRevision: 1, deleted: true });
  expect(await missing()).toEqual(["S01"]);
  const shop = await at.store.units.byCode("S01");
  if (shop) await at.store.units.change({ ...shop, active: false });
  expect(await missing()).toEqual([]);
});

test("a workbook that a thread draws says the same as one drawn here", async () => {
  const tasks: MakeTask<"workbook" | "keptWorkbook">[] = [
    { place, name: "workbook", asked: { period: PERIOD, at: AT } },
    { place, name: "keptWorkbook", asked: { number: "2026-10-1" } },
  ];
  for (const task of tasks) {
    const [there, here] = [await madeIn(threads, task), await make(task)];
    const { sheets } = await readWorkbook(there ?? new Uint8Array());
    expect(sheets).toEqual((await readWorkbook(here ?? new Uint8Array())).sheets);
    expect(sheets[0]?.name).toBe(`月报 ${PERIOD}`);
  }
});

test("a store that cannot be read is told as what it is, and the next report is made", async () => {
  const nowhere: StorePlace[] = [
    { engine: "sqlite", file: `${at.folder}/nothing.sqlite` },
    { engine: "postgres", url: "postgres://nobody@127.0.0.1:1/nothing" },
  ];
  const asked = { period: PERIOD, at: AT };
  const faults = [{ code: "SQLITE_CANTOPEN" }, { name: "StoreAway" }];
  for (const [index, one] of nowhere.entries()) {
    const report = madeIn(threads, { place: one, name: "summary", asked });
    await expect(report).rejects.toMatchObject(faults[index] ?? {});
  }
  expect(await madeIn(threads, { place, name: "kept", asked: { number: "2026-10-1" } })).not.toBeNull();
});

test("who has a report already is answered 304, until it says something else", async () => {
  for (const path of [
    `/summary?period=${PERIOD}`,
    `/coverage?period=${PERIOD}`,
    `/periods/${PERIOD}/completeness`,
  ]) {
    const first = await at.get(path, hq);
    const etag = first.headers.get("etag") ?? "";
    expect([path, first.headers.get("content-type")]).toEqual([path, "application/json; charset=utf-8"]);
    expect(etag).toMatch(/^W\/"[\w-]{27}"$/);
    const again = await at.get(path, hq, { "If-None-Match": etag });
    expect([path, again.status, await again.text()]).toEqual([path, 304, ""]);
    await push("P01", aPurchase({ units: 1 }), aRow("contacts"));
    const changed = await at.get(path, hq, { "If-None-Match": etag });
    expect([path, changed.status]).toEqual([path, 200]);
    expect(changed.headers.get("etag")).not.toBe(etag);
  }
  const kept = await at.get("/reports/2026-10-1", hq);
  const known = { "If-None-Match": kept.headers.get("etag") ?? "" };
  expect((await at.get("/reports/2026-10-1", hq, known)).status).toBe(304);
});

test("what is issued is what was shown, with its number, its day and who issued it", async () => {
  const shown = await json<Summary>(`/summary?period=${PERIOD}`);
  expect(shown.changes).toMatchObject({ number: "2026-10-1", units: [{ unit: "P02" }] });
  expect((await issue()).status).toBe(201);
  expect(await json<Summary>("/reports/2026-10-2")).toEqual({
    ...shown,
    issue: { number: "2026-10-2", issuedAt: "2026-11-03T02:00:00.000Z", by: "陈静" },
  });
  const rows = await at.database.all<{ summary: string }>(
    "SELECT summary FROM issued_reports WHERE number = '2026-10-2'",
  );
  const { coverage } = JSON.parse(unpacked(rows[0]?.summary ?? "")) as { coverage: Coverage };
  expect(coverage).toEqual(await json<Coverage>(`/coverage?period=${PERIOD}`));
});

test("where the month's last report is not the one that the issuer knows, none is made", async () => {
  const refused = await issue({ after: 0 });
  expect([refused.status, await refused.json()]).toMatchObject([409, { code: "changed_meanwhile" }]);
  expect((await issue({ after: 2 })).status).toBe(409);
  expect((await issue({ after: 1 })).status).toBe(201);
});

/** HQ's own words in the month's report. */
import type { Words } from "../../shared/sync/months.ts";
import { type AService, aService } from "./a-service.ts";

let at: AService;
let chen: string;
let liu: string;

beforeAll(async () => {
  at = await aService();
  chen = await at.token("hq", undefined, "陈静");
  liu = await at.token("hq", undefined, "刘洋");
});
afterAll(() => at.stop());

const write = (token: string, place: string, text: string, baseRevision = 0): Promise<Response> =>
  at.send("PUT", `/summary/words/${place}`, token, { text, baseRevision });

async function standing(period: string): Promise<Words[]> {
  return (await (await at.get(`/summary/words?period=${period}`, chen)).json()) as Words[];
}

test("a paragraph says who wrote it and when, and stands under its section", async () => {
  const answer = await write(chen, "2026-01/events", "  本月招标集中，请各厂跟进。\n");
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({
    section: "events",
    text: "本月招标集中，请各厂跟进。",
    revision: 1,
    at: "2026-11-03T02:00:00.000Z",
    by: { name: "陈静", unit: null, role: "hq" },
  });
  await write(chen, "2026-01/figures", "总量平稳。");
  expect((await standing("2026-01")).map(({ section }) => section)).toEqual(["figures", "events"]);
  expect(await standing("2026-02")).toEqual([]);
});

test("who writes upon what somebody else has changed meanwhile is refused, and nothing is lost", async () => {
  await write(chen, "2026-03/events", "第一稿");
  await write(liu, "2026-03/events", "刘洋改过", 1);
  const refused = await write(chen, "2026-03/events", "陈静改过", 1);
  expect([refused.status, await refused.json()]).toMatchObject([
    409,
    { code: "changed_meanwhile", title: expect.stringContaining("重要动态") },
  ]);
  expect(await standing("2026-03")).toMatchObject([{ text: "刘洋改过", revision: 2, by: { name: "刘洋" } }]);
});

test("two who begin at the same moment do not overwrite each other", async () => {
  const [a, b] = await Promise.all([
    write(chen, "2026-04/events", "陈静写的"),
    write(liu, "2026-04/events", "刘洋写的"),
  ]);
  expect([a.status, b.status].sort()).toEqual([200, 409]);
});

test("the same words sent again, because their answer was lost, are answered and make no new version", async () => {
  await write(chen, "2026-05/events", "一稿");
  const again = await write(chen, "2026-05/events", "一稿");
  expect([again.status, await again.json()]).toMatchObject([200, { revision: 1 }]);
});

test("every version is kept, newest first, also after the paragraph was emptied", async () => {
  await write(chen, "2026-06/blindSpots", "一稿");
  await write(liu, "2026-06/blindSpots", "二稿", 1);
  await write(liu, "2026-06/blindSpots", "", 2);
  const versions = await at.get("/summary/words/2026-06/blindSpots", chen);
  expect(await versions.json()).toMatchObject([
    { revision: 3, text: "", by: { name: "刘洋" } },
    { revision: 2, text: "二稿" },
    { revision: 1, text: "一稿", by: { name: "陈静" } },
  ]);
});

test.each([
  ["2026-13/events", { text: "x", baseRevision: 0 }, "period_invalid"],
  ["2026-10/weather", { text: "x", baseRevision: 0 }, "malformed"],
  ["2026-10/events", { text: "字".repeat(5001), baseRevision: 0 }, "malformed"],
  ["2026-10/events", { text: "x" }, "malformed"],
  ["2026-10/events", { text: "x", baseRevision: -1 }, "malformed"],
])("%s %j is refused as %s", async (place, body, code) => {
  const answer = await at.send("PUT", `/summary/words/${place}`, chen, body);
  expect([answer.status, await answer.json()]).toMatchObject([400, { code }]);
});

test("units neither read nor write them", async () => {
  for (const role of ["lead", "head"] as const) {
    const token = await at.token(role, "P01");
    expect((await at.get("/summary/words?period=2026-10", token)).status).toBe(403);
    expect((await at.get("/summary/words/2026-10/events", token)).status).toBe(403);
    expect((await write(token, "2026-10/events", "x")).status).toBe(403);
  }
});

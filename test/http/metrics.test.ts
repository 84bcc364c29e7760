/** What a monitoring system reads. */
import { SqliteStore } from "../../server/store/sqlite/sqlite-store.ts";
import { aPurchase, aSubmission } from "../intake/a-submission.ts";
import { type AService, aService } from "./a-service.ts";

const TOKEN = "a-token-for-prometheus";

let at: AService;
beforeEach(async () => {
  at = await aService(undefined, { metricsToken: TOKEN });
});
afterEach(() => at.stop());

const read = (token: string): Promise<Response> =>
  fetch(`${at.url}/metrics`, { headers: token === "" ? {} : { Authorization: `Bearer ${token}` } });
const figures = async (): Promise<string> => (await read(TOKEN)).text();
/** The value of a line that begins so. */
const value = (text: string, line: string): number | undefined => {
  const found = text.split("\n").find((one) => one.startsWith(`${line} `));
  return found === undefined ? undefined : Number(found.slice(line.length + 1));
};

test("METRICS_TOKEN and an administrator's token read the figures, nobody else's does", async () => {
  expect((await read(TOKEN)).headers.get("Content-Type")).toContain("text/plain");
  expect((await read(await at.token("hq-admin"))).status).toBe(200);
  for (const role of ["lead", "head", "hq"] as const) {
    expect([role, (await read(await at.token(role, role === "hq" ? undefined : "P01"))).status]).toEqual([
      role,
      403,
    ]);
  }
  for (const token of ["", "a-token-for-prometheuS", "dk_nobodys"]) {
    expect([token, (await read(token)).status]).toEqual([token, 401]);
  }
});

test("without METRICS_TOKEN no token but an administrator's will do", async () => {
  const other = await aService();
  try {
    for (const token of ["", "null", "undefined"]) {
      const answer = await fetch(`${other.url}/metrics`, { headers: { Authorization: `Bearer ${token}` } });
      expect(answer.status).toBe(401);
    }
  } finally {
    await other.stop();
  }
});

test("rows that come in, answers by route, and copies that wait are counted", async () => {
  const token = await at.token("lead", "P01");
  await at.store.units.change({
    code: "P01",
    name: "扬州工厂",
    kind: "plant",
    base: null,
    headEmail: "head@plant.example",
    active: true,
  });
  await at.push(token, aSubmission({ rows: [aPurchase(), aPurchase()] }));
  at.clock += 90_000;
  const text = await figures();
  expect(value(text, "dakehu_revisions")).toBe(2);
  expect(value(text, "dakehu_store_answers")).toBe(1);
  expect(value(text, "dakehu_writes_waiting")).toBe(0);
  // On PostgreSQL the files are not ours to measure.
  expect(value(text, "dakehu_store_bytes")).toBeGreaterThanOrEqual(
    at.store instanceof SqliteStore ? 10_000 : 0,
  );
  expect(value(text, 'dakehu_outbox_copies{state="waiting"}')).toBe(1);
  expect(value(text, "dakehu_outbox_oldest_seconds")).toBe(90);
  const pushes = '{method="POST",route="/api/v1/submissions",status="200"}';
  expect(value(text, `dakehu_http_request_duration_seconds_count${pushes}`)).toBe(1);
});

test("writes that wait for one that is under way are counted, and none is left when it is done", async () => {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  let begun = (): void => undefined;
  const isUnderWay = new Promise<void>((resolve) => (begun = resolve));
  const first = at.store.intake(async () => {
    begun();
    await released;
  });
  await isUnderWay;
  const later = [1, 2, 3].map(() => at.store.intake((transaction) => transaction.cursor()));
  expect(value(await figures(), "dakehu_writes_waiting")).toBe(3);
  release();
  await Promise.all([first, ...later]);
  expect(value(await figures(), "dakehu_writes_waiting")).toBe(0);
});

test("whatever is asked for, there are only so many routes", async () => {
  const token = await at.token("hq");
  for (let n = 0; n < 20; n += 1) {
    await at.get(`/rows/0192f0c1-0000-7000-8000-0000000000${10 + n}/history`, token);
    await at.get(`/nothing/${n}`, token);
    await fetch(`${at.url}/nowhere/${n}`);
  }
  await fetch(`${at.url}/`, { method: "PROPFIND" });
  const routes = new Set([...(await figures()).matchAll(/route="([^"]*)"/g)].map(([, route]) => route));
  expect([...routes].sort()).toEqual(["/api/v1/rows/{rowId}/history", "other"]);
});

test("while the store does not answer, it is said, and the other figures are there", async () => {
  at.store.figures = () => Promise.reject(new Error("gone"));
  const text = await figures();
  expect(value(text, "dakehu_store_answers")).toBe(0);
  expect(value(text, "dakehu_backup_last_success_timestamp_seconds")).toBe(0);
});

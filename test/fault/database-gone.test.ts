/** Two services on one PostgreSQL, killed in turns; then the database is away for half a minute. */
import pg from "pg";
import { ask } from "../http/ask.ts";
import { aServer } from "../postgres/a-server.ts";
import { AProcess, pause, until } from "./a-process.ts";
import { Reporters } from "./reporters.ts";
import { seeded } from "./seeded.ts";

const KILLS = 6;
const REPORTERS = 6;
const AWAY_MS = 30_000;
const MOST_ANSWERS = 20;
/** To show that reporting goes on. */
const SOME_ANSWERS = 50;

seeded(
  "the database is away for half a minute: services answer 503 and live on, every acknowledged row is there, once",
  async (chance) => {
    const database = await aServer();
    const services = [0, 1].map(() => new AProcess({ environment: { DATABASE_URL: database.url } }));
    const [first, second] = services as [AProcess, AProcess];
    try {
      // As behind a proxy that knows who serves.
      const serving = (): string | null => {
        const urls = services.map(({ url }) => url).filter((url) => url !== null);
        return urls[chance(Math.max(1, urls.length))] ?? null;
      };
      const token = first.prepare();
      const reporters = new Reporters(serving, token, chance);
      const more = async (answers: number): Promise<void> => {
        const wanted = reporters.answers.size + answers;
        await until(() => reporters.answers.size >= wanted);
      };
      await Promise.all(services.map(async (service) => service.start()));
      reporters.begin(REPORTERS);
      for (let kill = 0; kill < KILLS; kill += 1) {
        await more(chance(MOST_ANSWERS));
        const service = kill % 2 === 0 ? first : second;
        await service.end("SIGKILL");
        await service.start();
      }
      expect(reporters.refusals).toEqual(new Map());

      await database.stop();
      await until(() => reporters.refusals.has(503));
      for (const { url } of services) await expectAway(String(url), token);
      await pause(AWAY_MS);
      await database.start();
      await more(SOME_ANSWERS);
      await reporters.rest();
      expect([...reporters.refusals.keys()]).toEqual([503]);
      for (const { url } of services) expect((await ask(`${url}/readyz`)).status).toBe(200);
      for (const service of services) {
        await until(() => service.said.includes("the database is back"));
        expect(service.said.match(/the database is (away|back)/g)).toEqual([
          "the database is away",
          "the database is back",
        ]);
      }

      await reporters.check();
      for (const submissionId of reporters.answers.keys()) await reporters.repeat(submissionId);
      await reporters.check();
      expect(first.admin("verify")).toMatchObject({ ...reporters.expected, faults: [] });
      for (const service of services) expect(await service.end("SIGTERM")).toBe(0);
    } finally {
      for (const service of services) await service.remove();
      await database.remove();
    }
  },
  300_000,
);

test("a database that goes just when a service has begun to serve does not end it: its first administrator is invited when it is back", async () => {
  const database = await aServer();
  const service = new AProcess({ environment: { DATABASE_URL: database.url } });
  const other = new pg.Client({ connectionString: database.url });
  // It is cut off as the service is.
  other.on("error", () => undefined);
  try {
    // The schema is there, and nobody was invited yet.
    await service.start();
    await service.end("SIGKILL");
    await other.connect();
    await other.query("BEGIN");
    await other.query("LOCK TABLE tokens");
    const url = await service.start();
    await until(async () => (await waiting(other)) > 0);
    await database.stop();
    await until(async () => (await ask(`${url}/readyz`)).status === 503);
    expect(service.said).not.toContain("?invite=");
    await database.start();
    await until(() => service.said.includes("?invite="));
    expect((await ask(`${url}/readyz`)).status).toBe(200);
    expect(await service.end("SIGTERM")).toBe(0);
  } finally {
    await service.remove();
    await database.remove();
  }
}, 120_000);

/** How many locks somebody waits for. */
async function waiting(other: pg.Client): Promise<number> {
  const { rows } = await other.query<{ waiting: number }>(
    "SELECT count(*)::int AS waiting FROM pg_locks WHERE NOT granted",
  );
  return rows[0]?.waiting ?? 0;
}

/** It lives, says that it is not ready, and tells who asks when to ask again. */
async function expectAway(url: string, token: string): Promise<void> {
  expect((await ask(`${url}/healthz`)).status).toBe(200);
  expect((await ask(`${url}/readyz`)).status).toBe(503);
  const answer = await ask(`${url}/api/v1/units`, { headers: { Authorization: `Bearer ${token}` } });
  expect(answer.status).toBe(503);
  expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await answer.json()).toMatchObject({ code: "store_away" });
}

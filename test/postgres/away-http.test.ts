/** What clients and the log are told while the database is away. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { openPostgresStore } from "../../server/store/postgres/postgres-store.ts";
import { until } from "../fault/a-process.ts";
import { type AService, aService } from "../http/a-service.ts";
import { aPurchase, aSubmission } from "../intake/a-submission.ts";
import { type AServer, aServer } from "./a-server.ts";

interface Logged {
  readonly msg: string;
  readonly level: number;
  readonly [detail: string]: unknown;
}

const WARN = 40;

let server: AServer;
let at: AService;
let lead: string;
/** Of warnings and above. */
const logged: Logged[] = [];
beforeAll(async () => {
  server = await aServer();
  const log = pino(
    { level: "info" },
    { write: (line: string) => void logged.push(JSON.parse(line) as Logged) },
  );
  at = await aService(undefined, {}, {}, { database: databaseOf(server), log });
  lead = await at.token("lead", "P01");
}, 60_000);
afterAll(async () => {
  await at.stop();
  await server.remove();
});

function databaseOf({ url }: AServer) {
  const folder = mkdtempSync(join(tmpdir(), "dakehu-beside-"));
  const unused = (): never => {
    throw new Error("not past the store");
  };
  return {
    folder,
    url,
    open: (now: string) => openPostgresStore(url, now),
    run: unused,
    all: unused,
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

const ENGLISH = { "Accept-Language": "en" };
const warnings = (): Logged[] => logged.filter(({ level }) => level >= WARN);

test("every endpoint that needs it answers 503, when to come again and why, in the caller's language; the log has a line when it leaves and one when it is back", async () => {
  const submission = aSubmission({ rows: [aPurchase()] });
  await server.stop();
  const refused = [
    await at.get("/units", lead),
    await at.get("/rows?limit=1", lead, ENGLISH),
    await at.get("/register?unit=P01", lead),
    await at.send("POST", "/submissions", lead, submission),
    await at.send("POST", "/submissions", lead, submission, ENGLISH),
    await fetch(`${at.url}/readyz`),
  ];
  for (const answer of refused) {
    const document = (await answer.json()) as { code: string; title: string };
    expect([answer.url, answer.status, document.code]).toEqual([answer.url, 503, "store_away"]);
    expect(answer.headers.get("Content-Type")).toContain("application/problem+json");
    expect(Number(answer.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect(JSON.stringify(document)).not.toMatch(/ECONN|stack|postgres/i);
    expect(document.title).toMatch(/暂时连接不上数据库|cannot be reached at the moment/);
  }
  // What needs no store is served.
  expect((await fetch(`${at.url}/healthz`)).status).toBe(200);
  expect(warnings()).toEqual([
    expect.objectContaining({ msg: "the database is away; requests are refused until it is back" }),
  ]);

  await server.start();
  await until(() => warnings().length > 1);
  expect(warnings()[1]).toMatchObject({ msg: "the database is back", refused: refused.length });
  expect((await fetch(`${at.url}/readyz`)).status).toBe(200);
  expect(await at.push(lead, submission)).toMatchObject({ counts: { created: 1 } });
  expect(await at.store.verify()).toMatchObject({ rows: 1, submissions: 1, faults: [] });

  // It leaves again: that is said again, and counted anew.
  await server.stop();
  expect((await at.get("/units", lead)).status).toBe(503);
  await server.start();
  await until(() => warnings().length > 3);
  expect(warnings().slice(2)).toMatchObject([
    { msg: "the database is away; requests are refused until it is back" },
    { msg: "the database is back", refused: 1 },
  ]);
  expect(logged.filter(({ err }) => err !== undefined)).toEqual([]);
}, 120_000);

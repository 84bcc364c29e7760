/** The service as its own process, killed while it sends. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { CopyPage } from "../../shared/sync/copies.ts";
import { aPurchase, aSubmission } from "../intake/a-submission.ts";
import { type ADatabase, aDatabase, placeOf } from "../store/a-database.ts";
import { type AMailServer, aMailServer } from "./a-mail-server.ts";

const running: ChildProcess[] = [];
let database: ADatabase;
let mail: AMailServer;

beforeAll(async () => {
  database = await aDatabase();
  mail = await aMailServer();
});
afterAll(async () => {
  for (const child of running) child.kill("SIGKILL");
  await mail.stop();
  await database.remove();
});

const environment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  ...placeOf(database),
  PORT: "0",
  LOG_LEVEL: "error",
  SMTP_URL: mail.url,
});

const admin = (...words: string[]): Record<string, unknown> =>
  JSON.parse(
    execFileSync(process.execPath, ["dist/server/admin.js", ...words, "--json"], {
      env: environment(),
    }).toString(),
  );

async function start(): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ["dist/server/main.js"], { env: environment() });
  running.push(child);
  let said = "";
  const url = await new Promise<string>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`exit ${code}: ${said}`)));
    child.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.stdout?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const port = /http:\/\/localhost:(\d+)/.exec(said)?.[1];
      if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
    });
  });
  return { child, url };
}

const ended = (child: ChildProcess, signal: NodeJS.Signals): Promise<void> =>
  new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill(signal);
  });

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50));
}

test("killed between a mail's end and its answer, it sends all others after the restart, and none twice", async () => {
  const first = await start();
  admin(
    "unit",
    "add",
    "--code",
    "P01",
    "--name",
    "扬州工厂",
    "--kind",
    "plant",
    "--head-email",
    "head@plant.example",
  );
  const { token } = admin("token", "create", "--role", "hq", "--name", "陈静");
  const headers = { Authorization: `Bearer ${String(token)}`, "Content-Type": "application/json" };
  const send = (url: string, method: string, path: string, body: unknown): Promise<Response> =>
    fetch(`${url}/api/v1${path}`, { method, headers, body: JSON.stringify(body) });
  const settings = { hqAddresses: ["marketing@hq.example"], remindDays: [] };
  expect((await send(first.url, "PUT", "/copies/settings", settings)).status).toBe(200);

  let held = false;
  mail.beforeAnswer = () => {
    held = mail.received.length === 6;
    return held ? new Promise(() => undefined) : Promise.resolve();
  };
  for (let n = 0; n < 10; n++) {
    const pushed = await send(first.url, "POST", "/submissions", aSubmission({ rows: [aPurchase()] }));
    expect(pushed.status).toBe(200);
  }
  await until(() => held);
  await ended(first.child, "SIGKILL");

  mail.beforeAnswer = async () => undefined;
  const second = await start();
  const outbox = async (): Promise<CopyPage> =>
    CopyPage.parse(await (await fetch(`${second.url}/api/v1/copies`, { headers })).json());
  await until(async () => {
    const { counts } = await outbox();
    return (counts.waiting ?? 0) + (counts.sending ?? 0) === 0;
  });
  const { copies, counts, mailing } = await outbox();
  expect(mailing).toBe(true);
  expect(counts).toMatchObject({ sent: 19, failed: 1 });
  expect(copies.find(({ state }) => state === "failed")?.error).toContain("可能已经收下");
  expect(mail.received).toHaveLength(20);
  expect(new Set(mail.received.map(({ mail: { messageId } }) => messageId)).size).toBe(20);
  expect(mail.received.filter(({ to }) => to[0] === "head@plant.example")).toHaveLength(10);
  await ended(second.child, "SIGTERM");
}, 120_000);

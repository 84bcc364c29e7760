/** The service as its own process, ended as rudely as can be. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import type { History, SubmissionAnswer } from "../../shared/sync/protocol.ts";
import { aPurchase, aSubmission, newId } from "../intake/a-submission.ts";
import { type ADatabase, aDatabase, placeOf } from "../store/a-database.ts";

let database: ADatabase;
let environment: NodeJS.ProcessEnv;
let running: ChildProcess[];
beforeEach(async () => {
  database = await aDatabase();
  running = [];
  environment = {
    ...process.env,
    ...placeOf(database),
    PORT: "0",
    LOG_LEVEL: "warn",
    CALLS_PER_MINUTE: "0",
  };
});
afterEach(async () => {
  await Promise.all(running.map((child) => ended(child, "SIGKILL")));
  await database.remove();
});

const admin = (...words: string[]): Record<string, unknown> =>
  JSON.parse(
    execFileSync(process.execPath, ["dist/server/admin.js", ...words, "--json"], {
      env: environment,
    }).toString(),
  );

/** Starts the service; its console tells where it listens. */
async function start(): Promise<{ child: ChildProcess; url: string; console: () => string }> {
  const child = spawn(process.execPath, ["dist/server/main.js"], { env: environment });
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
  return { child, url, console: () => said };
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exit = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  child.kill(signal);
  return exit;
}

test("what was answered is there after the process was killed, and the same push gets the same answer", async () => {
  const first = await start();
  admin("unit", "add", "--code", "P01", "--name", "扬州工厂", "--kind", "plant");
  const { token } = admin("token", "create", "--role", "lead", "--unit", "P01", "--name", "李明");
  const headers = { Authorization: `Bearer ${String(token)}`, "Content-Type": "application/json" };
  const rowId = newId();
  const body = JSON.stringify(aSubmission({ rows: [aPurchase({}, { rowId })] }));
  const push = (url: string): Promise<Response> =>
    fetch(`${url}/api/v1/submissions`, { method: "POST", headers, body });

  const answer = await (await push(first.url)).text();
  expect((JSON.parse(answer) as SubmissionAnswer).counts.created).toBe(1);
  await ended(first.child, "SIGKILL");

  const second = await start();
  const history = (await (
    await fetch(`${second.url}/api/v1/rows/${rowId}/history`, { headers })
  ).json()) as History;
  expect(history.revisions).toHaveLength(1);
  expect(await (await push(second.url)).text()).toBe(answer);
  expect(admin("verify")).toMatchObject({ rows: 1, revisions: 1, faults: [] });
  expect(await ended(second.child, "SIGTERM")).toBe(0);
  expect(second.console()).toContain("已停止。\nStopped.");
}, 120_000);

test("an empty store greets its first administrator with a link that works once", async () => {
  const { child, url, console: said } = await start();
  while (!said().includes("?invite=")) await new Promise((resolve) => setTimeout(resolve, 50));
  const code = /\?invite=(\w{8})/.exec(said())?.[1];
  const signIn = (): Promise<Response> =>
    fetch(`${url}/api/v1/sign-in`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ code }),
    });
  const response = await signIn();
  expect(await response.json()).toMatchObject({ session: { role: "hq-admin", unit: null } });
  expect((await signIn()).status).toBe(401);
  await ended(child, "SIGTERM");
  const again = await start();
  await ended(again.child, "SIGTERM");
  expect(again.console()).not.toContain("?invite=");
}, 120_000);

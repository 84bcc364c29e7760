/** The service as its own process, ended as rudely as can be. */
import type { History, SubmissionAnswer } from "../../shared/sync/protocol.ts";
import { AProcess, until } from "../fault/a-process.ts";
import { aPurchase, aSubmission, newId } from "../intake/a-submission.ts";
import { type ADatabase, aDatabase, placeOf } from "../store/a-database.ts";
import { ask } from "./ask.ts";

let database: ADatabase;
let service: AProcess;
beforeEach(async () => {
  database = await aDatabase();
  service = new AProcess({ environment: placeOf(database) });
});
afterEach(async () => {
  await service.remove();
  await database.remove();
});

test("what was answered is there after the process was killed, and the same push gets the same answer", async () => {
  const first = await service.start();
  service.admin("unit", "add", "--code", "P01", "--name", "扬州工厂", "--kind", "plant");
  const { token } = service.admin("token", "create", "--role", "lead", "--unit", "P01", "--name", "李明");
  const headers = { Authorization: `Bearer ${String(token)}`, "Content-Type": "application/json" };
  const rowId = newId();
  const body = JSON.stringify(aSubmission({ rows: [aPurchase({}, { rowId })] }));
  const push = (url: string): Promise<Response> =>
    ask(`${url}/api/v1/submissions`, { method: "POST", headers, body });

  const answer = await (await push(first)).text();
  expect((JSON.parse(answer) as SubmissionAnswer).counts.created).toBe(1);
  await service.end("SIGKILL");

  const second = await service.start();
  const history = (await (
    await ask(`${second}/api/v1/rows/${rowId}/history`, { headers })
  ).json()) as History;
  expect(history.revisions).toHaveLength(1);
  expect(await (await push(second)).text()).toBe(answer);
  expect(service.admin("verify")).toMatchObject({ rows: 1, revisions: 1, faults: [] });
  expect(await service.end("SIGTERM")).toBe(0);
  expect(service.said).toContain("已停止。\nStopped.");
}, 120_000);

test("an empty store greets its first administrator with a link that works once", async () => {
  const url = await service.start();
  await until(() => service.said.includes("?invite="));
  const code = /\?invite=(\w{8})/.exec(service.said)?.[1];
  const signIn = (): Promise<Response> =>
    ask(`${url}/api/v1/sign-in`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ code }),
    });
  const response = await signIn();
  expect(await response.json()).toMatchObject({ session: { role: "hq-admin", unit: null } });
  expect((await signIn()).status).toBe(401);
  await service.end("SIGTERM");
  await service.start();
  await service.end("SIGTERM");
  expect(service.said).not.toContain("?invite=");
}, 120_000);

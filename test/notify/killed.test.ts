/** The service as its own process, killed while it sends. */
import { CopyPage } from "../../shared/sync/copies.ts";
import { AProcess, until } from "../fault/a-process.ts";
import { ask } from "../http/ask.ts";
import { aPurchase, aSubmission } from "../intake/a-submission.ts";
import { type ADatabase, aDatabase, placeOf } from "../store/a-database.ts";
import { type AMailServer, aMailServer } from "./a-mail-server.ts";

let database: ADatabase;
let mail: AMailServer;
let service: AProcess;

beforeAll(async () => {
  database = await aDatabase();
  mail = await aMailServer();
  service = new AProcess({ environment: { ...placeOf(database), SMTP_URL: mail.url } });
});
afterAll(async () => {
  await service.remove();
  await mail.stop();
  await database.remove();
});

test("killed between a mail's end and its answer, it sends all others after the restart, and none twice", async () => {
  const first = await service.start();
  const unit = ["--code", "P01", "--name", "扬州工厂", "--kind", "plant"];
  service.admin("unit", "add", ...unit, "--head-email", "head@plant.example");
  const { token } = service.admin("token", "create", "--role", "hq", "--name", "陈静");
  const headers = { Authorization: `Bearer ${String(token)}`, "Content-Type": "application/json" };
  const send = (url: string, method: string, path: string, body: unknown): Promise<Response> =>
    ask(`${url}/api/v1${path}`, { method, headers, body: JSON.stringify(body) });
  const settings = { hqAddresses: ["marketing@hq.example"], remindDays: [] };
  expect((await send(first, "PUT", "/copies/settings", settings)).status).toBe(200);

  let held = false;
  mail.beforeAnswer = () => {
    held = mail.received.length === 6;
    return held ? new Promise(() => undefined) : Promise.resolve();
  };
  for (let n = 0; n < 10; n++) {
    const pushed = await send(first, "POST", "/submissions", aSubmission({ rows: [aPurchase()] }));
    expect(pushed.status).toBe(200);
  }
  await until(() => held);
  await service.end("SIGKILL");

  mail.beforeAnswer = async () => undefined;
  const second = await service.start();
  const outbox = async (): Promise<CopyPage> =>
    CopyPage.parse(await (await ask(`${second}/api/v1/copies`, { headers })).json());
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
  await service.end("SIGTERM");
}, 120_000);

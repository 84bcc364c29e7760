/** The shipped service writes the master in a thread: pushes are answered meanwhile, and a stopped file is gone. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { readWorkbook } from "../../server/xlsx/read.ts";
import type { FileRun } from "../../shared/sync/files.ts";
import type { Session, SubmissionAnswer } from "../../shared/sync/protocol.ts";
import { RunningService } from "../browser/service.ts";
import { aPurchase, aSubmission } from "../intake/a-submission.ts";

jest.setTimeout(180_000);

const SUBMISSIONS = 8;
const EACH = 5000;

let service: RunningService;
let admin: string;
beforeAll(async () => {
  // It looks more often than a person's pane.
  process.env.CALLS_PER_MINUTE = "0";
  service = await RunningService.start();
  const code = service.firstInvitation;
  const signedIn = await service.call<{ token: string; session: Session }>("", "POST", "/sign-in", { code });
  admin = signedIn.token;
  await service.call(admin, "POST", "/units", { code: "P01", name: "扬州工厂", kind: "plant" });
  for (let n = 0; n < SUBMISSIONS; n += 1) await push(EACH);
});
afterAll(() => service.remove());

const push = (count: number): Promise<SubmissionAnswer> =>
  service.call(
    admin,
    "POST",
    "/submissions",
    aSubmission({ rows: Array.from({ length: count }, () => aPurchase()) }),
  );

const ask = (): Promise<FileRun> => service.call(admin, "POST", "/files", { kind: "master" });
const look = (id: string): Promise<FileRun> => service.call(admin, "GET", `/files/${id}`);
const kept = (): string[] => {
  const folder = join(service.folder, "files");
  return existsSync(folder) ? readdirSync(folder) : [];
};

async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 3000; tries += 1) {
    if (await what()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("it did not come to that");
}

test("pushes are answered while it is written, and it is there in the end", async () => {
  const { id } = await ask();
  let [during, state] = [0, "waiting"];
  const told: number[] = [];
  while (state === "waiting" || state === "writing") {
    await push(1);
    const run = await look(id);
    state = run.state;
    told.push(run.rows);
    if (state === "writing") during += 1;
  }
  expect(state).toBe("ready");
  expect(during).toBeGreaterThan(3);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  expect(told.some((rows) => rows > 0 && rows < SUBMISSIONS * EACH)).toBe(true);
  const { rows, of } = await look(id);
  expect([rows, of === rows, rows >= SUBMISSIONS * EACH]).toEqual([rows, true, true]);
  const bytes = await service.file(admin, `/files/${id}/content`);
  expect(Buffer.from(bytes.subarray(0, 2)).toString()).toBe("PK");
});

test("one sheet as CSV holds every row of the moment at which it was begun, though rows come meanwhile", async () => {
  const { id } = await service.call<FileRun>(admin, "POST", "/files", {
    kind: "master-csv",
    sheet: "purchases",
  });
  await push(1);
  await until(async () => (await look(id)).state === "ready");
  const { of } = await look(id);
  const text = Buffer.from(await service.file(admin, `/files/${id}/content`)).toString("utf8");
  const ids = text.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [];
  expect([ids.length, new Set(ids).size]).toEqual([of, of]);
  expect(ids.length).toBeGreaterThanOrEqual(SUBMISSIONS * EACH);
});

test("stopped in the middle, its thread ends and its file is removed; the next one is written all the same", async () => {
  await push(1);
  const before = kept();
  const { id } = await ask();
  await until(async () => (await look(id)).rows > 0);
  expect(kept()).toHaveLength(before.length + 1);
  await service.call(admin, "DELETE", `/files/${id}`);
  expect((await look(id)).state).toBe("stopped");
  await until(() => kept().length === before.length);
  const next = await ask();
  expect(next.id).not.toBe(id);
  await until(async () => (await look(next.id)).state === "ready");
});

test("a small master comes whole, as it is written", async () => {
  const bytes = await service.file(admin, "/master.xlsx?from=2020-01&to=2020-01");
  const { sheets } = await readWorkbook(Buffer.from(bytes));
  expect(sheets.map(({ name }) => name)).toContain("总表·月度采购");
});

test("the month's report and the template are drawn in a thread too, beside a long file", async () => {
  await push(1);
  const { id } = await ask();
  await until(async () => (await look(id)).state === "writing");
  for (const path of ["/summary.xlsx?period=2026-10", "/template.xlsx?unit=P01&period=2026-09"]) {
    const { sheets } = await readWorkbook(Buffer.from(await service.file(admin, path)));
    expect(sheets.length).toBeGreaterThan(0);
  }
  await service.call(admin, "DELETE", `/files/${id}`);
});

test("what was kept is gone when the service has stopped", async () => {
  expect(kept().length).toBeGreaterThan(0);
  await service.down();
  expect(kept()).toEqual([]);
  await service.up();
});

test("the month's report is made while others are answered", async () => {
  let [answers, made] = [0, false];
  const report = service.call(admin, "GET", "/summary?period=2026-10").finally(() => (made = true));
  while (!made) {
    await fetch(`${service.url}/healthz`);
    answers += 1;
  }
  expect(await report).toMatchObject({ period: "2026-10", rows: { purchases: expect.any(Number) } });
  // Made by the thread that answers, it would let those by that came before it, and no other.
  expect(answers).toBeGreaterThan(20);
});

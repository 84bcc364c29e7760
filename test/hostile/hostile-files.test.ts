/** Hostile files at the service as it is shipped: each is refused with a message, and the service goes on. */
import { execFileSync } from "node:child_process";
import { problemDocument, Problem } from "../../shared/problems.ts";
import type { Session } from "../../shared/sync/protocol.ts";
import { RunningService } from "../browser/service.ts";
import { ask } from "../http/ask.ts";
import { aWorkbook, ROWS, sheet } from "./a-workbook.ts";
import { ACTIVE, BOMBS, type HostileFile, LABORIOUS, PATHS } from "./hostile-files.ts";

jest.setTimeout(120_000);

let service: RunningService;
let token: string;
let before: number;
beforeAll(async () => {
  service = await RunningService.start();
  const signedIn = await service.call<{ token: string; session: Session }>("", "POST", "/sign-in", {
    code: service.firstInvitation,
  });
  token = signedIn.token;
  await service.call(token, "POST", "/units", { code: "P01", name: "扬州工厂", kind: "plant" });
  await upload(aWorkbook());
  before = residentMiB();
});
afterAll(() => service.remove());

const upload = (file: Uint8Array, headers: Record<string, string> = {}): Promise<Response> =>
  ask(`${service.url}/api/v1/workbooks`, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${token}`,
      "Content-Type": "application/octet-stream",
      "Accept-Language": "zh-CN",
      ...headers,
    },
    body: new Uint8Array(file),
  });

/** What the process occupies, its threads included. */
const residentMiB = (): number =>
  Number(execFileSync("ps", ["-o", "rss=", "-p", String(service.pid)], { encoding: "utf8" })) / 1024;

/** Two threads' heaps (512 MiB each) and what they expand beside them. */
const MOST_GROWTH = 1600;

let count = 0;
/** A workbook nobody has sent before, answered while somebody waits. */
async function expectSound(): Promise<void> {
  count += 1;
  const began = Date.now();
  const response = await upload(
    aWorkbook({ "xl/worksheets/sheet1.xml": sheet(ROWS.replace("<v>12</v>", `<v>${12 + count}</v>`)) }),
  );
  expect(await response.json()).toMatchObject({ counts: { created: 1 } });
  expect(Date.now() - began).toBeLessThan(60_000);
}

const expectOutcome = async ({ code, file }: HostileFile): Promise<void> => {
  const bytes = file();
  expect(bytes.length).toBeLessThan(5 * 1024 * 1024);
  const began = Date.now();
  const response = await upload(bytes);
  const answer = (await response.json()) as Record<string, unknown>;
  const took = Date.now() - began;
  if (code === undefined) {
    expect([response.status, answer.counts]).toEqual([200, expect.objectContaining({ rejected: 0 })]);
  } else {
    expect(answer).toMatchObject({ code, status: new Problem(code).status });
    expect(answer.title).toMatch(/\p{Script=Han}/u);
    expect(problemDocument(new Problem(code), "en").detail).toMatch(/^[A-Z].*\.$/);
  }
  // It is ended after ten seconds; mostly a file takes less than one.
  expect(took).toBeLessThan(20_000);
  expect(residentMiB() - before).toBeLessThan(MOST_GROWTH);
};

describe.each([
  ["bombs", BOMBS],
  ["files that mean to keep the service busy", LABORIOUS],
  ["files that run or fetch something", ACTIVE],
  ["paths", PATHS],
])("%s", (_, files) => {
  test.each(files.map((file) => [file.says, file] as const))("%s", async (__, file) => {
    await expectOutcome(file);
    await expectSound();
  });
});

test("many of them at once keep nobody from handing in a good one", async () => {
  const files = [...BOMBS, ...LABORIOUS].map(({ file }) => file());
  const all = files.map(async (file) => (await upload(file)).status);
  await Promise.all(Array.from({ length: 3 }, expectSound));
  for (const status of await Promise.all(all)) expect(status).toBeLessThan(500);
  await expectSound();
  expect(residentMiB() - before).toBeLessThan(MOST_GROWTH);
});

/** A file of 60,000 lines at the shipped service: it is read in a thread of its own, and others' pushes go on. */
import type { CsvAnswer } from "../../server/intake/csv.ts";
import type { Session } from "../../shared/sync/protocol.ts";
import { RunningService } from "../browser/service.ts";
import { aPurchase, aSubmission } from "../intake/a-submission.ts";
import { ask } from "./ask.ts";

jest.setTimeout(180_000);

let service: RunningService;
let admin: string;
beforeAll(async () => {
  service = await RunningService.start();
  await linkIsPrinted();
  const signedIn = await service.call<{ token: string; session: Session }>("", "POST", "/sign-in", {
    code: service.firstInvitation,
  });
  admin = signedIn.token;
  for (const code of ["P01", "P02"]) {
    await service.call(admin, "POST", "/units", { code, name: `${code} 工厂`, kind: "plant" });
  }
});
afterAll(() => service.remove());

/** That comes after the service can be reached. */
async function linkIsPrinted(): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      return void service.firstInvitation;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

const LINES = 60_000;
const FILE = [
  "大客户,产品类别,供应商,数量(台),备注",
  ...Array.from(
    { length: LINES },
    (_, n) => `招商物流,半挂车,本集团,${n === 40_000 ? "若干" : 1},第 ${n} 单`,
  ),
].join("\r\n");

const send = async (query: string): Promise<CsvAnswer> => {
  const response = await ask(`${service.url}/api/v1/csv?sheet=purchases&unit=P01&period=2026-10${query}`, {
    method: "POST",
    headers: { Authorization: `Bearer ${admin}`, "Content-Type": "text/csv" },
    body: FILE,
  });
  if (response.status !== 200) throw new Error(await response.text());
  return (await response.json()) as CsvAnswer;
};

test("its rows are told by line, and a small push never waits for the whole of it", async () => {
  let [sending, longest, pushes] = [true, 0, 0];
  const began = Date.now();
  const all = send("&dryRun=true").finally(() => (sending = false));
  while (sending) {
    const before = Date.now();
    const submission = aSubmission({ unit: "P02", channel: "phone", rows: [aPurchase()] });
    await service.call(admin, "POST", "/submissions", submission);
    longest = Math.max(longest, Date.now() - before);
    pushes += 1;
  }
  const took = Date.now() - began;
  const { rows, counts, outcomes, submissions } = await all;
  expect([rows, counts.created, counts.rejected, submissions.length]).toEqual([LINES, LINES - 1, 1, 12]);
  expect(outcomes.map(({ line, issues }) => [line, issues[0]?.address])).toEqual([[40_002, "D40002"]]);
  // One submission of it at a time may stand before a push: there are twelve.
  expect(pushes).toBeGreaterThan(5);
  expect(longest).toBeLessThan(took / 2);
});

/** Files dragged in: checked two at a time, accepted when somebody says so, refused where they cannot be read. */
import {
  isSound,
  needsPassword,
  needsPlace,
  refusalOf,
  tally,
  Uploads,
} from "../../addin/pane/tasks/upload.ts";
import { ServiceProblem } from "../../addin/sync/trouble.ts";
import type { Uploaded } from "../../addin/sync/uploads.ts";

const workbook = (name: string): File => new File(["x"], name);

function answerOf(faulty: number): Uploaded {
  const row = (n: number, outcome: "created" | "rejected") => ({
    rowId: String(n),
    outcome,
    revision: null,
    issues: [],
    sheet: "purchases" as const,
    row: n,
  });
  return {
    submissionId: "",
    cursor: 0,
    receivedAt: "",
    counts: { created: 2, updated: 0, merged: 0, unchanged: 0, deleted: 0, conflict: 0, rejected: faulty },
    unit: "P01",
    period: "2026-10",
    dryRun: true,
    outcomes: [
      row(2, "created"),
      row(3, "created"),
      ...Array.from({ length: faulty }, (_, n) => row(4 + n, "rejected")),
    ],
    sheets: [{ sheet: "purchases", name: "月度采购", issues: [] }],
    missing: [],
  };
}

/** A service that answers when it is told to. */
function aService() {
  const under: { name: string; dryRun: boolean; done: (answer: Uploaded | ServiceProblem) => void }[] = [];
  let most = 0;
  const uploads = new Uploads(
    {
      workbook: (upload, dryRun, signal) =>
        new Promise<Uploaded>((resolve, reject) => {
          const one = {
            name: upload.name,
            dryRun,
            done: (answer: Uploaded | ServiceProblem) => {
              under.splice(under.indexOf(one), 1);
              if (answer instanceof ServiceProblem) reject(answer);
              else resolve(answer);
            },
          };
          under.push(one);
          most = Math.max(most, under.length);
          signal.addEventListener("abort", () => one.done(new ServiceProblem("cancelled")));
        }),
    },
    () => undefined,
  );
  return { uploads, under, most: () => most, stages: () => uploads.files().map(({ stage }) => stage) };
}
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

test.each([
  ["旧表.xls", "old"],
  ["旧表.ET", "old"],
  ["说明.docx", "other"],
  ["没有后缀", "other"],
  ["十月.xlsx", null],
  ["采购.CSV", null],
])("%s is refused before it is sent: %s", (name, refusal) => {
  expect(refusalOf({ name, size: 10 })).toBe(refusal);
});

test("no more than two files are under way, and every one is tried out first", async () => {
  const { uploads, under, most, stages } = aService();
  uploads.add(["一.xlsx", "二.xlsx", "三.xlsx", "四.csv", "五.xls"].map(workbook));
  expect(stages()).toEqual(["checking", "checking", "waiting", "csv", "refused"]);
  while (under.length > 0) {
    expect(under.every(({ dryRun }) => dryRun)).toBe(true);
    under[0]?.done(answerOf(0));
    await turn();
  }
  expect([most(), stages()]).toEqual([2, ["checked", "checked", "checked", "csv", "refused"]]);
});

test("only what has no fault is accepted together with all others; one with faults may be accepted by itself", async () => {
  const { uploads, under, stages } = aService();
  uploads.add(["好.xlsx", "坏.xlsx"].map(workbook));
  under[0]?.done(answerOf(0));
  await turn();
  under[0]?.done(answerOf(1));
  await turn();
  expect(uploads.files().map(isSound)).toEqual([true, false]);
  expect(tally(answerOf(1))).toEqual({ rows: 3, sound: 2, faulty: 1, warned: 0 });
  uploads.accept(uploads.files().map(({ id }) => id));
  expect(under.map(({ dryRun }) => dryRun)).toEqual([false, false]);
  under[0]?.done(answerOf(0));
  under[0]?.done(answerOf(1));
  await turn();
  expect(stages()).toEqual(["accepted", "accepted"]);
});

test("a password or a unit that is missing is asked for, and the file checked again with it", async () => {
  const { uploads, under, stages } = aService();
  uploads.add([workbook("加密.xlsx")]);
  under[0]?.done(new ServiceProblem("problem", { status: 422, code: "file_encrypted" }));
  await turn();
  const [locked] = uploads.files();
  expect([stages(), locked && needsPassword(locked), locked && needsPlace(locked)]).toEqual([
    ["failed"],
    true,
    false,
  ]);
  uploads.check(locked?.id ?? 0, { password: "1234" });
  expect([uploads.files()[0]?.password, under.length]).toEqual(["1234", 1]);
  under[0]?.done(new ServiceProblem("problem", { status: 400, code: "malformed" }));
  await turn();
  expect(uploads.files().map(needsPlace)).toEqual([true]);
});

test("stopped, what is under way is broken off and what waits is not begun", async () => {
  const { uploads, under, stages } = aService();
  uploads.add(["一.xlsx", "二.xlsx", "三.xlsx"].map(workbook));
  uploads.stop();
  await turn();
  expect([under.length, stages()]).toEqual([0, ["stopped", "stopped", "stopped"]]);
});

test("fifty files at a time; how many were left is told", () => {
  const { uploads } = aService();
  expect(uploads.add(Array.from({ length: 53 }, (_, n) => workbook(`${n}.xlsx`)))).toBe(3);
  expect(uploads.files()).toHaveLength(50);
});

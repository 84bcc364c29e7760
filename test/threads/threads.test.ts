import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { GivenUp } from "../../server/threads/given-up.ts";
import { type ThreadOptions, Threads } from "../../server/threads/threads.ts";
import { inFolder } from "../xlsx/inspect.ts";

/** A thread that does what it is told. */
const OBEDIENT = `
const { parentPort, threadId } = require("node:worker_threads");
exports.wake = () => null;
exports.work = async ({ id, task: { order, bytes } }) => {
  parentPort.postMessage({ begun: id });
  if (order === "fail") throw new Error("it went wrong");
  if (order === "hang") for (;;);
  if (order === "rest") { parentPort.postMessage({ rests: id }); await new Promise((done) => setTimeout(done, 4000)); }
  if (order === "leave") process.exit(3);
  if (order === "grow") { const all = []; for (;;) all.push(Array.from({ length: 10_000 }, (_, i) => i + Math.random())); }
  return order === "who" ? threadId : { order, length: bytes?.length ?? 0 };
};`;

const withThreads = (
  options: Partial<ThreadOptions>,
  work: (run: (task: object, bytes?: ArrayBuffer) => Promise<unknown>, threads: Threads) => Promise<void>,
): Promise<void> =>
  inFolder(async (folder) => {
    const script = join(folder, "thread.cjs");
    writeFileSync(script, OBEDIENT);
    const threads = new Threads(pathToFileURL(script), {
      threads: 1,
      mostMs: 20_000,
      mostMiB: 64,
      ...options,
    });
    try {
      await work((task, bytes) => threads.run("work", task, { transferList: bytes ? [bytes] : [] }), threads);
    } finally {
      await threads.close();
    }
  });

const failure = (work: Promise<unknown>): Promise<unknown> => work.catch((reason: unknown) => reason);

test("each piece of work gets its own answer, however many wait", () =>
  withThreads({ threads: 2 }, async (run) => {
    const orders = Array.from({ length: 20 }, (_, i) => `order ${i}`);
    const answers = await Promise.all(orders.map((order) => run({ order })));
    expect(answers).toEqual(orders.map((order) => ({ order, length: 0 })));
  }));

test("bytes go to the thread without being copied", () =>
  withThreads({}, async (run) => {
    const bytes = new Uint8Array(1000);
    expect(await run({ order: "take", bytes }, bytes.buffer)).toEqual({ order: "take", length: 1000 });
    expect(bytes.length).toBe(0);
  }));

test("work that takes too long is given up, and what waited behind it is done", () =>
  withThreads({ mostMs: 3_000 }, async (run) => {
    const [hung, next] = [failure(run({ order: "hang" })), run({ order: "next" })];
    expect(await hung).toBeInstanceOf(GivenUp);
    expect(await hung).toMatchObject({ reason: "time" });
    expect(await next).toMatchObject({ order: "next" });
  }));

test("a thread that rests may take its time, and so may what waits behind it", () =>
  withThreads({ mostMs: 3_000 }, async (run) => {
    const orders = ["rest", "next"];
    expect(await Promise.all(orders.map((order) => run({ order })))).toMatchObject([
      { order: "rest" },
      { order: "next" },
    ]);
  }));

test("work that takes too much memory ends alone", () =>
  withThreads({ mostMiB: 16 }, async (run) => {
    expect(await failure(run({ order: "grow" }))).toMatchObject({ reason: "memory" });
    expect(await run({ order: "next" })).toMatchObject({ order: "next" });
  }));

test("a thread that fails or leaves fails its own work only", () =>
  withThreads({}, async (run) => {
    const orders = ["fail", "next", "leave", "last"].map((order) => failure(run({ order })));
    const [failed, next, left, last] = await Promise.all(orders);
    expect(failed).toMatchObject({ message: "it went wrong" });
    expect(left).toBeInstanceOf(Error);
    expect([next, last]).toMatchObject([{ order: "next" }, { order: "last" }]);
  }));

test("closing does not wait for a thread that hangs", () =>
  withThreads({}, async (run, threads) => {
    const hung = failure(run({ order: "hang" }));
    await threads.close();
    expect(await hung).toBeInstanceOf(Error);
  }));

test("where the script cannot be loaded the work fails, and nobody waits for ever", async () => {
  const script = pathToFileURL(join(tmpdir(), "dakehu-no-such-thread.cjs"));
  const threads = new Threads(script, { threads: 1, mostMs: 20_000, mostMiB: 64 });
  const works = [1, 2].map((order) => failure(threads.run("work", { order })));
  for (const failed of await Promise.all(works)) expect(String(failed)).toContain("dakehu-no-such-thread");
  await threads.close();
});

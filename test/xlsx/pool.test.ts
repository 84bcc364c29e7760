import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { GivenUp, Pool, type PoolOptions } from "../../server/xlsx/pool.ts";
import { inFolder } from "./inspect.ts";

/** A thread that does what it is told. */
const OBEDIENT = `
import { parentPort, threadId } from "node:worker_threads";
parentPort.on("message", ({ order, bytes }) => {
  if (order === "fail") throw new Error("it went wrong");
  if (order === "hang") for (;;);
  if (order === "leave") process.exit(3);
  if (order === "grow") { const all = []; for (;;) all.push(Array.from({ length: 10_000 }, (_, i) => i + Math.random())); }
  parentPort.postMessage(order === "who" ? threadId : { order, length: bytes?.length ?? 0 });
});`;

const withPool = (options: Partial<PoolOptions>, work: (pool: Pool) => Promise<void>): Promise<void> =>
  inFolder(async (folder) => {
    const script = join(folder, "thread.mjs");
    writeFileSync(script, OBEDIENT);
    const pool = new Pool(pathToFileURL(script), { threads: 1, mostMs: 20_000, mostMiB: 64, ...options });
    try {
      await work(pool);
    } finally {
      await pool.close();
    }
  });

const failure = (work: Promise<unknown>): Promise<unknown> => work.catch((reason: unknown) => reason);

test("each piece of work gets its own answer, however many wait", () =>
  withPool({ threads: 2 }, async (pool) => {
    const orders = Array.from({ length: 20 }, (_, i) => `order ${i}`);
    const answers = await Promise.all(orders.map((order) => pool.run({ order })));
    expect(answers).toEqual(orders.map((order) => ({ order, length: 0 })));
  }));

test("bytes go to the thread without being copied", () =>
  withPool({}, async (pool) => {
    const bytes = new Uint8Array(1000);
    expect(await pool.run({ order: "take", bytes }, [bytes.buffer])).toEqual({ order: "take", length: 1000 });
    expect(bytes.length).toBe(0);
  }));

test("a thread serves again and again, and no more are started than may be", () =>
  withPool({ threads: 2 }, async (pool) => {
    const who = await Promise.all(Array.from({ length: 12 }, () => pool.run({ order: "who" })));
    expect(new Set(who).size).toBeLessThanOrEqual(2);
  }));

test("work that takes too long is given up, and what waited behind it is done", () =>
  withPool({ mostMs: 3_000 }, async (pool) => {
    const [hung, next] = [failure(pool.run({ order: "hang" })), pool.run({ order: "next" })];
    expect(await hung).toBeInstanceOf(GivenUp);
    expect(await hung).toMatchObject({ reason: "time" });
    expect(await next).toMatchObject({ order: "next" });
  }));

test("work that takes too much memory ends alone", () =>
  withPool({ mostMiB: 16 }, async (pool) => {
    expect(await failure(pool.run({ order: "grow" }))).toMatchObject({ reason: "memory" });
    expect(await pool.run({ order: "next" })).toMatchObject({ order: "next" });
  }));

test("a thread that fails or leaves fails its own work only", () =>
  withPool({}, async (pool) => {
    const orders = ["fail", "next", "leave", "last"].map((order) => failure(pool.run({ order })));
    const [failed, next, left, last] = await Promise.all(orders);
    expect(failed).toMatchObject({ message: "it went wrong" });
    expect(left).toMatchObject({ message: "a thread ended by itself: 3" });
    expect([next, last]).toMatchObject([{ order: "next" }, { order: "last" }]);
  }));

/** A thread that dies in the middle of a file takes nothing with it but that file. */
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { writerIn } from "../../server/files/writer.ts";
import { Threads } from "../../server/threads/threads.ts";
import { type AService, aService } from "../http/a-service.ts";
import { aPurchase, aSubmission } from "../intake/a-submission.ts";
import { inFolder } from "../xlsx/inspect.ts";

/** Dies half-way wherever the months begin in January; writes three words otherwise. */
const MORTAL = `
const { parentPort } = require("node:worker_threads");
const { appendFileSync } = require("node:fs");
exports.wake = () => null;
exports.write = async ({ id, task: { path, asked } }) => {
  parentPort.postMessage({ begun: id });
  appendFileSync(path, "half ");
  parentPort.postMessage({ of: id, said: { rows: 1, of: 2, bytes: 5 } });
  await new Promise((done) => setTimeout(done, 200));
  if (asked.from === "2026-01") process.exit(7);
  appendFileSync(path, "a file");
  return { rows: 2, of: 2, bytes: 11 };
};`;

const withMortal = (work: (at: AService) => Promise<void>): Promise<void> =>
  inFolder(async (folder) => {
    const script = join(folder, "mortal.cjs");
    writeFileSync(script, MORTAL);
    const threads = new Threads(pathToFileURL(script), { threads: 1, mostMs: 20_000, mostMiB: 64 });
    const at = await aService(undefined, {}, { writer: writerIn(threads) });
    try {
      await work(at);
    } finally {
      await at.stop();
    }
  });

test("its download breaks off, so that nobody takes it for whole; its half is removed; the next file is written", () =>
  withMortal(async (at) => {
    const hq = await at.token("hq");
    const download = async (from: string): Promise<string> =>
      (await at.get(`/master.xlsx?from=${from}`, hq)).text();
    const [broken, behind] = [download("2026-01").catch(() => "broken off"), download("2026-02")];
    expect(await broken).toBe("broken off");
    expect(await behind).toBe("half a file");
    expect(await download("2026-02")).toBe("half a file");
    expect(readdirSync(join(at.folder, "files"))).toHaveLength(1);
    const lead = await at.token("lead", "P01");
    expect((await at.push(lead, aSubmission({ rows: [aPurchase()] }))).counts.created).toBe(1);
    await at.files.close();
    expect(existsSync(join(at.folder, "files"))).toBe(false);
  }));

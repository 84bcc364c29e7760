/** The document of a run, not its figures: how fast it is depends on what else the machine does. */
import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { BenchDocument } from "./result.ts";

const ROOT = join(__dirname, "..", "..");
const bench = (...args: string[]) =>
  promisify(execFile)(process.execPath, [join(__dirname, "run.mjs"), ...args], { cwd: ROOT });

test("a run prints one document that says what was held against what, and leaves no store behind", async () => {
  const before = existsSync(join(ROOT, "dist")) ? readdirSync(join(ROOT, "dist")) : [];
  const { stdout } = await bench("--quick", "--only", "summary", "--json");
  const document = BenchDocument.parse(JSON.parse(stdout));
  expect(document.quick).toBe(true);
  expect(document.benchmarks.map(({ name }) => name)).toEqual(["summary"]);
  const [summary] = document.benchmarks;
  expect(summary?.figures.map(({ name }) => name)).toEqual([
    "p50-2000",
    "p99-2000",
    "p50-5000",
    "p99-5000",
    "raw-p50",
  ]);
  expect(summary?.comparisons).toMatchObject([
    { name: "long-to-short", bound: "most" },
    { name: "report-to-raw", bound: "most" },
  ]);
  for (const { ratio, target, reached } of summary?.comparisons ?? []) expect(reached).toBe(ratio <= target);
  const left = readdirSync(join(ROOT, "dist")).filter((name) => !before.includes(name));
  expect(left.filter((name) => name.startsWith("bench-data-"))).toEqual([]);
}, 180_000);

test("a benchmark that does not exist is named, with those that do", async () => {
  const failed = bench("--only", "speed").then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(await failed).toMatchObject({ code: 1, stdout: "" });
  expect(await failed).toMatchObject({ stderr: expect.stringContaining("submissions, files, summary") });
});

/**
 * `npm run bench`: installs and compiles what is missing, runs each benchmark in a process of its own, shows a table.
 * `--json` prints one document instead (`result.ts` says what is in it), `--only NAME` runs one, `--quick` runs small
 * sizes to try them out, `--files N` has so many workbooks put together.
 */
import { fork } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, cpus, loadavg, release, totalmem, type } from "node:os";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { runNode } from "../../server/boot/child.mjs";
import { commandOf, inProject, ROOT } from "../../server/boot/project.mjs";
import { command, getReady } from "../../server/boot/ready.mjs";
import { speaker } from "../../server/boot/words.mjs";
import { table } from "./table.mjs";

/** Those that only read the large stores come first. */
const NAMES = [
  "submissions",
  "files",
  "summary",
  "feed",
  "growth",
  "writing",
  "season",
  "engines",
  "scale",
  "workbooks",
  "consolidate",
  "near",
  "hostile",
];
const say = speaker(process.stderr);

await command(async () => {
  const { json, quick, only, files } = options();
  await getReady({ parts: ["server"], output: "stderr" });
  say({ zh: "正在编译基准测试…", en: "Compiling the benchmarks…" });
  const { code } = await runNode(commandOf("typescript", "tsc"), ["-p", inProject("tsconfig.bench.json")], {
    output: "stderr",
  });
  if (code !== 0) throw new Error("基准测试编译失败 · the benchmarks do not compile");

  // Beside the project: a commit must reach a real disk, which the system's own folder for such files may not be.
  const folder = mkdtempSync(inProject("dist", "bench-data-"));
  const clear = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", clear);
  process.chdir(ROOT);
  const { BenchDocument } = await compiled("result.js");
  const document = {
    product: "dakehu",
    version: JSON.parse(readFileSync(inProject("package.json"), "utf8")).version,
    at: new Date().toISOString(),
    quick,
    machine: machine(),
  };
  const benchmarks = [];
  for (const name of only ? [only] : NAMES) {
    say({ zh: `正在测量:${name}…`, en: `Measuring ${name}…` });
    benchmarks.push(await measured(name, { folder, quick, ...(files && { files }) }));
  }
  /** @type {import("./result.ts").BenchDocument} */
  const whole = BenchDocument.parse({ ...document, benchmarks });
  process.stdout.write(json ? `${JSON.stringify(whole, null, 2)}\n` : table(whole));
});

/** @param {string} script of this folder, which can be loaded once it has been compiled */
function compiled(script) {
  return import(pathToFileURL(inProject("dist", "bench", "test", "bench", script)).href);
}

function options() {
  const { values } = parseArgs({
    options: {
      json: { type: "boolean", default: false },
      quick: { type: "boolean", default: false },
      only: { type: "string" },
      files: { type: "string" },
    },
  });
  if (values.only !== undefined && !NAMES.includes(values.only)) {
    throw new Error(`不认识 · unknown: ${values.only} (${NAMES.join(", ")})`);
  }
  const files = Number(values.files ?? "0");
  if (!Number.isInteger(files) || files < 0 || files === 1) {
    throw new Error(`--files 至少为 2 · --files is at least 2`);
  }
  return { ...values, files };
}

/**
 * @param {string} name
 * @param {{ folder: string, quick: boolean, files?: number }} options
 */
async function measured(name, options) {
  const began = Date.now();
  const { Done } = await compiled("process.js");
  return new Promise((resolve, reject) => {
    const child = fork(
      inProject("dist", "bench", "test", "bench", "main.js"),
      [name, JSON.stringify(options)],
      {
        stdio: ["ignore", 2, 2, "ipc"],
      },
    );
    /** @param {NodeJS.Signals} signal */
    const end = (signal) => {
      child.once("exit", () => process.exit(signal === "SIGINT" ? 130 : 143));
      child.kill(signal);
    };
    process.once("SIGINT", end).once("SIGTERM", end);
    /** @type {unknown} */
    let message;
    child.once("message", (sent) => (message = sent));
    child.once("exit", (code) => {
      process.off("SIGINT", end).off("SIGTERM", end);
      const { success, data } = Done.safeParse(message);
      if (!success) return reject(new Error(`${name}: 没有结果 · no result (${code})`));
      const seconds = Math.round((Date.now() - began) / 100) / 10;
      resolve({ name, ...data.value, seconds, peakMemoryMiB: Math.round(data.peakMemoryMiB) });
    });
  });
}

function machine() {
  return {
    cpu: cpus()[0]?.model.trim() ?? "",
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 1024 ** 3),
    system: `${type()} ${release()} ${process.arch}`,
    node: process.version,
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  };
}

/** `npm test`: installs, builds what is stale, gets the programs the tests need, runs every test, counts. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runNode } from "../server/boot/child.mjs";
import { commandOf } from "../server/boot/project.mjs";
import { getReady } from "../server/boot/ready.mjs";
import { WORDS, reasonOf, speaker } from "../server/boot/words.mjs";
import { findBrowser } from "./browser/find-browser.mjs";
import { counted, exitCode } from "./count.mjs";
import { getTools } from "./tools.mjs";

const say = speaker(process.stdout);
let count = { passed: 0, failed: 1 };
try {
  await getReady();
  const lacking = await getTools(say);
  if (lacking.length > 0) {
    throw new Error(`测试所需的程序无法获得 · the tests need what cannot be had here: ${lacking.join(", ")}`);
  }
  say(WORDS.testing);
  count = await runTests(process.argv.slice(2));
} catch (error) {
  process.stdout.write(`✗ ${reasonOf(error)}\n`);
}
process.exitCode = exitCode(count);
process.stdout.write(`${count.passed} passed, ${count.failed} failed\n`);

/**
 * @param {string[]} args passed on to jest: paths, `-t` and the like
 * @returns {Promise<{ passed: number, failed: number }>}
 */
async function runTests(args) {
  const folder = await mkdtemp(join(tmpdir(), "dakehu-test-"));
  const results = join(folder, "results.json");
  try {
    const { code } = await runNode(commandOf("jest"), ["--json", `--outputFile=${results}`, ...args], {
      output: "stderr",
      env: { CHROMIUM_PATH: findBrowser() ?? "" },
    });
    const text = await readFile(results, "utf8").catch(() => undefined);
    if (text === undefined)
      throw new Error(`测试没有运行到底 · the tests did not run to their end (jest: ${code})`);
    return counted(JSON.parse(text), code);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

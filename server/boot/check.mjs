/**
 * `npm run check`: every check runs, two at a time, and a table tells how each ended. Under a minute on two cores once
 * the caches are filled; the first run fills them, and takes some minutes.
 */
import { runNode } from "./child.mjs";
import { commandOf, inProject } from "./project.mjs";
import { command, getReady } from "./ready.mjs";
import { WORDS, seconds, speaker } from "./words.mjs";

/** @typedef {{ zh: string, en: string, script: string, args: string[] }} Check */
/** @typedef {{ passed: boolean, line: string }} Result */

const AT_ONCE = 2;
/** What starts no browser, host of Excel, process, service or database server: those are for `npm test`. */
const UNIT_TESTS = [
  "test/(look|manifest|plan|register|report|screening|summary)/[^.]+.test",
  "test/audit/(chain|refusals)",
  "test/auth/(roles|table)",
  "test/boot/(count|licences)",
  "test/pane/(company|coverage|months|row-form|screening-lists|texts|upload)",
  "test/personal/terms",
  "test/properties/(cells|csv|merge)",
  "test/store/(older-store|sqlite-store|write-queue)",
  "test/sync/(answers|conflicts|deliver|identity|local|local-desk|merge|pull|push|session).test",
  "test/xlsx/(heads|long-report|sheet-cells|utf8)",
];

await command(async () => {
  await getReady({ parts: [] });
  speaker(process.stdout)(WORDS.checking);
  const began = Date.now();
  const waiting = checks();
  /** @type {Result[]} */
  const results = [];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results.push(await resultOf(next));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  process.stdout.write(`\n${results.map((result) => result.line).join("\n")}\n  ${seconds(began)}\n`);
  if (results.some((result) => !result.passed)) process.exitCode = 1;
});

/**
 * The long ones first, so that the short ones fill the gaps.
 * @returns {Check[]}
 */
function checks() {
  const tsc = commandOf("typescript", "tsc");
  return [
    {
      zh: "代码规范",
      en: "lint",
      script: commandOf("eslint"),
      args: [".", "--max-warnings=0", "--cache", "--cache-location", cache("eslint")],
    },
    {
      zh: "单元测试",
      en: "unit tests",
      script: commandOf("jest"),
      args: ["--maxWorkers=1", "--selectProjects=sqlite", "--", ...UNIT_TESTS],
    },
    { zh: "类型", en: "types", script: tsc, args: types("tsconfig.json") },
    { zh: "服务端类型", en: "types of the service", script: tsc, args: types("tsconfig.server.json") },
    {
      zh: "格式",
      en: "format",
      script: commandOf("prettier"),
      args: [".", "--check", "--cache", "--cache-location", cache("prettier")],
    },
    {
      zh: "模块边界",
      en: "boundaries",
      script: commandOf("dependency-cruiser", "depcruise"),
      args: ["addin", "server", "shared", "test", "--config", ".dependency-cruiser.cjs"],
    },
    {
      zh: "无用代码",
      en: "dead code",
      script: commandOf("knip"),
      args: ["--no-progress", "--cache", "--cache-location", cache("knip")],
    },
  ];
}

/** @param {string} name */
function cache(name) {
  return inProject("node_modules", ".cache", "dakehu", name);
}

/** @param {string} config */
function types(config) {
  return ["-p", config, "--noEmit", "--incremental", "--tsBuildInfoFile", cache(`${config}.tsbuildinfo`)];
}

/**
 * What a failed check said is shown at once, a passed one is silent.
 * @param {Check} check
 * @returns {Promise<Result>}
 */
async function resultOf({ zh, en, script, args }) {
  const began = Date.now();
  const { code, text } = await runNode(script, args, { output: "keep" });
  if (code !== 0) process.stdout.write(`\n── ${zh} · ${en}\n${text.trimEnd()}\n`);
  return { passed: code === 0, line: `${code === 0 ? "✓" : "✗"} ${zh} · ${en} (${seconds(began)})` };
}

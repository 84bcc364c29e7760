/** The two things that are built, each from its sources when these have changed: the service and the add-in. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { commandOf, inProject, ROOT } from "./project.mjs";
import { runNode } from "./child.mjs";
import { WORDS, seconds } from "./words.mjs";

/** @typedef {"server" | "addin"} Part */

const STAMP = inProject("dist", ".stamp");

/** What a part is made of: change one of these and it is stale. Boot scripts run as they are, nothing is made of them. */
const SOURCES = {
  server: [
    "server",
    "shared",
    "webpack.config.server.js",
    "tsconfig.json",
    "tsconfig.server.json",
    "package-lock.json",
  ],
  addin: ["addin", "shared", "webpack.config.js", "tsconfig.json", "package-lock.json"],
};
const RESULTS = { server: ["dist", "server", "main.js"], addin: ["dist", "addin", "taskpane.html"] };
const NOT_SOURCES = new Set([inProject("server", "boot")]);

/** @type {readonly Part[]} */
export const PARTS = ["server", "addin"];

/**
 * Builds those of `parts` that are stale. All are tried, so that one run shows every fault.
 * @param {readonly Part[]} parts
 * @param {import("./words.mjs").Say} say
 * @param {"stdout" | "stderr"} output for the compilers' own words
 */
export async function buildStale(parts, say, output) {
  const stamps = await readStamps();
  const failed = [];
  for (const part of parts) {
    const wanted = await fingerprint(part);
    if (stamps[part] === wanted && existsSync(inProject(...RESULTS[part]))) {
      say(WORDS.fresh[part]);
      continue;
    }
    const began = Date.now();
    say(WORDS.building[part]);
    if (await build(part, output)) {
      stamps[part] = wanted;
      await writeFile(STAMP, JSON.stringify(stamps));
      say({ zh: `${WORDS.built[part].zh}(${seconds(began)})`, en: WORDS.built[part].en });
    } else {
      failed.push(part);
    }
  }
  if (failed.length > 0) throw new Error(`构建失败 · build failed: ${failed.join(", ")}`);
}

/**
 * @param {Part} part
 * @param {"stdout" | "stderr"} output
 */
async function build(part, output) {
  await mkdir(inProject("dist"), { recursive: true });
  if (part === "addin") return pack("webpack.config.js", output);
  // A file that is gone from the sources must be gone from the service too.
  await rm(inProject("dist", "server"), { recursive: true, force: true });
  const types = ["-p", inProject("tsconfig.server.json"), "--noEmit"];
  const { code } = await runNode(commandOf("typescript", "tsc"), types, { output });
  return code === 0 && pack("webpack.config.server.js", output);
}

/**
 * @param {string} config
 * @param {"stdout" | "stderr"} output
 */
async function pack(config, output) {
  const { code } = await runNode(commandOf("webpack-cli"), ["--config", inProject(config)], { output });
  return code === 0;
}

/** @returns {Promise<Partial<Record<Part, string>>>} */
async function readStamps() {
  const text = await readFile(STAMP, "utf8").catch(() => "{}");
  return JSON.parse(text);
}

/**
 * A hash of names and contents: a checkout or a copy changes every file's time, and nothing else.
 * @param {Part} part
 */
async function fingerprint(part) {
  const hash = createHash("sha256").update(process.versions.modules);
  for (const source of SOURCES[part]) {
    for (const path of await filesUnder(inProject(source))) {
      hash.update(`\0${relative(ROOT, path).split(sep).join("/")}\0`).update(await readFile(path));
    }
  }
  return hash.digest("hex");
}

/**
 * @param {string} path
 * @returns {Promise<string[]>} in a fixed order
 */
async function filesUnder(path) {
  if (NOT_SOURCES.has(path) || !existsSync(path)) return [];
  const entries = await readdir(path, { withFileTypes: true }).catch(() => undefined);
  if (!entries) return [path];
  const found = await Promise.all(
    entries
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((entry) => (entry.isDirectory() ? filesUnder(join(path, entry.name)) : [join(path, entry.name)])),
  );
  return found.flat();
}

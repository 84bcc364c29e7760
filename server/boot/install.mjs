/** Packages: installed when they are missing or not the ones that package-lock.json names, and only then. */
import { createHash } from "node:crypto";
import { existsSync, realpathSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { runNpm } from "./child.mjs";
import { inProject } from "./project.mjs";
import { WORDS } from "./words.mjs";

const STAMP = inProject("node_modules", ".dakehu-stamp");

/**
 * @param {import("./words.mjs").Say} say
 * @param {"stdout" | "stderr"} output for npm's own words
 * @returns {Promise<boolean>} whether anything had to be installed
 */
export async function installMissing(say, output) {
  const wanted = await stampWanted();
  const found = await readFile(STAMP, "utf8").catch(() => "");
  if (found === wanted) return false;
  // Someone ran npm themselves: what it left behind is as good, unless it was for another Node or system.
  if (systemOf(found) === systemOf(wanted) && (await installedAsLocked())) {
    await writeFile(STAMP, wanted);
    return false;
  }
  say(WORDS.installing);
  // Building needs the development packages, also where NODE_ENV says production.
  const { code } = await runNpm(["ci", "--include=dev", "--no-audit", "--no-fund"], {
    output,
    env: ownHeaders(),
  });
  if (code !== 0) throw new Error(`npm ci 失败 · npm ci failed (${code})`);
  await writeFile(STAMP, wanted);
  say(WORDS.installed);
  return true;
}

/**
 * better-sqlite3 is compiled where no ready-made build can be fetched. Where Node came with its own headers, they
 * serve, and nothing has to be fetched for that either.
 * @returns {Record<string, string>} for npm's environment
 */
function ownHeaders() {
  if (process.env.npm_config_nodedir) return {};
  const prefix = dirname(dirname(realpathSync(process.execPath)));
  return existsSync(join(prefix, "include", "node", "node.h")) ? { npm_config_nodedir: prefix } : {};
}

/** One line for the packages, one for what native packages were built for. */
async function stampWanted() {
  const lock = createHash("sha256").update(await readFile(inProject("package-lock.json")));
  return `${lock.digest("hex")}\n${process.platform} ${process.arch} abi ${process.versions.modules}\n`;
}

/** @param {string} stamp */
const systemOf = (stamp) =>
  stamp.split("\n")[1] ?? `${process.platform} ${process.arch} abi ${process.versions.modules}`;

/** npm notes what it put into node_modules in a lock file of its own: the same packages, at the same versions? */
async function installedAsLocked() {
  const [wanted, found] = await Promise.all([
    packagesOf(inProject("package-lock.json")),
    packagesOf(inProject("node_modules", ".package-lock.json")),
  ]);
  if (!found) return false;
  return Object.entries(wanted ?? {}).every(
    ([path, entry]) => path === "" || entry.optional || found[path]?.version === entry.version,
  );
}

/**
 * @param {string} path
 * @returns {Promise<Record<string, { version?: string, optional?: boolean }> | undefined>}
 */
async function packagesOf(path) {
  const text = await readFile(path, "utf8").catch(() => undefined);
  return text === undefined ? undefined : JSON.parse(text).packages;
}

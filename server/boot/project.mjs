/** Where the project lies, whatever directory a command is called from. Plain Node: nothing is installed yet. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * A path inside the project: `inProject("dist", "addin")`.
 * @param {...string} parts
 */
export const inProject = (...parts) => join(ROOT, ...parts);

/**
 * The script behind a package's command, to be run by Node itself: the shims in `node_modules/.bin` differ
 * between systems, and some packages ship theirs without the executable bit.
 * @param {string} name of the package
 * @param {string} [command] where the package has several
 */
export function commandOf(name, command = name) {
  const { bin } = JSON.parse(readFileSync(inProject("node_modules", name, "package.json"), "utf8"));
  const script = typeof bin === "string" ? bin : bin?.[command];
  if (typeof script !== "string") throw new Error(`${name} has no command ${command}`);
  return inProject("node_modules", name, script);
}

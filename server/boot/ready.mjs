/** What every command does first: packages installed, parts built, nothing done twice. */
import { PARTS, buildStale } from "./builds.mjs";
import { installMissing } from "./install.mjs";
import { alone } from "./lock.mjs";
import { WORDS, reasonOf, speaker } from "./words.mjs";

/**
 * @param {object} what
 * @param {readonly import("./builds.mjs").Part[]} [what.parts] to build
 * @param {"stdout" | "stderr"} [what.output]
 */
export async function getReady({ parts = PARTS, output = "stdout" } = {}) {
  const say = speaker(process[output]);
  await alone(
    async () => {
      await installMissing(say, output);
      if (parts.length > 0) await buildStale(parts, say, output);
    },
    () => say(WORDS.waiting),
  );
}

/**
 * Runs a command's story. What goes wrong on the way is told in a line, and the exit code says so.
 * @param {() => Promise<void>} story
 */
export async function command(story) {
  const major = Number(process.versions.node.split(".")[0]);
  try {
    if (major < 20)
      throw new Error(
        `需要 Node.js 20.19 或更高版本 · Node.js 20.19 or later is needed (${process.version})`,
      );
    await story();
  } catch (error) {
    process.stderr.write(`✗ ${reasonOf(error)}\n`);
    process.exitCode = 1;
  }
}

/** Other programs, run and waited for. */
import { spawn } from "node:child_process";
import { ROOT } from "./project.mjs";

/**
 * @typedef {object} Run
 * @property {string} command
 * @property {string[]} args
 * @property {"stdout" | "stderr" | "keep"} [output] where its output goes; `keep` gives it back as text
 * @property {Record<string, string>} [env] added to ours
 * @property {boolean} [shell] needed on Windows for `.cmd` files only
 */

/**
 * Runs a program in the project's folder to its end. A signal that ends us ends it too.
 * @param {Run} what
 * @returns {Promise<{ code: number, text: string }>} `code` is 127 where the program does not exist
 */
export function run({ command, args, output = "stdout", env = {}, shell = false }) {
  return new Promise((resolve) => {
    const out = output === "keep" ? "pipe" : output === "stderr" ? 2 : 1;
    const child = spawn(command, args, {
      cwd: ROOT,
      shell,
      env: { ...process.env, ...env },
      stdio: ["ignore", out, output === "keep" ? "pipe" : 2],
    });
    let text = "";
    child.stdout?.setEncoding("utf8").on("data", (chunk) => (text += chunk));
    child.stderr?.setEncoding("utf8").on("data", (chunk) => (text += chunk));
    const letGo = passSignals(child);
    child.on("error", (error) => {
      letGo();
      resolve({ code: 127, text: error.message });
    });
    child.on("close", (code, signal) => {
      letGo();
      resolve({ code: code ?? (signal === "SIGINT" ? 130 : 143), text });
    });
  });
}

/**
 * Node runs a script of the project or of a package.
 * @param {string} script
 * @param {string[]} args
 * @param {Omit<Run, "command" | "args">} [rest]
 */
export const runNode = (script, args, rest = {}) =>
  run({ command: process.execPath, args: [script, ...args], ...rest });

/**
 * npm, by the copy that started us where there is one: `npm.cmd` needs a shell on Windows, Node does not.
 * @param {string[]} args
 * @param {Omit<Run, "command" | "args">} [rest]
 */
export function runNpm(args, rest = {}) {
  const npm = process.env.npm_execpath;
  if (npm?.endsWith("npm-cli.js")) return runNode(npm, args, rest);
  return run({ command: "npm", args, shell: process.platform === "win32", ...rest });
}

/**
 * Where our own process is told to end, the child is told so first; we end when it has.
 * @param {import("node:child_process").ChildProcess} child
 */
function passSignals(child) {
  /** @param {NodeJS.Signals} signal */
  const end = (signal) => {
    child.once("close", () => process.exit(signal === "SIGINT" ? 130 : 143));
    child.kill(signal);
  };
  process.once("SIGINT", end).once("SIGTERM", end);
  return () => void process.off("SIGINT", end).off("SIGTERM", end);
}

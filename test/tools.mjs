/**
 * Programs that the tests look through: a browser for the pane, LibreOffice and openpyxl for workbooks, Chinese fonts
 * and poppler to see pages as people do. On Debian what is missing is installed; elsewhere it is named.
 */
import { existsSync } from "node:fs";
import { run, runNode } from "../server/boot/child.mjs";
import { commandOf } from "../server/boot/project.mjs";
import { findBrowser } from "./browser/find-browser.mjs";

/**
 * @typedef {object} Tool
 * @property {string} name
 * @property {string[]} packages of Debian
 * @property {() => boolean | Promise<boolean>} present
 */

/** @type {readonly Tool[]} */
const TOOLS = [
  { name: "Chromium", packages: ["chromium"], present: () => findBrowser() !== undefined },
  {
    name: "中文字体 · Chinese fonts",
    packages: ["fonts-noto-cjk", "fontconfig"],
    // Windows and macOS come with theirs.
    present: async () => process.platform !== "linux" || (await says("fc-list", [":lang=zh"])).trim() !== "",
  },
  {
    name: "LibreOffice Calc",
    packages: ["libreoffice-calc"],
    present: () => works("soffice", ["--version"]),
  },
  {
    name: "Python 3 + openpyxl",
    packages: ["python3", "python3-openpyxl"],
    present: () => works(pythonCommand(), ["-c", "import openpyxl"]),
  },
  { name: "poppler (pdftoppm)", packages: ["poppler-utils"], present: () => works("pdftoppm", ["-v"]) },
];

/**
 * @param {import("../server/boot/words.mjs").Say} say
 * @returns {Promise<string[]>} the names of tools that are needed and cannot be had
 */
export async function getTools(say) {
  let missing = await missingTools();
  if (missing.length === 0) return [];
  const names = missing.map((tool) => tool.name).join(", ");
  say({ zh: `正在获取测试所需的程序:${names}`, en: `Getting what the tests need: ${names}` });
  await aptInstall(missing.flatMap((tool) => tool.packages));
  missing = await missingTools();
  if (missing.some((tool) => tool.packages.includes("chromium"))) {
    await runNode(commandOf("playwright-core"), ["install", "chromium"]);
    missing = await missingTools();
  }
  return missing.map((tool) => tool.name);
}

async function missingTools() {
  const present = await Promise.all(TOOLS.map((tool) => tool.present()));
  return TOOLS.filter((_, index) => !present[index]);
}

/** @param {string[]} packages */
async function aptInstall(packages) {
  if (!existsSync("/usr/bin/apt-get")) return;
  const root = process.getuid?.() === 0;
  if (!root && !(await works("sudo", ["-n", "true"]))) return;
  const [command, ...before] = root
    ? ["apt-get"]
    : ["sudo", "-n", "DEBIAN_FRONTEND=noninteractive", "apt-get"];
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const quiet = [...before, "-qq", "-y", "-o", "Dpkg::Use-Pty=0"];
  await run({ command: command ?? "apt-get", args: [...quiet, "update"], output: "stderr", env });
  const args = [...quiet, "install", "--no-install-recommends", ...packages];
  await run({ command: command ?? "apt-get", args, output: "stderr", env });
}

/** Debian's own Python has Debian's openpyxl, whatever other Python comes first on the PATH. */
const pythonCommand = () => (existsSync("/usr/bin/python3") ? "/usr/bin/python3" : "python3");

/**
 * @param {string} command
 * @param {string[]} args
 */
const works = async (command, args) => (await run({ command, args, output: "keep" })).code === 0;

/**
 * @param {string} command
 * @param {string[]} args
 */
async function says(command, args) {
  const { code, text } = await run({ command, args, output: "keep" });
  return code === 0 ? text : "";
}

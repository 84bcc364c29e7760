/**
 * What the commands say while they get ready, Chinese first. It stands here and not in `shared/text`, because it
 * is said before anything has been installed or compiled.
 */
import { inspect } from "node:util";

/** @typedef {{ zh: string, en: string }} Words */
/** @typedef {(words: Words) => void} Say */

/**
 * A speaker for one stream. `admin` speaks on stderr, since its stdout is the answer of the command.
 * @param {NodeJS.WritableStream} stream
 * @returns {Say}
 */
export const speaker = (stream) => (words) => void stream.write(`▸ ${words.zh} · ${words.en}\n`);

export const WORDS = {
  installing: {
    zh: "正在安装依赖(仅首次或有变化时)…",
    en: "Installing packages (first time or after a change)…",
  },
  installed: { zh: "依赖已安装", en: "Packages installed" },
  waiting: {
    zh: "另一个命令正在安装或构建,等待其完成…",
    en: "Another command is installing or building, waiting for it…",
  },
  building: {
    server: { zh: "正在构建服务端…", en: "Building the service…" },
    addin: { zh: "正在构建加载项…", en: "Building the add-in…" },
  },
  built: {
    server: { zh: "服务端已构建", en: "Service built" },
    addin: { zh: "加载项已构建", en: "Add-in built" },
  },
  fresh: {
    server: { zh: "服务端已是最新", en: "Service is up to date" },
    addin: { zh: "加载项已是最新", en: "Add-in is up to date" },
  },
  starting: { zh: "正在启动服务…", en: "Starting the service…" },
  checking: { zh: "正在检查…", en: "Checking…" },
  testing: { zh: "正在运行全部测试…", en: "Running all tests…" },
};

/**
 * @param {number} since as `Date.now()` gave it
 */
export const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/**
 * Why a command could not go on, without a stack trace where we know what happened.
 * @param {unknown} error
 */
export const reasonOf = (error) => (error instanceof Error ? error.message : inspect(error));

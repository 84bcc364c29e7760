/** Loaded before a command's own script: at its end it tells, on the third descriptor, what the process has used. */
const { writeSync } = require("node:fs");
const { isMainThread } = require("node:worker_threads");

if (isMainThread) process.once("exit", () => writeSync(3, JSON.stringify(process.resourceUsage())));

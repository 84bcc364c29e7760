/**
 * A PostgreSQL server in a process of its own, for whoever forks it: it says `{ url }` when it runs, obeys `stop` and `start`
 * (answered by `stopped` and `{ url }`), and goes, with all its files, when its parent goes. Without fsync, since nobody
 * pulls its plug.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../free-port.mjs";
import { embeddedPostgres, temporaryFolder } from "./reachable.mjs";

const PASSWORD = "dakehu-test";
const SETTINGS = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "200",
  shared_buffers: "64MB",
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
};

const folder = mkdtempSync(join(temporaryFolder(), "dakehu-postgres-"));
const { default: EmbeddedPostgres } = await embeddedPostgres(folder);
const port = await freePort();
/** @type {string[]} */
const said = [];
const server = new EmbeddedPostgres({
  databaseDir: join(folder, "data"),
  user: "postgres",
  password: PASSWORD,
  port,
  persistent: true,
  // PostgreSQL will not run as root: there it runs as a user of its own.
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ["--encoding=UTF8", "--no-sync"],
  postgresFlags: Object.entries(SETTINGS).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  onLog: (line) => said.push(String(line)),
  onError: (error) => said.push(String(error)),
});

process.on("message", (word) => void obey(word));
process.on("disconnect", () => void end());
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => void end());

try {
  await server.initialise();
  await start();
} catch (error) {
  tell({ fault: `${error instanceof Error ? error.message : String(error)}\n${said.slice(-20).join("")}` });
  rmSync(folder, { recursive: true, force: true });
  process.exit(1);
}

/** @param {unknown} word */
async function obey(word) {
  if (word === "start") await start();
  if (word === "stop") {
    await server.stop();
    tell("stopped");
  }
}

async function start() {
  await server.start();
  tell({ url: `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/postgres` });
}

async function end() {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
}

/** The parent may have gone already. */
function tell(/** @type {string | object} */ message) {
  if (process.connected) process.send?.(message);
}

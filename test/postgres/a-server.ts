/** A PostgreSQL server of our own, in a folder that is gone afterwards. */
import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";

export interface AServer {
  /** Of its administrator, to the database `postgres`. */
  readonly url: string;
  /** As when the machine goes down: whoever is connected is cut off. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Stops it for good. */
  remove(): Promise<void>;
}

export async function aServer(): Promise<AServer> {
  const child = fork(join("test", "postgres", "server.mjs"), {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    execArgv: [],
  });
  const url = await running(child);
  return {
    url,
    async stop() {
      const stopped = new Promise((resolve) => child.once("message", resolve));
      child.send("stop");
      await stopped;
    },
    async start() {
      const started = running(child);
      child.send("start");
      await started;
    },
    async remove() {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.disconnect();
      await gone;
    },
  };
}

function running(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`PostgreSQL ended: ${code}`));
    child.once("exit", ended);
    child.once("message", (said) => {
      child.off("exit", ended);
      if (typeof said === "object" && said !== null && "url" in said) resolve(String(said.url));
      else reject(new Error(`PostgreSQL does not start: ${JSON.stringify(said)}`));
    });
  });
}

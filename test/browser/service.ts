/** The built service as a process of its own, on a free port and an empty folder, as `npm start` runs it. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../free-port.mjs";
import { ask } from "../http/ask.ts";

const ROOT = process.cwd();
const LINK = /invite=([A-Z0-9]{8})/;

type Environment = Readonly<Record<string, string>>;

export class RunningService {
  readonly url: string;
  readonly folder: string;
  readonly #port: number;
  #child: ChildProcess | null = null;
  #said = "";
  #settings: Environment = {};

  private constructor(port: number) {
    this.#port = port;
    this.url = `http://127.0.0.1:${port}`;
    this.folder = mkdtempSync(join(tmpdir(), "dakehu-service-"));
  }

  /** @param settings of the environment, for the address that it is to have */
  static async start(
    settings: (url: string) => Promise<Environment> = async () => ({}),
  ): Promise<RunningService> {
    const service = new RunningService(await freePort());
    service.#settings = await settings(service.url);
    await service.up();
    // The link is printed a moment after the service serves.
    for (let tries = 0; tries < 300 && !LINK.test(service.#said); tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return service;
  }

  /** The code in the one-time link that an empty store prints. */
  get firstInvitation(): string {
    const code = LINK.exec(this.#said)?.[1];
    if (code === undefined) throw new Error(`no link in: ${this.#said}`);
    return code;
  }

  /** Of the process, while it runs. */
  get pid(): number {
    const pid = this.#child?.pid;
    if (pid === undefined) throw new Error("the service does not run");
    return pid;
  }

  async up(): Promise<void> {
    const env = {
      ...process.env,
      PORT: String(this.#port),
      HOST: "127.0.0.1",
      DATA_DIR: this.folder,
      LOG_LEVEL: "silent",
      ...this.#settings,
    };
    const child = spawn(process.execPath, [join(ROOT, "dist/server/main.js")], { cwd: ROOT, env });
    this.#child = child;
    const hear = (piece: Buffer): void => void (this.#said += piece.toString("utf8"));
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    for (let tries = 0; tries < 300; tries += 1) {
      if (child.exitCode !== null) throw new Error(`the service ended: ${this.#said}`);
      const answer = await ask(`${this.url}/readyz`).catch(() => null);
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`the service did not come up: ${this.#said}`);
  }

  /** Ends the process; `SIGKILL` as a power cut would. */
  async down(signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await gone;
  }

  async remove(): Promise<void> {
    await this.down();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** One call of the API as somebody; fails where the service refuses. */
  async call<T>(token: string, method: string, path: string, body?: unknown): Promise<T> {
    const answer = await ask(`${this.url}/api/v1${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text === "" ? undefined : JSON.parse(text)) as T;
  }

  async file(token: string, path: string): Promise<Uint8Array> {
    const answer = await ask(`${this.url}/api/v1${path}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return new Uint8Array(await answer.arrayBuffer());
  }
}

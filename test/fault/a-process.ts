/** The built service as a process of its own: it is killed, starved of disk, told another time, and started again. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const ROOT = process.cwd();

export interface ProcessOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Arguments of node itself. */
  readonly node?: readonly string[];
  /** It may not write any file from the beginning (see `limitFiles`). */
  readonly writesNothing?: boolean;
}

export class AProcess {
  readonly folder = mkdtempSync(join(tmpdir(), "dakehu-fault-"));
  readonly #options: ProcessOptions;
  #child: ChildProcess | null = null;
  #url: string | null = null;
  #said = "";

  constructor(options: ProcessOptions = {}) {
    this.#options = options;
  }

  /** Where it serves; null while it does not. Another port after every start. */
  get url(): string | null {
    return this.#url;
  }

  /** Everything it said on its console since it was started last. */
  get said(): string {
    return this.#said;
  }

  get #environment(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      DATA_DIR: this.folder,
      PORT: "0",
      LOG_LEVEL: "warn",
      CALLS_PER_MINUTE: "0",
      ...this.#options.environment,
    };
  }

  /** Starts it without waiting for anything. */
  launch(environment: Readonly<Record<string, string>> = {}): ChildProcess {
    const { node = [], writesNothing = false } = this.#options;
    const words = [process.execPath, ...node, join(ROOT, "dist/server/main.js")];
    const [program = "", ...rest] = writesNothing ? ["prlimit", "--fsize=0:", ...words] : words;
    const child = spawn(program, rest, {
      cwd: ROOT,
      env: { ...this.#environment, ...environment },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    this.#child = child;
    this.#said = "";
    const hear = (chunk: Buffer): void => {
      this.#said += chunk.toString();
      const port = /http:\/\/localhost:(\d+)\s/.exec(this.#said)?.[1];
      if (port !== undefined && this.#child === child) this.#url = `http://127.0.0.1:${port}`;
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    return child;
  }

  /** Starts it and waits until it serves. @throws where it ends instead, with what it said */
  async start(environment: Readonly<Record<string, string>> = {}): Promise<string> {
    const child = this.launch(environment);
    while (this.#url === null) {
      if (child.exitCode !== null || child.signalCode !== null) {
        throw new Error(`exit ${child.exitCode ?? child.signalCode}: ${this.#said}`);
      }
      await pause(5);
    }
    return this.#url;
  }

  /** Ends it; answers its exit code. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    this.#child = null;
    this.#url = null;
    if (!child) return null;
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
    child.kill(signal);
    return ended;
  }

  /** Runs it until it ends by itself. */
  async toItsEnd(environment: Readonly<Record<string, string>> = {}): Promise<number | null> {
    const child = this.launch(environment);
    return new Promise((resolve) => child.once("close", (code) => resolve(code)));
  }

  /** Says something to it: see `later-clock.mjs`. */
  async tell(word: Record<string, unknown>): Promise<void> {
    const child = this.#child;
    if (!child) throw new Error("not running");
    const heard = new Promise((resolve) => child.once("message", resolve));
    child.send(word);
    await heard;
  }

  /**
   * The longest a file may become that it writes, in bytes: from there on the operating system refuses every write,
   * as on a full disk; with 0, as on one that is read-only. Works for any user, and is taken back the same way.
   */
  limitFiles(bytes: number | "unlimited"): void {
    execFileSync("prlimit", ["--pid", String(this.#child?.pid), `--fsize=${bytes}:`]);
  }

  admin(...words: string[]): Record<string, unknown> {
    const out = execFileSync(process.execPath, [join(ROOT, "dist/server/admin.js"), ...words, "--json"], {
      cwd: ROOT,
      env: this.#environment,
      stdio: ["ignore", "pipe", "pipe"],
      maxBuffer: 64 * 1024 * 1024,
    });
    return JSON.parse(out.toString()) as Record<string, unknown>;
  }

  /** The plants P01 and P02, and a token of headquarters, who may write for both. */
  prepare(): string {
    for (const [code, name] of [
      ["P01", "扬州工厂"],
      ["P02", "深圳工厂"],
    ] as const) {
      this.admin("unit", "add", "--code", code, "--name", name, "--kind", "plant");
    }
    // Ten years: a clock that jumps must not end the sign-in, which is another matter.
    const words = ["--role", "hq", "--name", "王志远", "--days", "3650"];
    return String(this.admin("token", "create", ...words).token);
  }

  async remove(): Promise<void> {
    await this.end("SIGKILL");
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(5);
}

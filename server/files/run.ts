/** One file, while it is written and after: all who ask for the same share it. */
import { randomUUID } from "node:crypto";
import type { AskedFile, FileRun } from "../../shared/sync/files.ts";
import { nameOf } from "./asked.ts";
import type { DrawnMaster } from "./drawn-before.ts";
import type { Progress, Written } from "./write.ts";

/** Nobody waits for the file any more, or the service stops. */
class RunStopped extends Error {
  override readonly name = "RunStopped";
}

type Reached = Pick<FileRun, "rows" | "of" | "bytes">;

export class Run {
  readonly id = randomUUID();
  readonly key: string;
  readonly asked: AskedFile;
  readonly path: string;
  /** Each with when it is taken for gone, in milliseconds; Infinity: it says so itself. */
  readonly waiting = new Map<string | symbol, number>();
  /** When anybody last asked for it. */
  touched: number;
  readonly #stop = new AbortController();
  readonly #listeners = new Set<() => void>();
  #state: FileRun["state"] = "waiting";
  #progress: Reached = { rows: 0, of: null, bytes: 0 };
  #fault: Error | undefined;
  #master: DrawnMaster | undefined;

  constructor(key: string, asked: AskedFile, path: string, now: number) {
    this.key = key;
    this.asked = asked;
    this.path = path;
    this.touched = now;
  }

  get state(): FileRun["state"] {
    return this.#state;
  }

  /** Bytes that can be read by now. */
  get bytes(): number {
    return this.#progress.bytes;
  }

  get underWay(): boolean {
    return this.#state === "waiting" || this.#state === "writing";
  }

  /** Why it failed or was stopped. */
  get fault(): Error | undefined {
    return this.#fault;
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  get wire(): FileRun {
    const { id, asked, state } = this;
    return { id, kind: asked.kind, name: nameOf(asked), state, ...this.#progress };
  }

  tell(progress: Progress): void {
    if (this.underWay) this.#become("writing", progress);
  }

  ready({ master, ...progress }: Written): void {
    if (!this.underWay) return;
    this.#master = master;
    this.#become("ready", progress);
  }

  /** Once a master is ready: for the next one of the same months. */
  get master(): DrawnMaster | undefined {
    return this.#master;
  }

  /** It is of no use for the next one. */
  forgetMaster(): void {
    this.#master = undefined;
  }

  failed(fault: unknown): void {
    if (!this.underWay) return;
    this.#fault = fault instanceof Error ? fault : new Error(String(fault));
    this.#become("failed", this.#progress);
  }

  stop(): void {
    if (!this.underWay) return;
    this.#fault = new RunStopped("the file is not written any more");
    this.#become("stopped", this.#progress);
    this.#stop.abort(this.#fault);
  }

  /** Until it has come further, or the signal says that nobody wants to know. */
  changed(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const over = (): void => {
        this.#listeners.delete(over);
        signal.removeEventListener("abort", over);
        resolve();
      };
      if (signal.aborted || !this.underWay) return resolve();
      this.#listeners.add(over);
      signal.addEventListener("abort", over);
    });
  }

  /** Until it is written. @throws what it failed with */
  async finished(signal: AbortSignal): Promise<void> {
    while (this.underWay && !signal.aborted) await this.changed(signal);
    if (this.#fault !== undefined) throw this.#fault;
  }

  #become(state: FileRun["state"], progress: Reached): void {
    this.#state = state;
    this.#progress = progress;
    for (const listener of [...this.#listeners]) listener();
  }
}

/**
 * A few threads that do the same kind of work, so that a long piece of it never keeps the service from answering.
 * A thread that takes too long or too much memory is ended, and only its own piece of work fails.
 */
import { type Transferable, Worker } from "node:worker_threads";

export interface PoolOptions {
  readonly threads: number;
  /** A piece of work that takes longer is given up. */
  readonly mostMs: number;
  /** Of a thread's heap. */
  readonly mostMiB: number;
  /** A thread without work ends after so long. */
  readonly idleMs?: number;
}

/** A thread was ended, for this reason. */
export class GivenUp extends Error {
  override readonly name = "GivenUp";
  readonly reason: "time" | "memory";

  constructor(reason: GivenUp["reason"]) {
    super(`a thread was ended: it took too much ${reason}`);
    this.reason = reason;
  }
}

interface Task {
  readonly message: unknown;
  readonly transfer: readonly Transferable[];
  readonly done: (answer: unknown) => void;
  readonly failed: (reason: unknown) => void;
}

interface Thread {
  readonly worker: Worker;
  task: Task | undefined;
  timer: NodeJS.Timeout | undefined;
}

const IDLE_MS = 60_000;

/** The script takes one message after the other and answers each by one message. */
export class Pool {
  readonly #script: URL;
  readonly #options: PoolOptions;
  readonly #threads = new Set<Thread>();
  readonly #waiting: Task[] = [];

  constructor(script: URL, options: PoolOptions) {
    this.#script = script;
    this.#options = options;
  }

  /** @throws GivenUp, and whatever ends the thread */
  run(message: unknown, transfer: readonly Transferable[] = []): Promise<unknown> {
    return new Promise((done, failed) => {
      this.#waiting.push({ message, transfer, done, failed });
      this.#handOut();
    });
  }

  async close(): Promise<void> {
    await Promise.all([...this.#threads].map(({ worker }) => worker.terminate()));
  }

  #handOut(): void {
    while (this.#waiting.length > 0) {
      const thread = this.#free();
      const task = thread && this.#waiting.shift();
      if (!thread || !task) return;
      clearTimeout(thread.timer);
      thread.task = task;
      thread.timer = setTimeout(() => this.#giveUp(thread, new GivenUp("time")), this.#options.mostMs);
      // While it works the process stays; a thread without work keeps nobody.
      thread.worker.ref();
      thread.worker.postMessage(task.message, task.transfer);
    }
  }

  #free(): Thread | undefined {
    for (const thread of this.#threads) if (!thread.task) return thread;
    return this.#threads.size < this.#options.threads ? this.#start() : undefined;
  }

  #start(): Thread {
    const { mostMiB } = this.#options;
    const worker = new Worker(this.#script, { resourceLimits: { maxOldGenerationSizeMb: mostMiB } });
    const thread: Thread = { worker, task: undefined, timer: undefined };
    this.#threads.add(thread);
    worker.on("message", (answer) => this.#finish(thread, answer));
    worker.on("error", (error: NodeJS.ErrnoException) => {
      this.#giveUp(thread, error.code === "ERR_WORKER_OUT_OF_MEMORY" ? new GivenUp("memory") : error);
    });
    worker.on("exit", (code) => this.#giveUp(thread, new Error(`a thread ended by itself: ${code}`)));
    return thread;
  }

  #finish(thread: Thread, answer: unknown): void {
    const { task, worker } = thread;
    clearTimeout(thread.timer);
    thread.task = undefined;
    thread.timer = setTimeout(() => this.#end(thread), this.#options.idleMs ?? IDLE_MS).unref();
    worker.unref();
    task?.done(answer);
    this.#handOut();
  }

  #giveUp(thread: Thread, reason: unknown): void {
    const { task } = thread;
    thread.task = undefined;
    this.#end(thread);
    task?.failed(reason);
    this.#handOut();
  }

  #end(thread: Thread): void {
    clearTimeout(thread.timer);
    this.#threads.delete(thread);
    void thread.worker.terminate();
  }
}

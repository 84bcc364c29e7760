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
  /** The first one is being worked on; the others lie in the thread's letter box. */
  readonly tasks: Task[];
  timer: NodeJS.Timeout | undefined;
}

const IDLE_MS = 60_000;
/** Most of what a file is read into lives as long as the file: room for it saves moving it about. */
const YOUNG_MIB = 64;
/**
 * So many letters may lie in a thread's box: while the main thread writes a transaction it hands nothing out. What is
 * given away with a letter is lost with its thread; such a letter is handed over only when its turn has come.
 */
const AHEAD = 64;

/** The script takes one message after the other and answers each by one message, in their order. */
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
    for (let task = this.#waiting[0]; task; task = this.#waiting[0]) {
      const thread = this.#threadFor(task);
      if (!thread) return;
      this.#waiting.shift();
      thread.tasks.push(task);
      if (thread.tasks.length === 1) this.#begin(thread);
      thread.worker.postMessage(task.message, task.transfer);
    }
  }

  /** The one with the least to do, or a new one. */
  #threadFor(task: Task): Thread | undefined {
    const [first] = [...this.#threads].sort((a, b) => a.tasks.length - b.tasks.length);
    if (first?.tasks.length === 0) return first;
    if (this.#threads.size < this.#options.threads) return this.#start();
    return first && task.transfer.length === 0 && first.tasks.length < AHEAD ? first : undefined;
  }

  #begin(thread: Thread): void {
    clearTimeout(thread.timer);
    thread.timer = setTimeout(() => this.#giveUp(thread, new GivenUp("time")), this.#options.mostMs);
    // While it works the process stays; a thread without work keeps nobody.
    thread.worker.ref();
  }

  #start(): Thread {
    const { mostMiB } = this.#options;
    const worker = new Worker(this.#script, {
      resourceLimits: { maxOldGenerationSizeMb: mostMiB, maxYoungGenerationSizeMb: YOUNG_MIB },
    });
    const thread: Thread = { worker, tasks: [], timer: undefined };
    this.#threads.add(thread);
    worker.on("message", (answer) => this.#finish(thread, answer));
    worker.on("error", (error: NodeJS.ErrnoException) => {
      this.#giveUp(thread, error.code === "ERR_WORKER_OUT_OF_MEMORY" ? new GivenUp("memory") : error);
    });
    worker.on("exit", (code) => this.#giveUp(thread, new Error(`a thread ended by itself: ${code}`)));
    return thread;
  }

  #finish(thread: Thread, answer: unknown): void {
    // A thread that was given up may have answered at the same moment.
    if (!this.#threads.has(thread)) return;
    const task = thread.tasks.shift();
    if (thread.tasks.length > 0) this.#begin(thread);
    else {
      clearTimeout(thread.timer);
      thread.timer = setTimeout(() => this.#end(thread), this.#options.idleMs ?? IDLE_MS).unref();
      thread.worker.unref();
    }
    task?.done(answer);
    this.#handOut();
  }

  /** What it was working on fails; what lay in its box goes to others. */
  #giveUp(thread: Thread, reason: unknown): void {
    const [task, ...others] = thread.tasks.splice(0);
    this.#end(thread);
    this.#waiting.unshift(...others);
    task?.failed(reason);
    this.#handOut();
  }

  #end(thread: Thread): void {
    clearTimeout(thread.timer);
    this.#threads.delete(thread);
    void thread.worker.terminate();
  }
}

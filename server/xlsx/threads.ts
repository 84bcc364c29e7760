/**
 * Threads for work that must not keep the service from answering (piscina). Work that takes too long or too much
 * memory ends with its thread, alone. A thread says when it begins a piece of work and when it rests: only what it
 * works counts, not what its task waited.
 */
import { Piscina } from "piscina";
import type { Transferable } from "node:worker_threads";
import { GivenUp } from "./given-up.ts";

export interface ThreadOptions {
  readonly threads: number;
  /** A piece of work that takes longer is given up. */
  readonly mostMs: number;
  /** Of a thread's heap. */
  readonly mostMiB: number;
  /** A thread without work ends after so long. */
  readonly idleMs?: number;
}

/** What a thread is given. */
export interface ThreadTask {
  readonly id: number;
  readonly task: unknown;
}

/** What it says meanwhile of the task of that number. */
export type ThreadWord = { readonly begun: number } | { readonly rests: number };

const IDLE_MS = 60_000;
/** Most of what a file is read into lives as long as the file: room for it saves moving it about. */
const YOUNG_MIB = 64;

interface Running {
  readonly giveUp: AbortController;
  timer: NodeJS.Timeout | undefined;
}

/** The script exports its tasks by name, and `wake`, which does nothing. */
export class Threads {
  readonly #pool;
  readonly #mostMs;
  readonly #running = new Map<number, Running>();
  #last = 0;

  constructor(script: URL, { threads, mostMs, mostMiB, idleMs = IDLE_MS }: ThreadOptions) {
    this.#mostMs = mostMs;
    this.#pool = new Piscina<ThreadTask, unknown>({
      filename: script.href,
      minThreads: 0,
      maxThreads: threads,
      idleTimeout: idleMs,
      recordTiming: false,
      resourceLimits: { maxOldGenerationSizeMb: mostMiB, maxYoungGenerationSizeMb: YOUNG_MIB },
    });
    this.#pool.on("message", (word: ThreadWord) => this.#hear(word));
    // An answer that came when its thread had been given up: whoever waited for it has been told.
    this.#pool.on("error", () => undefined);
  }

  /** @throws GivenUp, and whatever the task throws or ends its thread */
  async run(name: string, task: unknown, transferList: Transferable[] = []): Promise<unknown> {
    const id = (this.#last += 1);
    const running: Running = { giveUp: new AbortController(), timer: undefined };
    this.#running.set(id, running);
    const { signal } = running.giveUp;
    try {
      return await this.#pool.run({ id, task }, { name, transferList, signal });
    } catch (fault) {
      // Piscina starts no thread for what waited behind a thread that ended.
      if (this.#pool.queueSize > 0)
        void this.#pool.run({ id: 0, task: null }, { name: "wake" }).catch(() => 0);
      if (signal.aborted) throw new GivenUp("time");
      const code = typeof fault === "object" && fault !== null && "code" in fault ? fault.code : undefined;
      throw code === "ERR_WORKER_OUT_OF_MEMORY" ? new GivenUp("memory") : fault;
    } finally {
      clearTimeout(running.timer);
      this.#running.delete(id);
    }
  }

  /** Ends the threads; what they were at fails. */
  close(): Promise<void> {
    return this.#pool.destroy();
  }

  #hear(word: ThreadWord): void {
    const running = this.#running.get("begun" in word ? word.begun : word.rests);
    if (!running) return;
    clearTimeout(running.timer);
    if ("begun" in word) running.timer = setTimeout(() => running.giveUp.abort(), this.#mostMs);
  }
}

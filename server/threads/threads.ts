/**
 * Threads for work that must not keep the service from answering (piscina). Work that takes too long or too much
 * memory ends with its thread, alone. A thread says when it begins a piece of work and when it rests: only what it
 * works counts, not what its task waited.
 */
import { Piscina } from "piscina";
import type { Transferable } from "node:worker_threads";
import { GivenUp } from "./given-up.ts";
import { beginLarge } from "./heap.ts";

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

/**
 * What it says meanwhile of the task of that number. `begun` once more is a sign of life: its time starts anew.
 * `of` and `said`: whoever gave the task is to hear that.
 */
export type ThreadWord =
  { readonly begun: number } | { readonly rests: number } | { readonly of: number; readonly said: unknown };

export interface RunOptions {
  readonly transferList?: Transferable[];
  /** Ends the work, with its thread where it has begun; `run` rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Hears what the task says on its way. */
  readonly hear?: (said: unknown) => void;
}

const IDLE_MS = 60_000;
/** Most of what a file is read into lives as long as the file: room for it saves moving it about. */
const YOUNG_MIB = 64;

interface Running {
  readonly giveUp: AbortController;
  timer: NodeJS.Timeout | undefined;
  begun: boolean;
  readonly hear: ((said: unknown) => void) | undefined;
}

/** The script exports its tasks by name, and `wake`, which does nothing. */
export class Threads {
  readonly #pool;
  readonly #mostMs;
  readonly #running = new Map<number, Running>();
  #last = 0;

  constructor(script: URL, { threads, mostMs, mostMiB, idleMs = IDLE_MS }: ThreadOptions) {
    this.#mostMs = mostMs;
    beginLarge();
    this.#pool = new Piscina<ThreadTask, unknown>({
      filename: script.href,
      minThreads: 0,
      maxThreads: threads,
      idleTimeout: idleMs,
      recordTiming: false,
      resourceLimits: { maxOldGenerationSizeMb: mostMiB, maxYoungGenerationSizeMb: YOUNG_MIB },
    });
    this.#pool.on("message", (word: ThreadWord) => this.#hear(word));
    this.#pool.on("error", (fault: Error) => this.#notBegun(fault));
  }

  /** Tasks for which no thread is free. */
  get waiting(): number {
    return this.#pool.queueSize;
  }

  /** @throws GivenUp, and whatever the task throws or ends its thread */
  async run(name: string, task: unknown, options: RunOptions = {}): Promise<unknown> {
    const { transferList = [], signal: asked, hear } = options;
    asked?.throwIfAborted();
    const id = (this.#last += 1);
    const running: Running = { giveUp: new AbortController(), timer: undefined, begun: false, hear };
    this.#running.set(id, running);
    const { signal } = running.giveUp;
    const end = (): void => running.giveUp.abort(asked?.reason);
    asked?.addEventListener("abort", end);
    try {
      return await this.#pool.run({ id, task }, { name, transferList, signal });
    } catch (fault) {
      // Piscina starts no thread for what waited behind a thread that ended.
      if (this.#pool.queueSize > 0)
        void this.#pool.run({ id: 0, task: null }, { name: "wake" }).catch(() => 0);
      if (signal.aborted) throw signal.reason;
      const code = typeof fault === "object" && fault !== null && "code" in fault ? fault.code : undefined;
      throw code === "ERR_WORKER_OUT_OF_MEMORY" ? new GivenUp("memory") : fault;
    } finally {
      asked?.removeEventListener("abort", end);
      clearTimeout(running.timer);
      this.#running.delete(id);
    }
  }

  /** Ends the threads; what they were at fails. */
  close(): Promise<void> {
    return this.#pool.destroy();
  }

  #hear(word: ThreadWord): void {
    if ("of" in word) {
      this.#running.get(word.of)?.hear?.(word.said);
      return;
    }
    const running = this.#running.get("begun" in word ? word.begun : word.rests);
    if (!running) return;
    clearTimeout(running.timer);
    if ("begun" in word) {
      running.timer = setTimeout(() => running.giveUp.abort(new GivenUp("time")), this.#mostMs);
      running.begun = true;
    }
  }

  /** A thread ended before it had a task, as where its script cannot be loaded: Piscina starts no other one. */
  #notBegun(fault: Error): void {
    // An answer that came when its thread had been given up: whoever waited for it has been told.
    if (fault.message.startsWith("Unexpected message from Worker")) return;
    for (const { begun, giveUp } of this.#running.values()) if (!begun) giveUp.abort(fault);
  }
}

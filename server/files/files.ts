/**
 * Files that take long to write: each is written once for all who ask for it on one state of the store, to a folder
 * of its own, and kept there for a while. The folder is emptied when the service begins.
 */
import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "pino";
import { Problem } from "../../shared/problems.ts";
import type { AskedFile } from "../../shared/sync/files.ts";
import type { StorePlace } from "../store/open-snapshot.ts";
import type { Sight, Store } from "../store/store.ts";
import { keyOf, stateOf } from "./asked.ts";
import { queryOf } from "./drawn-before.ts";
import { Run } from "./run.ts";
import type { Progress, Written, WriteTask } from "./write.ts";
import { type Writer, writerHere } from "./writer.ts";
import { DRAWS_AHEAD } from "./writing-threads.ts";

export interface FilesOptions {
  readonly store: Pick<Store, "snapshot">;
  readonly place: StorePlace;
  readonly folder: string;
  /** Of all files that are kept. */
  readonly mostBytes?: number;
  /** After it was last asked for, a file is kept so long. */
  readonly keepMs?: number;
  /** Who asked and has not looked since is taken for gone after so long. */
  readonly leaseMs?: number;
  /** Milliseconds, by a clock that never goes back. */
  readonly now?: () => number;
  /** The last row that a worksheet may use; Excel's own limit where left out. */
  readonly lastRow?: number;
  readonly writer?: Writer;
  readonly log?: Pick<Logger, "error">;
}

const GIB = 1024 ** 3;
const MINUTE_MS = 60_000;
const SWEEP_MS = 10_000;
const MOST_UNDER_WAY = 8;
const RETRY_SECONDS = 30;

export class Files {
  readonly #options: Required<Omit<FilesOptions, "lastRow" | "log">> & Pick<FilesOptions, "lastRow" | "log">;
  readonly #salt = randomUUID();
  readonly #byKey = new Map<string, Run>();
  readonly #byId = new Map<string, Run>();
  readonly #timer: NodeJS.Timeout;
  readonly #writing = new Set<Promise<void>>();

  constructor(options: FilesOptions) {
    this.#options = {
      mostBytes: 2 * GIB,
      keepMs: 30 * MINUTE_MS,
      leaseMs: MINUTE_MS,
      now: () => performance.now(),
      writer: writerHere(),
      ...options,
    };
    rmSync(options.folder, { recursive: true, force: true });
    this.#timer = setInterval(() => this.sweep(), SWEEP_MS).unref();
  }

  /** Changes with whatever the file is made of; strong, since the same key makes the same bytes. */
  async keyOf(asked: AskedFile, sight: Sight): Promise<string> {
    return keyOf(asked, sight, await stateOf(this.#options.store), this.#salt);
  }

  /**
   * The run of that key, begun where there is none.
   *
   * @param waiter for whom it is written; one that is no symbol is to look after it now and then (`look`)
   * @throws Problem `unavailable` where too many wait already
   */
  ask(key: string, asked: AskedFile, sight: Sight, waiter: string | symbol): Run {
    const run = this.#byKey.get(key) ?? this.#begin(key, asked, sight);
    run.touched = this.#options.now();
    this.#wait(run, waiter);
    return run;
  }

  byId(id: string): Run | undefined {
    return this.#byId.get(id);
  }

  /** The waiter is still there; who does not wait for it only looks. */
  look(run: Run, waiter: string): void {
    run.touched = this.#options.now();
    if (run.waiting.has(waiter)) this.#wait(run, waiter);
  }

  /** The waiter waits no more; a run that nobody waits for ends. */
  leave(run: Run, waiter: string | symbol): void {
    if (!run.waiting.delete(waiter) || run.waiting.size > 0) return;
    if (run.underWay) this.#end(run);
  }

  /** Until the signal: as long as the answer lasts, the file is written on and kept. */
  stay(run: Run, signal: AbortSignal): void {
    const waiter = Symbol("answer");
    this.#wait(run, waiter);
    if (signal.aborted) this.leave(run, waiter);
    else signal.addEventListener("abort", () => this.leave(run, waiter), { once: true });
  }

  /** Lets go of waiters that are gone, of files that are old, and of the oldest where they are too many bytes. */
  sweep(): void {
    const { now, keepMs, mostBytes } = this.#options;
    for (const run of this.#byId.values()) {
      for (const [waiter, until] of run.waiting) if (until <= now()) this.leave(run, waiter);
      if (idle(run) && run.touched + keepMs <= now()) this.#remove(run);
    }
    const kept = [...this.#byId.values()].sort((a, b) => a.touched - b.touched);
    let bytes = kept.reduce((sum, run) => sum + run.bytes, 0);
    for (const run of kept) {
      if (bytes <= mostBytes) return;
      if (!idle(run)) continue;
      bytes -= run.bytes;
      this.#remove(run);
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    for (const run of this.#byId.values()) run.stop();
    await Promise.all(this.#writing);
    await this.#options.writer.close();
    await rm(this.#options.folder, { recursive: true, force: true, ...PATIENT });
  }

  #wait(run: Run, waiter: string | symbol): void {
    const { now, leaseMs } = this.#options;
    run.waiting.set(waiter, typeof waiter === "symbol" ? Number.POSITIVE_INFINITY : now() + leaseMs);
  }

  #begin(key: string, asked: AskedFile, sight: Sight): Run {
    if ([...this.#byKey.values()].filter(({ underWay }) => underWay).length >= MOST_UNDER_WAY) {
      throw new Problem("unavailable", { seconds: RETRY_SECONDS });
    }
    const { folder, now } = this.#options;
    mkdirSync(folder, { recursive: true });
    const run = new Run(key, asked, join(folder, `${randomUUID()}.part`), now());
    this.#byKey.set(key, run);
    this.#byId.set(run.id, run);
    const written = this.#write(run, sight).finally(() => this.#writing.delete(written));
    this.#writing.add(written);
    return run;
  }

  async #write(run: Run, sight: Sight): Promise<void> {
    const before = this.#before(run, sight);
    // It is kept as long as it is read.
    const waiter = Symbol("the next master");
    if (before) this.#wait(before, waiter);
    try {
      const written = await this.#written(run, sight, before);
      run.ready(written);
      this.sweep();
    } catch (fault) {
      // Where somebody stopped it, it failed of that.
      if (run.underWay) this.#options.log?.error({ err: fault, kind: run.asked.kind }, "file not written");
      run.failed(fault);
      this.#forgetKey(run);
      // A thread that was ended may hold the file for a moment longer.
      await rm(run.path, { force: true, ...PATIENT });
    } finally {
      if (before) this.leave(before, waiter);
    }
  }

  /** Whatever is wrong with the master before: without it, all is drawn. */
  async #written(run: Run, sight: Sight, last: Run | undefined): Promise<Written> {
    const { place, lastRow, writer, log } = this.#options;
    const task: WriteTask = {
      asked: run.asked,
      sight,
      place,
      path: run.path,
      ahead: DRAWS_AHEAD,
      ...(lastRow !== undefined && { lastRow }),
    };
    const tell = (progress: Progress): void => run.tell(progress);
    const before = last?.master;
    if (!before) return writer.write(task, tell, run.signal);
    try {
      return await writer.write({ ...task, before }, tell, run.signal);
    } catch (fault) {
      last.forgetMaster();
      // Whoever has had bytes of it begins anew.
      if (!run.underWay || run.bytes > 0) throw fault;
      log?.error({ err: fault, kind: run.asked.kind }, "file drawn anew");
      return writer.write(task, tell, run.signal);
    }
  }

  /** The last one that is kept of the same months and the same sight. */
  #before({ asked }: Run, sight: Sight): Run | undefined {
    if (asked.kind !== "master") return undefined;
    const query = queryOf(asked, sight);
    return [...this.#byId.values()].findLast(({ master }) => master?.query === query);
  }

  #end(run: Run): void {
    run.stop();
    this.#forgetKey(run);
  }

  #forgetKey(run: Run): void {
    if (this.#byKey.get(run.key) === run) this.#byKey.delete(run.key);
  }

  #remove(run: Run): void {
    this.#forgetKey(run);
    this.#byId.delete(run.id);
    void rm(run.path, { force: true, ...PATIENT }).catch(() => undefined);
  }
}

const PATIENT = { maxRetries: 10, retryDelay: 100 } as const;

const idle = (run: Run): boolean => !run.underWay && run.waiting.size === 0;

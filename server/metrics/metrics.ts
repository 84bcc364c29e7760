/** What the service tells about itself to who watches it, as Prometheus reads it (prom-client). */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Store } from "../store/store.ts";
import { readingTasksWaiting } from "../xlsx/reading-threads.ts";
import { StoreGauges } from "./store-gauges.ts";

/** Seconds: from an answer out of memory to a year's master. */
const DURATIONS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export interface Watched {
  readonly store: Store;
  /** Milliseconds. */
  readonly clock: () => number;
}

/** One answer: `route` is a route's pattern, never an address, so that there are only so many. */
export interface Answered {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

export class Metrics {
  readonly #registry = new Registry();
  readonly #answers;
  readonly #store;
  readonly #backupAt;
  readonly #backupFaults;

  constructor({ store, clock }: Watched) {
    const registers = [this.#registry];
    this.#answers = new Histogram({
      name: "dakehu_http_request_duration_seconds",
      help: "Answers by route and status, and how long they took",
      labelNames: ["method", "route", "status"] as const,
      buckets: DURATIONS,
      registers,
    });
    this.#store = new StoreGauges(store, clock, this.#registry);
    this.#backupAt = new Gauge({
      name: "dakehu_backup_last_success_timestamp_seconds",
      help: "When the newest backup was made; 0: there is none",
      registers,
    });
    this.#backupFaults = new Counter({
      name: "dakehu_backup_failures_total",
      help: "Backups that could not be made since the service was started",
      registers,
    });
    new Gauge({
      name: "dakehu_reading_tasks_waiting",
      help: "Workbooks and CSV files that wait for a thread to read them",
      registers,
      collect() {
        this.set(readingTasksWaiting());
      },
    });
  }

  /** Adds the process's own: event loop, memory, garbage collection, file handles. Once for a process. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.#registry });
  }

  answered({ method, route, status, seconds }: Answered): void {
    this.#answers.observe({ method, route, status: String(status) }, seconds);
  }

  /** @param at milliseconds */
  backedUp(at: number): void {
    this.#backupAt.set(at / 1000);
  }

  backupFailed(): void {
    this.#backupFaults.inc();
  }

  /** Everything as it is now. What the store cannot tell at the moment is left as it was, and said to be so. */
  async text(): Promise<{ readonly type: string; readonly body: string }> {
    await this.#store.refresh();
    return { type: this.#registry.contentType, body: await this.#registry.metrics() };
  }
}

/** What the store holds and what waits in it, read whenever somebody asks. */
import { Gauge, type Registry } from "prom-client";
import type { Store } from "../store/store.ts";

/** A store that does not answer must not keep the other figures back. */
const PATIENCE_MS = 3000;

export class StoreGauges {
  readonly #store: Store;
  readonly #clock: () => number;
  readonly #answers;
  readonly #revisions;
  readonly #outbox;
  readonly #oldest;
  readonly #bytes;

  constructor(store: Store, clock: () => number, registry: Registry) {
    this.#store = store;
    this.#clock = clock;
    const registers = [registry];
    this.#answers = new Gauge({
      name: "dakehu_store_answers",
      help: "1 while the store can be read, else 0, and what is said of it is of earlier",
      registers,
    });
    this.#revisions = new Gauge({
      name: "dakehu_revisions",
      help: "Revisions of rows taken in since the store was made; its rate is what comes in",
      registers,
    });
    new Gauge({
      name: "dakehu_writes_waiting",
      help: "Transactions that wait for their turn to be written",
      registers,
      collect() {
        this.set(store.writesWaiting);
      },
    });
    this.#outbox = new Gauge({
      name: "dakehu_outbox_copies",
      help: "Copies (mails) by state",
      labelNames: ["state"] as const,
      registers,
    });
    this.#oldest = new Gauge({
      name: "dakehu_outbox_oldest_seconds",
      help: "Since when the oldest copy waits that can be sent; 0: none waits",
      registers,
    });
    this.#bytes = new Gauge({
      name: "dakehu_store_bytes",
      help: "Of the store's files, its log among them; SQLite only",
      registers,
    });
  }

  async refresh(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error("late")), PATIENCE_MS);
    });
    try {
      const figures = await Promise.race([this.#store.figures(), late]);
      this.#answers.set(1);
      this.#revisions.set(figures.revisions);
      this.#outbox.reset();
      for (const [state, copies] of Object.entries(figures.copies)) this.#outbox.set({ state }, copies);
      const { oldestWaiting } = figures;
      const since = oldestWaiting === null ? 0 : this.#clock() - Date.parse(oldestWaiting);
      this.#oldest.set(Math.max(0, since / 1000));
      if (figures.bytes !== null) this.#bytes.set(figures.bytes);
    } catch {
      // Told by the gauge itself.
      this.#answers.set(0);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** The database leaves and comes back: said once each, however many ask for it meanwhile. */
import type { Logger } from "pino";
import { StoreAway } from "./away.ts";
import type { Store } from "./store.ts";

/** While it is away, it is looked for that often. */
const LOOK_MS = 1000;

export class StoreAbsence {
  readonly #store: Pick<Store, "probe">;
  readonly #log: Logger;
  /** Since when, by a clock that nobody sets; undefined while it is there. */
  #since: number | undefined;
  #refused = 0;

  constructor({ store, log }: { readonly store: Pick<Store, "probe">; readonly log: Logger }) {
    this.#store = store;
    this.#log = log;
  }

  /** Whether the error says that the database is away: then nothing more is to be logged of it. */
  explains(error: unknown): boolean {
    if (!(error instanceof StoreAway)) return false;
    if (this.#since === undefined) {
      this.#since = performance.now();
      this.#refused = 0;
      this.#log.error(
        { reason: error.message },
        "the database is away; requests are refused until it is back",
      );
      this.#lookLater();
    }
    return true;
  }

  /** A request was refused by this error; whether the database's being away explains it. */
  refuses(error: unknown): boolean {
    if (!this.explains(error)) return false;
    this.#refused += 1;
    return true;
  }

  #lookLater(): void {
    setTimeout(() => void this.#look(), LOOK_MS).unref();
  }

  /** It is back once it can be written. Any other fault is told by whoever meets it. */
  async #look(): Promise<void> {
    try {
      await this.#store.probe();
    } catch (error) {
      if (error instanceof StoreAway) return this.#lookLater();
    }
    const seconds = Math.round((performance.now() - (this.#since ?? 0)) / 1000);
    this.#since = undefined;
    this.#log.warn({ refused: this.#refused, seconds }, "the database is back");
  }
}

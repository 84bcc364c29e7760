/** Answers what the pane asks of its replica: the worker's work, whatever carries the messages. */
import { openDrawer } from "../drawer.ts";
import { serviceOf } from "../service.ts";
import { ServiceProblem } from "../trouble.ts";
import type { Engine } from "./database.ts";
import type { Asked, Opening, Questions, Signed, Told } from "./messages.ts";
import { LocalReplica } from "./replica.ts";

export interface Outside {
  engine(wasm: string): Promise<Engine>;
  tell(told: Told): void;
  /** Later, when nothing else was asked meanwhile. */
  later(work: () => void): void;
}

/** Tells other windows that the file has been written, and hears of theirs. */
interface Channel {
  written(): void;
  close(): void;
}

type Answer = Questions[keyof Questions]["answer"];

const NOBODY: Signed = { token: null, language: "zh" };

export class ReplicaDesk {
  readonly #outside: Outside;
  #opening: Opening | null = null;
  #replica: LocalReplica | null = null;
  #channel: Channel | null = null;
  #signed: Signed = NOBODY;
  /** One question after another: two readings of the feed would write the same rows twice. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(outside: Outside) {
    this.#outside = outside;
  }

  hear(asked: Asked): void {
    this.#next(async () => {
      try {
        this.#outside.tell({ id: asked.id, answer: await this.#answer(asked) });
      } catch (cause) {
        const problem = cause instanceof ServiceProblem ? cause : null;
        this.#outside.tell({
          id: asked.id,
          failed: String(cause),
          kind: problem?.kind ?? null,
          status: problem?.status ?? 0,
        });
      }
    });
  }

  async #answer(asked: Asked): Promise<Answer> {
    if (asked.ask === "close") {
      this.#opening = null;
      this.#replica = null;
      this.#channel?.close();
      this.#channel = null;
      this.#signed = NOBODY;
      return null;
    }
    if (asked.ask === "open") {
      this.#opening = asked.given;
      this.#replica = null;
    }
    const replica = await this.#opened();
    if (asked.ask === "open") return replica.reached();
    switch (asked.ask) {
      case "summary":
        return replica.summary(asked.given.period);
      case "ownMonth": {
        const { unit, period } = asked.given;
        const [month, { at }] = [replica.ownMonth(unit, period), replica.reached()];
        return month && at !== null ? { month, at } : null;
      }
      case "catchUp":
      case "rebuild": {
        this.#signed = asked.given;
        const reached = await (asked.ask === "catchUp" ? replica.catchUp() : replica.rebuild());
        this.#outside.later(() => this.#next(() => this.#save()));
        return reached;
      }
    }
  }

  /** Tried with every question until it succeeds: the engine itself may not have come through the network. */
  async #opened(): Promise<LocalReplica> {
    if (this.#replica) return this.#replica;
    if (!this.#opening) throw new Error("nobody has said whose replica");
    return this.#open(this.#opening);
  }

  async #open({ of, drawer, origin, wasm }: Opening): Promise<LocalReplica> {
    const service = serviceOf({
      origin,
      token: () => this.#signed.token,
      language: () => this.#signed.language,
    });
    const replica = new LocalReplica(await this.#outside.engine(wasm), await openDrawer(drawer), of, {
      feed: service.feed,
      tables: service.replicaTables,
      now: () => Date.now(),
    });
    await replica.open();
    this.#channel?.close();
    this.#channel = this.#listen(of.owner);
    this.#replica = replica;
    return replica;
  }

  async #save(): Promise<void> {
    if (await this.#replica?.save()) this.#channel?.written();
  }

  #listen(owner: string): Channel | null {
    if (typeof BroadcastChannel === "undefined") return null;
    const channel = new BroadcastChannel(`dakehu-replica-${owner}`);
    channel.onmessage = () =>
      this.#next(async () => {
        const replica = this.#replica;
        if (replica && (await replica.takeUpNewer())) this.#outside.tell({ news: replica.reached() });
      });
    return { written: () => channel.postMessage("written"), close: () => channel.close() };
  }

  /** A full disk keeps nothing, and is no reason to answer nothing. */
  #next(work: () => Promise<void> | undefined): void {
    this.#queue = this.#queue.then(work).catch(() => undefined);
  }
}

/** The pane's one store, and the frame in which every task runs. */
import type { CompanyPages } from "../excel/company.ts";
import type { Language } from "../../shared/problems.ts";
import { type Texts, textsIn } from "../../shared/text/texts.ts";
import type { Drawer } from "../sync/drawer.ts";
import type { LocalFigures } from "../sync/local/figures.ts";
import { Outbox } from "../sync/outbox.ts";
import { Replicas } from "../sync/replica.ts";
import type { Service } from "../sync/service.ts";
import { ownerOf, type SessionKeeper } from "../sync/session.ts";
import { ServiceProblem } from "../sync/trouble.ts";
import type { Workbook } from "../workbook.ts";
import type { PaneState, Question, TaskName } from "./state.ts";
import { troubleOf } from "./trouble.ts";

/** What the pane is given; nothing else reaches outside. */
export interface Surroundings {
  readonly service: Service;
  readonly drawer: Drawer;
  readonly keeper: SessionKeeper;
  /** null outside Excel. */
  readonly workbook: Workbook | null;
  /** The company's own sign-in; left out where a page cannot go there. */
  readonly company?: CompanyPages;
  /** Figures without the network; null where the web view cannot have them. */
  readonly local?: LocalFigures | null;
  /** Milliseconds. */
  now(): number;
  /** UUIDv7. */
  newId(): string;
  wait(seconds: number): Promise<void>;
}

/** What a running task says of itself. */
export interface Task {
  /** `done` from 0 to 1, left out where nobody knows. */
  tell(message: string, done?: number): void;
  /** From here on the user may stop it; `stopped` is to be looked at between steps. */
  mayStop(): void;
  stopped(): boolean;
}

type Asked<K extends Question["kind"]> = Extract<Question, { kind: K }>;
type Answer<K extends Question["kind"]> = Parameters<Asked<K>["answer"]>[0];

export class Pane {
  readonly surroundings: Surroundings;
  #state: PaneState;
  readonly #listeners = new Set<() => void>();

  constructor(surroundings: Surroundings, state: PaneState) {
    this.surroundings = surroundings;
    this.#state = state;
  }

  get state(): PaneState {
    return this.#state;
  }

  get texts(): Texts {
    return textsIn(this.#state.language);
  }

  get language(): Language {
    return this.#state.language;
  }

  set(patch: Partial<PaneState>): void {
    this.#state = { ...this.#state, ...patch };
    for (const listener of this.#listeners) listener();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Things kept for the person signed in. */
  get outbox(): Outbox {
    return new Outbox(this.surroundings.drawer, this.#owner);
  }

  get replicas(): Replicas {
    return new Replicas(this.surroundings.drawer, this.#owner);
  }

  /** One window of this person sends at a time. */
  get senderTurn(): string {
    return `dakehu-sender-${this.#owner}`;
  }

  get #owner(): string {
    return this.#state.session ? ownerOf(this.#state.session) : "";
  }

  /**
   * Runs one task; while one runs no other begins. Whatever goes wrong is shown with its remedy and, where trying
   * again may help, a button that does so.
   */
  async run(name: TaskName, work: (task: Task) => Promise<void>): Promise<void> {
    if (this.#state.busy) return;
    this.set({
      busy: { task: name, message: "", done: null, canStop: false, stopping: false },
      trouble: null,
      notice: null,
      offer: null,
    });
    try {
      await work({
        tell: (message, done) => this.#amendBusy({ message, done: done ?? null }),
        mayStop: () => this.#amendBusy({ canStop: true }),
        stopped: () => this.#state.busy?.stopping ?? false,
      });
    } catch (cause) {
      await this.failed(cause, () => void this.run(name, work));
    } finally {
      this.set({ busy: null, question: null });
    }
  }

  /** Asks the running task to stop at its next step. */
  stop(): void {
    this.#amendBusy({ stopping: true });
  }

  /** Shows a question and waits for its answer. */
  ask<K extends Question["kind"]>(kind: K, question: Omit<Asked<K>, "kind" | "answer">): Promise<Answer<K>> {
    return new Promise((resolve) => {
      const answer = (given: Answer<K>): void => {
        this.set({ question: null });
        resolve(given);
      };
      // The parts of one member of the union, put together again.
      this.set({ question: { kind, ...question, answer } as unknown as Question });
    });
  }

  #amendBusy(patch: Partial<NonNullable<PaneState["busy"]>>): void {
    if (this.#state.busy) this.set({ busy: { ...this.#state.busy, ...patch } });
  }

  /** Whoever was signed in is not any more: this computer keeps nothing that was read from the service. */
  async forget(): Promise<void> {
    const { local, keeper, wait } = this.surroundings;
    // The replica first, so that it does not write its file anew; it may be in the middle of a long reading.
    if (local) await Promise.race([local.close().catch(() => null), wait(3)]);
    await keeper.forget();
  }

  /** Shows what went wrong, with its remedy; an ended sign-in leads back to signing in. */
  async failed(cause: unknown, retry: () => void): Promise<void> {
    if (cause instanceof ServiceProblem && cause.kind === "signedOut" && this.#state.session) {
      await this.forget();
      this.set({ phase: "signedOut", session: null, signInNote: this.texts.signIn.ended });
      return;
    }
    const trouble = troubleOf(cause, this.texts, retry);
    const isLost = cause instanceof ServiceProblem && cause.answerIsLost && this.#state.pending.length > 0;
    this.set({ trouble: isLost ? { ...trouble, fix: this.texts.submit.lost, retry: null } : trouble });
  }
}

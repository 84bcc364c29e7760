/** The replica as the pane knows it: questions and answers. */
import type { OwnMonth } from "../../../shared/summary/own-month.ts";
import type { Summary } from "../../../shared/summary/summary.ts";
import { ServiceProblem } from "../trouble.ts";
import type { Reached } from "./database.ts";
import type { Asked, Opening, Questions, Signed, Told } from "./messages.ts";
import type { ReplicaOf } from "./replica.ts";

/** Figures without the network. Rejects with a `ServiceProblem` where the service must be asked and cannot be. */
export interface LocalFigures {
  /** Takes up what is kept for this person; answers how far it goes. */
  open(of: ReplicaOf): Promise<Reached>;
  /** Lets go of what was opened, without keeping it. */
  close(): Promise<null>;
  /** Reads what is new. */
  catchUp(signed: Signed): Promise<Reached>;
  /** Throws away what is kept here and reads it anew. */
  rebuild(signed: Signed): Promise<Reached>;
  /** null where too little is kept for the month's report. */
  summary(period: string): Promise<Summary | null>;
  ownMonth(unit: string, period: string): Promise<{ readonly month: OwnMonth; readonly at: string } | null>;
  /** Called when another window has read further. */
  onNews(listener: (reached: Reached) => void): void;
}

/** What carries messages: a worker. */
export interface Carrier {
  ask(asked: Asked): void;
  onTold(listener: (told: Told) => void): void;
  /** It could not be loaded: nothing will be answered. */
  onBroken(listener: () => void): void;
}

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (cause: Error) => void;
}

/** @param where what the worker is to be told about its surroundings */
export function figuresBy(carrier: Carrier, where: Omit<Opening, "of">): LocalFigures {
  const waiting = new Map<number, Waiting>();
  const listeners: ((reached: Reached) => void)[] = [];
  let last = 0;
  carrier.onTold((told) => {
    if ("news" in told) {
      for (const listener of listeners) listener(told.news);
      return;
    }
    const asked = waiting.get(told.id);
    waiting.delete(told.id);
    if ("failed" in told) asked?.reject(causeOf(told));
    else asked?.resolve(told.answer as never);
  });
  let isBroken = false;
  const broken = (): Error => new Error("the replica does not run here");
  carrier.onBroken(() => {
    isBroken = true;
    for (const { reject } of waiting.values()) reject(broken());
    waiting.clear();
  });
  const ask = <K extends keyof Questions>(
    question: K,
    given: Questions[K]["given"],
  ): Promise<Questions[K]["answer"]> =>
    new Promise((resolve, reject) => {
      if (isBroken) return reject(broken());
      last += 1;
      waiting.set(last, { resolve, reject });
      // The parts of one member of the union, put together again.
      carrier.ask({ id: last, ask: question, given } as unknown as Asked);
    });
  return {
    open: (of) => ask("open", { of, ...where }),
    close: () => ask("close", null),
    catchUp: (signed) => ask("catchUp", signed),
    rebuild: (signed) => ask("rebuild", signed),
    summary: (period) => ask("summary", { period }),
    ownMonth: (unit, period) => ask("ownMonth", { unit, period }),
    onNews: (listener) => void listeners.push(listener),
  };
}

const causeOf = ({ failed, kind, status }: Extract<Told, { failed: string }>): Error =>
  kind === null ? new Error(failed) : new ServiceProblem(kind, { status });

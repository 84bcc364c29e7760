/** Sends submissions one after another, and lets none be lost or sent twice as two. */
import type { SubmissionAnswer } from "../../shared/sync/protocol.ts";
import type { Outbox, Pending } from "./outbox.ts";
import { ServiceProblem } from "./trouble.ts";

export interface Delivery {
  readonly outbox: Outbox;
  /** `POST /submissions` with this very body. */
  submit(body: string): Promise<SubmissionAnswer>;
  /** Writes an answer into workbook and replica; only then is the submission done with. */
  apply(pending: Pending, answer: SubmissionAnswer): Promise<void>;
  wait(seconds: number): Promise<void>;
  /** Looked at between submissions. */
  stopped(): boolean;
  /** `done` of `all` submissions have been answered. */
  onProgress(done: number, all: number): void;
  onWait(seconds: number): void;
}

/** A busy service is asked again this often before the person is. */
const BUSY_TRIES = 5;
const LONGEST_WAIT = 60;
const WAIT_UNTOLD = 5;

/**
 * Delivers in order and stops at the first that fails; that one stays in the outbox unless the service has refused
 * it for good. Answers how many were delivered.
 */
export async function deliver(pendings: readonly Pending[], delivery: Delivery): Promise<number> {
  let done = 0;
  for (const pending of pendings) {
    if (delivery.stopped()) break;
    delivery.onProgress(done, pendings.length);
    await delivery.outbox.put({ ...pending, tried: true });
    const answer = await answerTo(pending, delivery);
    await delivery.apply(pending, answer);
    await delivery.outbox.remove(pending);
    done += 1;
  }
  delivery.onProgress(done, pendings.length);
  return done;
}

async function answerTo(pending: Pending, delivery: Delivery): Promise<SubmissionAnswer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await delivery.submit(pending.body);
    } catch (cause) {
      if (!(cause instanceof ServiceProblem)) throw cause;
      if (cause.isFinal) await delivery.outbox.remove(pending);
      if (cause.kind !== "busy" || attempt >= BUSY_TRIES || delivery.stopped()) throw cause;
      const seconds = Math.min(cause.retryAfter ?? WAIT_UNTOLD, LONGEST_WAIT);
      delivery.onWait(seconds);
      await delivery.wait(seconds);
    }
  }
}

/**
 * Sends the copies that are due, one after the other. It knows the outbox only: whoever makes a copy does not wait.
 *
 * Never twice: a copy is claimed before it is sent, the store is told before a mail's last byte goes out, and what a
 * mail server may have without having said so is not sent again by itself; it is shown as failed, for a person to
 * decide (docs/decisions). Never lost: what no mail server can have is sent again.
 */
import type { Logger } from "pino";
import { MAIL } from "../../shared/text/mail.ts";
import type { CopyOutcome, StoredCopy } from "../store/copies-store.ts";
import { SEPARATOR } from "./addressees.ts";
import type { LetterSources } from "./content-of.ts";
import { type Delivery, Line, LineFault } from "./line.ts";
import type { MailServer } from "./mail-server.ts";
import { messageOf } from "./message.ts";
import { nextAttempt } from "./pauses.ts";

export interface SenderParts extends LetterSources {
  readonly server: MailServer;
  readonly publicUrl: string | null;
  /** Milliseconds. */
  readonly clock: () => number;
  readonly log: Logger;
}

/** Mails that broke the line one after the other: then it is the mail server, not the mail. */
const MOST_BREAKS = 2;
/** Copies that are put off together while the mail server is away. */
const TOGETHER = 1000;

export class CopySender {
  readonly #parts: SenderParts;
  #line: Line | null = null;
  #breaks = 0;
  #stopping = false;

  constructor(parts: SenderParts) {
    this.#parts = parts;
  }

  /** To be called once before the first round: what a former process was sending when it ended. */
  async recover(): Promise<void> {
    const { store, clock, log } = this.#parts;
    const recovered = await store.copies.recover(timeOf(clock()), MAIL.trouble.unsure);
    if (recovered.again + recovered.unsure > 0)
      log.warn(recovered, "copies were being sent when the service ended");
  }

  /** Sends what is due; answers how many mails were taken. */
  async round(): Promise<number> {
    const { store, clock } = this.#parts;
    let sent = 0;
    try {
      while (!this.#stopping && (await store.copies.due(timeOf(clock())))) {
        const [copy] = await store.copies.claim(timeOf(clock()), 1);
        if (!copy) break;
        const { outcome, away } = await this.#attempt(copy);
        if (outcome) await store.copies.settle([outcome]);
        if (outcome?.state === "sent") sent += 1;
        if (away !== null) await this.#putOff(away);
      }
    } finally {
      this.#line?.close();
      this.#line = null;
    }
    return sent;
  }

  /** The mail being sent is the last; a round under way then ends. */
  stop(): void {
    this.#stopping = true;
  }

  async #attempt(copy: StoredCopy): Promise<Attempted> {
    const { store, place, server, publicUrl, clock, log } = this.#parts;
    const to = copy.left ?? (copy.to.address ?? "").split(SEPARATOR);
    if (isOverdue(copy, clock())) return { outcome: failed(copy, MAIL.trouble.overdue), away: null };
    try {
      const message = await messageOf({ store, place }, copy, {
        from: server.from,
        to,
        at: clock(),
        publicUrl,
      });
      if (!message) return { outcome: failed(copy, MAIL.trouble.vanished), away: null };
      const line = await this.#openLine();
      const delivery = await line.send({
        to,
        message,
        handOver: () => store.copies.handOver(copy.id, copy.attempts, timeOf(clock())),
      });
      return this.#judge(copy, delivery);
    } catch (fault) {
      if (!(fault instanceof LineFault)) log.error({ err: fault, copy: copy.id }, "a copy could not be sent");
      const words = fault instanceof Error ? fault.message : String(fault);
      const away = fault instanceof LineFault ? MAIL.trouble.unreachable(words) : null;
      return { outcome: this.#later(copy, away ?? words), away };
    }
  }

  #judge(copy: StoredCopy, delivery: Delivery): Attempted {
    this.#breaks = delivery.kind === "delayed" && delivery.fault === "line" ? this.#breaks + 1 : 0;
    switch (delivery.kind) {
      case "accepted":
        return { outcome: this.#accepted(copy, delivery), away: null };
      case "refused":
        return { outcome: failed(copy, delivery.words), away: null };
      case "unsure":
        return { outcome: failed(copy, `${MAIL.trouble.unsure}(${delivery.words})`), away: null };
      case "taken":
        return { outcome: null, away: null };
      case "delayed": {
        const everybody =
          delivery.fault === "server" || (delivery.fault === "line" && this.#breaks >= MOST_BREAKS);
        return { outcome: this.#later(copy, delivery.words), away: everybody ? delivery.words : null };
      }
    }
  }

  /** Of several addresses some may have been refused: for good, or to be tried again without the others. */
  #accepted(copy: StoredCopy, { refused }: Extract<Delivery, { kind: "accepted" }>): CopyOutcome {
    const error =
      refused.length === 0
        ? null
        : refused.map(({ address, words }) => MAIL.trouble.refused(address, words)).join("\n");
    const left = refused.filter(({ later }) => later).map(({ address }) => address);
    if (left.length > 0) return this.#later(copy, error ?? "", left);
    const { id, attempts: attempt } = copy;
    return { id, attempt, state: "sent", sentAt: timeOf(this.#parts.clock()), error };
  }

  #later(copy: StoredCopy, error: string, left: readonly string[] | null = copy.left): CopyOutcome {
    const { id, attempts: attempt, createdAt } = copy;
    const next = nextAttempt(attempt, Date.parse(createdAt), this.#parts.clock());
    if (next === null) return failed(copy, MAIL.trouble.gaveUp(error), left);
    return { id, attempt, state: "waiting", nextAt: timeOf(next), error, left };
  }

  /** Everything else that is due waits as well, instead of asking a mail server that is away once for each copy. */
  async #putOff(error: string): Promise<void> {
    const { store, clock } = this.#parts;
    const at = timeOf(clock());
    while (await store.copies.due(at)) {
      const copies = await store.copies.claim(at, TOGETHER);
      if (copies.length === 0) return;
      await store.copies.settle(copies.map((copy) => this.#later(copy, error)));
    }
  }

  async #openLine(): Promise<Line> {
    if (this.#line === null || this.#line.broken) this.#line = await Line.open(this.#parts.server);
    return this.#line;
  }
}

interface Attempted {
  /** null: another process sends the copy. */
  readonly outcome: CopyOutcome | null;
  /** Why nothing can be sent at the moment; null where something can. */
  readonly away: string | null;
}

const failed = (
  { id, attempts: attempt, left: before }: StoredCopy,
  error: string,
  left: readonly string[] | null = before,
): CopyOutcome => ({ id, attempt, state: "failed", error, left });

/** A reminder by itself makes no sense once the deadline has passed. */
const isOverdue = ({ told }: StoredCopy, now: number): boolean =>
  told.kind === "reminder" && told.days !== null && Date.parse(told.deadline) < now;

const timeOf = (ms: number): string => new Date(ms).toISOString();

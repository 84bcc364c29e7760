/** The part of the service that tells people: it looks after the outbox and the deadlines while the service runs. */
import type { Logger } from "pino";
import type { StoreAbsence } from "../store/absence.ts";
import type { LetterSources } from "./content-of.ts";
import { mailServerOf } from "./mail-server.ts";
import { remindOfDeadlines } from "./reminders.ts";
import { CopySender } from "./sender.ts";

export interface NotifyParts extends LetterSources {
  /** null: copies wait, and can be saved as files. */
  readonly smtpUrl: string | null;
  readonly publicUrl: string | null;
  /** Milliseconds. */
  readonly clock: () => number;
  readonly log: Logger;
  readonly absence: StoreAbsence;
}

export interface Notifying {
  /** When it is fulfilled, nothing is being sent any more. */
  stop(): Promise<void>;
}

const LOOK_MS = 2_000;
const REMIND_MS = 3_600_000;
/** A mail under way has that long to be answered when the service stops. */
const GRACE_MS = 10_000;

/** Begins; whatever goes wrong later is logged and tried again. */
export function startNotifying(parts: NotifyParts): Notifying {
  const { smtpUrl, clock } = parts;
  const reminding = every(REMIND_MS, parts, async () => void (await remindOfDeadlines(parts, clock())));
  if (smtpUrl === null) return { stop: reminding.stop };
  const sender = new CopySender({ ...parts, server: mailServerOf(smtpUrl) });
  let recovered = false;
  const sending = every(LOOK_MS, parts, async () => {
    if (!recovered) await sender.recover();
    recovered = true;
    await sender.round();
  });
  return {
    stop: async () => {
      sender.stop();
      await Promise.race([Promise.all([reminding.stop(), sending.stop()]), wait(GRACE_MS)]);
    },
  };
}

/** Does something now and then again and again, never twice at once. */
function every(
  pauseMs: number,
  { log, absence }: Pick<NotifyParts, "log" | "absence">,
  work: () => Promise<void>,
): Notifying {
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  const turn = (): void => {
    running = work()
      .catch((error: unknown) => {
        if (!absence.explains(error)) log.error({ err: error }, "the copies could not be looked after");
      })
      .then(() => {
        if (!stopped) timer = setTimeout(turn, pauseMs);
      });
  };
  turn();
  return {
    stop: async () => {
      stopped = true;
      if (timer) clearTimeout(timer);
      await running;
    },
  };
}

const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });

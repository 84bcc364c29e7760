/** Backups at intervals, as long as the service runs. */
import { backUpInto, newestIn } from "./keep.ts";
import type { Backup, Copied } from "./to.ts";

const SECOND = 1000;
const UNITS = { s: SECOND, m: 60 * SECOND, h: 3600 * SECOND, d: 24 * 3600 * SECOND } as const;
const LONGEST = 7 * UNITS.d;
/** After one that failed. */
const RETRY_MS = 5 * UNITS.m;

/** `30m`, `1h`, `1d` in milliseconds; undefined where it is none, or longer than a week. */
export function intervalOf(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  if (count === undefined || unit === undefined) return undefined;
  const ms = Number(count) * UNITS[unit as keyof typeof UNITS];
  return ms > 0 && ms <= LONGEST ? ms : undefined;
}

export interface Plan {
  /** Milliseconds. */
  readonly every: number;
  /** How many are kept. */
  readonly keep: number;
  /** The folder. */
  readonly to: string;
}

export interface Told {
  made(backup: Backup, at: number): void;
  failed(error: unknown): void;
}

export interface Backups {
  /** When it is fulfilled, none is being made any more. */
  stop(): Promise<void>;
}

/**
 * Begins. The first is made when the newest of the folder is as old as that, at once where there is none; how long it
 * is between two is measured by a clock that nobody sets.
 *
 * @param clock milliseconds, for names and to know how old the newest is
 */
export function startBackups(store: Copied, plan: Plan, clock: () => number, told: Told): Backups {
  const { every, keep, to } = plan;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  const after = (ms: number): void => {
    if (!stopped) timer = setTimeout(() => void (running = make()), ms);
  };
  const make = async (): Promise<void> => {
    const began = performance.now();
    try {
      const at = clock();
      told.made(await backUpInto(store, to, { keep, at }), at);
      after(Math.max(0, every - (performance.now() - began)));
    } catch (error) {
      told.failed(error);
      after(Math.min(every, RETRY_MS));
    }
  };
  after(firstIn(to, every, clock()));
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** A newest one that seems to come from the future says nothing: the clock was put back. */
function firstIn(folder: string, every: number, now: number): number {
  try {
    const newest = newestIn(folder);
    const age = newest === null ? Number.POSITIVE_INFINITY : now - newest;
    return age < 0 ? 0 : Math.max(0, every - age);
  } catch {
    // Said when the backup cannot be made there.
    return 0;
  }
}

/** Sign-in attempts, counted by address: eight characters must not be found by trying. */
import { Problem } from "../../shared/problems.ts";

const WINDOW_MS = 60_000;
const MAX_FAILURES = 10;
const MAX_ADDRESSES = 10_000;

export interface Attempts {
  /** Throws `too_many_requests` where an address has failed too often of late. */
  check(address: string): void;
  failed(address: string): void;
}

export function countAttempts(clock: () => number): Attempts {
  const failures = new Map<string, { count: number; until: number }>();
  return {
    check(address) {
      const seen = failures.get(address);
      if (!seen || seen.until <= clock()) return;
      if (seen.count >= MAX_FAILURES) {
        throw new Problem("too_many_requests", { seconds: Math.ceil((seen.until - clock()) / 1000) });
      }
    },
    failed(address) {
      const now = clock();
      const seen = failures.get(address);
      if (seen && seen.until > now) {
        seen.count += 1;
        return;
      }
      if (failures.size >= MAX_ADDRESSES) {
        for (const [known, { until }] of failures) if (until <= now) failures.delete(known);
        if (failures.size >= MAX_ADDRESSES) failures.clear();
      }
      failures.set(address, { count: 1, until: now + WINDOW_MS });
    },
  };
}

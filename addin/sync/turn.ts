/** One window at a time. */

/**
 * Does `work` while no other window of this browser does anything under the same name; answers null at once, and does
 * nothing, where one does. Without Web Locks (an address without TLS, web views before Edge 79) it does it anyway:
 * the service knows a submission that comes twice.
 */
export async function ifNobodyElse<T>(name: string, work: () => Promise<T>): Promise<T | null> {
  if (!hasLocks()) return work();
  return navigator.locks.request(name, { ifAvailable: true }, async (lock) => (lock ? work() : null));
}

/** The same, but waits for its turn. */
export async function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
  if (!hasLocks()) return work();
  return navigator.locks.request(name, work);
}

const hasLocks = (): boolean =>
  typeof navigator !== "undefined" && "locks" in navigator && navigator.locks !== undefined;

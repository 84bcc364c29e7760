/** When a copy that could not be sent is tried again. */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** After the first attempt, the second, …; the last one again and again. */
const PAUSES = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR];
/** From when it was made; but as often as there are pauses it is tried in any case. */
const GIVE_UP_AFTER = 3 * 24 * HOUR;

/**
 * The time of the next attempt, in milliseconds; null: no more. A copy that waited long for its first attempt, as
 * when the service was stopped over a holiday, has its attempts all the same.
 *
 * @param attempts made so far
 */
export function nextAttempt(attempts: number, createdAt: number, now: number): number | null {
  if (now - createdAt >= GIVE_UP_AFTER && attempts >= PAUSES.length) return null;
  return now + (PAUSES[Math.min(attempts, PAUSES.length) - 1] ?? MINUTE);
}

/** What a screen shows of the service: loaded, loaded again, left off when the screen goes. */
import { useEffect, useEffectEvent, useState } from "react";
import { ServiceProblem } from "../sync/trouble.ts";
import type { Trouble } from "./state.ts";
import { troubleOf } from "./trouble.ts";
import { usePane } from "./use-pane.ts";

export interface Resource<T> {
  /** As last loaded; it stays in sight while it is loaded again. null before the first time. */
  readonly value: T | null;
  readonly loading: boolean;
  /** Why it could not be loaded, with a way to try again. */
  readonly trouble: Trouble | null;
  reload(): void;
  /** Changes what is shown, where the service has said already what it has become. */
  amend(change: (value: T) => T): void;
}

interface Held<T> {
  readonly key: string;
  readonly round: number;
  readonly value: T | null;
  readonly trouble: Trouble | null;
}

/**
 * Loads when the screen appears and whenever `key` changes. A sign-in that has ended leads back to signing in.
 *
 * ```tsx
 * const filings = useResource(`filings ${state}`, (signal) => pane.surroundings.service.filings({ state }, signal));
 * return <Loaded resource={filings}>{(value) => …}</Loaded>;
 * ```
 * @param key names what is loaded: two keys, two things
 */
export function useResource<T>(key: string, load: (signal: AbortSignal) => Promise<T>): Resource<T> {
  const { pane } = usePane();
  const [round, setRound] = useState(0);
  const [held, setHeld] = useState<Held<T>>({ key, round: -1, value: null, trouble: null });
  const reload = (): void => setRound((before) => before + 1);

  const attempt = useEffectEvent(async (signal: AbortSignal): Promise<Held<T>> => {
    try {
      return { key, round, value: await load(signal), trouble: null };
    } catch (cause) {
      if (cause instanceof ServiceProblem && cause.kind === "signedOut") await pane.failed(cause, reload);
      return { key, round, value: null, trouble: troubleOf(cause, pane.texts, reload) };
    }
  });
  useEffect(() => {
    const stop = new AbortController();
    void attempt(stop.signal).then((now) => {
      if (!stop.signal.aborted) setHeld((before) => keptIn(before, now));
    });
    return () => stop.abort();
  }, [key, round]);

  const mine = held.key === key;
  const loading = !mine || held.round !== round;
  return {
    value: mine ? held.value : null,
    loading,
    trouble: loading ? null : held.trouble,
    reload,
    amend: (change) =>
      setHeld((before) =>
        before.key === key && before.value !== null ? { ...before, value: change(before.value) } : before,
      ),
  };
}

/** What could not be loaded anew is shown as it was, beside the reason. */
const keptIn = <T>(before: Held<T>, now: Held<T>): Held<T> =>
  now.trouble && before.key === now.key ? { ...now, value: before.value } : now;

/** A sequence that comes in pages, of which one member can be looked at ahead. */
export interface Peekable<T> {
  /** The next of those at hand; undefined where `more` has to be asked first. */
  readonly next: () => T | undefined;
  /** Whether there is another one: it is at hand then. */
  readonly more: () => Promise<boolean>;
  /** Lets the source go before its end. */
  readonly close: () => Promise<void>;
}

/** What lies in memory is a page by itself. */
export function peekable<T>(source: Iterable<T> | AsyncIterable<readonly T[]>): Peekable<T> {
  const pages =
    Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : [[...source]][Symbol.iterator]();
  let page: readonly T[] = [];
  let at = 0;
  let ended = false;

  return {
    next: () => (at < page.length ? page[at++] : undefined),
    more: async () => {
      while (at >= page.length && !ended) {
        const { done, value } = await pages.next();
        ended = done === true;
        page = done ? [] : value;
        at = 0;
      }
      return at < page.length;
    },
    close: async () => {
      if (!ended) await pages.return?.();
      ended = true;
    },
  };
}

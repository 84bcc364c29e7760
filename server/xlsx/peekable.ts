/** A sequence read one by one, of which one can be looked at ahead. */
export interface Peekable<T> {
  readonly next: () => Promise<T | undefined>;
  readonly more: () => Promise<boolean>;
  /** Lets the source go before its end. */
  readonly close: () => Promise<void>;
}

export function peekable<T>(source: Iterable<T> | AsyncIterable<T>): Peekable<T> {
  const iterator =
    Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  let ahead: { readonly value: T } | undefined;
  let ended = false;

  const take = async (): Promise<{ readonly value: T } | undefined> => {
    if (ended) return undefined;
    const { done, value } = await iterator.next();
    ended = done === true;
    return done ? undefined : { value };
  };

  return {
    next: async () => {
      const taken = ahead ?? (await take());
      ahead = undefined;
      return taken?.value;
    },
    more: async () => (ahead ??= await take()) !== undefined,
    close: async () => {
      if (!ended) await iterator.return?.();
      ended = true;
    },
  };
}

/**
 * XML on its way into a file: UTF-8 as a string of which every character is one byte. V8 joins and writes such strings
 * several times faster than strings with Chinese in them, and turning the latter into UTF-8 was a third of the time
 * that a long file takes.
 */
const NOT_ASCII = /[^\0-\x7f]/;
/** Names, choices and places come again and again; remarks do not, and are no longer than it takes to look them up. */
const MOST_KNOWN = 16_384;
const LONGEST_KNOWN = 40;

const known = new Map<string, string>();

/** `"客"` is `"\xe5\xae\xa2"`; to be written as `latin1`. */
export function utf8(text: string): string {
  if (!NOT_ASCII.test(text)) return text;
  if (text.length > LONGEST_KNOWN) return bytes(text);
  let found = known.get(text);
  if (found === undefined) {
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(text, (found = bytes(text)));
  }
  return found;
}

const bytes = (text: string): string => Buffer.from(text, "utf8").toString("latin1");

/** About as much as goes to the compressor at once. */
const PIECE = 1 << 18;

/** Such strings, gathered as bytes in pieces that are worth the compressor's while. */
export class Pieces {
  #piece = Buffer.allocUnsafe(PIECE);
  #at = 0;

  /** Whether there is enough to be taken. */
  get full(): boolean {
    return this.#at >= PIECE / 2;
  }

  /** Written at once: a string that has just been joined still lies in the processor's cache. */
  add(text: string): void {
    if (this.#at + text.length > this.#piece.length) {
      const larger = Buffer.allocUnsafe(Math.max(PIECE, this.#at + text.length) * 2);
      this.#piece.copy(larger, 0, 0, this.#at);
      this.#piece = larger;
    }
    this.#at += this.#piece.write(text, this.#at, "latin1");
  }

  take(): Buffer {
    const taken = this.#piece.subarray(0, this.#at);
    this.#piece = Buffer.allocUnsafe(PIECE);
    this.#at = 0;
    return taken;
  }
}

/** All of them, in pieces. */
export function* inPieces(texts: Iterable<string>): Generator<Buffer, void, undefined> {
  const pieces = new Pieces();
  for (const text of texts) {
    pieces.add(text);
    if (pieces.full) yield pieces.take();
  }
  yield pieces.take();
}

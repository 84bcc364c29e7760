/** In which of the encodings that Chinese systems write a text file is, found out from its bytes alone. */
export const CSV_ENCODINGS = ["utf-8", "utf-16le", "utf-16be", "gb18030"] as const;
export type CsvEncoding = (typeof CSV_ENCODINGS)[number];

/** Decoded at a time, in bytes. */
const PIECE = 256 * 1024;

/**
 * By its mark where it has one. Without: what has zero bytes is UTF-16, what is valid UTF-8 to its last byte is
 * UTF-8, anything else GB18030, which GBK and GB2312 are part of.
 */
export function encodingOf(bytes: Uint8Array): CsvEncoding {
  const [a, b, c] = bytes;
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  // Marked as UTF-8: one spoiled byte further down makes no other encoding of it.
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  return utf16WithoutMark(bytes) ?? (isUtf8(bytes) ? "utf-8" : "gb18030");
}

/** The text piece by piece, without its mark: a large file is never in memory as one string. */
export function* decoded(bytes: Uint8Array, encoding: CsvEncoding): Generator<string> {
  const decoder = new TextDecoder(encoding);
  for (let at = 0; at < bytes.length; at += PIECE) {
    const more = at + PIECE < bytes.length;
    yield decoder.decode(bytes.subarray(at, at + PIECE), { stream: more });
  }
}

/** In UTF-16 every comma, digit and line break has a zero byte beside it; no other encoding has any. */
function utf16WithoutMark(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const zeros = [0, 0];
  bytes.subarray(0, 4096).forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (even + odd === 0) return undefined;
  return odd >= even ? "utf-16le" : "utf-16be";
}

function isUtf8(bytes: Uint8Array): boolean {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for (let at = 0; at < bytes.length; at += PIECE) {
      decoder.decode(bytes.subarray(at, at + PIECE), { stream: at + PIECE < bytes.length });
    }
    return true;
  } catch {
    return false;
  }
}

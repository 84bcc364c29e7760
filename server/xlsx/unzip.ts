/**
 * Takes named parts out of a ZIP archive that anyone may have sent: what it expands to is bounded before it is
 * expanded, and every part's checksum is verified.
 */
import { promisify } from "node:util";
import { crc32, inflateRaw } from "node:zlib";
import { UnreadableWorkbook } from "./unreadable.ts";

export interface UnzipLimits {
  /** Files in the archive, wanted or not. */
  readonly entries: number;
  /** Bytes of all wanted parts together, expanded. */
  readonly total: number;
  /** Bytes of one part, expanded, where a part has a limit of its own. */
  readonly part: (path: string) => number;
}

interface Entry {
  readonly path: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly plain: number;
  readonly offset: number;
}

const inflate = promisify(inflateRaw);
const STORED = 0;
const DEFLATED = 8;

/** The parts for which `wanted` is true, by path. Others are not even expanded. */
export async function unzip(
  bytes: Uint8Array,
  wanted: (path: string) => boolean,
  limits: UnzipLimits,
): Promise<Map<string, Buffer>> {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = new Map<string, Buffer>();
  let left = limits.total;
  for (const entry of directory(archive, limits.entries)) {
    if (!wanted(entry.path)) continue;
    const content = await expand(archive, entry, Math.min(left, limits.part(entry.path)));
    left -= content.length;
    parts.set(entry.path, content);
  }
  return parts;
}

function directory(archive: Buffer, maxEntries: number): Entry[] {
  const end = endOfDirectory(archive);
  const count = archive.readUInt16LE(end + 10);
  if (count > maxEntries) throw new UnreadableWorkbook("too_large", `${count} parts`);
  const entries: Entry[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    if (at + 46 > archive.length || archive.readUInt32LE(at) !== 0x02014b50) {
      throw new UnreadableWorkbook("damaged", "the list of parts is cut short");
    }
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.subarray(at + 46, at + 46 + nameLength);
    checkName(archive, name, archive.readUInt32LE(at + 42));
    entries.push({
      // Some writers use backslashes, which the format forbids and Excel reads all the same.
      path: name.toString("utf8").replaceAll("\\", "/"),
      method: archive.readUInt16LE(at + 10),
      crc: archive.readUInt32LE(at + 16),
      packed: archive.readUInt32LE(at + 20),
      plain: archive.readUInt32LE(at + 24),
      offset: archive.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  // A count that is too small would lose parts without a word.
  if (at !== archive.readUInt32LE(end + 16) + archive.readUInt32LE(end + 12)) {
    throw new UnreadableWorkbook("damaged", "the list of parts is longer than it says");
  }
  return entries;
}

/** A name stands in the list and again before the part: no checksum covers it, and a part misnamed is a part lost. */
function checkName(archive: Buffer, name: Buffer, offset: number): void {
  const there =
    offset + 30 <= archive.length &&
    archive.readUInt32LE(offset) === 0x04034b50 &&
    archive.subarray(offset + 30, offset + 30 + archive.readUInt16LE(offset + 26)).equals(name);
  if (!there) throw new UnreadableWorkbook("damaged", `a part is not where the list of parts says`);
}

/** Where the end record begins: 22 bytes from the end, or further up where a comment follows it. */
function endOfDirectory(archive: Buffer): number {
  const lowest = Math.max(0, archive.length - 22 - 0xffff);
  for (let at = archive.length - 22; at >= lowest; at--) {
    if (archive.readUInt32LE(at) === 0x06054b50) return at;
  }
  throw new UnreadableWorkbook("damaged", "the archive has no end record");
}

async function expand(archive: Buffer, entry: Entry, most: number): Promise<Buffer> {
  if (entry.plain > most) throw new UnreadableWorkbook("too_large", `${entry.path}: ${entry.plain} bytes`);
  const start =
    entry.offset + 30 + archive.readUInt16LE(entry.offset + 26) + archive.readUInt16LE(entry.offset + 28);
  if (start + entry.packed > archive.length)
    throw new UnreadableWorkbook("damaged", `${entry.path} is cut short`);
  const packed = archive.subarray(start, start + entry.packed);
  const plain = entry.method === STORED ? packed : await inflated(packed, entry, most);
  if (crc32(plain) !== entry.crc) throw new UnreadableWorkbook("damaged", `${entry.path} fails its checksum`);
  return plain;
}

async function inflated(packed: Buffer, entry: Entry, most: number): Promise<Buffer> {
  if (entry.method !== DEFLATED)
    throw new UnreadableWorkbook("damaged", `${entry.path}: method ${entry.method}`);
  try {
    // The size in the list is a claim; the limit holds against what really comes out.
    return await inflate(packed, { maxOutputLength: Math.max(1, most) });
  } catch (fault) {
    const tooLarge =
      typeof fault === "object" && fault !== null && "code" in fault && fault.code === "ERR_BUFFER_TOO_LARGE";
    throw new UnreadableWorkbook(tooLarge ? "too_large" : "damaged", entry.path, { cause: fault });
  }
}

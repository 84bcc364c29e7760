/**
 * Takes named parts out of a ZIP archive that anyone may have sent. yauzl reads the archive; what it leaves to its
 * callers is here: what the parts expand to is bounded, every checksum is verified, and no part is lost.
 */
import { crc32, inflateRawSync } from "node:zlib";
import { fromBufferPromise } from "yauzl";
import type { Entry, LocalFileHeader, ZipFile } from "yauzl";
import { UnreadableWorkbook } from "./unreadable.ts";

export interface UnzipLimits {
  /** Files in the archive, wanted or not. */
  readonly entries: number;
  /** Bytes of all wanted parts together, expanded. */
  readonly total: number;
  /** Bytes of one part, expanded, where a part has a limit of its own. */
  readonly part: (path: string) => number;
}

/** The parts for which `wanted` is true, by path. Others are not even expanded. */
export async function unzip(
  bytes: Uint8Array,
  wanted: (path: string) => boolean,
  limits: UnzipLimits,
): Promise<Map<string, Buffer>> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return await wantedParts(file, wanted, limits);
  } catch (fault) {
    if (fault instanceof UnreadableWorkbook) throw fault;
    const detail = fault instanceof Error ? fault.message : "unknown";
    if (UNSAFE.test(detail)) throw new UnreadableWorkbook("unsafe_names", "a path out of the archive");
    throw new UnreadableWorkbook("damaged", detail.slice(0, 200), { cause: fault });
  }
}

/** What yauzl says of names such as `/etc/x`, `C:/x` and `../x`. */
const UNSAFE = /^(?:absolute path|invalid relative path): /;

async function wantedParts(
  file: Buffer,
  wanted: (path: string) => boolean,
  limits: UnzipLimits,
): Promise<Map<string, Buffer>> {
  // Sizes are checked below, against the limits too. Backslashes in names, which some writers use and the format
  // forbids, are read as slashes, as Excel does: no name becomes a path on a disk here.
  const archive = await fromBufferPromise(file, { validateEntrySizes: false, strictFileNames: false });
  if (archive.entryCount > limits.entries) {
    throw new UnreadableWorkbook("too_large", `${archive.entryCount} parts`);
  }
  const parts = new Map<string, Buffer>();
  const names = new Set<string>();
  let left = limits.total;
  let listed = 0;
  for await (const entry of archive.eachEntry()) {
    listed += 46 + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
    const header = await archive.readLocalFileHeaderPromise(entry);
    checkName(header, entry);
    checkTwice(entry.fileName, names);
    if (!wanted(entry.fileName)) continue;
    const content = expand(file, header, entry, Math.min(left, limits.part(entry.fileName)));
    left -= content.length;
    parts.set(entry.fileName, content);
  }
  checkList(file, archive, listed);
  return parts;
}

/** A name stands in the list and again before the part: no checksum covers it, and a part misnamed is a part lost. */
function checkName({ fileName }: LocalFileHeader, entry: Entry): void {
  if (!fileName.equals(entry.fileNameRaw)) {
    throw new UnreadableWorkbook("damaged", "a part is not where the list of parts says");
  }
}

/** Which of two parts of one name is meant no two programs agree on; case does not tell names apart (ECMA-376). */
function checkTwice(path: string, names: Set<string>): void {
  const name = path.toLowerCase();
  if (names.has(name)) throw new UnreadableWorkbook("unsafe_names", "two parts of one name");
  names.add(name);
}

/** A count that is too small would lose parts without a word: the end record also says how long the list is. */
function checkList(file: Buffer, archive: ZipFile, listed: number): void {
  const endRecord = file.length - 22 - archive.comment.length;
  const length = file.readUInt32LE(endRecord + 12);
  const toldElsewhere = length === 0xffff_ffff; // ZIP64
  if (length !== listed && !toldElsewhere) {
    throw new UnreadableWorkbook("damaged", "the list of parts is longer than it says");
  }
}

/** At once rather than as a stream: the parts of a workbook are many and small, and a thread of its own reads them. */
function expand(file: Buffer, { fileDataStart }: LocalFileHeader, entry: Entry, most: number): Buffer {
  const tooLarge = (): UnreadableWorkbook =>
    new UnreadableWorkbook("too_large", `${entry.fileName}: over ${most} bytes`);
  if (entry.uncompressedSize > most) throw tooLarge();
  const packed = file.subarray(fileDataStart, fileDataStart + entry.compressedSize);
  const content = entry.compressionMethod === STORED ? packed : inflated(packed, entry, most, tooLarge);
  if (content.length > most) throw tooLarge();
  if (content.length !== entry.uncompressedSize || crc32(content) !== entry.crc32) {
    throw new UnreadableWorkbook("damaged", `${entry.fileName} fails its checksum`);
  }
  return content;
}

const STORED = 0;
const DEFLATED = 8;

function inflated(packed: Buffer, entry: Entry, most: number, tooLarge: () => UnreadableWorkbook): Buffer {
  const locked = (entry.generalPurposeBitFlag & 1) === 1;
  if (locked || entry.compressionMethod !== DEFLATED) {
    throw new UnreadableWorkbook(
      "damaged",
      `${entry.fileName} is packed by method ${entry.compressionMethod}`,
    );
  }
  try {
    // The size in the list is a claim; the limit holds against what really comes out.
    const chunkSize = Math.min(Math.max(entry.uncompressedSize, 1024), most + 1024);
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, most), chunkSize });
  } catch (fault) {
    const code = typeof fault === "object" && fault !== null && "code" in fault ? fault.code : undefined;
    if (code === "ERR_BUFFER_TOO_LARGE") throw tooLarge();
    throw fault;
  }
}

/**
 * Takes named parts out of a ZIP archive that anyone may have sent. yauzl reads the archive; what it leaves to its
 * callers is here: what the parts expand to is bounded, the checksum of every whole part is verified, and none is lost.
 */
import { constants, crc32, inflateRawSync, type ZlibOptions } from "node:zlib";
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
  return (await openArchive(bytes, wanted, limits)).parts();
}

/**
 * The same, each when it is asked for.
 *
 * @throws UnreadableWorkbook, as its parts do
 */
export async function openArchive(
  bytes: Uint8Array,
  wanted: (path: string) => boolean,
  limits: UnzipLimits,
): Promise<Archive> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return new Archive(file, await wantedParts(file, wanted, limits), limits);
  } catch (fault) {
    throw unreadable(fault);
  }
}

function unreadable(fault: unknown): UnreadableWorkbook {
  if (fault instanceof UnreadableWorkbook) return fault;
  const detail = fault instanceof Error ? fault.message : "unknown";
  if (UNSAFE.test(detail)) return new UnreadableWorkbook("unsafe_names", "a path out of the archive");
  return new UnreadableWorkbook("damaged", detail.slice(0, 200), { cause: fault });
}

/** What yauzl says of names such as `/etc/x`, `C:/x` and `../x`. */
const UNSAFE = /^(?:absolute path|invalid relative path): /;

/** A part as the archive has it. */
interface Packed {
  readonly header: LocalFileHeader;
  readonly entry: Entry;
}

/** Of a part of which the beginning is enough; it expands to some ten times as much. */
const BEGINNING = 8192;

export class Archive {
  readonly #file: Buffer;
  readonly #packed: ReadonlyMap<string, Packed>;
  readonly #limits: UnzipLimits;
  readonly #expanded = new Map<string, Buffer>();
  readonly #begun = new Set<string>();
  #left: number;

  constructor(file: Buffer, packed: ReadonlyMap<string, Packed>, limits: UnzipLimits) {
    this.#file = file;
    this.#packed = packed;
    this.#limits = limits;
    this.#left = limits.total;
  }

  get paths(): string[] {
    return [...this.#packed.keys()];
  }

  /** All of them, by path. @throws UnreadableWorkbook */
  parts(): Map<string, Buffer> {
    for (const path of this.#packed.keys()) this.part(path);
    return new Map(this.#expanded);
  }

  /** @throws UnreadableWorkbook */
  part(path: string): Buffer | undefined {
    const known = this.#expanded.get(path);
    if (known) return known;
    const packed = this.#packed.get(path);
    if (!packed) return undefined;
    const content = this.#within(path, (most) => expand(this.#file, packed, most));
    this.#expanded.set(path, content);
    return content;
  }

  /**
   * What the first bytes of a part expand to. Its checksum is of the whole, and is not looked at.
   *
   * @throws UnreadableWorkbook
   */
  beginning(path: string): Buffer | undefined {
    const packed = this.#packed.get(path);
    if (!packed || packed.entry.compressedSize <= BEGINNING) return this.part(path);
    this.#begun.add(path);
    return this.#within(path, (most) => begun(this.#file, packed, most));
  }

  /** Nothing of it is left unlooked at but what follows a beginning. @throws UnreadableWorkbook */
  expandRest(): void {
    for (const path of this.#packed.keys()) if (!this.#begun.has(path)) this.part(path);
  }

  #within(path: string, work: (most: number) => Buffer): Buffer {
    try {
      const content = work(Math.min(this.#left, this.#limits.part(path)));
      this.#left -= content.length;
      return content;
    } catch (fault) {
      throw unreadable(fault);
    }
  }
}

async function wantedParts(
  file: Buffer,
  wanted: (path: string) => boolean,
  limits: UnzipLimits,
): Promise<Map<string, Packed>> {
  // Sizes are checked below, against the limits too. Backslashes in names, which some writers use and the format
  // forbids, are read as slashes, as Excel does: no name becomes a path on a disk here.
  const archive = await fromBufferPromise(file, { validateEntrySizes: false, strictFileNames: false });
  if (archive.entryCount > limits.entries) {
    throw new UnreadableWorkbook("too_large", `${archive.entryCount} parts`);
  }
  const parts = new Map<string, Packed>();
  const names = new Set<string>();
  let listed = 0;
  for await (const entry of archive.eachEntry()) {
    listed += 46 + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
    const header = await archive.readLocalFileHeaderPromise(entry);
    checkName(header, entry);
    checkTwice(entry.fileName, names);
    if (wanted(entry.fileName)) parts.set(entry.fileName, { header, entry });
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

const tooLarge = ({ fileName }: Entry, most: number): UnreadableWorkbook =>
  new UnreadableWorkbook("too_large", `${fileName}: over ${most} bytes`);

const packedBytes = (file: Buffer, { header: { fileDataStart }, entry }: Packed): Buffer =>
  file.subarray(fileDataStart, fileDataStart + entry.compressedSize);

/** At once rather than as a stream: the parts of a workbook are many and small, and a thread of its own reads them. */
function expand(file: Buffer, part: Packed, most: number): Buffer {
  const { entry } = part;
  if (entry.uncompressedSize > most) throw tooLarge(entry, most);
  const packed = packedBytes(file, part);
  // The size in the list is a claim; the limit holds against what really comes out.
  const chunkSize = Math.min(Math.max(entry.uncompressedSize, 1024), most + 1024);
  const content = entry.compressionMethod === STORED ? packed : inflated(packed, entry, most, { chunkSize });
  if (content.length > most) throw tooLarge(entry, most);
  if (content.length !== entry.uncompressedSize || crc32(content) !== entry.crc32) {
    throw new UnreadableWorkbook("damaged", `${entry.fileName} fails its checksum`);
  }
  return content;
}

function begun(file: Buffer, part: Packed, most: number): Buffer {
  const packed = packedBytes(file, part).subarray(0, BEGINNING);
  if (part.entry.compressionMethod === STORED) return packed;
  // Not the end of what was packed, and no fault.
  return inflated(packed, part.entry, most, { finishFlush: constants.Z_SYNC_FLUSH });
}

const STORED = 0;
const DEFLATED = 8;

function inflated(packed: Buffer, entry: Entry, most: number, options: ZlibOptions): Buffer {
  const locked = (entry.generalPurposeBitFlag & 1) === 1;
  if (locked || entry.compressionMethod !== DEFLATED) {
    throw new UnreadableWorkbook(
      "damaged",
      `${entry.fileName} is packed by method ${entry.compressionMethod}`,
    );
  }
  try {
    return inflateRawSync(packed, { ...options, maxOutputLength: Math.max(1, most) });
  } catch (fault) {
    const code = typeof fault === "object" && fault !== null && "code" in fault ? fault.code : undefined;
    if (code === "ERR_BUFFER_TOO_LARGE") throw tooLarge(entry, most);
    throw fault;
  }
}

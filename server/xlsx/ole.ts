/**
 * The container of old Office files, `.xls` and `.et` among them, and of every encrypted `.xlsx`: a small file
 * system of 512-byte or 4 KiB sectors chained by a table ([MS-CFB]). Read here, since cfb 1.2.2 never returns from
 * a file whose chain of sectors leads back into itself, and hucre keeps its own reader to itself.
 */

/** By the names of its streams; folders are not told apart. */
export type OleStreams = ReadonlyMap<string, Buffer>;

const SIGNATURE = Buffer.from("d0cf11e0a1b11ae1", "hex");
/** Sector numbers from here on are marks: end of chain, free, and the like. */
const FIRST_MARK = 0xffff_fffa;
const ROOT = 5;
const STREAM = 2;

export const isOle = (file: Buffer): boolean => file.subarray(0, SIGNATURE.length).equals(SIGNATURE);

/**
 * Only the streams asked for are read, each once: ten thousand entries may point to the same megabytes.
 *
 * @throws RangeError where the container is cut short or its chains lead nowhere.
 */
export function readOle(file: Buffer, names: readonly string[]): OleStreams {
  const size = 1 << file.readUInt16LE(30);
  const miniSize = 1 << file.readUInt16LE(32);
  const miniCutoff = file.readUInt32LE(56);
  if (size < 512 || size > 4096 || miniSize !== 64) throw new RangeError("sector size");

  const sector = (n: number): Buffer => {
    const start = (n + 1) * size;
    if (start + size > file.length) throw new RangeError(`sector ${n}`);
    return file.subarray(start, start + size);
  };
  const table = sectorTable(file, sector);
  const read = (start: number): Buffer => Buffer.concat(chain(start, table).map(sector));

  const entries = directoryEntries(read(file.readUInt32LE(48)));
  const root = entries.find((e) => e.kind === ROOT);
  const miniTable = numbers(read(file.readUInt32LE(60)));
  const mini = root ? read(root.start) : Buffer.alloc(0);
  const readMini = (start: number): Buffer =>
    Buffer.concat(chain(start, miniTable).map((n) => mini.subarray(n * miniSize, (n + 1) * miniSize)));

  const content = ({ start, size: length }: Entry): Buffer =>
    (length < miniCutoff ? readMini(start) : read(start)).subarray(0, length);
  return new Map(
    names.flatMap((name) => {
      const entry = entries.find((one) => one.kind === STREAM && one.name === name);
      return entry ? [[name, content(entry)] as const] : [];
    }),
  );
}

function sectorTable(file: Buffer, sector: (n: number) => Buffer): number[] {
  const places = numbers(file.subarray(76, 512));
  let next = file.readUInt32LE(68);
  for (let left = file.length / 512; next < FIRST_MARK && left > 0; left--) {
    const more = numbers(sector(next));
    next = more.pop() ?? FIRST_MARK;
    places.push(...more);
    if (places.length > file.length) throw new RangeError("a list of sectors without end");
  }
  const tables = places.filter((n) => n < FIRST_MARK);
  if (new Set(tables).size < tables.length) throw new RangeError("a sector of the table is listed twice");
  return tables.flatMap((n) => numbers(sector(n)));
}

function chain(start: number, table: readonly number[]): number[] {
  const found: number[] = [];
  for (let n = start; n < FIRST_MARK; n = table[n] ?? FIRST_MARK) {
    if (found.length > table.length) throw new RangeError("a chain without end");
    found.push(n);
  }
  return found;
}

interface Entry {
  readonly name: string;
  readonly kind: number;
  readonly start: number;
  readonly size: number;
}

function directoryEntries(directory: Buffer): Entry[] {
  return Array.from({ length: Math.floor(directory.length / 128) }, (_, i) => {
    const entry = directory.subarray(i * 128, (i + 1) * 128);
    const nameBytes = Math.min(64, Math.max(2, entry.readUInt16LE(64)));
    return {
      name: entry.toString("utf16le", 0, nameBytes - 2),
      kind: entry.readUInt8(66),
      start: entry.readUInt32LE(116),
      size: entry.readUInt32LE(120),
    };
  });
}

const numbers = (bytes: Buffer): number[] =>
  Array.from({ length: Math.floor(bytes.length / 4) }, (_, i) => bytes.readUInt32LE(i * 4));

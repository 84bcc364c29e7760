/** A ZIP archive byte by byte, as no honest writer makes it: any names, any claims, entries that share their content. */
import { crc32, deflateRawSync } from "node:zlib";

export interface Entry {
  readonly path: string;
  readonly content: Packed | string | Uint8Array;
  /** What the lists claim the content expands to, where that is not the truth. */
  readonly claims?: number;
}

/** Content that is packed already, however large it would be. */
export interface Packed {
  readonly packed: Buffer;
  readonly size: number;
  readonly crc: number;
}

export function anArchive(entries: readonly Entry[]): Buffer {
  const pieces: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const { path, content, claims } of entries) {
    const { packed, size, crc } = packedOf(content);
    const name = Buffer.from(path, "utf8");
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt16LE(0x21, 8);
    common.writeUInt32LE(crc, 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claims ?? size, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), common, name, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    list.push(Buffer.concat([Buffer.from("PK\u0001\u0002\u0014\u0000", "latin1"), common, tail, name]));
    pieces.push(local);
    at += local.length;
  }
  const listed = Buffer.concat(list);
  return Buffer.concat([...pieces, listed, endRecord(entries.length, listed.length, at)]);
}

/** `count` names in the list, all of one and the same entry. */
export function overlapping(paths: readonly string[], content: Packed): Buffer {
  const [first = "a"] = paths;
  const one = anArchive([{ path: first, content }]);
  const start = one.indexOf("PK\u0001\u0002", 0, "latin1");
  const head = one.subarray(start, start + 46);
  const list = paths.map((path) => {
    const entry = Buffer.concat([head, Buffer.from(path, "latin1")]);
    entry.writeUInt16LE(path.length, 28);
    return entry;
  });
  const listed = Buffer.concat(list);
  return Buffer.concat([one.subarray(0, start), listed, endRecord(paths.length, listed.length, start)]);
}

function endRecord(count: number, length: number, at: number): Buffer {
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", 0, "latin1");
  end.writeUInt16LE(Math.min(count, 0xffff), 8);
  end.writeUInt16LE(Math.min(count, 0xffff), 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(at, 16);
  return end;
}

function packedOf(content: Entry["content"]): Packed {
  if (typeof content === "object" && "packed" in content) return content;
  const bytes = Buffer.from(content);
  return { packed: deflateRawSync(bytes, { level: 1 }), size: bytes.length, crc: crc32(bytes) };
}

const MEBIBYTE = 1024 * 1024;

/**
 * So many mebibytes of one repeated text between a beginning and an end, without ever making them: a block that ends
 * on a byte's border may stand any number of times.
 */
export function mebibytes(count: number, filler: string, before = "", after = ""): Packed {
  const block = Buffer.alloc(MEBIBYTE, filler);
  const whole = deflateRawSync(block, { level: 9, finishFlush: 3 });
  const packed = Buffer.concat([
    deflateRawSync(before, { finishFlush: 3 }),
    ...Array.from({ length: count }, () => whole),
    deflateRawSync(after),
  ]);
  let crc = crc32(before);
  for (let n = 0; n < count; n += 1) crc = crc32(block, crc);
  crc = crc32(after, crc);
  return { packed, size: Buffer.byteLength(before) + count * MEBIBYTE + Buffer.byteLength(after), crc };
}

/** Files that say they are locked: what opening one takes is bounded before anything is opened. */
import { writeXlsx } from "hucre/xlsx";
import { readFiled } from "../../server/intake/workbook-file.ts";
import { Problem } from "../../shared/problems.ts";

jest.setTimeout(120_000);

const SECTOR = 512;
const END_OF_CHAIN = 0xffff_fffe;
const STREAM = 2;

/** A container whose entries, thousands of them, are all the same four megabytes. */
function doubled(name: string, entries: number): Buffer {
  const directory = Math.ceil(entries / 4);
  const content = 8000;
  const table = 76;
  const file = Buffer.alloc((1 + table + directory + content) * SECTOR);
  const sector = (number: number): number => (number + 1) * SECTOR;
  file.write("d0cf11e0a1b11ae1", "hex");
  file.writeUInt16LE(9, 30);
  file.writeUInt16LE(6, 32);
  file.writeUInt32LE(table, 48);
  file.writeUInt32LE(4096, 56);
  file.writeUInt32LE(END_OF_CHAIN, 60);
  file.writeUInt32LE(END_OF_CHAIN, 68);
  file.fill(0xff, 76, SECTOR);
  for (let n = 0; n < table; n += 1) file.writeUInt32LE(n, 76 + n * 4);
  const chain = (start: number, length: number): void => {
    for (let n = start; n < start + length; n += 1) {
      file.writeUInt32LE(n === start + length - 1 ? END_OF_CHAIN : n + 1, sector(0) + n * 4);
    }
  };
  chain(table, directory);
  chain(table + directory, content);
  for (let n = 0; n < entries; n += 1) {
    const at = sector(table) + n * 128;
    file.write(name, at, "utf16le");
    file.writeUInt16LE((name.length + 1) * 2, at + 64);
    file.writeUInt8(STREAM, at + 66);
    file.writeUInt32LE(table + directory, at + 116);
    file.writeUInt32LE(content * SECTOR, at + 120);
  }
  return file;
}

async function codeOf(file: Uint8Array): Promise<string> {
  const outcome: unknown = await readFiled(file, { password: "x" }, "zh").catch((error: unknown) => error);
  return outcome instanceof Problem ? outcome.code : `${String(outcome)}`;
}

test("five thousand entries of one stream of four megabytes are not read five thousand times", async () => {
  const file = doubled("EncryptedPackage", 5000);
  expect(file.length).toBeLessThan(5 * 1024 * 1024);
  const before = process.memoryUsage().rss;
  expect(await codeOf(file)).toBe("file_unreadable");
  expect(process.memoryUsage().rss - before).toBeLessThan(500 * 1024 * 1024);
});

describe("a locked workbook", () => {
  const lockedBy = async (spinCount: number): Promise<Buffer> => {
    const sheets = [{ name: "表", rows: [["大客户"]] }];
    return Buffer.from(await writeXlsx({ sheets, encryption: { password: "x", spinCount } }));
  };
  let locked: Buffer;
  beforeAll(async () => {
    locked = await lockedBy(100_000);
  });
  const changed = (from: string, to: string): Buffer => {
    // What the key is made by is said last.
    const at = locked.lastIndexOf(from);
    expect(at).toBeGreaterThan(0);
    const file = Buffer.from(locked);
    file.write(to, at);
    return file;
  };

  test("as Excel locks it is opened: it is only no report", async () => {
    expect(await codeOf(locked)).toBe("no_report_sheets");
  });
  test("that asks for three times as many rounds as Excel, and more, is not", async () => {
    expect(await codeOf(changed('spinCount="100000"', 'spinCount="900000"'))).toBe("file_encrypted");
  });
  test("whose key would be longer than any is not", async () => {
    expect(await codeOf(changed('keyBits="256"', 'keyBits="999"'))).toBe("file_unreadable");
  });
  test("spoilt at any of many places is refused or opened, and nothing else", async () => {
    const codes = new Set<string>();
    const soon = await lockedBy(10);
    for (let at = 8; at < soon.length; at += 97) {
      const file = Buffer.from(soon);
      file.writeUInt8(file.readUInt8(at) ^ 0xff, at);
      codes.add(await codeOf(file));
    }
    for (const code of codes)
      expect(code).toMatch(/^(?:file_|password_wrong|no_report_sheets|not_a_workbook)/);
  });
});

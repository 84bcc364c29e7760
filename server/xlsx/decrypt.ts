/**
 * Opens an `.xlsx` that was saved with a password, in the scheme of Excel since 2010 ("agile", [MS-OFFCRYPTO]).
 *
 * Written here because no library gives the archive alone under limits. hucre 1.0 decrypts only on the way to
 * reading the whole workbook, whatever its parts expand to (400 KB of file took 1.3 GB), and derives keys for up
 * to 10,000,000 rounds; officecrypto-tool 0.0.19 has no limit of rounds and takes a damaged file for a wrong password.
 */
import { createDecipheriv, createHash, timingSafeEqual } from "node:crypto";
import { isOle, readOle } from "./ole.ts";
import type { OleStreams } from "./ole.ts";
import { UnreadableWorkbook } from "./unreadable.ts";

/** Excel derives its key in 100,000 rounds; a file that asks for many more only means to keep us busy. */
const MAX_ROUNDS = 300_000;
/** In bytes; AES knows 32. */
const LONGEST_KEY = 64;
const SEGMENT = 4096;
const BLOCK = {
  verifierInput: Buffer.from("fea7d2763b4b9e79", "hex"),
  verifierHash: Buffer.from("d7aa0f6d3061344e", "hex"),
  key: Buffer.from("146e0be7abacd0d6", "hex"),
};

/** The archive within the file: the file itself where it is not encrypted. Throws UnreadableWorkbook. */
export function unlocked(file: Buffer, password: string | undefined): Buffer {
  if (!isOle(file)) return file;
  if (!file.includes(Buffer.from("EncryptedPackage", "utf16le"))) {
    throw new UnreadableWorkbook("not_xlsx", "an older format, such as .xls or .et", { format: "old" });
  }
  if (password === undefined) throw new UnreadableWorkbook("encrypted", "saved with a password");
  try {
    return decrypt(readOle(file, ["EncryptionInfo", "EncryptedPackage"]), password);
  } catch (fault) {
    if (fault instanceof UnreadableWorkbook) throw fault;
    throw new UnreadableWorkbook("damaged", "the encrypted container", { cause: fault });
  }
}

function decrypt(streams: OleStreams, password: string): Buffer {
  const info = streams.get("EncryptionInfo");
  const content = streams.get("EncryptedPackage");
  if (!info || !content) throw new UnreadableWorkbook("damaged", "the encrypted container lacks a stream");
  if (info.readUInt16LE(0) !== 4 || info.readUInt16LE(2) !== 4) {
    throw new UnreadableWorkbook("encrypted", "in a scheme older than Excel 2010");
  }
  const xml = info.toString("utf8", 8);
  const data = attributes(xml, "keyData");
  const lock = attributes(xml, "encryptedKey");
  const key = contentKey(password, lock);
  return segments(content, key, data);
}

type Attributes = (name: string) => string;

/** The key under which the content lies, itself encrypted under the password. */
function contentKey(password: string, lock: Attributes): Buffer {
  const rounds = Number(lock("spinCount"));
  if (!(rounds <= MAX_ROUNDS)) throw new UnreadableWorkbook("encrypted", `${lock("spinCount")} rounds`);
  const algorithm = hashName(lock);
  const salt = base64(lock("saltValue"));
  let hash = digest(algorithm, salt, Buffer.from(password, "utf16le"));
  const count = Buffer.alloc(4);
  for (let round = 0; round < rounds; round++) {
    count.writeUInt32LE(round);
    hash = digest(algorithm, count, hash);
  }
  const open = (block: Buffer, value: string): Buffer =>
    decipher(
      lock,
      sized(digest(algorithm, hash, block), Number(lock("keyBits")) / 8),
      salt,
      base64(lock(value)),
    );

  const input = open(BLOCK.verifierInput, "encryptedVerifierHashInput");
  const expected = open(BLOCK.verifierHash, "encryptedVerifierHashValue");
  const actual = digest(algorithm, input.subarray(0, Number(lock("saltSize"))));
  if (!timingSafeEqual(actual, expected.subarray(0, actual.length))) {
    throw new UnreadableWorkbook("wrong_password", "the verifier differs");
  }
  return open(BLOCK.key, "encryptedKeyValue").subarray(0, Number(lock("keyBits")) / 8);
}

/** The content is encrypted 4 KiB at a time, each piece with a start of its own; its true length stands first. */
function segments(content: Buffer, key: Buffer, data: Attributes): Buffer {
  const algorithm = hashName(data);
  const salt = base64(data("saltValue"));
  const length = Number(content.readBigUInt64LE(0));
  const pieces: Buffer[] = [];
  const number = Buffer.alloc(4);
  for (let at = 8, i = 0; at < content.length; at += SEGMENT, i++) {
    number.writeUInt32LE(i);
    const start = sized(digest(algorithm, salt, number), Number(data("blockSize")));
    pieces.push(decipher(data, key, start, content.subarray(at, at + SEGMENT)));
  }
  return Buffer.concat(pieces).subarray(0, length);
}

function decipher(from: Attributes, key: Buffer, start: Buffer, bytes: Buffer): Buffer {
  if (from("cipherAlgorithm") !== "AES" || from("cipherChaining") !== "ChainingModeCBC") {
    throw new UnreadableWorkbook("encrypted", `with ${from("cipherAlgorithm")}`);
  }
  const cipher = createDecipheriv(`aes-${key.length * 8}-cbc`, key, start.subarray(0, 16)).setAutoPadding(
    false,
  );
  const whole = bytes.subarray(0, bytes.length - (bytes.length % 16));
  return Buffer.concat([cipher.update(whole), cipher.final()]);
}

const HASHES: Readonly<Record<string, string>> = {
  SHA1: "sha1",
  SHA256: "sha256",
  SHA384: "sha384",
  SHA512: "sha512",
};

function hashName(from: Attributes): string {
  const name = HASHES[from("hashAlgorithm").replace("-", "")];
  if (!name) throw new UnreadableWorkbook("encrypted", `with ${from("hashAlgorithm")}`);
  return name;
}

function digest(algorithm: string, ...parts: readonly Buffer[]): Buffer {
  const hash = createHash(algorithm);
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** Cut, or filled up with 0x36, to the length asked for. */
function sized(hash: Buffer, length: number): Buffer {
  if (!(length <= LONGEST_KEY)) throw new RangeError(`a key of ${length} bytes`);
  return Buffer.concat([hash, Buffer.alloc(Math.max(0, length - hash.length), 0x36)]).subarray(0, length);
}

const base64 = (text: string): Buffer => Buffer.from(text, "base64");

/** Of the first element of that name, whatever its prefix. */
function attributes(xml: string, element: string): Attributes {
  const tag = new RegExp(`<(?:\\w+:)?${element}\\b[^>]*>`).exec(xml)?.[0] ?? "";
  return (name) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? "";
}

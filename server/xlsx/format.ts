/** What a file is that is no `.xlsx`, from its bytes: people rename files, and mail programs rename them too. */
import { isOle } from "./ole.ts";

/** `old`: `.xls`, `.et` and their like. */
export type Format =
  "old" | "xlsb" | "ods" | "word" | "pdf" | "archive" | "picture" | "web" | "text" | "other";

/** @param types of the archive's parts, where it is an archive that has such a list */
export function formatOf(file: Buffer, types = ""): Format {
  if (isOle(file)) return "old";
  if (file.length >= 4 && file.readUInt32BE(0) === 0x504b0304) return formatOfArchive(file, types);
  const head = file.toString("latin1", 0, 512);
  if (head.startsWith("%PDF-")) return "pdf";
  if (/^(?:Rar!|7z\xbc\xaf|\x1f\x8b|BZh)/.test(head)) return "archive";
  if (/^(?:\x89PNG|\xff\xd8\xff|GIF8|BM)/.test(head)) return "picture";
  if (/^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|table)/i.test(head)) return "web";
  return file.length > 0 && isText(file.subarray(0, 4096)) ? "text" : "other";
}

function formatOfArchive(file: Buffer, types: string): Format {
  if (/sheet\.binary\.macroEnabled/.test(types)) return "xlsb";
  if (/wordprocessingml|presentationml/.test(types)) return "word";
  // Its first part says so, unpacked.
  if (file.toString("latin1", 30, 128).includes("mimetypeapplication/vnd.oasis.opendocument")) return "ods";
  return "archive";
}

/** UTF-16 has zero bytes; GB18030 and UTF-8 have none, nor any control characters but those of lines. */
function isText(head: Buffer): boolean {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return true;
  return head.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);
}

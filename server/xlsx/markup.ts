/** As much of XML as workbooks are written in: tags with attributes, text with references. No tree is made. */
import { isAscii } from "node:buffer";
import { UnreadableWorkbook } from "./unreadable.ts";

/**
 * The text of a part, whichever encoding its mark says. Patterns that look through it never cross a `<`, so that no
 * text, however it is made, takes more than one look at each of its characters.
 *
 * @throws UnreadableWorkbook where it has a document type: no spreadsheet writes one, and its entities may be bombs
 */
export function decoded(part: Buffer): string {
  const xml = textOf(part);
  return isPlain(part) ? xml : withoutDeclarations(xml);
}

/** The same as bytes: the part itself where it is in UTF-8, declares nothing and leaves nothing out. */
export const inUtf8 = (part: Buffer): Buffer => (isPlain(part) ? part : Buffer.from(decoded(part)));

const [LESS = 0, MARK = 0] = Buffer.from("<!");

/** In UTF-8 or ASCII, without `<!`. Exclamation marks are rare where `<` stands at every turn. */
function isPlain(part: Buffer): boolean {
  if (isLittleEndian(part) || isBigEndian(part)) return false;
  for (let at = part.indexOf(MARK); at >= 0; at = part.indexOf(MARK, at + 1))
    if (part[at - 1] === LESS) return false;
  return true;
}

/** UTF-16, by its mark. */
const isLittleEndian = (part: Buffer): boolean => part[0] === 0xff && part[1] === 0xfe;
const isBigEndian = (part: Buffer): boolean => part[0] === 0xfe && part[1] === 0xff;

/** Comments are left out; what stands in a CDATA section is text like any other. */
function withoutDeclarations(xml: string): string {
  let plain = "";
  let from = 0;
  for (let at = xml.indexOf("<!"); at >= 0; at = xml.indexOf("<!", from)) {
    plain += xml.slice(from, at);
    const isComment = xml.startsWith("<!--", at);
    if (!isComment && !xml.startsWith("<![CDATA[", at)) {
      throw new UnreadableWorkbook("entities", "a document type");
    }
    const start = at + (isComment ? 4 : 9);
    const end = xml.indexOf(isComment ? "-->" : "]]>", start);
    if (end < 0) throw new UnreadableWorkbook("damaged", "a comment cut short");
    if (!isComment) plain += xml.slice(start, end).replaceAll("&", "&amp;").replaceAll("<", "&lt;");
    from = end + 3;
  }
  return plain + xml.slice(from);
}

function textOf(part: Buffer): string {
  if (isLittleEndian(part)) return part.toString("utf16le", 2);
  if (isBigEndian(part)) return Buffer.from(part.subarray(2)).swap16().toString("utf16le");
  // Cells mostly point to texts that lie elsewhere: where nothing but ASCII is left, decoding is a mere copy.
  if (isAscii(part)) return part.toString("latin1");
  return part.toString("utf8", part[0] === 0xef && part[1] === 0xbb && part[2] === 0xbf ? 3 : 0);
}

/** Every start tag of that local name, whatever its prefix, as it is written. */
export function* tags(xml: string, name: string): Generator<string> {
  const pattern = new RegExp(`<(?:[\\w.-]+:)?${name}(?=[\\s/>])[^<>]*>`, "g");
  for (const [tag] of xml.matchAll(pattern)) yield tag;
}

/** The value of an attribute of that local name: `id` finds `r:id`, but never `sheetId`. */
export function attribute(tag: string, name: string): string | undefined {
  const match = new RegExp(`[\\s:]${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  const value = match?.[1] ?? match?.[2];
  return value === undefined ? undefined : unescaped(value);
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** References as the characters they stand for, line ends as `\n`. */
function unescaped(text: string): string {
  if (!/[&\r]/.test(text)) return text;
  const lines = text.includes("\r") ? text.replaceAll(/\r\n?/g, "\n") : text;
  let plain = "";
  let from = 0;
  // Some programs write every Chinese character as a reference, so this is done without patterns.
  let end = lines.indexOf(";");
  for (let at = lines.indexOf("&"); at >= 0 && end >= 0; at = lines.indexOf("&", at + 1)) {
    if (end < at) end = lines.indexOf(";", at);
    const character = end < 0 || end - at > 10 ? undefined : referred(lines.slice(at + 1, end));
    if (character === undefined) continue;
    plain += lines.slice(from, at) + character;
    from = end + 1;
    at = end;
  }
  return plain + lines.slice(from);
}

/** `amp`, `#21830`, `#x62DB`; undefined where it is no reference. */
function referred(name: string): string | undefined {
  if (!name.startsWith("#")) return NAMED[name];
  const code = name[1] === "x" ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  if (!Number.isInteger(code)) return undefined;
  return code <= 0x10_ffff ? String.fromCodePoint(code) : "\ufffd";
}

/** Cell text: what XML cannot hold, Excel writes as `_x000D_`. */
export function cellText(text: string): string {
  const plain = unescaped(text);
  if (!plain.includes("_x")) return plain;
  return plain.replaceAll(/_x([\da-fA-F]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** Text in one font or several, without the reading aids that East Asian versions of Excel keep beside it. */
export function richText(xml: string): string {
  // In one font, as nearly all text is.
  const simple = ONE_FONT.exec(xml)?.[1];
  if (simple !== undefined) return cellText(simple);
  const bare = xml.includes("rPh") ? withoutReadings(xml) : xml;
  let text = "";
  for (const [, piece = ""] of bare.matchAll(/<(?:[\w.-]+:)?t(?:\s[^<>]*[^<>/]|\s)?>([^<]*)</g))
    text += piece;
  return cellText(text);
}

function withoutReadings(xml: string): string {
  const open = /<(?:[\w.-]+:)?rPh[\s>]/g;
  const close = /<\/(?:[\w.-]+:)?rPh>/g;
  let plain = "";
  for (;;) {
    const from = open.lastIndex;
    const begins = open.exec(xml);
    if (!begins) return plain + xml.slice(from);
    plain += xml.slice(from, begins.index);
    close.lastIndex = open.lastIndex;
    if (!close.exec(xml)) return plain;
    open.lastIndex = close.lastIndex;
  }
}

const ONE_FONT = /^<(?:is|si)><t(?: xml:space="preserve")?>([^<]*)<\/t><\/(?:is|si)>/;

/** A CSV file of one report sheet, as other systems export it, read as a workbook with that one sheet. */
import Papa from "papaparse";
import type { WorkbookGrid } from "../../shared/report/grid.ts";
import type { Sheet } from "../../shared/report/sheets.ts";

/**
 * The file as a grid: encoding (UTF-8 or UTF-16 with or without mark, GB18030) and separator (comma, tab,
 * semicolon) are found out from its content. Headings are matched later, as a workbook's are.
 */
export function readCsv(bytes: Uint8Array, sheet: Sheet): WorkbookGrid {
  const { data } = Papa.parse<string[]>(decode(bytes), { delimitersToGuess: [",", "\t", ";", "|"] });
  const rows = data.map((cells) => cells.map((cell) => (cell === "" ? null : cell.replace(GUARDED, ""))));
  return {
    date1904: false,
    sheets: [{ name: sheet.zh, hidden: false, top: 0, left: 0, rows, merges: [], tables: [] }],
  };
}

/** The apostrophe that our own CSV puts before text that a spreadsheet would compute. */
const GUARDED = /^'(?=[=+\-@])/;

/** Text in whichever of the encodings that Chinese systems write. */
function decode(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  const unmarked = utf16WithoutMark(bytes);
  if (unmarked !== undefined) return new TextDecoder(unmarked).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

/** In UTF-16 every comma, digit and line break has a zero byte beside it; no other encoding has any. */
function utf16WithoutMark(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const head = bytes.subarray(0, 4096);
  const zeros = [0, 0];
  head.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (even + odd === 0) return undefined;
  return odd >= even ? "utf-16le" : "utf-16be";
}

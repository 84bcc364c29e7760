/**
 * Reads an `.xlsx` into a grid of raw cells, whoever saved it. The file may come from anyone: what it expands to
 * is bounded, and whatever is wrong with it ends in an UnreadableWorkbook.
 */
import { dateToSerial, ParseError, readXlsx } from "hucre";
import type { Sheet, SheetFilter, Workbook } from "hucre";
import { rangeAddress } from "../../shared/plan/address.ts";
import type { RawCell, SheetGrid, WorkbookGrid } from "../../shared/report/grid.ts";
import { unlocked } from "./decrypt.ts";
import { UnreadableWorkbook } from "./unreadable.ts";
import { unzip } from "./unzip.ts";
import type { UnzipLimits } from "./unzip.ts";
import { zip } from "./zip.ts";
import type { ZipPart } from "./zip.ts";

export { UnreadableWorkbook } from "./unreadable.ts";

const MEBIBYTE = 1024 * 1024;
/** A workbook of 5 MB, the most a request carries, expands to some 50 MB; strings cost most memory once read. */
const LIMITS: UnzipLimits = {
  entries: 2_000,
  total: 64 * MEBIBYTE,
  part: (path) => (/sharedStrings/i.test(path) ? 24 : 64) * MEBIBYTE,
};

export interface ReadOptions {
  readonly password?: string;
  /** Of these sheets, by name, only so many rows are wanted: the rest of a long one takes longest to read. */
  readonly heads?: Readonly<Record<string, number>>;
}

/**
 * Values as the file has them: dates stay serial numbers, formulas keep their cached value. Blank rows and columns
 * around what a sheet holds are left out. A formula whose cached result is an error reads as that error.
 *
 * @throws UnreadableWorkbook
 */
export async function readWorkbook(
  bytes: Uint8Array,
  { password, heads = {} }: ReadOptions = {},
): Promise<WorkbookGrid> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const archive = unlocked(file, password);
  if (archive.length < 22 || archive.readUInt16BE(0) !== 0x504b)
    throw new UnreadableWorkbook("not_xlsx", "not an archive");
  const parts = await unzip(archive, holdsData, LIMITS);
  const kind = parts.get("[Content_Types].xml")?.toString("utf8") ?? "";
  if (!SPREADSHEET.test(kind)) throw new UnreadableWorkbook("not_xlsx", "an archive of another kind");

  const data = await packed(dataOnly(parts));
  const workbook = await parsed(data, { sheets: ({ name }) => !Object.hasOwn(heads, name) });
  const sheets = [...workbook.sheets];
  for (const [name, maxRows] of Object.entries(heads)) {
    sheets.push(...(await parsed(data, { sheets: (sheet) => sheet.name === name, maxRows })).sheets);
  }
  const date1904 = workbook.dateSystem === "1904";
  return { date1904, sheets: sheets.map((sheet) => sheetGrid(sheet, date1904)) };
}

/** Workbooks and templates, with macros or without; not the binary `.xlsb`. */
const SPREADSHEET =
  /application\/vnd\.(?:openxmlformats-officedocument\.spreadsheetml\.(?:sheet|template)|ms-excel\.(?:sheet|template)\.macroEnabled)\.main\+xml/;

/** Pictures, charts, pivot tables and the like are not even expanded. */
const holdsData = (path: string): boolean =>
  /\.(?:xml|rels)$/i.test(path) &&
  !/(?:^|\/)(?:docProps|customXml|theme|media|drawings|charts|pivotTables|pivotCache|externalLinks|slicers|slicerCaches|threadedComments|persons|printerSettings)\/|calcChain|styles\.xml$|comments\d*\.xml$/i.test(
    path,
  );

/**
 * Without the workbook's formats: with them the reader would make dates of numbers, and a serial number does not
 * survive the way there and back (1900-02-29, fractions of milliseconds). And without chart sheets and the like,
 * which the workbook lists as sheets though they hold no cells.
 */
function dataOnly(parts: ReadonlyMap<string, Buffer>): Map<string, Buffer> {
  const data = new Map(parts);
  const edit = (path: RegExp, change: (xml: string) => string): void => {
    for (const [name, content] of parts) {
      if (path.test(name)) data.set(name, Buffer.from(change(content.toString("utf8"))));
    }
  };
  const others = new Set<string>();
  edit(/(?:^|\/)_rels\/workbook[^/]*\.rels$/i, (xml) =>
    xml.replace(/<Relationship\b[^>]*\/(styles|chartsheet|dialogsheet|xlMacrosheet)["'][^>]*>/g, (tag) => {
      others.add(/\sId=["']([^"']*)["']/.exec(tag)?.[1] ?? "");
      return "";
    }),
  );
  edit(/(?:^|\/)workbook[^/]*\.xml$/i, (xml) =>
    xml.replace(/<(?:\w+:)?sheet\s[^>]*?:id=["']([^"']*)["'][^>]*>/g, (tag, id: string) =>
      others.has(id) ? "" : tag,
    ),
  );
  return data;
}

async function packed(parts: ReadonlyMap<string, Buffer>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of zip(inOrder(parts), 0)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function* inOrder(parts: ReadonlyMap<string, Buffer>): AsyncGenerator<ZipPart> {
  for (const [path, content] of parts) yield { path, content };
}

async function parsed(
  archive: Uint8Array,
  options: { readonly sheets: SheetFilter; readonly maxRows?: number },
): Promise<Workbook> {
  try {
    return await readXlsx(archive, options);
  } catch (fault) {
    const detail = fault instanceof Error ? fault.message : "unknown";
    // A cell in the last corner of a sheet asks for a grid of 17 billion.
    const tooLarge = fault instanceof ParseError && / over the \d+ limit/.test(detail);
    throw new UnreadableWorkbook(tooLarge ? "too_large" : "damaged", detail.slice(0, 200), { cause: fault });
  }
}

function sheetGrid(sheet: Sheet, date1904: boolean): SheetGrid {
  const cells: RawCell[][] = sheet.rows.map((row) =>
    row.map((value) => (value === "" ? null : rawValue(value, date1904))),
  );
  for (const [key, cell] of sheet.cells ?? []) {
    const [row = -1, column = -1] = key.split(",").map(Number);
    const value = cells[row]?.[column];
    if (value === undefined || !cells[row]) continue;
    if (cell.type === "error") cells[row][column] = { error: String(cell.value) };
    else if (cell.formula !== undefined) {
      cells[row][column] = { formula: cell.formula, value: rawValue(cell.value, date1904) };
    }
  }
  return {
    name: sheet.name,
    hidden: sheet.hidden === true || sheet.veryHidden === true,
    ...used(cells),
    merges: (sheet.merges ?? []).map((m) =>
      rangeAddress(m.startRow, m.startCol, m.endRow - m.startRow + 1, m.endCol - m.startCol + 1),
    ),
    tables: (sheet.tables ?? []).map((table) => ({
      name: table.displayName ?? table.name,
      range: (table.range ?? "").replaceAll("$", ""),
    })),
  };
}

type Plain = string | number | boolean | null;

const rawValue = (value: Sheet["rows"][number][number], date1904: boolean): Plain =>
  value instanceof Date ? dateToSerial(value, date1904) : value;

/** The rectangle that holds something. */
function used(cells: readonly (readonly RawCell[])[]): Pick<SheetGrid, "top" | "left" | "rows"> {
  const isUsed = (cell: RawCell): boolean => cell !== null;
  const top = cells.findIndex((row) => row.some(isUsed));
  if (top < 0) return { top: 0, left: 0, rows: [] };
  const rows = cells.slice(top, cells.findLastIndex((row) => row.some(isUsed)) + 1);
  const firsts = rows.map((row) => row.findIndex(isUsed)).filter((column) => column >= 0);
  const left = firsts.reduce((a, b) => Math.min(a, b), Infinity);
  const right = rows.reduce((most, row) => Math.max(most, row.findLastIndex(isUsed)), 0);
  return { top, left, rows: rows.map((row) => row.slice(left, right + 1)) };
}

/** From a workbook as read to the rows of its report sheets, each with where it stands and what is wrong with it. */
import { columnName, parseRange } from "../plan/address.ts";
import { isPeriod } from "./dates.ts";
import type { RawCell, SheetGrid, WorkbookGrid } from "./grid.ts";
import { error, type Fault, warning } from "./issue.ts";
import { readRow } from "./read-row.ts";
import { type Column, type Sheet, SHEETS, type SheetKey, SYSTEM_COLUMNS } from "./sheets.ts";
import type { Value } from "./value.ts";

/** The hidden list sheet, and the cells (row, column from 0) in which it says what the workbook is. */
export const LIST_SHEET = "_lists";
export const META_KEYS = ["product", "unit", "unitName", "period", "template"] as const;
export type MetaKey = (typeof META_KEYS)[number];
/** `META_KEYS[i]` stands in row i + 1, its name in the first column, its value in the second. */
export const META_TOP = 1;
export const PRODUCT_NAME = "dakehu";
/** Rows of the list sheet, from its top, that say so; the lists themselves are below, and nobody reads them. */
export const META_HEAD = { [LIST_SHEET]: META_TOP + META_KEYS.length };

export interface ReportMeta {
  readonly unit: string;
  readonly unitName: string;
  readonly period: string;
  readonly template: number;
}

export interface ReadRow {
  readonly sheet: SheetKey;
  /** The row on the sheet, from 0. */
  readonly row: number;
  /** null where the row has none yet, or what stood there was no identity. */
  readonly rowId: string | null;
  readonly baseRevision: number | null;
  readonly values: Readonly<Record<string, Value>>;
  readonly faults: readonly Fault[];
  /** Every report column is empty, but the row has an identity: somebody cleared it. */
  readonly cleared: boolean;
}

export interface ReadSheet {
  readonly sheet: SheetKey;
  readonly name: string;
  /** Column key → column on the sheet, from 0; also of the system columns that are there. */
  readonly columnAt: Readonly<Record<string, number>>;
  readonly headerRow: number;
  readonly rows: readonly ReadRow[];
  /** Faults of the sheet as a whole: columns it lacks or does not know. */
  readonly faults: readonly Fault[];
  /** Headings of columns that are none of the sheet's: what stands there is not read. */
  readonly ignored: readonly string[];
  /** Keys of columns that are not there. */
  readonly lacking: readonly string[];
}

export interface ReportReading {
  readonly meta: ReportMeta | null;
  /** Those found, in the template's order. */
  readonly sheets: readonly ReadSheet[];
  readonly missing: readonly SheetKey[];
}

/** A workbook has more rows than are wanted of it. */
export class TooManyRows extends Error {
  override readonly name = "TooManyRows";
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Reads every report sheet of the workbook. A sheet is known by its table, else by its name, else by its headings
 * (so a renamed sheet is found); a column by key, Chinese or English label, wherever it stands. Rows below the
 * table count too. Empty month cells are filled in: a sheet's month is the workbook's own, `period` where it does not
 * say, or `instead` whatever it says.
 *
 * @throws TooManyRows where all its sheets have more than `most`
 */
export function readReport(
  grid: WorkbookGrid,
  fallback: { readonly period?: string; readonly instead?: string } = {},
  most = Infinity,
): ReportReading {
  const meta = readMeta(grid);
  const period = fallback.instead ?? meta?.period ?? fallback.period;
  const sheets: ReadSheet[] = [];
  const taken = new Set<SheetGrid>();
  for (const sheet of SHEETS) {
    const found = findSheet(sheet, grid, taken);
    if (!found) continue;
    taken.add(found.grid);
    const left = sheets.reduce((rows, one) => rows - one.rows.length, most);
    sheets.push(readSheet(sheet, found.grid, found.header, { date1904: grid.date1904, period }, left));
  }
  const present = new Set(sheets.map(({ sheet }) => sheet));
  return { meta, sheets, missing: SHEETS.map(({ key }) => key).filter((key) => !present.has(key)) };
}

/** What the hidden list sheet says of the workbook; null where it is not one of ours. */
export function readMeta(grid: WorkbookGrid): ReportMeta | null {
  const lists = grid.sheets.find(({ name }) => name === LIST_SHEET);
  if (!lists) return null;
  const at = (key: MetaKey): string => plain(cellAt(lists, META_TOP + META_KEYS.indexOf(key), 1));
  const period = at("period");
  if (at("product") !== PRODUCT_NAME || !isPeriod(period)) return null;
  return { unit: at("unit"), unitName: at("unitName"), period, template: Number(at("template")) };
}

/** The address of a row's cell as people see it: `C7`; of the row as a whole where the column is not there. */
export function addressOf(sheet: ReadSheet, row: number, column: string): string {
  const at = sheet.columnAt[column];
  return at === undefined ? `${row + 1}:${row + 1}` : `${columnName(at)}${row + 1}`;
}

const cellAt = (grid: SheetGrid, row: number, column: number): RawCell =>
  grid.rows[row - grid.top]?.[column - grid.left] ?? null;

/** Whether nothing stands there; a number need not be written out to know. */
function isBlank(raw: RawCell): boolean {
  return raw === null || ((typeof raw === "string" || typeof raw === "object") && plain(raw) === "");
}

function plain(raw: RawCell): string {
  if (raw === null) return "";
  if (typeof raw !== "object") return String(raw).trim();
  return "error" in raw ? raw.error : plain(raw.value);
}

/** Headings are compared without width, case, spaces and the star some people add to required ones. */
export const heading = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s*＊]/gu, "");

/**
 * A sheet's columns and the system's, by every heading they are known under (as `heading` gives it): key and labels,
 * what they were called before, and labels without their unit in brackets. Not so amounts: it might be another unit.
 */
export function headingsOf(sheet: Sheet): Map<string, string> {
  const known = KNOWN.get(sheet.key);
  if (known) return known;
  const map = new Map<string, string>();
  const add = ({ key, zh, en }: Pick<Column, "key" | "zh" | "en">): void => {
    for (const form of [en, key, zh]) map.set(heading(form), key);
  };
  sheet.columns.forEach(add);
  SYSTEM_COLUMNS.forEach(add);
  for (const { key, zh, type, formerly = [] } of sheet.columns) {
    const bare = type === "amount" ? [] : [zh.replace(/[(（][^()（）]*[)）]$/u, "")];
    for (const form of [...formerly, ...bare].map(heading)) if (!map.has(form)) map.set(form, key);
  }
  KNOWN.set(sheet.key, map);
  return map;
}

const KNOWN = new Map<SheetKey, Map<string, string>>();

function findSheet(
  sheet: Sheet,
  grid: WorkbookGrid,
  taken: ReadonlySet<SheetGrid>,
): { grid: SheetGrid; header: number } | undefined {
  const free = grid.sheets.filter((candidate) => !taken.has(candidate) && candidate.name !== LIST_SHEET);
  for (const candidate of free) {
    const table = candidate.tables.find(({ name }) => name.toLowerCase() === sheet.table);
    if (table) return { grid: candidate, header: parseRange(table.range).row };
  }
  const headings = headingsOf(sheet);
  const byName = free.find(
    ({ name }) => name.trim() === sheet.zh || name.trim().toLowerCase() === sheet.en.toLowerCase(),
  );
  if (byName) {
    const header = headerRow(byName, headings, 2);
    return header === undefined ? undefined : { grid: byName, header };
  }
  // A renamed sheet without its table: nearly all of the headings must be there, for sheets resemble each other.
  for (const candidate of free) {
    if (SHEETS.some((other) => candidate.tables.some(({ name }) => name.toLowerCase() === other.table)))
      continue;
    const header = headerRow(candidate, headings, Math.ceil(sheet.columns.length * 0.8));
    if (header !== undefined) return { grid: candidate, header };
  }
  return undefined;
}

/** Among the first twenty rows the one with the most known headings, at least `atLeast`. */
function headerRow(
  grid: SheetGrid,
  headings: ReadonlyMap<string, string>,
  atLeast: number,
): number | undefined {
  let best: number | undefined;
  let most = atLeast - 1;
  grid.rows.slice(0, 20).forEach((cells, index) => {
    const keys = new Set(
      cells.map((cell) => headings.get(heading(plain(cell)))).filter((key) => key !== undefined),
    );
    if (keys.size > most) {
      most = keys.size;
      best = grid.top + index;
    }
  });
  return best;
}

function readSheet(
  sheet: Sheet,
  grid: SheetGrid,
  header: number,
  context: { date1904: boolean; period: string | undefined },
  most: number,
): ReadSheet {
  const headings = headingsOf(sheet);
  const columnAt: Record<string, number> = {};
  const faults: Fault[] = [];
  const ignored: string[] = [];
  (grid.rows[header - grid.top] ?? []).forEach((cell, index) => {
    const label = plain(cell);
    const key = headings.get(heading(label));
    if (key !== undefined && !(key in columnAt)) columnAt[key] = grid.left + index;
    else if (label !== "") {
      ignored.push(label);
      faults.push(warning("", "column_unknown", { text: label }));
    }
  });
  const lacking = sheet.columns.filter(({ key }) => !(key in columnAt));
  for (const { key, zh, required } of lacking) {
    if (required) faults.push(error(key, "column_missing", { text: zh }));
  }
  const merged = mergedCells(grid, header);
  const hasPeriod = "period" in columnAt || sheet.columns.some(({ key }) => key === "period");
  const rows: ReadRow[] = [];
  for (let row = header + 1; row < grid.top + grid.rows.length; row += 1) {
    const given: Record<string, RawCell> = {};
    let filled = false;
    for (const { key } of sheet.columns) {
      const at = columnAt[key];
      if (at === undefined) continue;
      const raw = cellAt(grid, row, at);
      given[key] = raw;
      if (!filled && key !== "period" && !isBlank(raw)) filled = true;
    }
    const id = columnAt.rowId === undefined ? "" : plain(cellAt(grid, row, columnAt.rowId));
    const rowId = UUID.test(id) ? id.toLowerCase() : null;
    if (!filled && rowId === null) continue;
    if (rows.length >= most) throw new TooManyRows(`over ${most} rows`);
    if (hasPeriod && isBlank(given.period ?? null)) given.period = context.period ?? null;
    const reading = readRow(sheet, given, context);
    const rowFaults = [...reading.faults];
    for (const { key } of merged.size === 0 ? [] : sheet.columns) {
      const at = columnAt[key];
      if (at !== undefined && merged.has(`${row},${at}`)) rowFaults.push(error(key, "cell_merged"));
    }
    const base = columnAt.baseRevision === undefined ? "" : plain(cellAt(grid, row, columnAt.baseRevision));
    rows.push({
      sheet: sheet.key,
      row,
      rowId,
      baseRevision: rowId !== null && /^[1-9]\d*$/.test(base) ? Number(base) : null,
      values: reading.values,
      faults: rowFaults,
      cleared: !filled,
    });
  }
  return {
    sheet: sheet.key,
    name: grid.name,
    columnAt,
    headerRow: header,
    rows,
    faults,
    ignored,
    lacking: lacking.map(({ key }) => key),
  };
}

/** Cells under a merge that reaches below the header, as `row,column`. */
function mergedCells(grid: SheetGrid, header: number): Set<string> {
  const cells = new Set<string>();
  for (const range of grid.merges) {
    const { row, column, rows, columns } = parseRange(range);
    const last = Math.min(row + rows, grid.top + grid.rows.length);
    for (let r = Math.max(row, header + 1); r < last; r += 1) {
      for (let c = column; c < Math.min(column + columns, column + 256); c += 1) cells.add(`${r},${c}`);
    }
  }
  return cells;
}

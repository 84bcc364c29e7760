/** A live workbook to plain data and back. */
import { COLUMNS, addressOf, parseArea, type Area } from "./area.ts";
import { look } from "./look.ts";
import type { Plane } from "./plane.ts";
import { Sheet, linkKey, type Table } from "./sheet.ts";
import type { HostCell, HostSheet, HostTable, HostWorkbook } from "./state.ts";
import { Workbook } from "./workbook.ts";

export function stateOf(book: Workbook): HostWorkbook {
  return {
    date1904: book.date1904,
    active: book.active.name,
    sheets: book.sheets.map(sheetState),
    names: book.names,
    settings: Object.fromEntries(book.settings),
    customXml: book.customXml.map(({ xml }) => xml),
    properties: { ...book.properties },
    calculationMode: book.calculationMode,
  };
}

function sheetState(sheet: Sheet): HostSheet {
  return {
    name: sheet.name,
    id: sheet.id,
    visibility: sheet.visibility,
    tabColor: sheet.tabColor,
    gridlines: sheet.gridlines,
    headings: sheet.headings,
    standardWidth: sheet.standardWidth,
    selection: addressOf(sheet.selection),
    freeze: sheet.freeze,
    protection: sheet.protection,
    cells: cellsOf(sheet),
    looks: runsOf(sheet.looks).map(({ range, value }) => ({ range, look: value })),
    columns: lines([...sheet.widths.keys(), ...sheet.hiddenColumns]).map((column) => ({
      column,
      width: sheet.widths.get(column) ?? null,
      hidden: sheet.hiddenColumns.has(column),
    })),
    rows: lines([...sheet.heights.keys(), ...sheet.hiddenRows, ...sheet.filteredRows]).map((row) => ({
      row,
      height: sheet.heights.get(row) ?? null,
      hidden: sheet.isRowHidden(row),
      filtered: sheet.filteredRows.has(row),
    })),
    validations: runsOf(sheet.validations).map(({ range, value }) => ({ range, validation: value })),
    conditionals: sheet.conditionals,
    merges: sheet.merges.map(addressOf),
    tables: sheet.tables.map(tableState),
    charts: sheet.charts,
    names: sheet.names,
    comments: sheet.comments,
    page: sheet.page,
  };
}

const lines = (all: readonly number[]): number[] => [...new Set(all)].sort((a, b) => a - b);

function cellsOf(sheet: Sheet): HostCell[] {
  const used = sheet.cells.used({ top: 0, left: 0, bottom: Infinity, right: Infinity });
  if (!used) return [];
  return [...sheet.cells.in(used)]
    .sort(([r1, c1], [r2, c2]) => r1 - r2 || c1 - c2)
    .map(([row, column, content]) => {
      const link = sheet.links.get(linkKey(row, column));
      return { row, column, ...content, ...(link ? { link } : {}) };
    });
}

/** The runs of a plane as ranges; equal runs of neighbouring columns become one. */
function runsOf<T>(plane: Plane<T>): { range: string; value: T }[] {
  const found: { range: string; value: T }[] = [];
  const open = new Map<string, { area: Area; value: T }>();
  const columns = plane.usedColumns();
  const spans = [
    ...columns.map((column) => ({ left: column, right: column, runs: plane.runs(column) })),
    ...gaps(columns).map((gap) => ({ ...gap, runs: plane.baseRuns() })),
  ].sort((a, b) => a.left - b.left);
  for (const { left, right, runs } of spans) {
    const seen = new Set<string>();
    for (const run of runs) {
      const key = `${run.top}:${run.bottom}`;
      seen.add(key);
      const joined = open.get(key);
      if (joined && joined.area.right === left - 1 && joined.value === run.value) {
        joined.area = { ...joined.area, right };
      } else {
        if (joined) found.push({ range: addressOf(joined.area), value: joined.value });
        open.set(key, { area: { top: run.top, bottom: run.bottom, left, right }, value: run.value });
      }
    }
    for (const [key, { area, value }] of open) {
      if (seen.has(key)) continue;
      found.push({ range: addressOf(area), value });
      open.delete(key);
    }
  }
  for (const { area, value } of open.values()) found.push({ range: addressOf(area), value });
  return found;
}

function gaps(columns: readonly number[]): { left: number; right: number }[] {
  const bounds = [-1, ...columns, COLUMNS];
  return bounds.slice(1).flatMap((column, i) => {
    const left = (bounds[i] ?? -1) + 1;
    return left < column ? [{ left, right: column - 1 }] : [];
  });
}

function tableState(table: Table): HostTable {
  const { area, filters, columns, ...rest } = table;
  return {
    ...rest,
    range: addressOf(area),
    columns: columns.map((column) => ({ ...column })),
    filters: [...filters].map(([column, criteria]) => ({ column, criteria })),
  };
}

export function workbookFrom(state: HostWorkbook): Workbook {
  const book = new Workbook();
  book.date1904 = state.date1904;
  book.names = [...state.names];
  book.settings = new Map(Object.entries(state.settings));
  book.customXml = state.customXml.map((xml) => ({ id: `{${book.newNumber()}}`, xml }));
  book.properties = { ...state.properties };
  book.calculationMode = state.calculationMode;
  book.sheets = state.sheets.map((sheet) => sheetFrom(sheet, book));
  book.active = book.sheet(state.active) ?? book.sheets[0] ?? book.active;
  return book;
}

function sheetFrom(state: HostSheet, book: Workbook): Sheet {
  const sheet = new Sheet(state.id === "" ? book.newSheetId() : state.id, state.name);
  sheet.visibility = state.visibility;
  sheet.tabColor = state.tabColor;
  sheet.gridlines = state.gridlines;
  sheet.headings = state.headings;
  sheet.standardWidth = state.standardWidth;
  sheet.selection = rangeOf(state.selection);
  sheet.freeze = state.freeze;
  sheet.protection = state.protection;
  for (const { row, column, link, ...content } of state.cells) {
    sheet.cells.put(row, column, content);
    if (link) sheet.links.set(linkKey(row, column), link);
  }
  for (const { range, look: one } of state.looks) sheet.looks.paint(rangeOf(range), () => look(one));
  for (const { column, width, hidden } of state.columns) {
    if (width !== null) sheet.widths.set(column, width);
    if (hidden) sheet.hiddenColumns.add(column);
  }
  for (const { row, height, hidden, filtered } of state.rows) {
    if (height !== null) sheet.heights.set(row, height);
    if (filtered) sheet.filteredRows.add(row);
    else if (hidden) sheet.hiddenRows.add(row);
  }
  const validations = new Map<string, HostSheet["validations"][number]["validation"]>();
  for (const { range, validation } of state.validations) {
    const key = JSON.stringify(validation);
    const shared = validations.get(key) ?? validation;
    validations.set(key, shared);
    sheet.validations.paint(rangeOf(range), () => shared);
  }
  sheet.conditionals = [...state.conditionals];
  sheet.merges = state.merges.map(rangeOf);
  sheet.tables = state.tables.map(({ range, filters, columns, ...table }) => ({
    ...table,
    area: rangeOf(range),
    columns: columns.map((column) => ({ ...column })),
    filters: new Map(filters.map(({ column, criteria }) => [column, criteria])),
  }));
  sheet.charts = [...state.charts];
  sheet.names = [...state.names];
  sheet.comments = [...state.comments];
  sheet.page = state.page;
  // Numbers given later must not meet those of the file.
  const ids = [
    ...sheet.tables.flatMap(({ id, columns }) => [Number(id), ...columns.map((column) => column.id)]),
  ];
  while (book.newNumber() < Math.max(0, ...ids.filter(Number.isFinite))) continue;
  return sheet;
}

function rangeOf(address: string): Area {
  const found = parseArea(address);
  if (!found) throw new RangeError(`not a range: ${address}`);
  return found;
}

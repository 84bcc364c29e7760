/** Inserting and deleting cells: everything on the sheet, and every reference to it, moves along. */
import {
  COLUMNS,
  ROWS,
  addressOf,
  columnsOf,
  contains,
  intersection,
  parseArea,
  rowsOf,
  type Area,
} from "./area.ts";
import { rewrite } from "./formula.ts";
import { freshHeader } from "./header.ts";
import { problem } from "./problem.ts";
import { anchoredAt, mapValidations, replaceValidations } from "./rule-formula.ts";
import { bodyOf, type Sheet, type Table } from "./sheet.ts";
import type { Validation } from "./state.ts";
import type { Workbook } from "./workbook.ts";

export type Direction = "Down" | "Right" | "Up" | "Left";

/** Opens a gap at the area, pushing its cells down or right. Throws where Excel refuses. */
export function insertCells(
  book: Workbook,
  sheet: Sheet,
  gap: Area,
  direction: "Down" | "Right",
  like: "above" | "below" = "above",
): void {
  const move = motion(gap, direction);
  refuseTornTables(sheet, gap, direction);
  refuseLostCells(sheet, gap, direction);
  const widened =
    direction === "Right"
      ? sheet.tables.filter(
          (t) => gap.left > t.area.left && gap.left <= t.area.right && spans(gap, t.area, direction),
        )
      : [];
  const widenedAt = widened.map((table) => gap.left - table.area.left);
  if (direction === "Down") {
    const count = rowsOf(gap);
    sheet.looks.insertRows(gap.top, count, gap.left, gap.right, like);
    sheet.validations.insertRows(gap.top, count, gap.left, gap.right, like);
    if (columnsOf(gap) === COLUMNS) moveLines(sheet, "rows", (row) => (row < gap.top ? row : row + count));
  } else {
    const count = columnsOf(gap);
    sheet.looks.insertColumns(gap.left, count, gap.top, gap.bottom);
    sheet.validations.insertColumns(gap.left, count, gap.top, gap.bottom);
    if (rowsOf(gap) === ROWS)
      moveLines(sheet, "columns", (column) => (column < gap.left ? column : column + count));
  }
  applyMotion(book, sheet, move);
  widened.forEach((table, i) => {
    const at = widenedAt[i] ?? 0;
    for (let n = 0; n < columnsOf(gap); n++) {
      const name = freshHeader(book, table);
      table.columns.splice(at + n, 0, { id: book.newNumber(), name });
      if (table.showHeaders) sheet.cells.put(table.area.top, table.area.left + at + n, { value: name });
    }
  });
}

/** Takes the cells of the area away, closing the gap from below or from the right. */
export function deleteCells(book: Workbook, sheet: Sheet, gone: Area, direction: "Up" | "Left"): void {
  for (const table of [...sheet.tables]) if (contains(gone, table.area)) removeTable(sheet, table);
  refuseTornTables(sheet, gone, direction);
  const emptied = sheet.tables.find((table) => {
    const body = bodyOf(table);
    return direction === "Up" && contains(gone, body) && !contains(gone, table.area);
  });
  if (emptied) {
    // A table keeps one body row, if only a blank one.
    const body = bodyOf(emptied);
    sheet.cells.clear({ ...body, bottom: body.top });
    if (gone.top < body.top) throw problem("InsertDeleteConflict");
    const below = { ...gone, top: body.top + 1 };
    if (below.top <= below.bottom) deleteCells(book, sheet, below, direction);
    return;
  }
  for (const table of sheet.tables) dropColumns(table, gone, direction);
  const move = motion(gone, direction);
  anchorAway(sheet, gone);
  if (direction === "Up") {
    const count = rowsOf(gone);
    sheet.looks.deleteRows(gone.top, count, gone.left, gone.right);
    sheet.validations.deleteRows(gone.top, count, gone.left, gone.right);
    if (columnsOf(gone) === COLUMNS) {
      moveLines(sheet, "rows", (row) => (row < gone.top ? row : row <= gone.bottom ? null : row - count));
    }
  } else {
    const count = columnsOf(gone);
    sheet.looks.deleteColumns(gone.left, count, gone.top, gone.bottom);
    sheet.validations.deleteColumns(gone.left, count, gone.top, gone.bottom);
    if (rowsOf(gone) === ROWS) {
      moveLines(sheet, "columns", (column) =>
        column < gone.left ? column : column <= gone.right ? null : column - count,
      );
    }
  }
  applyMotion(book, sheet, move);
}

export function removeTable(sheet: Sheet, table: Table): void {
  sheet.tables = sheet.tables.filter((other) => other !== table);
  sheet.filteredRows.clear();
}

interface Motion {
  readonly area: (a: Area) => Area | null;
  /** The cells that move or go. */
  readonly affected: Area;
}

function motion(at: Area, direction: Direction): Motion {
  const isRows = direction === "Down" || direction === "Up";
  const count = isRows ? rowsOf(at) : columnsOf(at);
  const first = isRows ? at.top : at.left;
  const grows = direction === "Down" || direction === "Right";
  const span = (start: number, end: number, last: number): [number, number] | null => {
    if (grows) {
      const from = start >= first ? start + count : start;
      return from > last ? null : [from, Math.min(end >= first ? end + count : end, last)];
    }
    const close = (n: number, inside: number) => (n < first ? n : n < first + count ? inside : n - count);
    const from = close(start, first);
    // What reaches to the sheet's edge still does.
    const to = end === last && start < first + count ? last : close(end, first - 1);
    return from > to || (start >= first && end < first + count) ? null : [from, to];
  };
  const affected = isRows ? { ...at, bottom: ROWS - 1 } : { ...at, right: COLUMNS - 1 };
  return {
    affected,
    area: (a) => {
      const isWithin = isRows
        ? a.left >= at.left && a.right <= at.right
        : a.top >= at.top && a.bottom <= at.bottom;
      if (!isWithin) return a;
      const moved = isRows ? span(a.top, a.bottom, ROWS - 1) : span(a.left, a.right, COLUMNS - 1);
      if (!moved) return null;
      return isRows ? { ...a, top: moved[0], bottom: moved[1] } : { ...a, left: moved[0], right: moved[1] };
    },
  };
}

function applyMotion(book: Workbook, sheet: Sheet, move: Motion): void {
  const cell = (row: number, column: number): [number, number] | null => {
    const moved = move.area({ top: row, left: column, bottom: row, right: column });
    return moved && [moved.top, moved.left];
  };
  const address = (text: string): string | null => {
    const parsed = parseArea(text);
    const moved = parsed && move.area(parsed);
    return moved ? addressOf(moved) : null;
  };
  sheet.cells.move(move.affected, cell);
  sheet.merges = sheet.merges.flatMap((merge) => move.area(merge) ?? []);
  for (const table of sheet.tables) table.area = move.area(table.area) ?? table.area;
  sheet.comments = sheet.comments.flatMap((comment) => {
    const at = address(comment.cell);
    return at === null ? [] : [{ ...comment, cell: at }];
  });
  const links = [...sheet.links];
  sheet.links.clear();
  for (const [at, link] of links) {
    const moved = address(at);
    if (moved !== null) sheet.links.set(moved, link);
  }
  sheet.conditionals = sheet.conditionals.flatMap((conditional) => {
    const range = conditional.range.split(",").flatMap((part) => address(part) ?? []);
    return range.length === 0 ? [] : [{ ...conditional, range: range.join(",") }];
  });
  for (const held of book.held.values()) {
    if (held.sheet === sheet && held.area) held.area = move.area(held.area);
  }
  rewriteReferences(book, sheet, move);
  const touched = new Set<Validation>();
  for (const column of [...sheet.validations.usedColumns()]) {
    for (const run of sheet.validations.runs(column)) touched.add(run.value);
  }
  const anchored = new Map<Validation, Validation>();
  for (const validation of touched) {
    const moved = cell(validation.anchor.row, validation.anchor.column);
    if (!moved || (moved[0] === validation.anchor.row && moved[1] === validation.anchor.column)) continue;
    anchored.set(validation, { ...validation, anchor: { row: moved[0], column: moved[1] } });
  }
  replaceValidations(sheet, anchored);
}

/** Follows moved cells in every formula, name, chart, validation and conditional format of the workbook. */
function rewriteReferences(book: Workbook, moved: Sheet, move: Motion): void {
  const follow = (formula: string, own: Sheet): string =>
    rewrite(formula, (reference) => {
      const target = reference.sheet === null ? own : book.sheet(reference.sheet);
      if (target !== moved) return reference;
      const found = move.area(reference.area);
      return found && { ...reference, area: found };
    });
  for (const sheet of book.sheets) {
    sheet.cells.map((content) =>
      content.formula === undefined ? content : { ...content, formula: follow(content.formula, sheet) },
    );
    sheet.names = sheet.names.map((name) => ({ ...name, formula: follow(name.formula, sheet) }));
    sheet.charts = sheet.charts.map((chart) => ({
      ...chart,
      source: follow(chart.source, sheet),
      series: chart.series.map((series) => ({
        ...series,
        name: follow(series.name, sheet),
        values: follow(series.values, sheet),
        categories: follow(series.categories, sheet),
      })),
    }));
    mapValidations(sheet, (formula) => follow(formula, sheet));
    if (sheet === moved) continue;
    sheet.conditionals = sheet.conditionals.map((one) => ({ ...one, formula: follow(one.formula, sheet) }));
  }
  book.names = book.names.map((name) => ({ ...name, formula: follow(name.formula, moved) }));
}

/** A validation whose first cell is deleted is written for a cell that stays. */
function anchorAway(sheet: Sheet, gone: Area): void {
  const changes = new Map<Validation, Validation>();
  for (const column of sheet.validations.usedColumns()) {
    for (const run of sheet.validations.runs(column)) {
      const { row, column: anchorColumn } = run.value.anchor;
      if (row < gone.top || row > gone.bottom || anchorColumn < gone.left || anchorColumn > gone.right)
        continue;
      const stays = run.top < gone.top ? run.top : run.bottom > gone.bottom ? gone.bottom + 1 : null;
      if (stays !== null) changes.set(run.value, anchoredAt(run.value, stays, column));
    }
  }
  replaceValidations(sheet, changes);
}

function moveLines(sheet: Sheet, lines: "rows" | "columns", to: (line: number) => number | null): void {
  const maps = lines === "rows" ? [sheet.heights] : [sheet.widths];
  const sets = lines === "rows" ? [sheet.hiddenRows, sheet.filteredRows] : [sheet.hiddenColumns];
  for (const map of maps) {
    const old = [...map];
    map.clear();
    for (const [line, size] of old) {
      const target = to(line);
      if (target !== null) map.set(target, size);
    }
  }
  for (const set of sets) {
    const old = [...set];
    set.clear();
    for (const line of old) {
      const target = to(line);
      if (target !== null) set.add(target);
    }
  }
}

const spans = (moving: Area, table: Area, direction: Direction): boolean =>
  direction === "Down" || direction === "Up"
    ? moving.left <= table.left && moving.right >= table.right
    : moving.top <= table.top && moving.bottom >= table.bottom;

/** Excel moves a table as a whole or not at all, and keeps its header row. */
function refuseTornTables(sheet: Sheet, at: Area, direction: Direction): void {
  const isRows = direction === "Down" || direction === "Up";
  const reach = isRows ? { ...at, bottom: ROWS - 1 } : { ...at, right: COLUMNS - 1 };
  for (const table of sheet.tables) {
    if (!intersection(reach, table.area)) continue;
    if (!spans(at, table.area, direction)) throw problem("InsertDeleteConflict");
    const losesHeader =
      direction === "Up" && table.showHeaders && at.top <= table.area.top && at.bottom >= table.area.top;
    if (losesHeader && !contains(at, table.area)) throw problem("InsertDeleteConflict");
  }
  for (const merge of sheet.merges) {
    if (intersection(reach, merge) && !spans(at, merge, direction)) throw problem("InsertDeleteConflict");
  }
}

/** Excel does not push filled cells off the sheet. */
function refuseLostCells(sheet: Sheet, gap: Area, direction: "Down" | "Right"): void {
  const lost =
    direction === "Down"
      ? { ...gap, top: ROWS - rowsOf(gap), bottom: ROWS - 1 }
      : { ...gap, left: COLUMNS - columnsOf(gap), right: COLUMNS - 1 };
  if (!sheet.cells.isBlank(lost)) throw problem("InsertDeleteConflict");
}

function dropColumns(table: Table, gone: Area, direction: "Up" | "Left"): void {
  if (direction !== "Left") return;
  const part = intersection(gone, table.area);
  if (part) table.columns.splice(part.left - table.area.left, columnsOf(part));
}

/**
 * Shows in the sheet what a check found: a fill, a note when the cell is selected, and the row's status columns.
 *
 * Which columns were marked is kept in the workbook, so that the marks of the last time can be taken away, also
 * after it was closed. A fill goes with its cell when rows are sorted or deleted, a note stays where it was; so both
 * are searched for by what they look like, and cells that look otherwise are left alone.
 */
import type { CellMark } from "../workbook.ts";
import { isSheetKey, type SheetKey } from "../../shared/report/sheets.ts";
import { MARK_TITLE } from "../../shared/text/workbook.ts";
import { findReport, type ReportPlace } from "./find.ts";
import { excelLanguage } from "./language.ts";
import { ANYTHING, MARK_FILL, type MarkedCell } from "./marked.ts";
import { writeStatuses } from "./mark-status.ts";
import { keepMarks, recallMarks } from "./marks-kept.ts";
import { Portions } from "./run.ts";
import { runsOf } from "./slices.ts";
import { takeMarksAway } from "./unmark.ts";
import { note } from "./validation.ts";

export async function markCells(context: Excel.RequestContext, marks: readonly CellMark[]): Promise<void> {
  const report = await findReport(context);
  const portions = new Portions(context);
  const remembered = await recallMarks(context);
  const touched = new Set<SheetKey>([
    ...marks.map(({ sheet }) => sheet),
    ...Object.keys(remembered).filter(isSheetKey),
  ]);
  const places = [...touched].flatMap((key) => report.get(key) ?? []);
  const heights = await heightsOf(context, places);
  await takeMarksAway(context, portions, places, remembered, heights);
  const bySheet = new Map(places.map((place) => [place.sheet, cellsOf(place, marks)]));
  await keepMarks(context, bySheet);
  for (const place of places) {
    const cells = bySheet.get(place.sheet) ?? [];
    await paint(portions, place, cells);
    await annotate(context, portions, place, cells);
    await writeStatuses(context, portions, place, marks, heights.get(place.sheet) ?? 0);
  }
  await portions.send();
}

/** One mark a cell, the graver of several; a mark of the whole row goes onto its status. */
function cellsOf(place: ReportPlace, marks: readonly CellMark[]): MarkedCell[] {
  const cells = new Map<string, MarkedCell>();
  for (const mark of marks) {
    if (mark.sheet !== place.sheet || mark.row <= place.header) continue;
    const column = place.columnAt.has(mark.column) ? mark.column : "status";
    const at = place.columnAt.get(column);
    if (at === undefined) continue;
    const key = `${at} ${mark.row}`;
    const there = cells.get(key);
    cells.set(key, {
      column,
      at,
      row: mark.row,
      severity: there?.severity === "error" ? "error" : mark.severity,
      message: there ? `${there.message}\n${mark.message}` : mark.message,
    });
  }
  return [...cells.values()];
}

async function paint(portions: Portions, place: ReportPlace, cells: readonly MarkedCell[]): Promise<void> {
  for (const at of new Set(cells.map((cell) => cell.at))) {
    for (const severity of ["error", "warning"] as const) {
      const rows = cells.filter((cell) => cell.at === at && cell.severity === severity).map(({ row }) => row);
      for (const { first, last } of runsOf(rows.sort((a, b) => a - b))) {
        const range = place.worksheet.getRangeByIndexes(first, at, last - first + 1, 1);
        range.format.fill.color = MARK_FILL[severity];
        await portions.queued();
      }
    }
  }
}

const CELLS_PER_REQUEST = 500;

/** The rule of a cell stays; only its note is another. */
async function annotate(
  context: Excel.RequestContext,
  portions: Portions,
  place: ReportPlace,
  cells: readonly MarkedCell[],
): Promise<void> {
  const titles = { error: MARK_TITLE.error[excelLanguage()], warning: MARK_TITLE.warning[excelLanguage()] };
  for (let from = 0; from < cells.length; from += CELLS_PER_REQUEST) {
    const portion = cells.slice(from, from + CELLS_PER_REQUEST).map((cell) => ({
      ...cell,
      validation: place.worksheet.getRangeByIndexes(cell.row, cell.at, 1, 1).dataValidation.load("type"),
    }));
    await context.sync();
    for (const { validation, severity, message } of portion) {
      if (validation.type === "None") {
        validation.rule = { custom: { formula: ANYTHING } };
        validation.errorAlert = { showAlert: false, style: "Information", title: "", message: "" };
      }
      validation.prompt = note(titles[severity], message);
      await portions.queued(0, message.length * 3);
    }
    await portions.send();
  }
}

/** How many rows below the header hold something, also below a table that did not grow. */
async function heightsOf(
  context: Excel.RequestContext,
  places: readonly ReportPlace[],
): Promise<Map<SheetKey, number>> {
  const used = places.map(({ worksheet }) =>
    worksheet.getUsedRangeOrNullObject(true).load("rowIndex, rowCount"),
  );
  await context.sync();
  return new Map(
    places.map(({ sheet, header, rows }, i) => {
      const range = used[i];
      const last = range && !range.isNullObject ? range.rowIndex + range.rowCount - 1 : header;
      return [sheet, Math.max(rows, last - header)];
    }),
  );
}

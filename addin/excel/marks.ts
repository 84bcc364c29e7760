/**
 * Shows in the sheet what a check found: a fill, a note when the cell is selected, and the row's status columns.
 *
 * Which columns were marked is kept in the workbook, so that the marks of the last time can be taken away, also
 * after it was closed. A fill goes with its cell when rows are sorted or deleted, a note stays where it was; so both
 * are searched for by what they look like, and cells that look otherwise are left alone.
 */
import type { CellMark } from "../workbook.ts";
import { LAST_ROW } from "../../shared/plan/address.ts";
import { isSheetKey, type SheetKey, sheetOf, SYSTEM_COLUMNS, columnOf } from "../../shared/report/sheets.ts";
import { MARK_STATUS, MARK_TITLE } from "../../shared/text/workbook.ts";
import { findReport, type ReportPlace } from "./find.ts";
import { excelLanguage } from "./language.ts";
import { literalAnywhere } from "./literal.ts";
import { Portions } from "./run.ts";
import { runsOf } from "./slices.ts";
import { pieces, rangeOf, type Strip } from "./strips.ts";
import { note } from "./validation.ts";
import { Writes } from "./writes.ts";

/** Colours that nobody picks by chance: a cell of this fill was marked by us. */
export const MARK_FILL = { error: "#FFC7CE", warning: "#FFEB9D" } as const;

const SETTING = "dakehu.marks";
/** Beyond so many, notes are found by search alone. */
const MOST_REMEMBERED = 2000;

/** Of each sheet: columns that carry marks, and the cells that got a note. */
type Remembered = Partial<
  Record<SheetKey, { readonly columns: readonly string[]; readonly cells: readonly [string, number][] }>
>;

const TITLES = new Set<string>(Object.values(MARK_TITLE).flatMap(({ zh, en }) => [zh, en]));
const STATUSES = new Set<string>(Object.values(MARK_STATUS).flatMap(({ zh, en }) => [zh, en]));
const FILLS = new Set<string>(Object.values(MARK_FILL));

export async function markCells(context: Excel.RequestContext, marks: readonly CellMark[]): Promise<void> {
  const report = await findReport(context);
  const portions = new Portions(context);
  const remembered = await recall(context);
  const touched = new Set<SheetKey>([
    ...marks.map(({ sheet }) => sheet),
    ...Object.keys(remembered).filter(isSheetKey),
  ]);
  const places = [...touched].flatMap((key) => report.get(key) ?? []);
  const heights = await heightsOf(context, places);
  await takeAway(context, portions, places, remembered, heights);
  const bySheet = new Map(places.map((place) => [place.sheet, cellsOf(place, marks)]));
  context.workbook.settings.add(SETTING, toRemember(bySheet));
  await portions.send();
  for (const place of places) {
    const cells = bySheet.get(place.sheet) ?? [];
    await paint(portions, place, cells);
    await writeStatuses(context, portions, place, marks, heights.get(place.sheet) ?? 0);
  }
  await portions.send();
}

interface MarkedCell {
  readonly column: string;
  readonly at: number;
  readonly row: number;
  readonly severity: "error" | "warning";
  readonly message: string;
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
  const titles = { error: MARK_TITLE.error[excelLanguage()], warning: MARK_TITLE.warning[excelLanguage()] };
  for (const at of new Set(cells.map((cell) => cell.at))) {
    for (const severity of ["error", "warning"] as const) {
      const rows = cells.filter((cell) => cell.at === at && cell.severity === severity).map(({ row }) => row);
      for (const { first, last } of runsOf(rows.sort((a, b) => a - b))) {
        place.worksheet.getRangeByIndexes(first, at, last - first + 1, 1).format.fill.color =
          MARK_FILL[severity];
        await portions.queued();
      }
    }
  }
  for (const { at, row, severity, message } of cells) {
    // The rule stays: only the note of this one cell is another.
    const { dataValidation } = place.worksheet.getRangeByIndexes(row, at, 1, 1);
    dataValidation.prompt = note(titles[severity], message);
    await portions.queued(0, message.length * 3);
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

interface MarkedStrip extends Strip {
  readonly place: ReportPlace;
}

async function takeAway(
  context: Excel.RequestContext,
  portions: Portions,
  places: readonly ReportPlace[],
  remembered: Remembered,
  heights: ReadonlyMap<SheetKey, number>,
): Promise<void> {
  const columns = places.flatMap((place) =>
    (remembered[place.sheet]?.columns ?? []).flatMap((key): MarkedStrip[] => {
      const column = place.columnAt.get(key);
      const rows = heights.get(place.sheet) ?? 0;
      return column === undefined
        ? []
        : [{ worksheet: place.worksheet, place, column, row: place.header + 1, rows }];
    }),
  );
  if (columns.length === 0) return;
  for (const { strip, kind } of await pieces(context, columns, askFill)) {
    if (!FILLS.has(kind)) continue;
    rangeOf(strip).format.fill.clear();
    await portions.queued();
  }
  await portions.send();
  await takeNotesAway(context, portions, columns, remembered);
}

function askFill(range: Excel.Range): () => string | null {
  const { fill } = range.format;
  fill.load("color");
  // A mixed range answers nothing, or white where some cells have no fill.
  return () => (fill.color ? fill.color.toUpperCase() : null);
}

/** The note of a marked cell becomes the column's again: the one its bottom cell has, which nobody marks. */
async function takeNotesAway(
  context: Excel.RequestContext,
  portions: Portions,
  columns: readonly MarkedStrip[],
  remembered: Remembered,
): Promise<void> {
  const own = new Map<string, Excel.DataValidation>();
  for (const { place, column } of columns) {
    const { dataValidation } = place.worksheet.getRangeByIndexes(LAST_ROW - 1, column, 1, 1);
    own.set(`${place.sheet} ${column}`, dataValidation.load("type, prompt"));
  }
  // Some builds give the first cell's note for a mixed range: cells known to have had one are asked singly.
  const cells = columns.flatMap((strip) =>
    (remembered[strip.place.sheet]?.cells ?? []).flatMap(([key, row]): MarkedStrip[] =>
      strip.place.columnAt.get(key) === strip.column && row > strip.place.header
        ? [{ ...strip, row, rows: 1 }]
        : [],
    ),
  );
  const found = await pieces(context, [...columns, ...cells], askNote);
  for (const { strip, kind } of found) {
    if (kind === "") continue;
    const bottom = own.get(`${strip.place.sheet} ${strip.column}`);
    const { dataValidation } = rangeOf(strip);
    if (kind === "bare" && bottom?.type === "None") dataValidation.clear();
    else dataValidation.prompt = noteOf(bottom?.prompt);
    await portions.queued();
  }
  await portions.send();
}

/** `ours` with a rule, `bare` without, "" for any other note; null where the cells differ. */
function askNote(range: Excel.Range): () => string | null {
  const { dataValidation } = range;
  dataValidation.load("type, prompt");
  return () => {
    const { type, prompt } = dataValidation;
    if (type === "Inconsistent" || type === "MixedCriteria" || !prompt || prompt.title === null) return null;
    if (!TITLES.has(prompt.title ?? "")) return "";
    return type === "None" ? "bare" : "ours";
  };
}

const noteOf = (prompt: Excel.DataValidationPrompt | undefined): Excel.DataValidationPrompt => ({
  showPrompt: prompt?.showPrompt === true && Boolean(prompt.title || prompt.message),
  title: prompt?.title ?? "",
  message: prompt?.message ?? "",
});

/** Marked rows say why; rows that were marked and are sound now say nothing; all others keep what they say. */
async function writeStatuses(
  context: Excel.RequestContext,
  portions: Portions,
  place: ReportPlace,
  marks: readonly CellMark[],
  rows: number,
): Promise<void> {
  const status = place.columnAt.get("status");
  const statusNote = place.columnAt.get("statusNote");
  if (status === undefined || rows === 0) return;
  const there = place.worksheet.getRangeByIndexes(place.header + 1, status, rows, 1).load("values");
  await context.sync();
  const writes = new Writes(place.worksheet);
  const put = (row: number, word: string, why: string): void => {
    writes.put(row, status, literalAnywhere(word));
    if (statusNote !== undefined) writes.put(row, statusNote, literalAnywhere(why));
  };
  there.values.forEach(([word], i) => {
    if (STATUSES.has(String(word))) put(place.header + 1 + i, "", "");
  });
  const byRow = new Map<number, CellMark[]>();
  for (const mark of marks) {
    if (mark.sheet !== place.sheet || mark.row <= place.header) continue;
    byRow.set(mark.row, [...(byRow.get(mark.row) ?? []), mark]);
  }
  for (const [row, own] of byRow) {
    const severity = own.some((mark) => mark.severity === "error") ? "error" : "warning";
    put(row, MARK_STATUS[severity][excelLanguage()], own.map((mark) => saying(place.sheet, mark)).join("\n"));
  }
  await writes.flush(portions);
}

/** `客户名称:必填项未填写` */
function saying(sheet: SheetKey, { column, message }: CellMark): string {
  const label = columnOf(sheetOf(sheet), column) ?? SYSTEM_COLUMNS.find(({ key }) => key === column);
  if (!label) return message;
  return excelLanguage() === "zh" ? `${label.zh}:${message}` : `${label.en}: ${message}`;
}

const toRemember = (bySheet: ReadonlyMap<SheetKey, readonly MarkedCell[]>): Remembered =>
  Object.fromEntries(
    [...bySheet]
      .filter(([, cells]) => cells.length > 0)
      .map(([key, cells]) => [
        key,
        {
          columns: [...new Set(cells.map(({ column }) => column))],
          cells: cells.slice(0, MOST_REMEMBERED).map(({ column, row }) => [column, row]),
        },
      ]),
  );

async function recall(context: Excel.RequestContext): Promise<Remembered> {
  const setting = context.workbook.settings.getItemOrNullObject(SETTING).load("value");
  await context.sync();
  const value: unknown = setting.isNullObject ? {} : setting.value;
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, kept]) => (isSheetKey(key) && isKept(kept) ? [[key, kept]] : [])),
  );
}

type Kept = NonNullable<Remembered[SheetKey]>;

const isKept = (value: unknown): value is Kept =>
  typeof value === "object" &&
  value !== null &&
  "columns" in value &&
  Array.isArray(value.columns) &&
  "cells" in value &&
  Array.isArray(value.cells);

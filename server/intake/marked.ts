/**
 * A filled workbook drawn anew with its faults marked: a fill and a note on each cell, a word on each row. The rows
 * keep their identities, so that the copy can be corrected and sent in the file's place.
 */
import type {
  Cell,
  CellNote,
  HighlightPlan,
  SheetPlan,
  TableRow,
  WorkbookPlan,
} from "../../shared/plan/plan.ts";
import { MOST_NOTE } from "../../shared/plan/plan.ts";
import { columnName } from "../../shared/plan/address.ts";
import { templatePlan } from "../../shared/plan/template.ts";
import { Problem } from "../../shared/problems.ts";
import { cellOf } from "../../shared/report/cells.ts";
import { columnOf, type Sheet, SHEETS, SYSTEM_COLUMNS } from "../../shared/report/sheets.ts";
import type { ReportReading } from "../../shared/report/workbook.ts";
import { MARKED } from "../../shared/text/files.ts";
import type { Store, Unit } from "../store/store.ts";
import { drawInThread } from "../xlsx/draw-in-thread.ts";
import type { Sender } from "./intake.ts";
import { type Filed, placedAnswer, takeInPlaced, type WorkbookAnswer } from "./workbook.ts";
import type { PlacedRow } from "./placed-rows.ts";

export interface MarkedWorkbook {
  readonly unit: Unit;
  readonly drawn: Uint8Array;
}

/** @throws Problem as `takeInWorkbook` does; nothing is written */
export async function markedWorkbook(
  store: Store,
  sender: Sender,
  file: Uint8Array | string,
  reading: ReportReading,
  filed: Filed,
): Promise<MarkedWorkbook> {
  const tried = { ...filed, dryRun: true };
  const { answer: outcome, placed } = await takeInPlaced(store, sender, file, reading, tried);
  const answer = placedAnswer(outcome, sender, reading, placed, tried);
  const unit = await store.units.byCode(filed.unit);
  if (!unit) throw new Problem("unit_unknown", { unit: filed.unit });
  const plan = templatePlan({
    unit: { code: unit.code, name: unit.name },
    period: filed.period,
    register: await store.register.lists(unit.code),
    // As many as there will be: the dropdowns look at so many of the workbook's own rows.
    rows: placed.map(({ row, rowId }) => ({ sheet: row.sheet, rowId, revision: 1, values: row.values })),
    language: sender.language,
  });
  const marked = SHEETS.map((sheet) => markedSheet(sheet, placed, answer, sender));
  const rows = Object.fromEntries(marked.map(({ table, rows: own }) => [table, own]));
  return { unit, drawn: await drawInThread(withHighlights(plan, marked), rows) };
}

type Marked = WorkbookAnswer["outcomes"][number];

interface MarkedSheet {
  readonly key: string;
  readonly table: string;
  readonly rows: readonly TableRow[];
  readonly highlights: readonly HighlightPlan[];
}

type Severity = Marked["issues"][number]["severity"];
const FILL: Readonly<Record<Severity, string>> = { error: "#FFC7CE", warning: "#FFEB9C" };
/** Room to type in, as the template has it. */
const SPARE_ROWS = 20;

function markedSheet(
  sheet: Sheet,
  placed: readonly PlacedRow[],
  { outcomes }: WorkbookAnswer,
  { language }: Sender,
): MarkedSheet {
  const cells: Record<Severity, Map<number, number[]>> = { error: new Map(), warning: new Map() };
  const rows: TableRow[] = [];
  placed.forEach((one, i) => {
    const told = outcomes[i];
    if (one.row.sheet !== sheet.key || !told) return;
    const notes = notesOf(sheet, told, language);
    for (const { column, severity } of notes) {
      const marks = cells[severity];
      marks.set(column, [...(marks.get(column) ?? []), rows.length + 1]);
    }
    rows.push({ cells: cellsOf(sheet, one, told, rows.length + 1, language), notes });
  });
  const blank = [...sheet.columns, ...SYSTEM_COLUMNS].map(() => null);
  rows.push(...Array.from({ length: SPARE_ROWS }, () => blank));
  const highlights = (["error", "warning"] as const).flatMap((severity) =>
    [...cells[severity]].flatMap(([column, at]) => highlightsOf(column, at, FILL[severity])),
  );
  return { key: sheet.key, table: sheet.table, rows, highlights };
}

interface MarkNote extends CellNote {
  readonly severity: Severity;
}

/** One note a cell, the graver of several; what is said of the row as a whole stands on its status. */
function notesOf(sheet: Sheet, { issues, theirs }: Marked, language: Sender["language"]): MarkNote[] {
  const notes = new Map<number, MarkNote>();
  const add = (key: string, severity: Severity, text: string): void => {
    const at = sheet.columns.findIndex((column) => column.key === key);
    const column = at < 0 ? sheet.columns.length : at;
    const there = notes.get(column);
    notes.set(column, {
      column,
      severity: there?.severity === "error" ? "error" : severity,
      text: [...(there ? [there.text] : []), text].join("\n").slice(0, MOST_NOTE),
    });
  };
  for (const { column, severity, message } of issues) add(column, severity, message);
  for (const column of theirs?.columns ?? []) {
    const value = String(theirs?.values[column] ?? "");
    add(column, "error", MARKED.theirs[language](value, theirs?.by.name ?? ""));
  }
  return [...notes.values()];
}

function cellsOf(
  sheet: Sheet,
  { row, rowId }: PlacedRow,
  { outcome, revision, issues }: Marked,
  at: number,
  language: Sender["language"],
): readonly Cell[] {
  const label = (key: string): string => {
    const column = columnOf(sheet, key);
    if (!column) return "";
    return language === "zh" ? `${column.zh}：` : `${column.en}: `;
  };
  const says = [
    ...(row.row === at ? [] : [MARKED.from[language](String(row.row + 1))]),
    ...issues.map(({ column, message }) => `${label(column)}${message}`),
  ];
  return [
    ...sheet.columns.map((column) => cellOf(column, row.values[column.key] ?? null)),
    MARKED[outcome][language],
    says.join("\n") || null,
    rowId,
    // Of a row that the store has just so, the revision is known, whether the file knew it or not.
    row.baseRevision ?? (outcome === "unchanged" ? revision : null),
  ];
}

/** So many areas are enough for one rule. */
const AREAS = 200;

/** A fill on these cells of a column. Rows that follow each other are one area. */
function highlightsOf(column: number, rows: readonly number[], fill: string): HighlightPlan[] {
  const letter = columnName(column);
  const areas: [number, number][] = [];
  for (const row of rows) {
    const last = areas.at(-1);
    if (last && last[1] === row - 1) last[1] = row;
    else areas.push([row, row]);
  }
  const highlights: HighlightPlan[] = [];
  for (let from = 0; from < areas.length; from += AREAS) {
    const range = areas
      .slice(from, from + AREAS)
      .map(([first, last]) => `${letter}${first + 1}:${letter}${last + 1}`)
      .join(" ");
    highlights.push({ range, formula: "=1=1", fill });
  }
  return highlights;
}

/** Marks come before the template's own colours, which they may cover. */
const withHighlights = (plan: WorkbookPlan, marked: readonly MarkedSheet[]): WorkbookPlan => ({
  ...plan,
  sheets: plan.sheets.map((sheet): SheetPlan => {
    const own = marked.find(({ key }) => key === sheet.key);
    return own ? { ...sheet, highlights: [...own.highlights, ...sheet.highlights] } : sheet;
  }),
});

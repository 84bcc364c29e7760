/** Notes on the cells of a line of the master that more than one unit tells of: who says what. */
import { cellOf } from "../report/cells.ts";
import { clockInChina } from "../report/dates.ts";
import { columnOf, type Sheet, sheetOf } from "../report/sheets.ts";
import type { MergedDetail, Told } from "../sync/screening.ts";
import { CHANNEL_NAMES, SOURCES_NOTE } from "../text/master.ts";
import { masterCells, masterColumns } from "./master.ts";
import { type CellNote, MOST_NOTE, type NotedRow } from "./plan.ts";
import { masterRowOf } from "../register/merged-row.ts";

/** Long texts are begun only: they stand in the unit's own row. */
const MOST_VALUE = 60;
/** Sources told in full; of the others their number is told. */
const MOST_SOURCES = 12;

/** A line's cells, with notes. */
export const notedCells = (line: MergedDetail): NotedRow => ({
  cells: masterCells(masterRowOf(line)),
  notes: notesOf(line),
});

function notesOf({ sheet: key, columns }: MergedDetail): CellNote[] {
  const sheet = sheetOf(key);
  return columns.flatMap(({ column, told, chosen }) => {
    const at = masterColumns(sheet).findIndex(({ report }) => report?.key === column);
    const units = new Set(told.flatMap(({ sources }) => sources.map(({ unit }) => unit)));
    if (at < 0 || (units.size < 2 && told.length < 2)) return [];
    const minor = told.length < 2;
    return [
      {
        column: at,
        minor,
        // Made when it is asked for: a sheet has room for some thousand notes only.
        get text() {
          return noteText(sheet, column, told, chosen);
        },
      },
    ];
  });
}

function noteText(sheet: Sheet, key: string, told: readonly Told[], chosen: boolean): string {
  const lines: string[] = chosen ? [SOURCES_NOTE.chosen] : [];
  const count = told.reduce((sum, { sources }) => sum + sources.length, 0);
  let shown = 0;
  for (const { value, sources } of told) {
    if (shown >= MOST_SOURCES) break;
    lines.push(SOURCES_NOTE.value(valueText(sheet, key, value)));
    for (const { unitName, by, channel, at } of sources.slice(0, MOST_SOURCES - shown)) {
      lines.push(
        SOURCES_NOTE.source(unitName, by, CHANNEL_NAMES[channel] ?? channel, clockInChina(at).slice(0, 16)),
      );
      shown += 1;
    }
  }
  return fitting(lines, count, shown);
}

/** As many lines as fit, and how many sources are left out. */
function fitting(lines: readonly string[], count: number, shown: number): string {
  const mark = SOURCES_NOTE.source("", "", "", "").charAt(0);
  const kept = [...lines];
  let told = shown;
  const text = (): string => [...kept, ...(told < count ? [SOURCES_NOTE.more(count - told)] : [])].join("\n");
  while (kept.length > 1 && text().length > MOST_NOTE) if (kept.pop()?.startsWith(mark)) told -= 1;
  return text();
}

function valueText(sheet: Sheet, key: string, value: Told["value"]): string {
  const column = columnOf(sheet, key);
  // A day is told as a day here, not as Excel's number of it.
  const text = String(
    (column?.type === "date" ? value : column && cellOf(column, value)) ?? SOURCES_NOTE.blank,
  );
  return text.length > MOST_VALUE ? `${text.slice(0, MOST_VALUE)}…` : text;
}

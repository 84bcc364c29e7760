/** What is wrong with each row of the grid, and how it stands: checked as the workbook is, and as the service will. */
import { checkReport } from "../../../shared/report/check-report.ts";
import { type Fault, hasError } from "../../../shared/report/issue.ts";
import { readRow } from "../../../shared/report/read-row.ts";
import { sheetOf, SHEETS, type SheetKey } from "../../../shared/report/sheets.ts";
import type { Values } from "../../../shared/report/value.ts";
import type { ReadRow } from "../../../shared/report/workbook.ts";
import type { Register } from "../../../shared/sync/protocol.ts";
import type { GridRow } from "./grid-row.ts";
import { isBlank } from "./unsent.ts";

export interface CheckedGridRow {
  readonly row: GridRow;
  readonly values: Values;
  readonly faults: readonly Fault[];
  /** Free of errors. */
  readonly sound: boolean;
  /** Nothing is in it. */
  readonly blank: boolean;
}

export type RowState = "unsent" | "removing" | "waiting" | "accepted" | "conflict" | "faulty" | "blank";

/**
 * All rows of the month at once: what one sheet names the others may use, and some rows must not stand twice. Rows to be
 * deleted and empty ones have no faults.
 */
export function checkGrid(
  rows: ReadonlyMap<SheetKey, readonly GridRow[]>,
  context: { readonly today: string; readonly period: string; readonly register: Register },
): ReadonlyMap<string, CheckedGridRow> {
  const all = [...rows.values()].flat();
  const checked = new Map<string, CheckedGridRow>();
  const toCheck: ReadRow[] = [];
  const alive: GridRow[] = [];
  for (const row of all) {
    const reading = readingOf(row);
    const blank = isBlank(row);
    // A row that the service has and that is empty now lacks what it must have.
    if (row.unsent?.deleted || (blank && row.known === null)) {
      checked.set(row.rowId, { row, values: reading.values, faults: NONE, sound: true, blank });
    } else {
      alive.push(row);
      toCheck.push({
        sheet: row.sheet,
        row: toCheck.length,
        rowId: row.rowId,
        baseRevision: row.known?.revision ?? null,
        ...reading,
        cleared: false,
      });
    }
  }
  const sheets = SHEETS.map(({ key, zh }) => ({
    sheet: key,
    name: zh,
    columnAt: {},
    headerRow: 0,
    rows: toCheck.filter(({ sheet }) => sheet === key),
    faults: [],
    ignored: [],
    lacking: [],
  }));
  for (const { row: at, values, faults, sound } of checkReport(
    { meta: null, sheets, missing: [] },
    context,
  )) {
    const row = alive[at];
    // What the service has taken has been checked; what it would say of it now is no matter while it is not changed.
    if (row) checked.set(row.rowId, { row, values, faults: row.unsent ? faults : NONE, sound, blank: false });
  }
  return checked;
}

const NONE: readonly Fault[] = [];

/** Reading a row's cells takes the most time: a row that did not change is not read again. */
const readings = new WeakMap<GridRow["cells"], ReturnType<typeof readRow>>();

function readingOf({ sheet, cells }: GridRow): ReturnType<typeof readRow> {
  const seen = readings.get(cells);
  if (seen) return seen;
  const reading = readRow(sheetOf(sheet), cells);
  readings.set(cells, reading);
  return reading;
}

export function stateOf(
  { row, faults, blank }: CheckedGridRow,
  { waiting, conflicts }: { readonly waiting: ReadonlySet<string>; readonly conflicts: ReadonlySet<string> },
): RowState {
  const { rowId, unsent } = row;
  if (conflicts.has(rowId)) return "conflict";
  if (waiting.has(rowId)) return "waiting";
  if (unsent?.deleted) return "removing";
  if (unsent && row.known === null && blank) return "blank";
  if (unsent && (unsent.said.some(({ severity }) => severity === "error") || hasError(faults)))
    return "faulty";
  return unsent ? "unsent" : "accepted";
}

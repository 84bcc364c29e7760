/** Which columns and cells were marked last time, kept in the workbook. */
import { isSheetKey, type SheetKey } from "../../shared/report/sheets.ts";
import type { MarkedCell } from "./marked.ts";

const SETTING = "dakehu.marks";
/** Beyond so many, notes are found by search alone. */
const MOST_REMEMBERED = 2000;

/** Of each sheet: columns that carry marks, and the cells that got a note. */
export type Remembered = Partial<
  Record<SheetKey, { readonly columns: readonly string[]; readonly cells: readonly [string, number][] }>
>;

export async function keepMarks(
  context: Excel.RequestContext,
  bySheet: ReadonlyMap<SheetKey, readonly MarkedCell[]>,
): Promise<void> {
  context.workbook.settings.add(SETTING, toRemember(bySheet));
  await context.sync();
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

export async function recallMarks(context: Excel.RequestContext): Promise<Remembered> {
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

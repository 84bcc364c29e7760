/** Dates, places and numbers as the pane writes them. */
import { issueText } from "../../shared/problems.ts";
import { clockInChina, dayInChina } from "../../shared/report/dates.ts";
import type { Fault } from "../../shared/report/issue.ts";
import { sheetOf, type SheetKey } from "../../shared/report/sheets.ts";
import type { Value, Values } from "../../shared/report/value.ts";
import type { Texts } from "../../shared/text/texts.ts";
import { columnLabel } from "../sync/results.ts";

export const sheetName = (sheet: SheetKey, texts: Texts): string => sheetOf(sheet)[texts.language];

/** `2026-11-05 23:59`, in China's time, where every deadline is. */
export const timeInChina = (instant: string): string => clockInChina(instant).slice(0, 16);

export const dayOf = (instant: string): string => dayInChina(instant);

export const faultText = (fault: Fault, texts: Texts): string =>
  issueText(fault.code, fault.params, texts.language);

/** `第 7 行 · 城市`; `row` counts from 0. */
export function whereText(sheet: SheetKey, row: number, column: string, texts: Texts): string {
  const label = column === "" ? texts.check.wholeRow : columnLabel(sheet, column, texts);
  return `${texts.common.row(row + 1)} · ${label}`;
}

export const valueText = (value: Value, texts: Texts): string =>
  value === null || value === "" ? texts.common.empty : String(value);

/** A row in a few words, by which people know it again: its first filled columns. */
export function rowText(sheet: SheetKey, values: Values): string {
  const words = sheetOf(sheet)
    .columns.filter(({ key }) => key !== "period")
    .map(({ key }) => values[key])
    .filter((value) => value !== null && value !== undefined && value !== "");
  return words.slice(0, 3).map(String).join(" · ");
}

export const number = (value: number | null, digits = 0): string =>
  value === null
    ? "–"
    : value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });

export const percent = (share: number | null): string =>
  share === null ? "–" : `${(share * 100).toFixed(1)}%`;

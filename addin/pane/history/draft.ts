/** A row as it is being typed: text by column, read and checked as the service will read and check it. Pure. */
import { checkRow, type KnownNames } from "../../../shared/report/check.ts";
import { hasError, type Fault } from "../../../shared/report/issue.ts";
import { readRow } from "../../../shared/report/read-row.ts";
import { columnOf, type Sheet } from "../../../shared/report/sheets.ts";
import { readValue } from "../../../shared/report/cells.ts";
import type { Value, Values } from "../../../shared/report/value.ts";

/** By column key; "" is an empty field. */
export type Draft = Readonly<Record<string, string>>;

export interface DraftReading {
  /** Every column of the sheet; null where it is empty. */
  readonly values: Values;
  readonly faults: readonly Fault[];
}

export interface DraftContext {
  /** In China, `yyyy-MM-dd`. */
  readonly today: string;
  readonly period: string;
  readonly known: KnownNames;
}

export const draftOf = (sheet: Sheet, values: Values): Draft =>
  Object.fromEntries(sheet.columns.map(({ key }) => [key, textOf(values[key] ?? null)]));

export function readDraft(sheet: Sheet, draft: Draft, context: DraftContext): DraftReading {
  const { values, faults } = readRow(
    sheet,
    Object.fromEntries(sheet.columns.map(({ key }) => [key, draft[key] ?? ""])),
  );
  const unread = new Set(faults.filter((fault) => hasError([fault])).map(({ column }) => column));
  const checked = checkRow(sheet, values, context);
  // A field that could not be read has said so already.
  return { values, faults: [...faults, ...checked.filter(({ column }) => !unread.has(column))] };
}

/** The draft with one field in its normal form (`１２台` → `12`); as it was where the field cannot be read. */
export function tidied(sheet: Sheet, draft: Draft, key: string): Draft {
  const column = columnOf(sheet, key);
  if (!column) return draft;
  const { value, faults } = readValue(column, draft[key] ?? "");
  return hasError(faults) ? draft : { ...draft, [key]: textOf(value) };
}

/** Columns in which two rows differ, in the sheet's order. */
export const changedColumns = (sheet: Sheet, before: Values, after: Values): string[] =>
  sheet.columns.map(({ key }) => key).filter((key) => (before[key] ?? null) !== (after[key] ?? null));

const textOf = (value: Value): string => (value === null ? "" : String(value));

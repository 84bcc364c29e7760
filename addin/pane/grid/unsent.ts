/** Rows as a unit has changed them here and not submitted yet. Pure; every change gives another list. */
import { columnOf, type Sheet, sheetOf, type SheetKey } from "../../../shared/report/sheets.ts";
import type { Values } from "../../../shared/report/value.ts";
import type { KnownRow } from "../../sync/replica.ts";
import type { RowResult } from "../../sync/results.ts";
import { sameValues } from "../../sync/rows.ts";
import { type Draft, draftOf, tidied } from "../history/draft.ts";
import type { GridRow } from "./grid-row.ts";
import type { Unsent, UnsentRow } from "./unsent-row.ts";
import { readRow } from "../../../shared/report/read-row.ts";

/** @param text in the column's normal form where it can be read, as a sheet shows it once a cell is left */
export function withCell(unsent: Unsent, row: GridRow, key: string, text: string): Unsent {
  const sheet = sheetOf(row.sheet);
  const { cells } = unsent.get(row.rowId) ?? row;
  return withCells(unsent, row, tidied(sheet, { ...cells, [key]: text }, key));
}

export function withCells(unsent: Unsent, row: GridRow, cells: Draft): Unsent {
  return settled(unsent, { ...begun(unsent, row), cells, said: [] }, row.known);
}

export const withDeleted = (unsent: Unsent, row: GridRow): Unsent =>
  put(unsent, { ...begun(unsent, row), deleted: true, said: [] });

export const withRestored = (unsent: Unsent, row: GridRow): Unsent =>
  settled(unsent, { ...begun(unsent, row), deleted: false }, row.known);

/** The row becomes again what the service has. */
export const withReverted = (unsent: Unsent, { rowId }: GridRow): Unsent => without(unsent, rowId);

export const withNew = (
  unsent: Unsent,
  row: { readonly rowId: string; readonly sheet: SheetKey; readonly period: string | null; cells: Draft },
): Unsent => put(unsent, { ...row, baseRevision: null, deleted: false, said: [] });

/** A new row's cells: only a monthly sheet's month is filled in. */
export const newCells = (sheet: Sheet, period: string): Draft => ({
  ...draftOf(sheet, {}),
  ...(columnOf(sheet, "period") ? { period } : {}),
});

/** Has anything been typed but the month? */
export const isBlank = ({ sheet, cells }: Pick<GridRow, "sheet" | "cells">): boolean =>
  sheetOf(sheet).columns.every(({ key, type }) => type === "period" || (cells[key] ?? "").trim() === "");

/** The row as it was changed last, though it may have been drawn before that. */
const begun = (unsent: Unsent, { rowId, sheet, period, cells, known }: GridRow): UnsentRow =>
  unsent.get(rowId) ?? {
    rowId,
    sheet,
    period,
    baseRevision: known?.revision ?? null,
    cells,
    deleted: false,
    said: [],
  };

/** A row that says again what the service has is changed no more. */
const settled = (unsent: Unsent, row: UnsentRow, known: KnownRow | null): Unsent =>
  isAsKnown(row, known) ? without(unsent, row.rowId) : put(unsent, row);

function isAsKnown({ sheet, cells, deleted }: UnsentRow, known: KnownRow | null): boolean {
  if (known === null) return false;
  return !deleted && sameValues(sheet, readRow(sheetOf(sheet), cells).values, known.values);
}

function put(unsent: Unsent, row: UnsentRow): Unsent {
  return new Map(unsent).set(row.rowId, row);
}

function without(unsent: Unsent, rowId: string): Unsent {
  const left = new Map(unsent);
  left.delete(rowId);
  return left;
}

/**
 * After the service answered. What it took as it stands here is done with; a row that was changed again meanwhile goes
 * on from what was taken; what it refused says why.
 */
export function answered(unsent: Unsent, results: readonly RowResult[]): Unsent {
  const left = new Map(unsent);
  for (const { rowId, sheet, outcome, revision, issues, mine } of results) {
    const row = left.get(rowId);
    if (!row) continue;
    const asSent =
      mine === null
        ? row.deleted
        : !row.deleted && sameValues(sheet, readRow(sheetOf(sheet), row.cells).values, mine);
    if (outcome === "rejected") {
      if (asSent) left.set(rowId, { ...row, said: [...issues] });
    } else if (outcome !== "conflict") {
      if (asSent) left.delete(rowId);
      else if (revision !== null && outcome !== "merged") left.set(rowId, { ...row, baseRevision: revision });
    }
  }
  return left;
}

/** Conflicts have been decided: what is sent of them, or that nothing of them is left to send. */
export function decided(unsent: Unsent, rows: readonly Decided[]): Unsent {
  const left = new Map(unsent);
  for (const { rowId, push } of rows) {
    const row = left.get(rowId);
    if (!row) continue;
    if (push === null) left.delete(rowId);
    else {
      const cells = push.values ? draftOf(sheetOf(row.sheet), push.values) : row.cells;
      left.set(rowId, { ...row, cells, baseRevision: push.baseRevision, deleted: push.deleted === true });
    }
  }
  return left;
}

interface Decided {
  readonly rowId: string;
  /** null: the service's side is taken as it is. */
  readonly push: { baseRevision: number | null; values?: Values; deleted?: true } | null;
}

/** What is kept of a row that the service has meanwhile just so, or that was to be deleted and is gone. */
export function tidiedUp(unsent: Unsent, rows: ReadonlyMap<string, KnownRow>): Unsent {
  return new Map(
    [...unsent].filter(([rowId, row]) => {
      const known = rows.get(rowId) ?? null;
      if (known === null) return !row.deleted || row.baseRevision === null;
      return !isAsKnown(row, known);
    }),
  );
}

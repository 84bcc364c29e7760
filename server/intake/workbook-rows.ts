/** The rows of a workbook, each with the identity under which it is sent. */
import { hash } from "node:crypto";
import { hasError } from "../../shared/report/issue.ts";
import { contentOf } from "../../shared/report/row-content.ts";
import { sheetOf } from "../../shared/report/sheets.ts";
import type { ReadRow, ReadSheet, ReportReading } from "../../shared/report/workbook.ts";
import type { Store } from "../store/store.ts";
import { knownRows } from "./workbook-known.ts";

/** Names in this space are what the identities of files and of their rows are made from. */
export const SPACE = "8f0c1d0e-6a53-5b6e-9d3f-64616b656875";

export interface PlacedRow {
  readonly sheet: ReadSheet;
  readonly row: ReadRow;
  readonly rowId: string;
}

/**
 * A row without identity is known by what it says: it is the row of the unit that says the same already, however that
 * came (the pane may have pushed it after the file was saved), else a new one. The same words twice are two rows, the
 * same file brings no new ones. A copied row keeps no identity: the first one has it.
 *
 * @param earlier what the sound rows were known by when this very file came before
 */
export async function placeRows(
  store: Store,
  { sheets }: ReportReading,
  { unit, period }: { readonly unit: string; readonly period: string },
  earlier: readonly string[] | undefined,
): Promise<PlacedRow[]> {
  const used = new Set<string>();
  const rows = sheets.flatMap((sheet) =>
    sheet.rows.flatMap((row): (Omit<PlacedRow, "rowId"> & { own: string | null })[] => {
      const own = row.rowId !== null && !used.has(row.rowId) ? row.rowId : null;
      if (own !== null) used.add(own);
      // A second cleared row under one identity says nothing.
      return own === null && row.cleared ? [] : [{ sheet, row, own }];
    }),
  );
  const isComplete = rows.every(({ own }) => own !== null);
  const before = earlier?.length === rows.filter(({ row }) => isSound(row)).length ? [...earlier] : [];
  // A file that came before needs no looking up: its sound rows are what they were then.
  const cameBefore = new Set(before);
  const known =
    isComplete || cameBefore.size > 0
      ? new Map<string, string[]>()
      : await knownRows(store, unit, period, used);
  const seen = new Map<string, number>();
  return rows.map(({ sheet, row, own }): PlacedRow => {
    const wasKnownBy = isSound(row) ? before.shift() : undefined;
    if (own !== null) return { sheet, row, rowId: own };
    const says = contentOf(sheet.sheet, row.values);
    const month = sheetOf(sheet.sheet).rhythm === "standing" ? "" : period;
    const content = `${unit} ${month} ${says}`;
    let occurrence = (seen.get(content) ?? 0) + 1;
    let rowId = wasKnownBy ?? known.get(says)?.shift() ?? named(`${content} ${occurrence}`);
    while (used.has(rowId) || (wasKnownBy === undefined && cameBefore.has(rowId))) {
      rowId = named(`${content} ${(occurrence += 1)}`);
    }
    seen.set(content, occurrence);
    used.add(rowId);
    return { sheet, row: { ...row, baseRevision: null }, rowId };
  });
}

/** Its cells could be read: it goes on, as a row or as the deletion of one. */
export const isSound = ({ cleared, faults }: ReadRow): boolean => cleared || !hasError(faults);

/**
 * A UUID made from a name, with the marks of version 5. `uuid` makes such ones at twice the time, and a folder
 * of files has tens of thousands of rows.
 */
function named(text: string): string {
  const hex = hash("sha1", `${SPACE} ${text}`);
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

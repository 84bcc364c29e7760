/** The rows of a workbook, each with the identity under which it is sent: all of it that needs no store. */
import { createHash, hash } from "node:crypto";
import { hasError } from "../../shared/report/issue.ts";
import { contentOf } from "../../shared/report/row-content.ts";
import { type Sheet, sheetOf } from "../../shared/report/sheets.ts";
import type { ReadRow, ReadSheet } from "../../shared/report/workbook.ts";
import type { PushedRow, Submission } from "../../shared/sync/protocol.ts";

/** Names in this space are what the identities of files and of their rows are made from. */
export const SPACE = "8f0c1d0e-6a53-5b6e-9d3f-64616b656875";

export interface PlacedRow {
  readonly sheet: ReadSheet;
  readonly row: ReadRow;
  readonly rowId: string;
}

/** A row that is to be sent. */
export interface OwnRow {
  readonly sheet: ReadSheet;
  readonly row: ReadRow;
  /** The identity that it brings along. */
  readonly own: string | null;
}

export interface Whose {
  readonly unit: string;
  readonly period: string;
}

/** A copied row keeps no identity: the first one has it. */
export function ownRows(sheets: readonly ReadSheet[]): OwnRow[] {
  const used = new Set<string>();
  return sheets.flatMap((sheet) =>
    sheet.rows.flatMap((row): OwnRow[] => {
      const own = row.rowId !== null && !used.has(row.rowId) ? row.rowId : null;
      if (own !== null) used.add(own);
      // A second cleared row under one identity says nothing.
      return own === null && row.cleared ? [] : [{ sheet, row, own }];
    }),
  );
}

export const identitiesOf = (rows: readonly OwnRow[]): Set<string> =>
  new Set(rows.flatMap(({ own }) => own ?? []));

/**
 * The same words twice are two rows; the same file has the same identities again.
 *
 * @param known row ids of the unit by content; each is given away once
 * @param earlier what the sound rows were known by when this very file came before
 */
export function idsOf(
  rows: readonly OwnRow[],
  whose: Whose,
  known: ReadonlyMap<string, string[]> = new Map(),
  earlier: readonly string[] = [],
): string[] {
  const before = [...earlier];
  const cameBefore = new Set(before);
  const used = identitiesOf(rows);
  const name = namesOf(whose, new Set([...known.values()].flat()));
  const seen = new Map<string, number>();
  return rows.map(({ sheet, row, own }) => {
    const wasKnownBy = isSound(row) ? before.shift() : undefined;
    if (own !== null) return own;
    const content = contentOf(sheet.sheet, row.values);
    const named = name(sheetOf(sheet.sheet).rhythm, content);
    let occurrence = (seen.get(content) ?? 0) + 1;
    let rowId = wasKnownBy ?? known.get(content)?.shift() ?? named(occurrence);
    while (used.has(rowId) || (wasKnownBy === undefined && cameBefore.has(rowId))) {
      rowId = named((occurrence += 1));
    }
    seen.set(content, occurrence);
    used.add(rowId);
    return rowId;
  });
}

/** @param ids of `idsOf` */
export const placedBy = (rows: readonly OwnRow[], ids: readonly string[]): PlacedRow[] =>
  rows.map(({ sheet, row, own }, i) => {
    const rowId = ids[i];
    if (rowId === undefined) throw new RangeError(`no identity for row ${row.row} of ${sheet.name}`);
    return { sheet, row: own === null ? { ...row, baseRevision: null } : row, rowId };
  });

/** Its cells could be read: it goes on, as a row or as the deletion of one. */
export const isSound = ({ cleared, faults }: ReadRow): boolean => cleared || !hasError(faults);

const sentRow = ({ row: { sheet, baseRevision, values, cleared }, rowId }: PlacedRow) =>
  cleared ? { sheet, rowId, baseRevision, deleted: true as const } : { sheet, rowId, baseRevision, values };

export function pushedRow(placed: PlacedRow): PushedRow {
  const row = sentRow(placed);
  return "values" in row ? { ...row, values: { ...row.values } } : row;
}

/** Of all that is sent: the same for the same content. */
export function hashOfRows(
  { unit, period, channel, template }: Pick<Submission, "unit" | "period" | "channel" | "template">,
  rows: readonly PlacedRow[],
): string {
  const content = JSON.stringify([unit, period, channel, template, rows.map(sentRow)]);
  return createHash("sha256").update(content).digest("hex");
}

type Named = (occurrence: number) => string;

/**
 * What new rows are called: UUIDs that are made of what they say. Of a month there are many: the first digits of theirs
 * tell the unit and the month, so that a file's rows lie together wherever the store orders by identity. It writes a
 * fifth less then.
 *
 * @param unitHas the identities of rows that the unit has: those of before have names of another kind
 */
function namesOf({ unit, period }: Whose, unitHas: ReadonlySet<string>) {
  const place = digits(`${unit} ${period}`).slice(0, 8);
  return (rhythm: Sheet["rhythm"], content: string): Named => {
    if (rhythm === "standing") return (occurrence) => uuid(digits(`${unit}  ${content} ${occurrence}`), 5);
    return (occurrence) => {
      const own = digits(`${unit} ${period} ${content} ${occurrence}`);
      const before = unitHas.size > 0 ? uuid(own, 5) : "";
      return unitHas.has(before) ? before : uuid(place + own.slice(8), 8);
    };
  };
}

const digits = (text: string): string => hash("sha1", `${SPACE} ${text}`);

/** `uuid` makes those of version 5 at twice the time, and a folder of files has tens of thousands of rows. */
function uuid(hex: string, version: 5 | 8): string {
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `${version}${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

/** Revisions as they lie in the table, and as the rest of the service knows them. */
import { type Author, CHANNELS, ROLES, type Revision } from "../../../shared/sync/protocol.ts";
import { isSheetKey, type SheetKey } from "../../../shared/report/sheets.ts";
import type { Values } from "../../../shared/report/value.ts";
import type { StoredRow } from "../intake-store.ts";

export interface AuthorColumns {
  readonly author_name: string;
  readonly author_unit: string | null;
  readonly author_role: string;
}

export interface RevisionColumns extends AuthorColumns {
  readonly cursor: number;
  readonly row_id: string;
  readonly revision: number;
  readonly sheet: string;
  readonly unit: string;
  readonly period: string | null;
  readonly account_id: number | null;
  readonly deleted: number;
  readonly late: number;
  readonly row_values: string;
  readonly channel: string;
  readonly submission_id: string;
  readonly at: string;
  readonly reason: string | null;
}

/** A revision, with what the register now calls its account where that was asked for. */
export interface ToldRevisionColumns extends RevisionColumns {
  readonly account?: string | null;
}

/** The store holds what this service does not understand: it was changed by other hands, or is damaged. */
export class StoreDamaged extends Error {
  override readonly name = "StoreDamaged";
}

const roles: ReadonlySet<string> = new Set(ROLES);
const channels: ReadonlySet<string> = new Set(CHANNELS);
const isRole = (text: string): text is Author["role"] => roles.has(text);
const isChannel = (text: string): text is Revision["channel"] => channels.has(text);

export function authorOf(row: AuthorColumns): Author {
  const { author_name: name, author_unit: unit, author_role: role } = row;
  if (!isRole(role)) throw new StoreDamaged(`role ${role}`);
  return { name, unit, role };
}

export function sheetKeyOf(key: string): SheetKey {
  if (!isSheetKey(key)) throw new StoreDamaged(`sheet ${key}`);
  return key;
}

/** The values of a row. Checked by hand: this runs for every row of every submission and page. */
export function valuesOf(json: string): Values {
  const parsed: unknown = JSON.parse(json);
  if (!areValues(parsed)) throw new StoreDamaged("row values");
  return parsed;
}

function areValues(parsed: unknown): parsed is Values {
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return false;
  for (const value of Object.values(parsed)) {
    if (value !== null && typeof value !== "string" && typeof value !== "number") return false;
  }
  return true;
}

/** @param account what the register now calls the row's account, where the row itself does not say */
export function revisionOf(row: ToldRevisionColumns, account: string | null = row.account ?? null): Revision {
  if (!isChannel(row.channel)) throw new StoreDamaged(`channel ${row.channel}`);
  return {
    cursor: row.cursor,
    rowId: row.row_id,
    sheet: sheetKeyOf(row.sheet),
    unit: row.unit,
    period: row.period,
    revision: row.revision,
    deleted: row.deleted === 1,
    late: row.late === 1,
    values: valuesOf(row.row_values),
    by: authorOf(row),
    channel: row.channel,
    submissionId: row.submission_id,
    at: row.at,
    account,
    accountId: row.account_id,
    reason: row.reason,
  };
}

export const storedRowOf = (row: RevisionColumns & { readonly root_id: number | null }): StoredRow => ({
  rowId: row.row_id,
  sheet: sheetKeyOf(row.sheet),
  unit: row.unit,
  period: row.period,
  accountId: row.account_id,
  rootId: row.root_id,
  revision: row.revision,
  deleted: row.deleted === 1,
  late: row.late === 1,
  values: valuesOf(row.row_values),
  by: authorOf(row),
  at: row.at,
});

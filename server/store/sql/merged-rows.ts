/** What a line of the master is made from, read account by account. */
import { createHash } from "node:crypto";
import type { ChosenValue, ToldRow } from "../../../shared/register/consolidate.ts";
import type { KnownAccount, KnownEntry } from "../../../shared/register/merged-entries.ts";
import { type SheetKey, SHEETS, sheetOf } from "../../../shared/report/sheets.ts";
import { rowTable } from "../../../shared/summary/tables.ts";
import { ENTRY_KINDS, type EntryKind } from "../../../shared/sync/screening.ts";
import type { Connection } from "./connection.ts";
import { type RevisionColumns, revisionOf, StoreDamaged } from "./revision-rows.ts";

interface ToldColumns extends RevisionColumns {
  readonly own_account_id: number | null;
  readonly name_key: string | null;
  readonly first_at: string;
  readonly unit_name: string | null;
}

interface EntryColumns {
  readonly id: number;
  readonly kind: string;
  readonly account_id: number;
  readonly name_key: string;
  readonly name: string;
  readonly same_as: number | null;
}

interface ChosenColumns {
  readonly kind: string;
  readonly entry_id: number;
  readonly column_key: string;
  readonly value: string;
}

const kindOf = (text: string): EntryKind => {
  const kind = ENTRY_KINDS.find((one) => one === text);
  if (!kind) throw new StoreDamaged(`kind ${text}`);
  return kind;
};

const bySheet = (of: (table: string) => string): ReadonlyMap<SheetKey, string> =>
  new Map(SHEETS.map((sheet) => [sheet.key, of(rowTable(sheet))]));

const told = (table: string): string =>
  `SELECT v.*, t.account_id AS own_account_id, t.name_key, t.first_at, u.name AS unit_name
     FROM ${table} t JOIN revisions v ON v.cursor = t.cursor LEFT JOIN units u ON u.code = t.unit`;

const PLACED = bySheet((table) => `${told(table)} WHERE t.account_id IN numbers(?)`);
const UNPLACED = bySheet((table) => `${told(table)} WHERE t.account_id IS NULL`);
const DEALT = bySheet(
  (table) => `SELECT DISTINCT account_id FROM ${table} WHERE account_id IS NOT NULL ORDER BY account_id`,
);

export const accountsIn = (connection: Connection): Promise<KnownAccount[]> =>
  connection.all<KnownAccount>(
    `SELECT id, name, category, level, same_as AS "sameAs" FROM account_register ORDER BY id`,
  );

/** What is read together belongs into one transaction of the caller. */
export class MergedRows {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  accounts(): Promise<KnownAccount[]> {
    return accountsIn(this.#connection);
  }

  /** Decisions are made one by one by people: they are few. */
  async chosen(): Promise<ChosenValue[]> {
    const rows = await this.#connection.all<ChosenColumns>(
      "SELECT kind, entry_id, column_key, value FROM chosen_values",
    );
    return rows.map(({ kind, entry_id, column_key, value }) => ({
      kind: kindOf(kind),
      entryId: entry_id,
      column: column_key,
      value: valueOf(value),
    }));
  }

  async entries(accountIds: readonly number[]): Promise<KnownEntry[]> {
    const rows = await this.#connection.all<EntryColumns>(
      `SELECT id, kind, account_id, name_key, name, same_as FROM register_entries
        WHERE kind IN ('branch', 'carrier', 'contact') AND account_id IN numbers(?)`,
      [JSON.stringify(accountIds)],
    );
    return rows.flatMap((row) => {
      const kind = kindOf(row.kind);
      if (kind === "account") return [];
      const { id, account_id: accountId, name_key: key, name, same_as: sameAs } = row;
      return [{ id, kind, accountId, key, name, sameAs }];
    });
  }

  /** Accounts of which a sheet's rows tell, merged away or not. */
  accountsOn(sheet: SheetKey): Promise<number[]> {
    return this.#connection.values<number>(DEALT.get(sheet) ?? "");
  }

  /** @param accountIds 0: the rows of which no account is known */
  async rows(sheet: SheetKey, accountIds: readonly number[]): Promise<ToldRow[]> {
    const ids = JSON.stringify(accountIds);
    const placed = await this.#connection.all<ToldColumns>(PLACED.get(sheet) ?? "", [ids]);
    const unplaced = accountIds.includes(0)
      ? await this.#connection.all<ToldColumns>(UNPLACED.get(sheet) ?? "")
      : [];
    return [...placed, ...unplaced].map(toldRowOf);
  }

  /** Where a row is told. */
  async placeOf(
    rowId: string,
  ): Promise<{ readonly sheet: SheetKey; readonly accountId: number } | undefined> {
    const found = await this.#connection.get<{ sheet: string; account_id: number | null }>(
      "SELECT sheet, account_id FROM revisions WHERE row_id = ? ORDER BY revision DESC LIMIT 1",
      [rowId],
    );
    const sheet = found && SHEETS.find(({ key }) => key === found.sheet)?.key;
    return sheet && { sheet, accountId: found.account_id ?? 0 };
  }
}

function toldRowOf(row: ToldColumns): ToldRow {
  const { rowId, sheet, revision, values, unit, period, deleted, late, by, channel, at } = revisionOf({
    ...row,
    account: null,
  });
  return {
    rowId,
    sheet: sheetOf(sheet).key,
    revision,
    values,
    unit,
    unitName: row.unit_name ?? unit,
    period,
    account: null,
    deleted,
    late,
    by: by.name,
    channel,
    at,
    accountId: row.own_account_id,
    key: row.name_key,
    firstAt: row.first_at,
  };
}

function valueOf(json: string): ChosenValue["value"] {
  const value: unknown = JSON.parse(json);
  if (value === null || typeof value === "string" || typeof value === "number") return value;
  throw new StoreDamaged("a chosen value");
}

/** Another text whenever an account is called otherwise, or has turned out to be another. */
export function namingOf(accounts: readonly KnownAccount[]): string {
  const called = JSON.stringify(accounts.map(({ id, name, sameAs }) => [id, name, sameAs]));
  // With a letter before it: Excel takes no such text for a number.
  return `n${createHash("sha256").update(called).digest("hex").slice(0, 24)}`;
}

/** What is read to decide upon, one thing and what hangs together with it. */
import { keyedColumns, rowTable } from "../../../shared/summary/tables.ts";
import { type SheetKey, SHEETS, sheetOf } from "../../../shared/report/sheets.ts";
import type { Value } from "../../../shared/report/value.ts";
import type { Decision, EntryKind } from "../../../shared/sync/screening.ts";
import type { RegisterName } from "../effects.ts";
import type {
  AccountFiling,
  AccountRecord,
  EntryGroup,
  EntryRecord,
  FilingRecord,
  PlaceKind,
} from "../screening-store.ts";
import type { SqlValue } from "../store.ts";
import { FILING_STATES } from "../../../shared/sync/screening.ts";
import type { Connection } from "./connection.ts";
import { type DecisionColumns, decisionOf } from "./decision-rows.ts";
import { valuesOf } from "./revision-rows.ts";
import {
  type AccountColumns,
  accountOf,
  ENTRIES,
  type EntryColumns,
  entryOf,
  type FilingColumns,
  filingOf,
  FILINGS,
  oneOf,
} from "./screening-rows.ts";

/** The sheet whose rows are such things themselves. */
export const SHEET_OF: Readonly<Record<EntryKind, SheetKey>> = {
  account: "accounts",
  branch: "branches",
  carrier: "carriers",
  contact: "contacts",
};

const NAME_KINDS = ["name", "alias", "former"] as const;

const FILINGS_OF = `SELECT f.row_id, f.unit, f.state, EXISTS (
     SELECT 1 FROM filing_steps s JOIN decisions d ON d.id = s.decision_id AND d.undone_at IS NULL
      WHERE s.row_id = f.row_id AND s.step IN ('accepted', 'raised')) AS by_hq
   FROM filings f WHERE f.account_id IN numbers(?) ORDER BY f.row_id`;

const BY_KEY = `${ENTRIES}
  WHERE e.kind = :kind AND e.name_key = :key
    AND e.account_id IN (SELECT id FROM account_register WHERE id = :rootId OR same_as = :rootId)`;

const LINKED = `${ENTRIES} WHERE (e.same_as = :id OR e.id = :sameAs) AND r.id = :rootId`;

export class ScreeningReads {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async filing(rowId: string): Promise<FilingRecord | undefined> {
    const row = await this.#connection.get<FilingColumns>(`${FILINGS} WHERE f.row_id = ?`, [rowId]);
    return row && filingOf(row);
  }

  async accounts(ids: readonly number[]): Promise<Map<number, AccountRecord>> {
    const sql = "SELECT * FROM account_register WHERE id IN numbers(?)";
    const rows = await this.#connection.all<AccountColumns>(sql, [JSON.stringify(ids)]);
    return new Map(rows.map((row) => [row.id, accountOf(row)]));
  }

  async decision(id: number): Promise<Decision | undefined> {
    const row = await this.#connection.get<DecisionColumns>("SELECT * FROM decisions WHERE id = ?", [id]);
    return row && decisionOf(row);
  }

  async accountsSameAs(rootId: number): Promise<AccountRecord[]> {
    const sql = "SELECT * FROM account_register WHERE same_as = ? ORDER BY id";
    return (await this.#connection.all<AccountColumns>(sql, [rootId])).map(accountOf);
  }

  async filingsOf(accountIds: readonly number[]): Promise<AccountFiling[]> {
    type Columns = { row_id: string; unit: string; state: string; by_hq: number };
    const rows = await this.#connection.all<Columns>(FILINGS_OF, [JSON.stringify(accountIds)]);
    return rows.map((row) => ({
      rowId: row.row_id,
      unit: row.unit,
      state: oneOf(FILING_STATES, row.state),
      acceptedByHq: row.by_hq === 1,
    }));
  }

  async registerNames(keys: readonly string[]): Promise<Map<string, RegisterName>> {
    type Columns = { name_key: string; account_id: number; name: string; kind: string };
    const rows = await this.#connection.all<Columns>(
      "SELECT * FROM account_names WHERE unit = '' AND name_key IN texts(?)",
      [JSON.stringify(keys)],
    );
    return new Map(
      rows.map((row) => [
        row.name_key,
        { accountId: row.account_id, name: row.name, kind: oneOf(NAME_KINDS, row.kind) },
      ]),
    );
  }

  async entryGroup(kind: PlaceKind, id: number): Promise<EntryGroup | undefined> {
    const row = await this.#connection.get<EntryColumns>(`${ENTRIES} WHERE e.kind = ? AND e.id = ?`, [
      kind,
      id,
    ]);
    return row && this.#groupOf([entryOf(row)]);
  }

  async entryGroupOf(kind: PlaceKind, rootId: number, key: string): Promise<EntryGroup | undefined> {
    return this.#groupOf(await this.#entries(BY_KEY, { kind, rootId, key }));
  }

  /** Everything that hangs together with these. */
  async #groupOf(entries: readonly EntryRecord[]): Promise<EntryGroup | undefined> {
    const members = new Map<number, EntryRecord>();
    for (const waiting = [...entries]; waiting.length > 0;) {
      const entry = waiting.pop();
      if (!entry || members.has(entry.id)) continue;
      members.set(entry.id, entry);
      const { id, kind, rootId, key, sameAs } = entry;
      waiting.push(...(await this.#entries(BY_KEY, { kind, rootId, key })));
      waiting.push(...(await this.#entries(LINKED, { id, sameAs, rootId })));
    }
    const sorted = [...members.values()].sort(headFirst);
    return sorted[0] && { head: sorted[0], members: sorted };
  }

  async #entries(sql: string, asked: Readonly<Record<string, SqlValue>>): Promise<EntryRecord[]> {
    return (await this.#connection.all<EntryColumns>(sql, asked)).map(entryOf);
  }

  async areApart(kind: EntryKind, a: number, b: number): Promise<boolean> {
    const sql = "SELECT EXISTS (SELECT 1 FROM entries_apart WHERE kind = ? AND a = ? AND b = ?)";
    return (await this.#connection.value(sql, [kind, Math.min(a, b), Math.max(a, b)])) === 1;
  }

  async chosen(
    kind: EntryKind,
    id: number,
    column: string,
  ): Promise<{ value: Value; decisionId: number } | undefined> {
    const row = await this.#connection.get<{ value: string; decision_id: number }>(
      "SELECT value, decision_id FROM chosen_values WHERE kind = ? AND entry_id = ? AND column_key = ?",
      [kind, id, column],
    );
    return row && { value: valuesOf(`{"value":${row.value}}`).value ?? null, decisionId: row.decision_id };
  }

  async valuesTold(kind: EntryKind, id: number, column: string): Promise<Value[]> {
    const rows = await this.#rowsOf(kind, id);
    const told = rows.map((json) => valuesOf(json)[column] ?? null);
    return [...new Set(told)].filter((value) => value !== null);
  }

  async isWritten(kind: PlaceKind, accountId: number, key: string): Promise<boolean> {
    const written = SHEETS.flatMap((sheet) => [
      ...(sheet.key === SHEET_OF[kind]
        ? [`SELECT 1 FROM ${rowTable(sheet)} WHERE account_id = :accountId AND name_key = :key`]
        : []),
      ...keyedColumns(sheet)
        .filter(({ column }) => column.type === kind)
        .map(
          ({ name }) => `SELECT 1 FROM ${rowTable(sheet)} WHERE account_id = :accountId AND ${name} = :key`,
        ),
    ]);
    const sql = `SELECT EXISTS (${written.join(" UNION ALL ")})`;
    return (await this.#connection.value(sql, { accountId, key })) === 1;
  }

  /** Values of the live rows that are this thing itself. */
  async #rowsOf(kind: EntryKind, id: number): Promise<string[]> {
    const table = rowTable(sheetOf(SHEET_OF[kind]));
    const rows = `SELECT v.row_values FROM ${table} t JOIN revisions v ON v.cursor = t.cursor WHERE t.deleted = 0`;
    if (kind === "account") {
      return this.#connection.values<string>(
        `${rows} AND t.account_id IN (SELECT id FROM account_register WHERE id = :id OR same_as = :id)`,
        { id },
      );
    }
    const group = await this.entryGroup(kind, id);
    return this.#connection.values<string>(
      `${rows} AND (t.account_id, t.name_key) IN lines(?, account_id number, name_key text)`,
      [JSON.stringify(group?.members.map(({ accountId, key }) => [accountId, key]) ?? [])],
    );
  }
}

/** As `rootsOf` has it: what was not merged away stands for the rest, the root account's own first. */
function headFirst(a: EntryRecord, b: EntryRecord): number {
  const merged = ({ sameAs }: EntryRecord): number => (sameAs === null ? 0 : 1);
  const foreign = ({ accountId, rootId }: EntryRecord): number => (accountId === rootId ? 0 : 1);
  return merged(a) - merged(b) || foreign(a) - foreign(b) || a.id - b.id;
}

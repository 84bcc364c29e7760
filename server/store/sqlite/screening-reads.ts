/** What is read to decide upon, one thing and what hangs together with it. */
import type { Database } from "better-sqlite3";
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
import { FILING_STATES } from "../../../shared/sync/screening.ts";
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

export class ScreeningReads {
  readonly #database: Database;
  readonly #filing;
  readonly #accounts;
  readonly #decision;
  readonly #sameAs;
  readonly #filings;
  readonly #names;
  readonly #entry;
  readonly #byKey;
  readonly #linked;
  readonly #apart;
  readonly #chosen;

  constructor(database: Database) {
    this.#database = database;
    this.#filing = database.prepare<[string], FilingColumns>(`${FILINGS} WHERE f.row_id = ?`);
    this.#accounts = database.prepare<[string], AccountColumns>(
      "SELECT * FROM account_register WHERE id IN (SELECT value FROM json_each(?))",
    );
    this.#decision = database.prepare<[number], DecisionColumns>("SELECT * FROM decisions WHERE id = ?");
    this.#sameAs = database.prepare<[number], AccountColumns>(
      "SELECT * FROM account_register WHERE same_as = ? ORDER BY id",
    );
    this.#filings = database.prepare<
      [string],
      { row_id: string; unit: string; state: string; by_hq: number }
    >(
      `SELECT f.row_id, f.unit, f.state, EXISTS (
           SELECT 1 FROM filing_steps s JOIN decisions d ON d.id = s.decision_id AND d.undone_at IS NULL
            WHERE s.row_id = f.row_id AND s.step IN ('accepted', 'raised')) AS by_hq
         FROM filings f WHERE f.account_id IN (SELECT value FROM json_each(?)) ORDER BY f.row_id`,
    );
    this.#names = database.prepare<
      [string],
      { name_key: string; account_id: number; name: string; kind: string }
    >("SELECT * FROM account_names WHERE unit = '' AND name_key IN (SELECT value FROM json_each(?))");
    this.#entry = database.prepare<[string, number], EntryColumns>(
      `${ENTRIES} WHERE e.kind = ? AND e.id = ?`,
    );
    this.#byKey = database.prepare<[{ kind: string; rootId: number; key: string }], EntryColumns>(
      `${ENTRIES}
        WHERE e.kind = :kind AND e.name_key = :key
          AND e.account_id IN (SELECT id FROM account_register WHERE id = :rootId OR same_as = :rootId)`,
    );
    this.#linked = database.prepare<[{ id: number; sameAs: number | null; rootId: number }], EntryColumns>(
      `${ENTRIES} WHERE (e.same_as = :id OR e.id = :sameAs) AND r.id = :rootId`,
    );
    this.#apart = database
      .prepare<[string, number, number], number>(
        "SELECT EXISTS (SELECT 1 FROM entries_apart WHERE kind = ? AND a = ? AND b = ?)",
      )
      .pluck();
    this.#chosen = database.prepare<[string, number, string], { value: string; decision_id: number }>(
      "SELECT value, decision_id FROM chosen_values WHERE kind = ? AND entry_id = ? AND column_key = ?",
    );
  }

  filing(rowId: string): FilingRecord | undefined {
    const row = this.#filing.get(rowId);
    return row && filingOf(row);
  }

  accounts(ids: readonly number[]): Map<number, AccountRecord> {
    return new Map(this.#accounts.all(JSON.stringify(ids)).map((row) => [row.id, accountOf(row)]));
  }

  decision(id: number): Decision | undefined {
    const row = this.#decision.get(id);
    return row && decisionOf(row);
  }

  accountsSameAs(rootId: number): AccountRecord[] {
    return this.#sameAs.all(rootId).map(accountOf);
  }

  filingsOf(accountIds: readonly number[]): AccountFiling[] {
    return this.#filings.all(JSON.stringify(accountIds)).map((row) => ({
      rowId: row.row_id,
      unit: row.unit,
      state: oneOf(FILING_STATES, row.state),
      acceptedByHq: row.by_hq === 1,
    }));
  }

  registerNames(keys: readonly string[]): Map<string, RegisterName> {
    return new Map(
      this.#names
        .all(JSON.stringify(keys))
        .map((row) => [
          row.name_key,
          { accountId: row.account_id, name: row.name, kind: oneOf(NAME_KINDS, row.kind) },
        ]),
    );
  }

  entryGroup(kind: PlaceKind, id: number): EntryGroup | undefined {
    const row = this.#entry.get(kind, id);
    return row && this.#groupOf([entryOf(row)]);
  }

  entryGroupOf(kind: PlaceKind, rootId: number, key: string): EntryGroup | undefined {
    return this.#groupOf(this.#byKey.all({ kind, rootId, key }).map(entryOf));
  }

  /** Everything that hangs together with these. */
  #groupOf(entries: readonly EntryRecord[]): EntryGroup | undefined {
    const members = new Map<number, EntryRecord>();
    for (const waiting = [...entries]; waiting.length > 0;) {
      const entry = waiting.pop();
      if (!entry || members.has(entry.id)) continue;
      members.set(entry.id, entry);
      const { id, kind, rootId, key, sameAs } = entry;
      waiting.push(...this.#byKey.all({ kind, rootId, key }).map(entryOf));
      waiting.push(...this.#linked.all({ id, sameAs, rootId }).map(entryOf));
    }
    const sorted = [...members.values()].sort(headFirst);
    return sorted[0] && { head: sorted[0], members: sorted };
  }

  areApart(kind: EntryKind, a: number, b: number): boolean {
    return this.#apart.get(kind, Math.min(a, b), Math.max(a, b)) === 1;
  }

  chosen(kind: EntryKind, id: number, column: string): { value: Value; decisionId: number } | undefined {
    const row = this.#chosen.get(kind, id, column);
    return row && { value: valuesOf(`{"value":${row.value}}`).value ?? null, decisionId: row.decision_id };
  }

  valuesTold(kind: EntryKind, id: number, column: string): Value[] {
    const told = this.#rowsOf(kind, id).map((json) => valuesOf(json)[column] ?? null);
    return [...new Set(told)].filter((value) => value !== null);
  }

  isWritten(kind: PlaceKind, accountId: number, key: string): boolean {
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
    return (
      this.#database
        .prepare<[{ accountId: number; key: string }], number>(
          `SELECT EXISTS (${written.join(" UNION ALL ")})`,
        )
        .pluck()
        .get({ accountId, key }) === 1
    );
  }

  /** Values of the live rows that are this thing itself. */
  #rowsOf(kind: EntryKind, id: number): string[] {
    const table = rowTable(sheetOf(SHEET_OF[kind]));
    const rows = `SELECT v.row_values FROM ${table} t JOIN revisions v ON v.cursor = t.cursor WHERE t.deleted = 0`;
    if (kind === "account") {
      return this.#database
        .prepare<[{ id: number }], string>(
          `${rows} AND t.account_id IN (SELECT id FROM account_register WHERE id = :id OR same_as = :id)`,
        )
        .pluck()
        .all({ id });
    }
    const group = this.entryGroup(kind, id);
    return this.#database
      .prepare<[string], string>(
        `${rows} AND (t.account_id, t.name_key) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))`,
      )
      .pluck()
      .all(JSON.stringify(group?.members.map(({ accountId, key }) => [accountId, key]) ?? []));
  }
}

/** As `rootsOf` has it: what was not merged away stands for the rest, the root account's own first. */
function headFirst(a: EntryRecord, b: EntryRecord): number {
  const merged = ({ sameAs }: EntryRecord): number => (sameAs === null ? 0 : 1);
  const foreign = ({ accountId, rootId }: EntryRecord): number => (accountId === rootId ? 0 : 1);
  return merged(a) - merged(b) || foreign(a) - foreign(b) || a.id - b.id;
}

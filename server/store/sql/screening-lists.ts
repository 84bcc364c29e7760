/** Lists of what there is to screen: filings, the register's accounts and entries, and who speaks of them. */
import { SHEETS } from "../../../shared/report/sheets.ts";
import { keyedColumns, rowTable, storedColumns } from "../../../shared/summary/tables.ts";
import type { EntryKind, FilingStep, RegisterAccount } from "../../../shared/sync/screening.ts";
import type {
  EntryRecord,
  FilingQuery,
  FilingRecord,
  Mentions,
  MentionQuery,
  NameRecord,
  PhoneRecord,
  PlaceKind,
} from "../screening-store.ts";
import type { Connection } from "./connection.ts";
import { type AuthorColumns, authorOf } from "./revision-rows.ts";
import { SHEET_OF } from "./screening-reads.ts";
import {
  ACCOUNT_STATES,
  type AccountColumns,
  ENTRIES,
  type EntryColumns,
  entryOf,
  type FilingColumns,
  filingOf,
  FILINGS,
  oneOf,
  STEPS,
} from "./screening-rows.ts";

interface StepColumns extends AuthorColumns {
  readonly row_id: string;
  readonly step: string;
  readonly at: string;
  readonly reason: string;
  readonly decision_id: number | null;
}

interface MentionColumns {
  readonly id: number;
  readonly unit: string;
  readonly name: string;
  readonly rows: number;
  readonly first_at: string;
}

const NAMED_KINDS = ["account", "branch", "carrier"] as const;

const FOUND = `${FILINGS}
  WHERE (f.unit IN texts(:units) OR :units IS NULL)
    AND (f.state = :state OR :state IS NULL)
    AND (EXISTS (SELECT 1 FROM filing_steps s WHERE s.row_id = f.row_id AND s.at >= :from AND s.at < :to)
      OR :from IS NULL)
  ORDER BY f.changed_at DESC, f.row_id`;

const ALIASES = `SELECT COALESCE(a.same_as, a.id) AS root_id, n.name
   FROM account_names n JOIN account_register a ON a.id = n.account_id ORDER BY n.unit, n.name_key`;

const FILERS = `SELECT DISTINCT COALESCE(a.same_as, a.id) AS root_id, f.unit
   FROM filings f JOIN account_register a ON a.id = f.account_id
  WHERE f.state <> 'withdrawn' ORDER BY f.unit`;

const PHONES = `SELECT account_id, name_key AS key, phone FROM ka_contacts
  WHERE deleted = 0 AND phone IS NOT NULL
    AND (account_id IN (SELECT id FROM account_register WHERE COALESCE(same_as, id) IN numbers(:accounts))
      OR :accounts IS NULL)`;

const NAMES = `SELECT 'account' AS kind, id, name FROM account_register
  UNION SELECT 'account', account_id, name FROM account_names
  UNION ALL SELECT kind, id, name FROM register_entries WHERE kind IN ('branch', 'carrier')`;

export class ScreeningLists {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async filings({ sight, state, between }: FilingQuery): Promise<FilingRecord[]> {
    const [from, to] = between ?? [null, null];
    const units = sight === "all" ? null : JSON.stringify(sight);
    const asked = { units, state: state ?? null, from, to };
    return (await this.#connection.all<FilingColumns>(FOUND, asked)).map(filingOf);
  }

  async filingSteps(rowIds: readonly string[]): Promise<Map<string, FilingStep[]>> {
    const steps = new Map<string, FilingStep[]>(rowIds.map((rowId) => [rowId, []]));
    const sql = "SELECT * FROM filing_steps WHERE row_id IN texts(?) ORDER BY id";
    for (const row of await this.#connection.all<StepColumns>(sql, [JSON.stringify(rowIds)])) {
      const { step, at, reason, decision_id: decisionId } = row;
      steps.get(row.row_id)?.push({ step: oneOf(STEPS, step), at, by: authorOf(row), reason, decisionId });
    }
    return steps;
  }

  async registerAccounts(): Promise<RegisterAccount[]> {
    const named = await this.#connection.all<{ root_id: number; name: string }>(ALIASES);
    const aliases = gathered(named, ({ root_id: id, name }) => [id, name]);
    const filers = await this.#connection.all<{ root_id: number; unit: string }>(FILERS);
    const units = gathered(filers, ({ root_id: id, unit }) => [id, unit]);
    const accounts = await this.#connection.all<AccountColumns & { note: string }>(
      "SELECT * FROM account_register WHERE same_as IS NULL ORDER BY sort, id",
    );
    return accounts.map(({ id, name, category, level, state, note, policy }) => ({
      id,
      name,
      aliases: [...new Set(aliases.get(id))].filter((alias) => alias !== name),
      category,
      level,
      state: oneOf(ACCOUNT_STATES, state),
      note,
      policy: policy === 1,
      units: units.get(id) ?? [],
    }));
  }

  async entries(kind: PlaceKind): Promise<EntryRecord[]> {
    const sql = `${ENTRIES} WHERE e.kind = ? ORDER BY e.id`;
    return (await this.#connection.all<EntryColumns>(sql, [kind])).map(entryOf);
  }

  async entriesById(ids: readonly number[]): Promise<Map<number, EntryRecord>> {
    const sql = `${ENTRIES} WHERE e.id IN numbers(?)`;
    const rows = await this.#connection.all<EntryColumns>(sql, [JSON.stringify(ids)]);
    return new Map(rows.map((row) => [row.id, entryOf(row)]));
  }

  async mentions(kind: EntryKind, asked: readonly MentionQuery[]): Promise<Map<number, Mentions>> {
    const found = new Map(asked.map(({ id }) => [id, new Counted()]));
    const json = JSON.stringify(asked.map(({ id, accountId, key }) => [id, accountId, key]));
    for (const row of await this.#connection.all<MentionColumns>(MENTIONS[kind], [json])) {
      found.get(row.id)?.add(row);
    }
    return new Map([...found].map(([id, counted]) => [id, counted.mentions]));
  }

  async phones(accounts: readonly number[] | "all"): Promise<PhoneRecord[]> {
    const asked = accounts === "all" ? null : JSON.stringify(accounts);
    const rows = await this.#connection.all<{ account_id: number; key: string; phone: string }>(PHONES, {
      accounts: asked,
    });
    return rows.map(({ account_id: accountId, key, phone }) => ({ accountId, key, phone }));
  }

  async names(): Promise<NameRecord[]> {
    const rows = await this.#connection.all<{ kind: string; id: number; name: string }>(NAMES);
    return rows.map(({ kind, id, name }) => ({ kind: oneOf(NAMED_KINDS, kind), id, name }));
  }
}

class Counted {
  readonly #names = new Set<string>();
  readonly #units = new Set<string>();
  #rows = 0;
  #firstAt: string | null = null;

  add({ name, unit, rows, first_at: at }: MentionColumns): void {
    this.#names.add(name);
    this.#units.add(unit);
    this.#rows += rows;
    if (this.#firstAt === null || at < this.#firstAt) this.#firstAt = at;
  }

  get mentions(): Mentions {
    return {
      names: [...this.#names],
      units: [...this.#units].sort(),
      rows: this.#rows,
      firstAt: this.#firstAt,
    };
  }
}

/** One question over the sheets whose rows are such things themselves, and those that name them. */
function mentionsOf(kind: EntryKind): string {
  const parts = SHEETS.flatMap((sheet) => [
    ...(sheet.key === SHEET_OF[kind]
      ? [
          mention(
            rowTable(sheet),
            "name",
            kind === "account" ? ACCOUNT : "t.account_id = a.account_id AND t.name_key = a.key",
          ),
        ]
      : []),
    ...keyedColumns(sheet)
      .filter(({ column }) => column.type === kind)
      .map(({ column, name }) => {
        const stored = storedColumns(sheet).find((one) => one.column.key === column.key);
        return mention(
          rowTable(sheet),
          stored?.name ?? column.key,
          `t.account_id = a.account_id AND t.${name} = a.key`,
        );
      }),
  ]);
  return `WITH asked AS MATERIALIZED (
      SELECT l.id, l.account_id, l.key FROM lines(?, id number, account_id number, key text) AS l)
    ${parts.join(" UNION ALL ")}`;
}

function gathered<T>(rows: readonly T[], part: (row: T) => [number, string]): Map<number, string[]> {
  const all = new Map<number, string[]>();
  for (const row of rows) {
    const [id, text] = part(row);
    const there = all.get(id);
    if (there) there.push(text);
    else all.set(id, [text]);
  }
  return all;
}

const ACCOUNT = `t.account_id IN (
  SELECT m.id FROM account_register m WHERE m.id = a.account_id OR m.same_as = a.account_id)`;

const mention = (table: string, name: string, condition: string): string =>
  `SELECT a.id, t.unit, t."${name}" AS name, COUNT(*) AS rows, MIN(t.first_at) AS first_at
     FROM asked a JOIN ${table} t ON ${condition} AND t.deleted = 0
    GROUP BY a.id, t.unit, t."${name}"`;

const MENTIONS: Readonly<Record<EntryKind, string>> = {
  account: mentionsOf("account"),
  branch: mentionsOf("branch"),
  carrier: mentionsOf("carrier"),
  contact: mentionsOf("contact"),
};

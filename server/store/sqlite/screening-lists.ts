/** Lists of what there is to screen: filings, the register's accounts and entries, and who speaks of them. */
import type { Database } from "better-sqlite3";
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

export class ScreeningLists {
  readonly #filings;
  readonly #steps;
  readonly #accounts;
  readonly #aliases;
  readonly #filers;
  readonly #entries;
  readonly #entriesById;
  readonly #mentions: Readonly<Record<EntryKind, ReturnType<typeof mentionsOf>>>;
  readonly #phones;
  readonly #names;

  constructor(database: Database) {
    this.#filings = database.prepare<
      [{ units: string; state: string | null; from: string | null; to: string | null }],
      FilingColumns
    >(
      `${FILINGS}
        WHERE (:units = '' OR f.unit IN (SELECT value FROM json_each(:units)))
          AND (:state IS NULL OR f.state = :state)
          AND (:from IS NULL OR EXISTS (
            SELECT 1 FROM filing_steps s WHERE s.row_id = f.row_id AND s.at >= :from AND s.at < :to))
        ORDER BY f.changed_at DESC, f.row_id`,
    );
    this.#steps = database.prepare<[string], StepColumns>(
      "SELECT * FROM filing_steps WHERE row_id IN (SELECT value FROM json_each(?)) ORDER BY id",
    );
    this.#accounts = database.prepare<[], AccountColumns & { note: string }>(
      "SELECT * FROM account_register WHERE same_as IS NULL ORDER BY sort, id",
    );
    this.#aliases = database.prepare<[], { root_id: number; name: string }>(
      `SELECT DISTINCT COALESCE(a.same_as, a.id) AS root_id, n.name
         FROM account_names n JOIN account_register a ON a.id = n.account_id ORDER BY n.unit, n.name_key`,
    );
    this.#filers = database.prepare<[], { root_id: number; unit: string }>(
      `SELECT DISTINCT COALESCE(a.same_as, a.id) AS root_id, f.unit
         FROM filings f JOIN account_register a ON a.id = f.account_id
        WHERE f.state <> 'withdrawn' ORDER BY f.unit`,
    );
    this.#entries = database.prepare<[string], EntryColumns>(`${ENTRIES} WHERE e.kind = ? ORDER BY e.id`);
    this.#entriesById = database.prepare<[string], EntryColumns>(
      `${ENTRIES} WHERE e.id IN (SELECT value FROM json_each(?))`,
    );
    this.#mentions = {
      account: mentionsOf(database, "account"),
      branch: mentionsOf(database, "branch"),
      carrier: mentionsOf(database, "carrier"),
      contact: mentionsOf(database, "contact"),
    };
    this.#phones = database.prepare<[string, string], { account_id: number; key: string; phone: string }>(
      `SELECT account_id, name_key AS key, phone FROM ka_contacts
        WHERE deleted = 0 AND phone IS NOT NULL
          AND (? = '' OR account_id IN (SELECT id FROM account_register
                WHERE COALESCE(same_as, id) IN (SELECT value FROM json_each(?))))`,
    );
    this.#names = database.prepare<[], { kind: string; id: number; name: string }>(
      `SELECT 'account' AS kind, id, name FROM account_register
        UNION SELECT 'account', account_id, name FROM account_names
        UNION ALL SELECT kind, id, name FROM register_entries WHERE kind IN ('branch', 'carrier')`,
    );
  }

  filings({ sight, state, between }: FilingQuery): FilingRecord[] {
    const [from, to] = between ?? [null, null];
    const units = sight === "all" ? "" : JSON.stringify(sight);
    return this.#filings.all({ units, state: state ?? null, from, to }).map(filingOf);
  }

  filingSteps(rowIds: readonly string[]): Map<string, FilingStep[]> {
    const steps = new Map<string, FilingStep[]>(rowIds.map((rowId) => [rowId, []]));
    for (const row of this.#steps.all(JSON.stringify(rowIds))) {
      const { step, at, reason, decision_id: decisionId } = row;
      steps.get(row.row_id)?.push({ step: oneOf(STEPS, step), at, by: authorOf(row), reason, decisionId });
    }
    return steps;
  }

  registerAccounts(): RegisterAccount[] {
    const aliases = gathered(this.#aliases.all(), ({ root_id: id, name }) => [id, name]);
    const units = gathered(this.#filers.all(), ({ root_id: id, unit }) => [id, unit]);
    return this.#accounts.all().map(({ id, name, category, level, state, note, policy }) => ({
      id,
      name,
      aliases: (aliases.get(id) ?? []).filter((alias) => alias !== name),
      category,
      level,
      state: oneOf(ACCOUNT_STATES, state),
      note,
      policy: policy === 1,
      units: units.get(id) ?? [],
    }));
  }

  entries(kind: PlaceKind): EntryRecord[] {
    return this.#entries.all(kind).map(entryOf);
  }

  entriesById(ids: readonly number[]): Map<number, EntryRecord> {
    return new Map(this.#entriesById.all(JSON.stringify(ids)).map((row) => [row.id, entryOf(row)]));
  }

  mentions(kind: EntryKind, asked: readonly MentionQuery[]): Map<number, Mentions> {
    const found = new Map(asked.map(({ id }) => [id, new Counted()]));
    const json = JSON.stringify(asked.map(({ id, accountId, key }) => [id, accountId, key]));
    for (const row of this.#mentions[kind].all(json)) found.get(row.id)?.add(row);
    return new Map([...found].map(([id, counted]) => [id, counted.mentions]));
  }

  phones(accounts: readonly number[] | "all"): PhoneRecord[] {
    const asked = accounts === "all" ? "" : JSON.stringify(accounts);
    return this.#phones
      .all(asked, asked)
      .map(({ account_id: accountId, key, phone }) => ({ accountId, key, phone }));
  }

  names(): NameRecord[] {
    return this.#names.all().map(({ kind, id, name }) => ({ kind: oneOf(NAMED_KINDS, kind), id, name }));
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
function mentionsOf(database: Database, kind: EntryKind) {
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
  return database.prepare<[string], MentionColumns>(
    `WITH asked AS MATERIALIZED (
       SELECT value ->> 0 AS id, value ->> 1 AS account_id, value ->> 2 AS key FROM json_each(?))
     ${parts.join(" UNION ALL ")}`,
  );
}

const ACCOUNT = `t.account_id IN (
  SELECT m.id FROM account_register m WHERE m.id = a.account_id OR m.same_as = a.account_id)`;

const mention = (table: string, name: string, condition: string): string =>
  `SELECT a.id, t.unit, t."${name}" AS name, COUNT(*) AS rows, MIN(t.first_at) AS first_at
     FROM asked a JOIN ${table} t ON ${condition} AND t.deleted = 0
    GROUP BY a.id, t.unit, t."${name}"`;

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

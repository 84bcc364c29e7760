/** HQ's screening on SQLite. The engine answers at once; the promises are for engines that do not. */
import type { Database } from "better-sqlite3";
import type { Decision, EntryKind, FilingStep, RegisterAccount } from "../../../shared/sync/screening.ts";
import type {
  AccountRecord,
  DecisionQuery,
  EntryRecord,
  FilingQuery,
  FilingRecord,
  Mentions,
  MentionQuery,
  NameRecord,
  PhoneRecord,
  PlaceKind,
  RegisterVersion,
  Screening,
  ScreeningStore,
} from "../screening-store.ts";
import { type DecisionColumns, decisionOf } from "./decision-rows.ts";
import { CopyWrites } from "./copies.ts";
import { Decisions } from "./decisions.ts";
import { ScreeningLists } from "./screening-lists.ts";
import { ScreeningReads } from "./screening-reads.ts";
import type { WriteQueue } from "./write-queue.ts";

export class SqliteScreening implements ScreeningStore {
  readonly #queue: WriteQueue;
  readonly #transaction: Screening;
  readonly #reads;
  readonly #lists;
  readonly #decisions;
  readonly #apart;
  readonly #version;

  constructor(reader: Database, writer: Database, queue: WriteQueue) {
    this.#queue = queue;
    this.#transaction = screeningOn(writer);
    this.#reads = new ScreeningReads(reader);
    this.#lists = new ScreeningLists(reader);
    this.#decisions = reader.prepare<
      [{ before: number | null; kind: string | null; limit: number }],
      DecisionColumns
    >(
      `SELECT * FROM decisions
        WHERE (:before IS NULL OR id < :before) AND (:kind IS NULL OR kind = :kind)
        ORDER BY id DESC LIMIT :limit`,
    );
    this.#apart = reader.prepare<[string], { a: number; b: number }>(
      "SELECT a, b FROM entries_apart WHERE kind = ?",
    );
    this.#version = reader.prepare<
      [],
      {
        undone: number;
        decisions: number;
        entries: number;
        accounts: number;
        names: string;
        steps: number;
        contacts: number;
      }
    >(
      `SELECT (SELECT COUNT(*) FROM decisions WHERE undone_at IS NOT NULL) AS undone,
              (SELECT COALESCE(MAX(id), 0) FROM decisions) AS decisions,
              (SELECT COALESCE(MAX(id), 0) FROM register_entries) AS entries,
              (SELECT COALESCE(MAX(id), 0) FROM account_register) AS accounts,
              (SELECT COUNT(*) || ' ' || TOTAL(account_id) FROM account_names) AS names,
              (SELECT COALESCE(MAX(id), 0) FROM filing_steps) AS steps,
              (SELECT COALESCE(MAX(cursor), 0) FROM ka_contacts) AS contacts`,
    );
  }

  decide<T>(work: (transaction: Screening) => Promise<T>): Promise<T> {
    return this.#queue.add(() => work(this.#transaction));
  }

  async filing(rowId: string): Promise<FilingRecord | undefined> {
    return this.#reads.filing(rowId);
  }

  async accounts(ids: readonly number[]): Promise<Map<number, AccountRecord>> {
    return this.#reads.accounts(ids);
  }

  async decision(id: number): Promise<Decision | undefined> {
    return this.#reads.decision(id);
  }

  async filings(query: FilingQuery): Promise<FilingRecord[]> {
    return this.#lists.filings(query);
  }

  async filingSteps(rowIds: readonly string[]): Promise<Map<string, FilingStep[]>> {
    return this.#lists.filingSteps(rowIds);
  }

  async registerAccounts(): Promise<RegisterAccount[]> {
    return this.#lists.registerAccounts();
  }

  async decisions({ before, limit, kind }: DecisionQuery): Promise<Decision[]> {
    return this.#decisions.all({ before: before ?? null, kind: kind ?? null, limit }).map(decisionOf);
  }

  async entries(kind: PlaceKind): Promise<EntryRecord[]> {
    return this.#lists.entries(kind);
  }

  async entriesById(ids: readonly number[]): Promise<Map<number, EntryRecord>> {
    return this.#lists.entriesById(ids);
  }

  async mentions(kind: EntryKind, asked: readonly MentionQuery[]): Promise<Map<number, Mentions>> {
    return this.#lists.mentions(kind, asked);
  }

  async phones(accounts: readonly number[] | "all"): Promise<PhoneRecord[]> {
    return this.#lists.phones(accounts);
  }

  async apart(kind: EntryKind): Promise<[number, number][]> {
    return this.#apart.all(kind).map(({ a, b }) => [a, b]);
  }

  async names(): Promise<NameRecord[]> {
    return this.#lists.names();
  }

  async version(): Promise<RegisterVersion> {
    const state = this.#version.get();
    return { undone: state?.undone ?? 0, text: Object.values(state ?? {}).join(" ") };
  }
}

function screeningOn(writer: Database): Screening {
  const reads = new ScreeningReads(writer);
  const decisions = new Decisions(writer);
  const copies = new CopyWrites(writer);
  return {
    filing: async (rowId) => reads.filing(rowId),
    accounts: async (ids) => reads.accounts(ids),
    decision: async (id) => reads.decision(id),
    accountsSameAs: async (rootId) => reads.accountsSameAs(rootId),
    filingsOf: async (accountIds) => reads.filingsOf(accountIds),
    registerNames: async (keys) => reads.registerNames(keys),
    entryGroup: async (kind, id) => reads.entryGroup(kind, id),
    entryGroupOf: async (kind, rootId, key) => reads.entryGroupOf(kind, rootId, key),
    areApart: async (kind, a, b) => reads.areApart(kind, a, b),
    valuesTold: async (kind, id, column) => reads.valuesTold(kind, id, column),
    chosen: async (kind, id, column) => reads.chosen(kind, id, column),
    isWritten: async (kind, accountId, key) => reads.isWritten(kind, accountId, key),
    record: async (decided) => decisions.record(decided),
    tell: async (told) => void copies.add(told),
    changesOf: async (id) => decisions.changesOf(id),
    firstMoved: async (changes) => decisions.firstMoved(changes),
    laterDecision: async (id, things) => decisions.laterDecision(id, things),
    undo: async (id, undoing) => decisions.undo(id, undoing),
  };
}

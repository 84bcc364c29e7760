/** HQ's screening. */
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
import type { Connection, Engine } from "./connection.ts";
import { type DecisionColumns, decisionOf } from "./decision-rows.ts";
import { addCopies } from "./copies.ts";
import { Decisions } from "./decisions.ts";
import { ScreeningLists } from "./screening-lists.ts";
import { ScreeningReads } from "./screening-reads.ts";

/** `undone` first: the rest says whether anything was added. */
const VERSION = `SELECT (SELECT COUNT(*) FROM decisions WHERE undone_at IS NOT NULL) AS undone,
    (SELECT COALESCE(MAX(id), 0) FROM decisions) AS decisions,
    (SELECT COALESCE(MAX(id), 0) FROM register_entries) AS entries,
    (SELECT COALESCE(MAX(id), 0) FROM account_register) AS accounts,
    (SELECT COUNT(*) FROM account_names) AS names,
    (SELECT COALESCE(SUM(account_id), 0) FROM account_names) AS named,
    (SELECT COALESCE(MAX(id), 0) FROM filing_steps) AS steps,
    (SELECT COALESCE(MAX(cursor), 0) FROM ka_contacts) AS contacts`;

export class SqlScreening implements ScreeningStore {
  readonly source: object;
  readonly #engine: Engine;
  readonly #reads: ScreeningReads;
  readonly #lists: ScreeningLists;

  constructor(engine: Engine, source?: object) {
    this.#engine = engine;
    this.source = source ?? this;
    this.#reads = new ScreeningReads(engine.reader);
    this.#lists = new ScreeningLists(engine.reader);
  }

  decide<T>(work: (transaction: Screening) => Promise<T>): Promise<T> {
    return this.#engine.write((connection) => work(screeningOn(connection)));
  }

  filing(rowId: string): Promise<FilingRecord | undefined> {
    return this.#reads.filing(rowId);
  }

  accounts(ids: readonly number[]): Promise<Map<number, AccountRecord>> {
    return this.#reads.accounts(ids);
  }

  decision(id: number): Promise<Decision | undefined> {
    return this.#reads.decision(id);
  }

  filings(query: FilingQuery): Promise<FilingRecord[]> {
    return this.#lists.filings(query);
  }

  filingSteps(rowIds: readonly string[]): Promise<Map<string, FilingStep[]>> {
    return this.#lists.filingSteps(rowIds);
  }

  registerAccounts(): Promise<RegisterAccount[]> {
    return this.#lists.registerAccounts();
  }

  async decisions({ before, limit, kind }: DecisionQuery): Promise<Decision[]> {
    const rows = await this.#engine.reader.all<DecisionColumns>(
      `SELECT * FROM decisions
        WHERE (id < :before OR :before IS NULL) AND (kind = :kind OR :kind IS NULL)
        ORDER BY id DESC LIMIT :limit`,
      { before: before ?? null, kind: kind ?? null, limit },
    );
    return rows.map(decisionOf);
  }

  entries(kind: PlaceKind): Promise<EntryRecord[]> {
    return this.#lists.entries(kind);
  }

  entriesById(ids: readonly number[]): Promise<Map<number, EntryRecord>> {
    return this.#lists.entriesById(ids);
  }

  mentions(kind: EntryKind, asked: readonly MentionQuery[]): Promise<Map<number, Mentions>> {
    return this.#lists.mentions(kind, asked);
  }

  phones(accounts: readonly number[] | "all"): Promise<PhoneRecord[]> {
    return this.#lists.phones(accounts);
  }

  async apart(kind: EntryKind): Promise<[number, number][]> {
    const sql = "SELECT a, b FROM entries_apart WHERE kind = ?";
    const rows = await this.#engine.reader.all<{ a: number; b: number }>(sql, [kind]);
    return rows.map(({ a, b }) => [a, b]);
  }

  names(): Promise<NameRecord[]> {
    return this.#lists.names();
  }

  async version(): Promise<RegisterVersion> {
    const state = await this.#engine.reader.get<Record<string, number>>(VERSION);
    return { undone: state?.undone ?? 0, text: Object.values(state ?? {}).join(" ") };
  }
}

function screeningOn(connection: Connection): Screening {
  const reads = new ScreeningReads(connection);
  const decisions = new Decisions(connection);
  return {
    filing: (rowId) => reads.filing(rowId),
    accounts: (ids) => reads.accounts(ids),
    decision: (id) => reads.decision(id),
    accountsSameAs: (rootId) => reads.accountsSameAs(rootId),
    filingsOf: (accountIds) => reads.filingsOf(accountIds),
    registerNames: (keys) => reads.registerNames(keys),
    entryGroup: (kind, id) => reads.entryGroup(kind, id),
    entryGroupOf: (kind, rootId, key) => reads.entryGroupOf(kind, rootId, key),
    areApart: (kind, a, b) => reads.areApart(kind, a, b),
    valuesTold: (kind, id, column) => reads.valuesTold(kind, id, column),
    chosen: (kind, id, column) => reads.chosen(kind, id, column),
    isWritten: (kind, accountId, key) => reads.isWritten(kind, accountId, key),
    record: (decided) => decisions.record(decided),
    tell: async (told) => void (await addCopies(connection, told)),
    changesOf: (id) => decisions.changesOf(id),
    firstMoved: (changes) => decisions.firstMoved(changes),
    laterDecision: (id, things) => decisions.laterDecision(id, things),
    undo: (id, undoing) => decisions.undo(id, undoing),
  };
}

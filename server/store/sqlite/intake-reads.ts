/** What the intake reads before it decides, within its own transaction. */
import type { Database } from "better-sqlite3";
import { FILING_STATES, type FilingState } from "../../../shared/sync/screening.ts";
import type { Values } from "../../../shared/report/value.ts";
import {
  type Account,
  type AccountName,
  type OpenConflict,
  type Place,
  placeKey,
  type ReviewName,
  reviewKey,
  type RevisionName,
  revisionKey,
  type StoredFiling,
  type StoredRow,
  type StoredSubmission,
} from "../intake-store.ts";
import { type ConflictColumns, openConflictOf } from "./conflict-rows.ts";
import {
  type AuthorColumns,
  authorOf,
  type RevisionColumns,
  StoreDamaged,
  storedRowOf,
  valuesOf,
} from "./revision-rows.ts";

export class IntakeReads {
  readonly #submission;
  readonly #row;
  readonly #values;
  readonly #conflicts;
  readonly #names;
  readonly #account;
  readonly #nextAccount;
  readonly #filing;
  readonly #places;
  readonly #review;

  constructor(database: Database) {
    this.#submission = database.prepare<
      [string],
      AuthorColumns & { id: string; body_hash: string; answer: string }
    >("SELECT id, body_hash, author_name, author_unit, author_role, answer FROM submissions WHERE id = ?");
    this.#row = database.prepare<[string], RevisionColumns & { root_id: number | null }>(
      `SELECT v.*, COALESCE(a.same_as, v.account_id) AS root_id
         FROM revisions v LEFT JOIN account_register a ON a.id = v.account_id
        WHERE v.row_id = ? ORDER BY v.revision DESC LIMIT 1`,
    );
    this.#values = database
      .prepare<[string, number], string>("SELECT row_values FROM revisions WHERE row_id = ? AND revision = ?")
      .pluck();
    this.#conflicts = database.prepare<[string], ConflictColumns>(
      "SELECT * FROM conflicts WHERE row_id = ? AND settled_by IS NULL ORDER BY id",
    );
    this.#names = database.prepare<
      [string, string, string],
      { account_id: number; root_id: number; scope: string; registered: number; filed: number }
    >(
      `SELECT n.account_id, root.id AS root_id, n.unit AS scope, root.state = 'registered' AS registered,
              EXISTS (SELECT 1 FROM account_register m CROSS JOIN ka_accounts r ON r.account_id = m.id
                       WHERE (m.id = root.id OR m.same_as = root.id) AND r.unit = ? AND r.deleted = 0) AS filed
         FROM account_names n JOIN account_register a ON a.id = n.account_id
         JOIN account_register root ON root.id = COALESCE(a.same_as, a.id)
        WHERE n.name_key = ? AND n.unit IN ('', ?)`,
    );
    this.#account = database.prepare<
      [string, number],
      { id: number; name: string; root_id: number; registered: number; open: number; others: number }
    >(
      `SELECT a.id, a.name, root.id AS root_id, root.state = 'registered' AS registered,
              a.state = 'nominated' AND a.same_as IS NULL AS open,
              EXISTS (SELECT 1 FROM ka_accounts r WHERE r.account_id = a.id AND r.unit <> ? AND r.deleted = 0) AS others
         FROM account_register a JOIN account_register root ON root.id = COALESCE(a.same_as, a.id)
        WHERE a.id = ?`,
    );
    this.#filing = database.prepare<[string], { account_id: number; state: string }>(
      "SELECT account_id, state FROM filings WHERE row_id = ?",
    );
    this.#nextAccount = database
      .prepare<[], number>("SELECT COALESCE(MAX(id), 0) + 1 FROM account_register")
      .pluck();
    const place = (kind: string, table: string) =>
      database
        .prepare<[PlaceParameters], number>(
          `SELECT EXISTS (
             SELECT 1 FROM account_register m
               CROSS JOIN register_entries e ON e.kind = '${kind}' AND e.account_id = m.id AND e.name_key = :key
               LEFT JOIN register_entries root ON root.id = e.same_as
              WHERE (m.id = :accountId OR m.same_as = :accountId) AND COALESCE(root.state, e.state) = 'registered')
           OR EXISTS (
             SELECT 1 FROM account_register m
               CROSS JOIN ${table} r ON r.unit = :unit AND r.account_id = m.id AND r.name_key = :key AND r.deleted = 0
              WHERE m.id = :accountId OR m.same_as = :accountId)`,
        )
        .pluck();
    this.#places = { branch: place("branch", "ka_branches"), carrier: place("carrier", "ka_carriers") };
    this.#review = database
      .prepare<[string, number, number, string], string>(
        `SELECT r.row_id FROM ka_reviews r
          WHERE r.period = ? AND r.account_id IN (SELECT id FROM account_register WHERE id = ? OR same_as = ?)
            AND r.unit = ? AND r.deleted = 0`,
      )
      .pluck();
  }

  submission(id: string): StoredSubmission | undefined {
    const row = this.#submission.get(id);
    return row && { id: row.id, bodyHash: row.body_hash, author: authorOf(row), answer: row.answer };
  }

  rows(rowIds: readonly string[]): Map<string, StoredRow> {
    const rows = new Map<string, StoredRow>();
    for (const rowId of rowIds) {
      const row = this.#row.get(rowId);
      if (row) rows.set(rowId, storedRowOf(row));
    }
    return rows;
  }

  valuesAt(revisions: readonly RevisionName[]): Map<string, Values> {
    const values = new Map<string, Values>();
    for (const name of revisions) {
      const json = this.#values.get(name.rowId, name.revision);
      if (json !== undefined) values.set(revisionKey(name), valuesOf(json));
    }
    return values;
  }

  openConflicts(rowIds: readonly string[]): OpenConflict[] {
    return rowIds.flatMap((rowId) => this.#conflicts.all(rowId).map(openConflictOf));
  }

  accountNames(unit: string, keys: readonly string[]): AccountName[] {
    return keys.flatMap((key) =>
      this.#names.all(unit, key, unit).map((row) => ({
        key,
        accountId: row.account_id,
        rootId: row.root_id,
        scope: row.scope === "" ? ("register" as const) : ("unit" as const),
        registered: row.registered === 1,
        filedByUnit: row.filed === 1,
      })),
    );
  }

  accounts(unit: string, ids: readonly number[]): Account[] {
    const accounts: Account[] = [];
    for (const id of ids) {
      const row = this.#account.get(unit, id);
      if (!row) continue;
      const { name, root_id: rootId, registered, open, others } = row;
      accounts.push({
        id,
        name,
        rootId,
        registered: registered === 1,
        open: open === 1,
        filedByOthers: others === 1,
      });
    }
    return accounts;
  }

  nextAccountId(): number {
    return this.#nextAccount.get() ?? 1;
  }

  filings(rowIds: readonly string[]): Map<string, StoredFiling> {
    const filings = new Map<string, StoredFiling>();
    for (const rowId of rowIds) {
      const row = this.#filing.get(rowId);
      if (row) filings.set(rowId, { accountId: row.account_id, state: filingStateOf(row.state) });
    }
    return filings;
  }

  places(unit: string, places: readonly Place[]): Set<string> {
    const known = new Set<string>();
    for (const place of places) {
      const { kind, accountId, key } = place;
      if (this.#places[kind].get({ unit, accountId, key }) === 1) known.add(placeKey(place));
    }
    return known;
  }

  reviews(unit: string, reviews: readonly ReviewName[]): Map<string, string[]> {
    const found = new Map<string, string[]>();
    for (const review of reviews) {
      const { period, accountId } = review;
      const rowIds = this.#review.all(period, accountId, accountId, unit);
      if (rowIds.length > 0) found.set(reviewKey(review), rowIds);
    }
    return found;
  }
}

interface PlaceParameters {
  readonly unit: string;
  readonly accountId: number;
  readonly key: string;
}

const states: ReadonlySet<string> = new Set(FILING_STATES);
const isFilingState = (text: string): text is FilingState => states.has(text);

function filingStateOf(state: string): FilingState {
  if (!isFilingState(state)) throw new StoreDamaged(`filing state ${state}`);
  return state;
}

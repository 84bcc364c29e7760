/** What the intake reads before it decides, within its own transaction. */
import type { Database } from "better-sqlite3";
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
  type StoredRow,
  type StoredSubmission,
} from "../intake-store.ts";
import { type ConflictColumns, openConflictOf } from "./conflict-rows.ts";
import {
  type AuthorColumns,
  authorOf,
  type RevisionColumns,
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
  readonly #places;
  readonly #review;

  constructor(database: Database) {
    this.#submission = database.prepare<
      [string],
      AuthorColumns & { id: string; body_hash: string; answer: string }
    >("SELECT id, body_hash, author_name, author_unit, author_role, answer FROM submissions WHERE id = ?");
    this.#row = database.prepare<[string], RevisionColumns>(
      "SELECT * FROM revisions WHERE row_id = ? ORDER BY revision DESC LIMIT 1",
    );
    this.#values = database
      .prepare<[string, number], string>("SELECT row_values FROM revisions WHERE row_id = ? AND revision = ?")
      .pluck();
    this.#conflicts = database.prepare<[string], ConflictColumns>(
      "SELECT * FROM conflicts WHERE row_id = ? AND settled_by IS NULL ORDER BY id",
    );
    this.#names = database.prepare<
      [string, string, string],
      { account_id: number; scope: string; state: string; filed: number }
    >(
      `SELECT n.account_id, n.unit AS scope, a.state,
              EXISTS (SELECT 1 FROM ka_accounts r WHERE r.account_id = a.id AND r.unit = ? AND r.deleted = 0) AS filed
         FROM account_names n JOIN account_register a ON a.id = n.account_id
        WHERE n.name_key = ? AND n.unit IN ('', ?)`,
    );
    this.#account = database.prepare<
      [string, number],
      { id: number; name: string; state: string; others: number }
    >(
      `SELECT a.id, a.name, a.state,
              EXISTS (SELECT 1 FROM ka_accounts r WHERE r.account_id = a.id AND r.unit <> ? AND r.deleted = 0) AS others
         FROM account_register a WHERE a.id = ?`,
    );
    this.#nextAccount = database
      .prepare<[], number>("SELECT COALESCE(MAX(id), 0) + 1 FROM account_register")
      .pluck();
    const place = (register: string, table: string) =>
      database
        .prepare<[number, string, string, number, string], number>(
          `SELECT EXISTS (SELECT 1 FROM ${register} WHERE account_id = ? AND name_key = ?)
               OR EXISTS (SELECT 1 FROM ${table} WHERE unit = ? AND account_id = ? AND name_key = ? AND deleted = 0)`,
        )
        .pluck();
    this.#places = {
      branch: place("register_branches", "ka_branches"),
      carrier: place("register_carriers", "ka_carriers"),
    };
    this.#review = database
      .prepare<[string, number, string], string>(
        "SELECT row_id FROM ka_reviews WHERE period = ? AND account_id = ? AND unit = ? AND deleted = 0",
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
        scope: row.scope === "" ? ("register" as const) : ("unit" as const),
        state: stateOf(row.state),
        filedByUnit: row.filed === 1,
      })),
    );
  }

  accounts(unit: string, ids: readonly number[]): Account[] {
    const accounts: Account[] = [];
    for (const id of ids) {
      const row = this.#account.get(unit, id);
      if (row) accounts.push({ ...row, state: stateOf(row.state), filedByOthers: row.others === 1 });
    }
    return accounts;
  }

  nextAccountId(): number {
    return this.#nextAccount.get() ?? 1;
  }

  places(unit: string, places: readonly Place[]): Set<string> {
    const known = new Set<string>();
    for (const place of places) {
      const { kind, accountId, key } = place;
      if (this.#places[kind].get(accountId, key, unit, accountId, key) === 1) known.add(placeKey(place));
    }
    return known;
  }

  reviews(unit: string, reviews: readonly ReviewName[]): Map<string, string> {
    const found = new Map<string, string>();
    for (const review of reviews) {
      const rowId = this.#review.get(review.period, review.accountId, unit);
      if (rowId !== undefined) found.set(reviewKey(review), rowId);
    }
    return found;
  }
}

const stateOf = (state: string): "registered" | "nominated" =>
  state === "registered" ? "registered" : "nominated";

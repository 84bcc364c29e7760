/**
 * What becomes of each row of a submission: pure, from what the store had. Rows are decided one after the other —
 * filings first, then branches and carriers, since the other sheets may name what these bring.
 */
import { checkRow, type KnownNames } from "../../shared/report/check.ts";
import { error, type Fault, hasError } from "../../shared/report/issue.ts";
import { keyOf, type NamedEntry, namedIn, placeKeysOf, rowNameKey } from "../../shared/register/row-keys.ts";
import { type SheetKey, sheetOf } from "../../shared/report/sheets.ts";
import type { Values } from "../../shared/report/value.ts";
import type { Author, Outcome, Theirs } from "../../shared/sync/protocol.ts";
import {
  type Changes,
  type FilingChange,
  type NewConflict,
  type NewEntry,
  type NewRevision,
  placeKey,
  reviewKey,
  type Settlement,
  type StoredRow,
} from "../store/intake-store.ts";
import { AccountBook } from "./account-book.ts";
import { withdrawn, written } from "./filing.ts";
import type { Gathered, Met } from "./gather.ts";
import { closedFault, isCorrection, isLate, lateFaults } from "./months.ts";
import { settle } from "./settle.ts";

export interface Circumstances {
  readonly unit: string;
  readonly period: string;
  readonly author: Author;
  /** The instant at which the submission came in, ISO 8601, and the day it is then in China. */
  readonly receivedAt: string;
  readonly today: string;
  /** May write into a closed period. */
  readonly corrects: boolean;
}

export interface Verdict {
  readonly rowId: string;
  readonly outcome: Outcome;
  readonly revision: number | null;
  readonly faults: readonly Fault[];
  readonly theirs?: Theirs;
}

export interface Decision {
  /** By row id. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly changes: Changes;
}

const TURN: Readonly<Record<SheetKey, number>> = {
  accounts: 0,
  branches: 1,
  carriers: 2,
  contacts: 3,
  events: 3,
  purchases: 3,
  reviews: 3,
};

export function decide(gathered: Gathered, circumstances: Circumstances): Decision {
  const round = new Round(gathered, circumstances);
  const verdicts = new Map<string, Verdict>();
  for (const met of gathered.met.toSorted((a, b) => TURN[a.row.sheet] - TURN[b.row.sheet])) {
    verdicts.set(met.row.rowId, round.judge(met));
  }
  return { verdicts, changes: round.changes };
}

/** One pass over a submission's rows; what an accepted row brings is known to those after it. */
class Round {
  readonly #gathered: Gathered;
  readonly #circumstances: Circumstances;
  readonly #book: AccountBook;
  readonly #places: Set<string>;
  readonly #reviews: Map<string, Set<string>>;
  readonly #keys = new Map<string, string>();
  readonly #entries = new Map<string, NewEntry>();
  readonly #filings: FilingChange[] = [];
  readonly #revisions: NewRevision[] = [];
  readonly #conflicts: NewConflict[] = [];
  readonly #settlements: Settlement[] = [];
  readonly #known: KnownNames;

  constructor(gathered: Gathered, circumstances: Circumstances) {
    this.#gathered = gathered;
    this.#circumstances = circumstances;
    this.#book = new AccountBook(circumstances.unit, gathered.book);
    this.#places = new Set(gathered.places);
    this.#reviews = new Map([...gathered.reviews].map(([name, rowIds]) => [name, new Set(rowIds)]));
    this.#known = {
      hasAccount: (name) => this.#account(name) !== undefined,
      hasBranch: (account, name) => this.#hasPlace("branch", account, name),
      hasCarrier: (account, name) => this.#hasPlace("carrier", account, name),
    };
  }

  get changes(): Changes {
    const { accounts, renames, names } = this.#book;
    return {
      accounts,
      renames,
      names,
      entries: [...this.#entries.values()],
      filings: this.#filings,
      revisions: this.#revisions,
      conflicts: this.#conflicts,
      settlements: this.#settlements,
    };
  }

  judge(met: Met): Verdict {
    const { row, stored, found } = met;
    const closed = this.#closed(met);
    const erased = this.#gathered.erased.get(row.rowId);
    if (erased)
      return this.#rejected(
        met,
        erased.map((column) => error(column, "contact_erased")),
      );
    switch (found.kind) {
      case "reject":
        return this.#rejected(met, [...row.faults, ...found.faults]);
      case "same": {
        this.#settle(met, stored?.revision ?? null, stored?.deleted ? null : (stored?.values ?? null));
        if (stored === undefined || found.seen) return this.#verdict(met, "unchanged", row.faults);
        const outcome = stored.deleted ? "deleted" : "merged";
        return { ...this.#verdict(met, outcome, row.faults), theirs: theirsOf(stored, []) };
      }
      case "conflict": {
        if (closed) return this.#rejected(met, [...row.faults, closed]);
        this.#conflicts.push(found.conflict);
        const columns = found.conflict.columns.map(({ column }) => column);
        const verdict = this.#verdict(met, "conflict", row.faults);
        return stored ? { ...verdict, theirs: theirsOf(stored, columns) } : verdict;
      }
      case "delete":
        if (closed) return this.#rejected(met, [closed]);
        this.#write(met, found.values, stored?.accountId ?? null, true);
        return { ...this.#verdict(met, "deleted", this.#lateness(met)), revision: nextRevision(stored) };
      case "write":
        return closed
          ? this.#rejected(met, [...row.faults, closed])
          : this.#check(met, found.values, found.seen);
    }
  }

  #check(met: Met, values: Values, seen: boolean): Verdict {
    const { row, stored, period } = met;
    const { today, period: reported, author, receivedAt } = this.#circumstances;
    const checked = checkRow(sheetOf(row.sheet), values, { today, period: reported, known: this.#known });
    const faults = [...row.faults, ...checked, ...this.#lateness(met)];
    if (hasError(checked)) return this.#rejected(met, faults);
    const account = String(values.account ?? "");
    const accountId = row.sheet === "accounts" ? null : (this.#account(account) ?? null);
    if (row.sheet === "reviews" && accountId !== null && period !== null) {
      const name = reviewKey({ period, accountId: this.#book.rootOf(accountId) });
      const holders = this.#reviews.get(name) ?? new Set();
      // Two reviews that stood before HQ found their accounts to be one stand side by side.
      const stays = stored?.deleted === false && stored.period === period && stored.accountId === accountId;
      if (!stays && [...holders].some((holder) => holder !== row.rowId)) {
        return this.#rejected(met, [...faults, error("account", "review_doubled", { account, period })]);
      }
      this.#reviews.set(name, holders.add(row.rowId));
    }
    const filed = row.sheet === "accounts" ? this.#file(met, values) : accountId;
    if (filed !== null && (row.sheet === "branches" || row.sheet === "carriers")) {
      const kind = row.sheet === "branches" ? "branch" : "carrier";
      const root = this.#book.rootOf(filed);
      this.#places.add(placeKey({ kind, accountId: root, key: this.#key(String(values.name ?? "")) }));
    }
    this.#write(met, values, filed, false);
    const revision = nextRevision(stored);
    const outcome = stored === undefined ? "created" : seen ? "updated" : "merged";
    const verdict = { ...this.#verdict(met, outcome, faults), revision };
    if (outcome !== "merged") return verdict;
    return {
      ...verdict,
      theirs: { revision, deleted: false, values, columns: [], by: author, at: receivedAt },
    };
  }

  #file({ stored }: Met, values: Values): number {
    const before = stored && { accountId: stored.accountId, name: String(stored.values.name ?? "") };
    return this.#book.file(values, before);
  }

  #write(met: Met, values: Values, accountId: number | null, deleted: boolean): void {
    const { row, stored, period } = met;
    const revision = nextRevision(stored);
    if (stored?.sheet === "reviews" && stored.period !== null && stored.rootId !== null) {
      const old = reviewKey({ period: stored.period, accountId: stored.rootId });
      const root = accountId === null ? null : this.#book.rootOf(accountId);
      if (deleted || stored.period !== period || stored.rootId !== root) {
        this.#reviews.get(old)?.delete(row.rowId);
      }
    }
    const key = (name: string): string => this.#key(name);
    if (accountId !== null) {
      if (row.sheet === "accounts") this.#follow(met, accountId, deleted);
      if (!deleted) this.#name(accountId, namedIn(row.sheet, values, key));
    }
    this.#revisions.push({
      rowId: row.rowId,
      sheet: row.sheet,
      period: deleted ? (stored?.period ?? null) : period,
      accountId,
      revision,
      deleted,
      late: isLate(this.#gathered.periods, met, this.#circumstances),
      values,
      stoodFor: stored?.deleted === false ? stored.accountId : null,
      nameKey: rowNameKey(row.sheet, values, key),
      placeKeys: placeKeysOf(row.sheet, values, key),
      reason: row.reason || null,
    });
    this.#settle(met, revision, deleted ? null : values);
  }

  /** What a row speaks of is an entry of the register from then on; what the register knows stays as it is. */
  #name(accountId: number, named: readonly NamedEntry[]): void {
    for (const one of named) {
      const name = `${one.kind} ${accountId} ${one.key}`;
      if (!this.#entries.has(name)) this.#entries.set(name, { ...one, accountId });
    }
  }

  /** A row of the filing sheet is a filing on its way. */
  #follow(met: Met, accountId: number, deleted: boolean): void {
    const { rowId, reason } = met.row;
    const { author: by } = this.#circumstances;
    const before = this.#gathered.filings.get(rowId);
    const registered = this.#book.isRegistered(accountId);
    const row = { rowId, accountId, registered, by, reason, correction: isCorrection(met, by) };
    const change = deleted ? withdrawn(before, row) : written(before, row);
    if (change) this.#filings.push(change);
  }

  /** A conflict is settled by whoever sends the row again knowing the revision it arose against. */
  #settle({ row, stored }: Met, revision: number | null, outcome: Values | null): void {
    for (const open of this.#gathered.conflicts.get(row.rowId) ?? []) {
      if (stored === undefined || revision === null) continue;
      if ((row.baseRevision ?? 0) < open.latestRevision) continue;
      this.#settlements.push(settle(open, revision, outcome));
    }
  }

  #rejected(met: Met, faults: readonly Fault[]): Verdict {
    const { stored } = met;
    // What another unit has under this id is not this unit's to know.
    const own = stored !== undefined && stored.unit === this.#circumstances.unit;
    return {
      rowId: met.row.rowId,
      outcome: "rejected",
      revision: own ? stored.revision : null,
      faults,
    };
  }

  #verdict({ row, stored }: Met, outcome: Outcome, faults: readonly Fault[]): Verdict {
    return { rowId: row.rowId, outcome, revision: stored?.revision ?? null, faults };
  }

  #account(name: string): number | undefined {
    return this.#book.accountOf(this.#key(name));
  }

  #hasPlace(kind: "branch" | "carrier", account: string, name: string): boolean {
    const accountId = this.#account(account);
    // An unknown account is fault enough; its places are no proposals.
    return accountId === undefined || this.#places.has(placeKey({ kind, accountId, key: this.#key(name) }));
  }

  #key(name: string): string {
    let key = this.#keys.get(name);
    if (key === undefined) this.#keys.set(name, (key = keyOf(name)));
    return key;
  }

  /** The fault that keeps the row out, unless its sender may correct closed months. */
  #closed(met: Met): Fault | undefined {
    return this.#circumstances.corrects ? undefined : closedFault(this.#gathered.periods, met);
  }

  #lateness(met: Met): readonly Fault[] {
    return lateFaults(this.#gathered.periods, met, this.#circumstances);
  }
}

const nextRevision = (stored: StoredRow | undefined): number => (stored?.revision ?? 0) + 1;

const theirsOf = ({ revision, deleted, values, by, at }: StoredRow, columns: readonly string[]): Theirs => ({
  revision,
  deleted,
  values,
  columns: [...columns],
  by,
  at,
});

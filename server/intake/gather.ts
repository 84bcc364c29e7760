/** All that deciding on a submission needs from the store, loaded set by set. */
import { periodOfRow } from "../../shared/report/check.ts";
import { splitAliases } from "../../shared/register/names.ts";
import { keyOf } from "../../shared/register/row-keys.ts";
import type { Values } from "../../shared/report/value.ts";
import {
  type Intake,
  type OpenConflict,
  type Place,
  placeKey,
  type ReviewName,
  reviewKey,
  revisionKey,
  type RevisionName,
  type StoredFiling,
  type StoredRow,
} from "../store/intake-store.ts";
import type { Period } from "../store/period.ts";
import { AccountBook, type BookState } from "./account-book.ts";
import type { ReadRow } from "./read-rows.ts";
import { type Reconciled, reconcile } from "./reconcile.ts";

/** A row that has been held against the store. */
export interface Met {
  readonly row: ReadRow;
  readonly stored: StoredRow | undefined;
  readonly found: Reconciled;
  /** The month it would count for. */
  readonly period: string | null;
}

export interface Gathered {
  readonly met: readonly Met[];
  readonly periods: ReadonlyMap<string, Period>;
  readonly conflicts: ReadonlyMap<string, readonly OpenConflict[]>;
  readonly book: BookState;
  /** By `placeKey`, on the register or filed by the unit. */
  readonly places: ReadonlySet<string>;
  /** Row ids by `reviewKey`. */
  readonly reviews: ReadonlyMap<string, readonly string[]>;
  /** By row id, the columns that bring back what was erased. */
  readonly erased: ReadonlyMap<string, readonly string[]>;
  /** By row id. */
  readonly filings: ReadonlyMap<string, StoredFiling>;
}

export async function gather(
  transaction: Intake,
  unit: string,
  period: string,
  rows: readonly ReadRow[],
): Promise<Gathered> {
  const stored = await transaction.rows(rows.map(({ rowId }) => rowId));
  const bases = await transaction.valuesAt(rows.flatMap((row) => pastBase(row, stored.get(row.rowId))));
  const met = rows.map((row): Met => {
    const latest = stored.get(row.rowId);
    const base =
      row.baseRevision === null
        ? undefined
        : bases.get(revisionKey({ rowId: row.rowId, revision: row.baseRevision }));
    const found = reconcile(row, unit, latest, base);
    const values = found.kind === "write" ? found.values : (latest?.values ?? row.given);
    return { row, stored: latest, found, period: periodOfRow(row.sheet, values, latest?.period ?? period) };
  });
  const months = met.flatMap((one) => [one.period, one.stored?.period ?? null]);
  const known = [...stored.keys()];
  const written = met.filter(({ found }) => found.kind === "write");
  const filed = [...stored.values()].filter(({ sheet }) => sheet === "accounts").map(({ rowId }) => rowId);
  // None waits for another one's answer.
  const [conflicts, names, accounts, nextAccountId, periods, erased, filings] = await Promise.all([
    known.length === 0 ? [] : transaction.openConflicts(known),
    transaction.accountNames(unit, namedKeys(written)),
    transaction.accounts(unit, filedAccounts(written)),
    transaction.nextAccountId(),
    transaction.periods([...new Set(months.filter((month) => month !== null))]),
    transaction.erased(rows.filter(({ deleted }) => !deleted)),
    filed.length === 0 ? new Map<string, StoredFiling>() : transaction.filings(filed),
  ]);
  const book: BookState = { names, accounts, nextAccountId };
  // Accounts that this very submission files have no places and no reviews in the store yet.
  const accountOf = accountReader(new AccountBook(unit, book));
  const [places, reviews] = await Promise.all([
    transaction.places(unit, placesNamed(written, accountOf)),
    transaction.reviews(unit, reviewsNamed(written, accountOf)),
  ]);
  return { met, periods, conflicts: byRow(conflicts), book, places, reviews, erased, filings };
}

function byRow(conflicts: readonly OpenConflict[]): Map<string, OpenConflict[]> {
  const rows = new Map<string, OpenConflict[]>();
  for (const conflict of conflicts) rows.set(conflict.rowId, [...(rows.get(conflict.rowId) ?? []), conflict]);
  return rows;
}

function pastBase({ rowId, baseRevision }: ReadRow, stored: StoredRow | undefined): RevisionName[] {
  if (!stored || baseRevision === null || baseRevision >= stored.revision) return [];
  return [{ rowId, revision: baseRevision }];
}

const valuesOf = ({ found }: Met): Values => (found.kind === "write" ? found.values : {});
const text = (values: Values, column: string): string => String(values[column] ?? "");

function namedKeys(written: readonly Met[]): string[] {
  const names = new Set<string>();
  for (const one of written) {
    const values = valuesOf(one);
    if (one.row.sheet !== "accounts") {
      names.add(text(values, "account"));
      continue;
    }
    names.add(text(values, "name"));
    if (one.stored) names.add(text(one.stored.values, "name"));
    for (const alias of splitAliases(text(values, "aliases"))) names.add(alias);
  }
  names.delete("");
  return [...new Set([...names].map(keyOf))];
}

const filedAccounts = (written: readonly Met[]): number[] => [
  ...new Set(written.flatMap(({ stored }) => (stored?.sheet === "accounts" ? (stored.accountId ?? []) : []))),
];

/** The root of the account a row names. Each name's key is made once: a submission names the same few accounts again and again. */
function accountReader(book: AccountBook): (values: Values) => number | undefined {
  const seen = new Map<string, number | undefined>();
  return (values) => {
    const name = text(values, "account");
    if (seen.has(name)) return seen.get(name);
    const accountId = book.accountOf(keyOf(name));
    const root = accountId === undefined ? undefined : book.rootOf(accountId);
    seen.set(name, root);
    return root;
  };
}

function placesNamed(written: readonly Met[], accountOf: (values: Values) => number | undefined): Place[] {
  const places = new Map<string, Place>();
  for (const one of written) {
    const values = valuesOf(one);
    const accountId = accountOf(values);
    if (accountId === undefined) continue;
    for (const kind of ["branch", "carrier"] as const) {
      const name = text(values, kind);
      if (name === "") continue;
      const place: Place = { kind, accountId, key: keyOf(name) };
      places.set(placeKey(place), place);
    }
  }
  return [...places.values()];
}

function reviewsNamed(
  written: readonly Met[],
  accountOf: (values: Values) => number | undefined,
): ReviewName[] {
  const reviews = new Map<string, ReviewName>();
  for (const one of written) {
    if (one.row.sheet !== "reviews" || one.period === null) continue;
    const accountId = accountOf(valuesOf(one));
    if (accountId === undefined) continue;
    const review: ReviewName = { period: one.period, accountId };
    reviews.set(reviewKey(review), review);
  }
  return [...reviews.values()];
}

/** From reviews and ratings to how units stand with the accounts. */
import { addMonths } from "../../report/dates.ts";
import { RATING_MONTHS } from "../params.ts";
import type { SqlRow } from "../queries.ts";
import type { AccountReview, RatingMove, RatingTrend } from "../relationship.ts";
import { columnsOf } from "../sql-row.ts";
import { type Names, order } from "./names.ts";

/** By account and unit, each with the unit's own rating of last month. */
export function reviewsOf(
  rows: readonly SqlRow[],
  previous: readonly SqlRow[],
  names: Names,
): AccountReview[] {
  const before = new Map<string, number>();
  for (const row of columnsOf(previous)) {
    const [id, unit, rating] = [row.numberOrNull("account_id"), row.text("unit"), row.number("rating")];
    before.set(`${id} ${unit}`, rating);
    // Where an account has turned out to be another, a rating under its former name counts as well.
    const root = `root ${names.root(id)} ${unit}`;
    if (!before.has(root)) before.set(root, rating);
  }
  return columnsOf(rows)
    .map((row): AccountReview => {
      const id = row.numberOrNull("account_id");
      const accountId = names.root(id);
      const unit = row.text("unit");
      return {
        rowId: row.text("row_id"),
        accountId,
        account: names.account(id),
        unit,
        unitName: names.unit(unit),
        rating: row.number("rating"),
        previousRating: before.get(`${id} ${unit}`) ?? before.get(`root ${accountId} ${unit}`) ?? null,
        trend: row.text("trend"),
        remark: row.text("remark"),
        outlook: row.textOrNull("outlook"),
        plan: row.textOrNull("plan"),
        quiet: row.number("quiet") === 1,
      };
    })
    .sort((a, b) => order(a.account, b.account) || order(a.unit, b.unit) || order(a.rowId, b.rowId));
}

/** What rose (1) or fell (-1), the most first. */
export const movesOf = (reviews: readonly AccountReview[], direction: 1 | -1): RatingMove[] =>
  reviews
    .flatMap(({ previousRating, rowId, accountId, account, unit, unitName, rating, remark }) =>
      previousRating !== null && (rating - previousRating) * direction > 0
        ? [{ rowId, accountId, account, unit, unitName, rating, remark, previousRating }]
        : [],
    )
    .sort(
      (a, b) =>
        (b.rating - b.previousRating - (a.rating - a.previousRating)) * direction ||
        order(a.account, b.account) ||
        order(a.unit, b.unit),
    );

interface Ratings {
  total: number;
  ratings: number;
}

/** Averages of ratings, by month and account. */
export class RatingBook {
  readonly #accounts = new Map<number | null, Map<string, Ratings>>();
  readonly #all = new Map<string, Ratings>();

  constructor(rows: readonly SqlRow[], names: Names) {
    for (const row of columnsOf(rows)) {
      const account = names.root(row.numberOrNull("account_id"));
      const months = this.#accounts.get(account) ?? new Map<string, Ratings>();
      this.#accounts.set(account, months);
      for (const book of [months, this.#all]) {
        const sum = book.get(row.text("period")) ?? { total: 0, ratings: 0 };
        book.set(row.text("period"), sum);
        sum.total += row.number("total");
        sum.ratings += row.number("ratings");
      }
    }
  }

  average(period: string): number | null {
    return averageOf(this.#all.get(period));
  }

  /** Accounts rated in the month, those with most ratings first. */
  trend(period: string, names: Names): RatingTrend {
    const periods = Array.from({ length: RATING_MONTHS }, (_, i) => addMonths(period, i + 1 - RATING_MONTHS));
    const accounts = [...this.#accounts]
      .flatMap(([accountId, months]) => {
        const count = months.get(period)?.ratings ?? 0;
        const ratings = periods.map((month) => averageOf(months.get(month)));
        return count === 0 ? [] : [{ count, accountId, account: names.account(accountId), ratings }];
      })
      .sort((a, b) => b.count - a.count || order(a.account, b.account))
      .map(({ accountId, account, ratings }) => ({ accountId, account, ratings }));
    return { periods, average: periods.map((month) => this.average(month)), accounts };
  }
}

const averageOf = (sum: Ratings | undefined): number | null => (sum ? sum.total / sum.ratings : null);

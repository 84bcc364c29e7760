/** From the queries' answers to the coverage map. */
import type { Coverage, Square } from "./coverage.ts";
import { inPlants } from "./parts/completeness.ts";
import { Names } from "./parts/names.ts";
import type { Answers, CoverageQuery } from "./queries.ts";
import { columnsOf, type Reader } from "./sql-row.ts";

export function assembleCoverage(answers: Answers<CoverageQuery>, period: string): Coverage {
  const names = new Names(answers("accounts"), answers("units"));
  const units = inPlants(answers("units")).map((row) => ({
    code: row.text("code"),
    name: row.text("name"),
    kind: row.text("kind"),
    base: row.textOrNull("base"),
  }));
  const squares = new Map<number, Map<string, Square>>();
  const squareOf = (row: Reader): Square => {
    const accountId = names.root(row.number("account_id")) ?? 0;
    const unit = row.text("unit");
    const mine = squares.get(accountId) ?? new Map<string, Square>();
    squares.set(accountId, mine);
    const square = mine.get(unit) ?? { unit, news: 0, purchases: 0, contacts: 0, reviews: 0, quiet: 0 };
    mine.set(unit, square);
    return square;
  };
  for (const row of columnsOf(answers("squares"))) {
    const square = squareOf(row);
    square[COUNTED[row.text("sheet")] ?? "news"] += row.number("row_count");
    square.quiet += row.number("quiet");
  }
  for (const row of columnsOf(answers("contacts"))) squareOf(row).contacts += row.number("row_count");

  const listed = new Set(units.map(({ code }) => code));
  const squaresOf = (accountId: number): Square[] =>
    [...(squares.get(accountId)?.values() ?? [])].filter(({ unit }) => listed.has(unit));
  const registered = names.registered();
  const others = [...squares.keys()]
    .filter((id) => names.standing(id) !== "registered")
    .map((accountId) => ({ accountId, account: names.account(accountId) }));
  return {
    period,
    units,
    accounts: [...registered, ...others].map(({ accountId, account }) => ({
      accountId,
      account,
      standing: names.standing(accountId),
      squares: squaresOf(accountId),
    })),
  };
}

const COUNTED: Readonly<Record<string, "news" | "purchases" | "reviews">> = {
  events: "news",
  purchases: "purchases",
  reviews: "reviews",
};

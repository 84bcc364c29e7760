/** Of whom nobody speaks, and who says nothing (R9). */
import { type BlindSpots, DAYS_WITHOUT_NEWS } from "../blind-spots.ts";
import { lastDayOf, type SummaryParams } from "../params.ts";
import type { Answers, SqlRow, SummaryQuery } from "../queries.ts";
import { columnsOf } from "../sql-row.ts";
import type { UnitFiling } from "../summary.ts";
import { type Names, order } from "./names.ts";

const DAY_MS = 86_400_000;
/** Branches past so many are only counted: they are a list to work through, not to read. */
const MOST_BRANCHES = 200;

export function blindSpotsOf(
  answers: Answers<SummaryQuery>,
  params: SummaryParams,
  filings: readonly UnitFiling[],
  names: Names,
): BlindSpots {
  const heard = heardOf(answers("heard"), names);
  const branches = unmetBranches(answers("branches"), names);
  const since = new Date(Date.parse(params.lastDay) - DAYS_WITHOUT_NEWS * DAY_MS).toISOString().slice(0, 10);
  const registered = names.registered().map((account) => ({
    ...account,
    ...(heard.get(account.accountId) ?? { lastOn: null, lastPeriod: null }),
  }));
  return {
    noNews: registered
      .filter(({ lastOn }) => lastOn === null || lastOn < since)
      .map(({ accountId, account, lastOn }) => ({ accountId, account, lastOn }))
      .sort((a, b) => order(a.lastOn ?? "", b.lastOn ?? "")),
    noPurchase: registered
      .filter(({ lastPeriod }) => lastPeriod === null || lastPeriod < params.purchasesFrom)
      .map(({ accountId, account, lastPeriod }) => ({ accountId, account, lastPeriod }))
      .sort((a, b) => order(a.lastPeriod ?? "", b.lastPeriod ?? "")),
    branchesWithoutContact: branches.slice(0, MOST_BRANCHES),
    branchesWithoutContactCount: branches.length,
    ...sidesOf(answers("squares"), answers("enteredByHeadquarters"), names),
    silentUnits: silentUnits(answers("squares"), filings),
  };
}

/** By account, those that turned out to be one as one: the day of the last news, and the month of the last purchase. */
function heardOf(
  rows: readonly SqlRow[],
  names: Names,
): Map<number, { lastOn: string | null; lastPeriod: string | null }> {
  const heard = new Map<number, { lastOn: string | null; lastPeriod: string | null }>();
  for (const row of columnsOf(rows)) {
    const id = names.root(row.number("id")) ?? 0;
    const known = heard.get(id) ?? { lastOn: null, lastPeriod: null };
    const review = row.textOrNull("last_review");
    heard.set(id, {
      lastOn: latest(
        known.lastOn,
        row.textOrNull("last_event"),
        // A review speaks of its whole month.
        review === null ? null : lastDayOf(review),
      ),
      lastPeriod: latest(known.lastPeriod, row.textOrNull("last_purchase")),
    });
  }
  return heard;
}

const latest = (...days: (string | null)[]): string | null =>
  days.reduce((last, day) => (day !== null && (last === null || day > last) ? day : last), null);

/** Accounts of which there was news in another month. */
export const accountsInTheNews = (
  rows: readonly SqlRow[],
  month: "news_previous" | "news_last_year",
  names: Names,
): number =>
  new Set(
    columnsOf(rows)
      .filter((row) => row.number(month) === 1)
      .map((row) => names.root(row.number("id"))),
  ).size;

/** Accounts of which there is news: an event, or a review that says something. */
export const accountsWithNews = (squares: readonly SqlRow[], names: Names): number =>
  new Set(
    columnsOf(squares)
      .filter((row) => row.text("sheet") !== "purchases" && row.number("row_count") > row.number("quiet"))
      .map((row) => names.root(row.number("account_id"))),
  ).size;

function unmetBranches(rows: readonly SqlRow[], names: Names): BlindSpots["branchesWithoutContact"] {
  interface Branch {
    accountId: number;
    account: string;
    key: string;
    branch: string;
    met: boolean;
    gone: boolean;
  }
  const all = columnsOf(rows);
  const rootOf = new Map(all.map((row) => [row.number("id"), row]));
  const branches = new Map<string, Branch>();
  for (const row of all) {
    const root = rootOf.get(row.numberOrNull("same_as") ?? row.number("id")) ?? row;
    const accountId = names.root(root.number("account_id")) ?? 0;
    if (names.standing(accountId) !== "registered") continue;
    const key = root.text("name_key");
    const id = `${accountId} ${key}`;
    const known = branches.get(id);
    branches.set(id, {
      accountId,
      account: names.account(accountId),
      key,
      branch: known?.branch ?? root.text("name"),
      met: (known?.met ?? false) || row.number("met") === 1,
      gone: (known?.gone ?? true) && row.number("gone") === 1,
    });
  }
  return [...branches.values()]
    .filter(({ met, gone }) => !met && !gone)
    .map(({ accountId, account, key, branch }) => ({ accountId, account, key, branch }))
    .sort((a, b) => order(a.account, b.account) || order(a.branch, b.branch));
}

/** Accounts on the register of which the month's rows come from one side alone. */
function sidesOf(
  squares: readonly SqlRow[],
  entered: readonly SqlRow[],
  names: Names,
): Pick<BlindSpots, "oneSided" | "unitsOnly"> {
  const byHeadquarters = new Map<number | null, number>();
  for (const row of columnsOf(entered)) {
    const id = names.root(row.numberOrNull("account_id"));
    byHeadquarters.set(id, (byHeadquarters.get(id) ?? 0) + row.number("row_count"));
  }
  const told = new Map<number | null, { units: Set<string>; rows: number }>();
  for (const row of columnsOf(squares)) {
    const id = names.root(row.number("account_id"));
    const known = told.get(id) ?? { units: new Set<string>(), rows: 0 };
    told.set(id, known);
    known.units.add(row.text("unit"));
    known.rows += row.number("row_count");
  }
  let unitsOnly = 0;
  const oneSided = names.registered().flatMap((account): BlindSpots["oneSided"] => {
    const { units, rows } = told.get(account.accountId) ?? { units: new Set<string>(), rows: 0 };
    const own = byHeadquarters.get(account.accountId) ?? 0;
    if (rows > 0 && own === 0) unitsOnly += 1;
    if (rows > 0 && own === rows) {
      return [{ ...account, side: "headquarters", unit: null, unitName: "", rows }];
    }
    const [unit, ...others] = units;
    if (unit === undefined || others.length > 0) return [];
    return [{ ...account, side: "one-unit", unit, unitName: names.unit(unit), rows }];
  });
  return { oneSided, unitsOnly };
}

/** Units without a report, and units of which all that came is 本月无动态. */
function silentUnits(squares: readonly SqlRow[], filings: readonly UnitFiling[]): BlindSpots["silentUnits"] {
  const speaking = new Set(
    columnsOf(squares)
      .filter((row) => row.number("row_count") > row.number("quiet"))
      .map((row) => row.text("unit")),
  );
  return filings.flatMap(({ unit, name, state }): BlindSpots["silentUnits"] => {
    if (speaking.has(unit)) return [];
    return [{ unit, unitName: name, reason: state === "missing" ? "missing" : "quiet" }];
  });
}

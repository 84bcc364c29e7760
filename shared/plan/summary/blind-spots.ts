/** Where nobody is looking (R9). */
import { type BlindSpots, DAYS_WITHOUT_NEWS, MONTHS_WITHOUT_PURCHASE } from "../../summary/blind-spots.ts";
import type { Summary } from "../../summary/summary.ts";
import { SUMMARY } from "../../text/summary.ts";
import type { Page, Shown } from "../page.ts";
import { beginSection, filled } from "./section.ts";

/** Names past so many are only counted. */
const MOST_NAMES = 60;

export function blindSpots(page: Page, summary: Summary): void {
  const spots = summary.blindSpots;
  beginSection(page, SUMMARY.blindSpots, "blindSpots", summary);
  page.table(
    [
      { header: SUMMARY.spot, span: 2, style: "cellWrap", wraps: true },
      { header: SUMMARY.count, span: 1, style: "cellCenter" },
      { header: SUMMARY.names, span: 8, style: "cellWrap", wraps: true },
    ],
    rowsOf(spots),
  );
  if (spots.unitsOnly > 0) page.line(filled(SUMMARY.unitsOnly, { count: spots.unitsOnly }), "note");
}

function rowsOf(spots: BlindSpots): Shown[][] {
  const { noNews, noPurchase, branchesWithoutContact, branchesWithoutContactCount, oneSided, silentUnits } =
    spots;
  const last = (name: string, day: string | null): string =>
    `${name}（${day === null ? SUMMARY.never : filled(SUMMARY.lastOn, { day })}）`;
  const reasons = { missing: SUMMARY.missing, quiet: SUMMARY.quiet.slice(0, 5) };
  const byUnit = oneSided.filter(({ side }) => side === "one-unit");
  const byHeadquarters = oneSided.filter(({ side }) => side === "headquarters");
  const row = (title: string, means: string, count: number, names: readonly string[]): Shown[] => [
    `${title}\n${means}`,
    count,
    listed(names, count),
  ];
  return [
    row(
      filled(SUMMARY.noNews, { days: DAYS_WITHOUT_NEWS }),
      filled(SUMMARY.noNewsMeans, { days: DAYS_WITHOUT_NEWS }),
      noNews.length,
      noNews.map(({ account, lastOn }) => last(account, lastOn)),
    ),
    row(
      filled(SUMMARY.noPurchase, { months: MONTHS_WITHOUT_PURCHASE }),
      SUMMARY.noPurchaseMeans,
      noPurchase.length,
      noPurchase.map(({ account, lastPeriod }) => last(account, lastPeriod)),
    ),
    row(
      SUMMARY.noContact,
      SUMMARY.noContactMeans,
      branchesWithoutContactCount,
      branchesWithoutContact.map(({ account, branch }) => `${account} · ${branch}`),
    ),
    row(
      SUMMARY.oneUnit,
      SUMMARY.oneUnitMeans,
      byUnit.length,
      byUnit.map(({ account, unitName }) => `${account}（${unitName}）`),
    ),
    row(
      SUMMARY.headquarters,
      SUMMARY.headquartersMeans,
      byHeadquarters.length,
      byHeadquarters.map(({ account }) => account),
    ),
    row(
      SUMMARY.silent,
      SUMMARY.silentMeans,
      silentUnits.length,
      silentUnits.map(({ unitName, reason }) => `${unitName}（${reasons[reason]}）`),
    ),
  ];
}

function listed(names: readonly string[], count: number): string {
  if (names.length === 0) return SUMMARY.nothing;
  const shown = names.slice(0, MOST_NAMES).join("、");
  return count > MOST_NAMES ? `${shown} ${filled(SUMMARY.andMore, { count })}` : shown;
}

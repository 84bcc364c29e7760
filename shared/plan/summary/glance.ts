/** The report at a glance: what whoever reads no further should have seen. */
import { DAYS_WITHOUT_NEWS, MONTHS_WITHOUT_PURCHASE } from "../../summary/blind-spots.ts";
import type { Summary } from "../../summary/summary.ts";
import { CHOICES } from "../../report/choices.ts";
import { SUMMARY } from "../../text/summary.ts";
import type { Field, Page } from "../page.ts";
import { nominationsInShort } from "./register.ts";
import { filled, subheading } from "./section.ts";

/** Names of a kind. */
const MOST = 3;
const MOST_UNITS = 12;

const FIELDS: readonly Omit<Field, "header">[] = [
  { span: 1, style: "glanceLabel" },
  { span: 10, style: "cellWrap", wraps: true },
];

export function glance(page: Page, summary: Summary): void {
  const { glanceOf } = SUMMARY;
  subheading(page, SUMMARY.glance);
  const lines: [string, string][] = [
    [glanceOf.purchases, bought(summary)],
    [glanceOf.relationship, moved(summary)],
    [glanceOf.events, happened(summary)],
    [
      glanceOf.filings,
      summary.nominations.length === 0 ? SUMMARY.noNominations : nominationsInShort(summary),
    ],
    [glanceOf.completeness, reported(summary)],
    [glanceOf.blindSpots, unseen(summary)],
  ];
  for (const line of lines) page.cells(line, FIELDS);
}

const listed = (names: readonly string[], most: number, count = names.length): string =>
  count > most
    ? `${names.slice(0, most).join(SUMMARY.list)}${filled(SUMMARY.andMore, { count })}`
    : names.join(SUMMARY.list);

function bought({ purchases }: Summary): string {
  const changes = purchases.filter(({ change }) => change !== 0).sort((a, b) => b.change - a.change);
  const more = changes.filter(({ change }) => change > 0).slice(0, MOST);
  const less = changes
    .filter(({ change }) => change < 0)
    .toReversed()
    .slice(0, MOST);
  if (changes.length === 0) return SUMMARY.asMany;
  return [
    more.length > 0 &&
      filled(SUMMARY.mostMore, {
        list: listed(
          more.map((one) => `${one.account} +${one.change}`),
          MOST,
        ),
      }),
    less.length > 0 &&
      filled(SUMMARY.mostLess, {
        list: listed(
          less.map((one) => `${one.account} ${one.change}`),
          MOST,
        ),
      }),
  ]
    .filter(Boolean)
    .join("");
}

function moved({ rose, fell }: Summary): string {
  const moves = filled(SUMMARY.moves, { rose: rose.length, fell: fell.length });
  if (fell.length === 0) return moves;
  const names = fell
    .slice(0, MOST)
    .map((one) => `${one.account} · ${one.unitName} ${one.previousRating}→${one.rating}`);
  return moves + filled(SUMMARY.mostFallen, { list: listed(names, MOST) });
}

function happened({ events, eventCounts }: Summary): string {
  const [, important, urgent] = CHOICES.weight;
  const counts = filled(SUMMARY.urgent, {
    urgent: eventCounts[urgent.value] ?? 0,
    important: eventCounts[important.value] ?? 0,
  });
  const names = events
    .filter(({ weight }) => weight === urgent.value)
    .map(({ account, kind }) => `${account} ${kind}`);
  return names.length === 0 ? counts : counts + filled(SUMMARY.urgentOf, { list: listed(names, MOST) });
}

function reported({ filings, completeness }: Summary): string {
  const named = (state: "missing" | "late"): string[] =>
    filings.filter((filing) => filing.state === state).map(({ name }) => name);
  const [missing, late] = [named("missing"), named("late")];
  if (completeness.expected === 0) return SUMMARY.noUnits;
  if (missing.length + late.length === 0) return SUMMARY.allOnTime;
  return [
    missing.length > 0 && filled(SUMMARY.missingUnits, { list: listed(missing, MOST_UNITS) }),
    late.length > 0 && filled(SUMMARY.lateUnits, { list: listed(late, MOST_UNITS) }),
  ]
    .filter(Boolean)
    .join("");
}

const unseen = ({ blindSpots }: Summary): string =>
  filled(SUMMARY.spots, {
    days: DAYS_WITHOUT_NEWS,
    months: MONTHS_WITHOUT_PURCHASE,
    news: blindSpots.noNews.length,
    purchase: blindSpots.noPurchase.length,
    contact: blindSpots.branchesWithoutContactCount,
    silent: blindSpots.silentUnits.length,
  });

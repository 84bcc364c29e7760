/** What the report is, as what it was issued, and what has changed since another was. */
import { periodInChinese } from "../../report/dates.ts";
import { hasChanged, type SinceIssued } from "../../summary/since.ts";
import type { Summary } from "../../summary/summary.ts";
import { SUMMARY } from "../../text/summary.ts";
import type { Field, Page, Shown } from "../page.ts";
import { writtenFigure } from "./figure-text.ts";
import { filled, subheading, timeInChina } from "./section.ts";

export const BANNER_POINTS = 36;

export function head(page: Page, summary: Summary): void {
  const { period, issue, madeAt, deadline, state, changes } = summary;
  page.line(`${SUMMARY.title} · ${periodInChinese(period)}`, "banner", BANNER_POINTS);
  if (issue) {
    const { number, by } = issue;
    page.line(filled(SUMMARY.issuedAs, { number, by, at: timeInChina(issue.issuedAt) }), "bannerNote", 22);
  } else {
    page.line(SUMMARY.draft, "bannerDraft", 22);
  }
  const facts = [
    `${SUMMARY.madeAt} ${timeInChina(madeAt)}`,
    `${SUMMARY.deadline} ${timeInChina(deadline)}`,
    state === "closed" ? SUMMARY.closed : SUMMARY.open,
  ];
  page.line(facts.join(" · "), "bannerNote", 22);
  if (changes) sinceIssue(page, changes);
}

const FIELDS: readonly Field[] = [
  { header: SUMMARY.item, span: 4, style: "cell" },
  { header: SUMMARY.before, span: 2, style: "cellCenter" },
  { header: SUMMARY.now, span: 2, style: "cellCenter" },
  { header: SUMMARY.difference, span: 3, style: "cellCenter" },
];

function sinceIssue(page: Page, changes: SinceIssued): void {
  const { number, issuedAt, figures, purchases, units, rows } = changes;
  subheading(page, filled(SUMMARY.changes, { number, at: timeInChina(issuedAt) }));
  if (!hasChanged(changes)) {
    page.line(SUMMARY.noChanges, "note");
    return;
  }
  const lines: Shown[][] = [
    ...figures.map(({ figure, before, now }) => [
      SUMMARY.figure[figure],
      writtenFigure(figure, before),
      writtenFigure(figure, now),
      before === null || now === null ? "—" : writtenFigure(figure, now - before, true),
    ]),
    ...purchases.flatMap(({ account, before, now }) =>
      (["ours", "rivals"] as const)
        .filter((side) => before[side] !== now[side])
        .map((side) => [
          filled(SUMMARY.purchasesOf, { account, side: SUMMARY[side] }),
          String(before[side]),
          String(now[side]),
          signed(now[side] - before[side]),
        ]),
    ),
  ];
  if (lines.length > 0) page.table(FIELDS, lines);
  if (units.length > 0) {
    const states = { "on-time": SUMMARY.onTime, late: SUMMARY.late };
    const names = units.map(({ name, state }) => `${name}（${states[state]}）`).join("、");
    page.paragraph(filled(SUMMARY.unitsSince, { units: names }), "longText");
  }
  if (Object.values(rows).some((more) => more !== 0)) {
    const more = Object.fromEntries(Object.entries(rows).map(([sheet, count]) => [sheet, signed(count)]));
    page.paragraph(filled(SUMMARY.rowsSince, more), "longText");
  }
}

const signed = (n: number): string => (n > 0 ? `+${n}` : String(n));

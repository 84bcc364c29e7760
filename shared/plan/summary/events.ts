/** What happened: how often, by kind and weight, and the important things in full. */
import { CHOICES, choiceValues } from "../../report/choices.ts";
import { serialOf } from "../../report/dates.ts";
import type { ImportantEvent, Summary } from "../../summary/summary.ts";
import { SUMMARY } from "../../text/summary.ts";
import type { Field, Page, Shown } from "../page.ts";
import type { StyleName } from "../styles.ts";
import { beginSection, filled, subheading } from "./section.ts";

const [ORDINARY, IMPORTANT, URGENT] = CHOICES.weight;
const WEIGHT_STYLES: Readonly<Record<string, StyleName>> = {
  [IMPORTANT.value]: "cellImportant",
  [URGENT.value]: "cellUrgent",
};

export function events(page: Page, summary: Summary): void {
  beginSection(page, SUMMARY.events, "events", summary);
  if (summary.eventKinds.length === 0) {
    page.line(SUMMARY.noEvents, "note");
    return;
  }
  counts(page, summary);
  subheading(page, SUMMARY.eventsInFull);
  if (summary.events.length === 0) page.line(SUMMARY.noImportant, "note");
  else inFull(page, summary.events);
  const ordinary = summary.eventCounts[ORDINARY.value] ?? 0;
  if (ordinary > 0) page.line(filled(SUMMARY.otherEvents, { count: ordinary }), "note");
}

function counts(page: Page, { eventKinds, eventCounts, period }: Summary): void {
  const weights = choiceValues("weight").toReversed();
  const fields: Field[] = [
    { header: SUMMARY.kind, span: 1, style: "cell" },
    ...weights.map((header): Field => ({ header, span: 1, style: "cellWhole" })),
    { header: SUMMARY.allKinds, span: 1, style: "cellWhole" },
  ];
  const sum = (of: Readonly<Record<string, number>>): number => Object.values(of).reduce((a, b) => a + b, 0);
  subheading(page, SUMMARY.eventCounts);
  page.table(
    fields,
    eventKinds.map(({ kind, weights: told }): Shown[] => [
      kind,
      ...weights.map((weight) => ({
        value: told[weight] ?? 0,
        traces: [{ sheet: "events" as const, period, kind, weight }],
      })),
      { value: sum(told), traces: [{ sheet: "events", period, kind }] },
    ]),
  );
  page.cells(
    [
      SUMMARY.allKinds,
      ...weights.map((weight) => ({
        value: eventCounts[weight] ?? 0,
        traces: [{ sheet: "events" as const, period, weight }],
      })),
      { value: sum(eventCounts), traces: [{ sheet: "events", period }] },
    ],
    fields.map(({ span }, i) => ({ span, style: i === 0 ? "total" : "totalWhole" })),
  );
}

function inFull(page: Page, list: readonly ImportantEvent[]): void {
  page.table(
    [
      { header: SUMMARY.concerned, span: 1, style: "cellWrap", wraps: true },
      { header: SUMMARY.date, span: 1, style: "cellDate" },
      { header: SUMMARY.kind, span: 1, style: "cellCenter" },
      { header: SUMMARY.weight, span: 1, style: "cellCenter" },
      { header: SUMMARY.body, span: 3, style: "cellWrap", wraps: true },
      { header: SUMMARY.action, span: 2, style: "cellWrap", wraps: true },
      { header: SUMMARY.owner, span: 1, style: "cellWrap", wraps: true },
      { header: SUMMARY.unit, span: 1, style: "cellWrap", wraps: true },
    ],
    list.map((event) => [
      `${event.account}\n${event.place === "" ? event.side : event.place}`,
      { value: serialOf(event.happenedOn), traces: [{ sheet: "events", rowId: event.rowId }] },
      event.kind,
      { value: event.weight, style: WEIGHT_STYLES[event.weight] ?? "cellCenter" },
      event.body,
      event.action,
      [event.owner, event.dueOn && filled(SUMMARY.dueOn, { date: event.dueOn })].filter(Boolean).join("\n"),
      event.unitName,
    ]),
  );
}

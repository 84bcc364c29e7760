/** A part of the report: its heading, HQ's own words under it, and then what it tells. */
import { clockInChina } from "../../report/dates.ts";
import type { Summary } from "../../summary/summary.ts";
import type { ReportSection } from "../../sync/months.ts";
import { SUMMARY } from "../../text/summary.ts";
import type { Page } from "../page.ts";

const HEADING_POINTS = 30;
/** At least so much of a section stands on the page of its heading, unless it says more. */
const BEGINNING_POINTS = 110;

/**
 * HQ's own words stand right under the heading (R9: headquarters' side of the matter).
 *
 * @param room points of what must not be parted from the heading
 */
export function beginSection(
  page: Page,
  title: string,
  section: ReportSection,
  { words }: Summary,
  room = BEGINNING_POINTS,
): void {
  const own = words[section] ?? "";
  const text = own === "" ? "" : `${SUMMARY.words}${own}`;
  page.skip(14);
  page.need(HEADING_POINTS + (text === "" ? 0 : page.heightOf(text)) + room);
  page.line(title, "sectionTitle", HEADING_POINTS);
  page.skip(4);
  if (text === "") return;
  page.paragraph(text, "words");
  page.skip(6);
}

export function subheading(page: Page, title: string, room = 60): void {
  page.skip(8);
  page.need(24 + room);
  page.line(title, "subheading", 24);
}

/** `2026-11-05 23:59`, in China. */
export const timeInChina = (at: string): string => clockInChina(at).slice(0, 16);

export const percent = (rate: number | null): string => (rate === null ? "—" : `${(rate * 100).toFixed(1)}%`);

/** `filled("{a} of {b}", { a: 1, b: 2 })` is `1 of 2`. */
export const filled = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

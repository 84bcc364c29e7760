/** The units of a month in the order in which HQ deals with them, and as text to be passed on. Pure. */
import papa from "papaparse";
import { guardedCell } from "../../../shared/report/csv-guard.ts";
import type { Completeness, UnitCompleteness } from "../../../shared/sync/months.ts";
import type { Texts } from "../../../shared/text/texts.ts";
import { timeInChina } from "../wording.ts";

export const FILED_STATES = ["missing", "late", "on-time"] as const;
export type FiledState = UnitCompleteness["state"];

/** A shop whose main-base plant is listed too stands under it. */
export interface UnitLine {
  readonly unit: UnitCompleteness;
  readonly under: boolean;
}

export interface UnitFilter {
  readonly state: FiledState | "all";
  /** Part of a unit's name or code. */
  readonly text: string;
}

/**
 * Whoever is missing comes first. A plant and its shops stay together, as far back as the one of them that is furthest
 * behind: the plant is asked about its shops. A filter leaves a plant out that does not match, and its shops in.
 */
export function arrangeUnits(units: readonly UnitCompleteness[], filter: UnitFilter): UnitLine[] {
  const plants = new Set(units.map(({ unit }) => unit));
  const groups = new Map<string, UnitCompleteness[]>();
  for (const unit of units) {
    const head = unit.base !== null && plants.has(unit.base) ? unit.base : unit.unit;
    groups.set(head, [...(groups.get(head) ?? []), unit]);
  }
  return [...groups.entries()]
    .map(([head, members]) => ({
      head,
      members: members
        .filter((unit) => matches(unit, filter))
        .sort((a, b) => Number(b.unit === head) - Number(a.unit === head) || inOrder(a, b)),
    }))
    .filter(({ members }) => members.length > 0)
    .sort((a, b) => rankOf(a.members) - rankOf(b.members) || a.head.localeCompare(b.head))
    .flatMap(({ head, members }) => members.map((unit) => ({ unit, under: unit.unit !== head })));
}

const RANK: Readonly<Record<FiledState, number>> = { missing: 0, late: 1, "on-time": 2 };

const rankOf = (members: readonly UnitCompleteness[]): number =>
  Math.min(...members.map(({ state }) => RANK[state]));

const inOrder = (a: UnitCompleteness, b: UnitCompleteness): number =>
  RANK[a.state] - RANK[b.state] || a.unit.localeCompare(b.unit);

function matches({ unit, name, state }: UnitCompleteness, filter: UnitFilter): boolean {
  const text = filter.text.trim().toLowerCase();
  return (
    (filter.state === "all" || filter.state === state) &&
    (text === "" || name.toLowerCase().includes(text) || unit.toLowerCase().includes(text))
  );
}

/** A list for a chat or a telephone round: one unit a line. */
export function listText(month: Completeness, units: readonly UnitCompleteness[], texts: Texts): string {
  const { months } = texts;
  return [
    months.listTitle(month.period, timeInChina(month.deadline)),
    ...units.map(({ name, state, unreviewed }) =>
      months.listUnit(name, months.state[state], unreviewed.length),
    ),
  ].join("\n");
}

/** All units as a CSV file that Excel opens by a double click: UTF-8 with a byte order mark. */
export function completenessCsv(month: Completeness, texts: Texts): string {
  const { months } = texts;
  const names = new Map(month.units.map(({ unit, name }) => [unit, name]));
  const lines = arrangeUnits(month.units, { state: "all", text: "" }).map(({ unit }) => [
    month.period,
    unit.unit,
    unit.name,
    unit.kind === "plant" ? months.plant : months.shop,
    unit.base === null ? "" : (names.get(unit.base) ?? unit.base),
    months.state[unit.state],
    unit.firstAt === null ? "" : timeInChina(unit.firstAt),
    unit.rows,
    unit.accounts,
    unit.unreviewed.map(({ account }) => account).join(texts.comma),
    unit.remindedAt === null ? "" : timeInChina(unit.remindedAt),
  ]);
  // Text that a spreadsheet would compute is marked as text.
  const guarded = [months.csv, ...lines].map((line) => line.map(guardedCell));
  return `\uFEFF${papa.unparse(guarded, { newline: "\r\n" })}\r\n`;
}

/** Whose workbook it is, and for which month: as it says itself, unless it says nothing or is told otherwise. */
import { Problem } from "../../shared/problems.ts";
import { TEMPLATE_VERSION } from "../../shared/report/sheets.ts";
import type { ReportReading } from "../../shared/report/workbook.ts";
import type { Author } from "../../shared/sync/protocol.ts";

export interface Asked {
  readonly unit?: string | undefined;
  readonly period?: string | undefined;
  /** What is asked for counts, also against what the workbook says. */
  readonly confirmed: boolean;
}

export interface Recognised {
  readonly unit: string;
  readonly period: string;
  readonly template: number;
  /** The rows as they are to be taken. */
  readonly reading: ReportReading;
}

/** What `recognise` may find wrong. */
export const RECOGNITION_PROBLEMS = [
  "unit_not_named",
  "period_not_named",
  "workbook_of_other_unit",
  "workbook_of_other_period",
] as const;

/** @throws Problem `RECOGNITION_PROBLEMS` */
export function recognise(reading: ReportReading, asked: Asked, person: Author): Recognised {
  // A list sheet whose cells have been emptied says nothing.
  const meta = reading.meta?.unit === "" ? null : reading.meta;
  const unit = asked.unit ?? meta?.unit ?? person.unit;
  const period = asked.period ?? meta?.period;
  if (unit === null) throw new Problem("unit_not_named");
  if (period === undefined) throw new Problem("period_not_named");
  if (!asked.confirmed && meta && meta.unit !== unit) {
    throw new Problem("workbook_of_other_unit", { found: meta.unit, asked: unit });
  }
  if (!asked.confirmed && meta && meta.period !== period) {
    throw new Problem("workbook_of_other_period", { found: meta.period, asked: period });
  }
  // Files without a number come from before there were any, or from elsewhere: they are read as they are.
  const template = meta && Number.isInteger(meta.template) ? meta.template : TEMPLATE_VERSION;
  const own = meta === null || meta.unit === unit;
  return { unit, period, template, reading: own ? reading : withoutIdentities(reading) };
}

/** The rows of another unit's workbook are new ones here: their identities are the other unit's. */
const withoutIdentities = (reading: ReportReading): ReportReading => ({
  ...reading,
  sheets: reading.sheets.map((sheet) => ({
    ...sheet,
    rows: sheet.rows
      .filter(({ cleared }) => !cleared)
      .map((row) => ({ ...row, rowId: null, baseRevision: null })),
  })),
});

/** Makes what is asked of a whole month. The store is let go before anything is put together. */
import { createHash } from "node:crypto";
import { summaryPlan } from "../../shared/plan/summary.ts";
import { assembleCoverage } from "../../shared/summary/assemble-coverage.ts";
import { COVERAGE_MAP_QUERIES, SUMMARY_QUERIES } from "../../shared/summary/queries.ts";
import { type TracedRows, traceQuery } from "../../shared/summary/trace.ts";
import { readReports } from "../store/open-reading.ts";
import type { StorePlace } from "../store/open-snapshot.ts";
import { packed } from "../store/packed.ts";
import type { ReportReading } from "../store/report-reading.ts";
import { numberAfter } from "../store/reports-store.ts";
import { drawWorkbook } from "../xlsx/draw.ts";
import { completeness } from "./completeness.ts";
import { type KeptReport, keptReport, keptSummary, reportAsKept } from "./kept.ts";
import type { Answer, Asked, Json, MadeName } from "./made.ts";
import { answersOf, monthlyReport, readMonth, WITH_COVERAGE } from "./monthly-report.ts";

/** Plain data, as it goes to a thread. */
export interface MakeTask<Name extends MadeName = MadeName> {
  readonly place: StorePlace;
  readonly name: Name;
  readonly asked: Asked<Name>;
}

export const make = <Name extends MadeName>({ place, name, asked }: MakeTask<Name>): Promise<Answer<Name>> =>
  MAKERS[name]((work) => readReports(place, work), asked);

/** All that `work` reads is one state of the store. */
type Read = <T>(work: (reading: ReportReading) => Promise<T>) => Promise<T>;

const MAKERS: { readonly [Name in MadeName]: (read: Read, asked: Asked<Name>) => Promise<Answer<Name>> } = {
  async summary(read, { period, at }) {
    return json(
      monthlyReport(await read((reading) => readMonth(reading, period, SUMMARY_QUERIES)), period, at),
    );
  },
  async coverage(read, { period }) {
    return json(
      assembleCoverage(await read((reading) => answersOf(reading, period, COVERAGE_MAP_QUERIES)), period),
    );
  },
  async completeness(read, { period, sight }) {
    const [month, filed] = await read(async (reading) => [
      await reading.period(period),
      await reading.filed(period, sight),
    ]);
    return json(completeness(month, filed));
  },
  async workbook(read, { period, at }) {
    const month = await read((reading) => readMonth(reading, period, WITH_COVERAGE));
    return drawn({
      summary: monthlyReport(month, period, at),
      coverage: assembleCoverage(month.answers, period),
    });
  },
  async edition(read, { period, at, by, after }) {
    const month = await read((reading) => readMonth(reading, period, WITH_COVERAGE));
    const { sequence, cursor } = month;
    if (after !== null && after !== sequence) return null;
    const summary = monthlyReport(month, period, at);
    const issue = { number: numberAfter(period, sequence), issuedAt: summary.madeAt, by };
    const coverage = assembleCoverage(month.answers, period);
    return {
      after: sequence,
      cursor,
      packed: packed(reportAsKept({ summary: { ...summary, issue }, coverage })),
    };
  },
  async kept(read, { number }) {
    const report = await read((reading) => reading.report(number));
    return report ? json(keptSummary(report.summary)) : null;
  },
  async keptWorkbook(read, { number }) {
    const report = await read((reading) => reading.report(number));
    return report ? drawn(keptReport(report.summary)) : null;
  },
  async rows(read, trace) {
    const found = await read((reading) => reading.answers([{ name: "rows", ...traceQuery(trace) }]));
    const traced: TracedRows = {
      sheet: trace.sheet,
      rowIds: (found.get("rows") ?? []).map(({ row_id: rowId }) => String(rowId)),
    };
    return json(traced);
  },
  async standing(read, { period, unit, most }) {
    const [filed] = await read((reading) => reading.filed(period, [unit]));
    return filed
      ? {
          filed: filed.firstAt !== null,
          unreviewed: filed.unreviewed.length,
          named: filed.unreviewed.slice(0, most),
        }
      : null;
  },
  missing: (read, { period }) => read((reading) => reading.missing(period)),
};

const drawn = ({ summary, coverage }: KeptReport): Promise<Uint8Array> =>
  drawWorkbook(summaryPlan(summary, coverage));

function json(value: unknown): Json {
  const bytes = utf8(JSON.stringify(value));
  return { bytes, hash: createHash("sha256").update(bytes).digest("base64url") };
}

/** In memory of its own, which can be handed from thread to thread. */
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

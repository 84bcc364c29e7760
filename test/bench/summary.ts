/**
 * The month's report over a short and a long history, each month of the same size: as the service gives it, and beside
 * the plain reading of the month's own rows in the same engine. The report looks back a year and a month, and at each
 * account's last news; the short history is shorter than that.
 */
import Database from "better-sqlite3";
import { databaseFile } from "../../server/store/sqlite/open.ts";
import { historyStore } from "./history.ts";
import { median, quantile } from "./measure.ts";
import { Options } from "./options.ts";
import { comparison, figure, type Measured } from "./result.ts";
import { RunningService } from "./service.ts";
import { QUICK_REPORT_HISTORY, REPORT_HISTORY } from "./sizes.ts";
import { HEADQUARTERS, PERIOD, tokenOf } from "./units.ts";

/** Of the long history to the short one, which holds fewer months than the report looks back. */
const TARGET = 2;
/** Of the report to the plain reading of the month's rows. */
const RAW_TARGET = 3;

export async function summary(input: unknown): Promise<Measured> {
  const { folder, quick } = Options.parse(input);
  const { month, sizes } = quick ? QUICK_REPORT_HISTORY : REPORT_HISTORY;
  const [warmUp, rounds] = quick ? [1, 3] : [5, 40];
  const stores: { rows: number; data: string; service: RunningService; times: number[] }[] = [];
  for (const rows of sizes) {
    const data = await historyStore(folder, { ...month, rows });
    stores.push({ rows, data, service: await RunningService.start(data), times: [] });
  }
  const [short, long] = stores;
  if (!short || !long) throw new RangeError("no stores");
  const reading = new MonthReading(long.data);
  const raw: number[] = [];
  for (let round = 0; round < warmUp + rounds; round += 1) {
    for (const { service, times } of round % 2 === 0 ? stores : stores.toReversed()) {
      const { ms } = await service.ask({ path: `/summary?period=${PERIOD}`, token: tokenOf(HEADQUARTERS) });
      if (round >= warmUp) times.push(ms);
    }
    const ms = reading.ms();
    if (round >= warmUp) raw.push(ms);
  }
  const monthRows = reading.close();
  for (const { service } of stores) await service.stop();
  const count = (rows: number): string => rows.toLocaleString("en-US");
  return {
    title: { zh: "月报数据:历史越来越长", en: "The month's report as history grows" },
    figures: [
      ...stores.flatMap(({ rows, times }) => [
        figure(
          `p50-${rows}`,
          { zh: `${count(rows)} 行历史 · p50`, en: `${count(rows)} rows, p50` },
          median(times),
          "ms",
        ),
        figure(
          `p99-${rows}`,
          { zh: `${count(rows)} 行历史 · p99`, en: `${count(rows)} rows, p99` },
          quantile(times, 0.99),
          "ms",
        ),
      ]),
      figure(
        "raw-p50",
        {
          zh: `直接读出当月 ${count(monthRows)} 行 · p50`,
          en: `the month's ${count(monthRows)} rows, plainly read, p50`,
        },
        median(raw),
        "ms",
      ),
    ],
    comparisons: [
      comparison({
        name: "long-to-short",
        label: { zh: `${count(long.rows)} 行历史`, en: `with ${count(long.rows)} rows of history` },
        peer: { zh: `${count(short.rows)} 行历史`, en: `with ${count(short.rows)} rows of history` },
        ratio: median(long.times) / median(short.times),
        bound: "most",
        target: TARGET,
      }),
      comparison({
        name: "report-to-raw",
        label: { zh: "整份月报", en: "the whole report" },
        peer: { zh: "直接读出当月各行", en: "the month's rows, plainly read" },
        ratio: median(long.times) / median(raw),
        bound: "most",
        target: RAW_TARGET,
      }),
    ],
  };
}

/** All of the month's own rows, by the store's indexes, into objects: what no report from them can do without. */
class MonthReading {
  readonly #database: Database.Database;
  readonly #selects;
  #rows = 0;

  constructor(data: string) {
    this.#database = new Database(databaseFile(data), { readonly: true });
    this.#selects = ["ka_purchases", "ka_reviews", "ka_events"].map((table) =>
      this.#database.prepare<[string]>(`SELECT * FROM ${table} WHERE period = ? AND deleted = 0`),
    );
  }

  ms(): number {
    const began = performance.now();
    this.#rows = this.#selects.reduce((rows, select) => rows + select.all(PERIOD).length, 0);
    return performance.now() - began;
  }

  close(): number {
    this.#database.close();
    return this.#rows;
  }
}

/** The last minute of a month: two hundred units send three hundred rows each, all within it. */
import { join } from "node:path";
import { FeedPage, SubmissionAnswer } from "../../shared/sync/protocol.ts";
import { chances } from "./chance.ts";
import { median, quantile, sum } from "./measure.ts";
import { Options } from "./options.ts";
import { type Push, pushOf, send } from "./push.ts";
import { assertSameRows, RawEngine, storedBy } from "./raw-engine.ts";
import { type BenchRow, report } from "./report.ts";
import { comparison, figure, type Measured } from "./result.ts";
import { RunningService } from "./service.ts";
import { HEADQUARTERS, newStore, NOW, PERIOD, tokenOf, unitsOf } from "./units.ts";

const ROWS = 300;
/** As a pane sends what has been typed since the last time. */
const ROWS_A_PUSH = 50;
const LARGEST_PAGE = 5000;

interface Due {
  readonly push: Push;
  readonly rows: readonly BenchRow[];
  /** Milliseconds after the minute's beginning. */
  readonly at: number;
}

interface Answered {
  /** From the moment at which it was due, so that waiting for the one before counts. */
  readonly ms: number;
  readonly taken: readonly string[];
}

export async function season(input: unknown): Promise<Measured> {
  const { folder, quick } = Options.parse(input);
  const [count, minute] = quick ? [8, 1_000] : [200, 60_000];
  const [data, rawData] = [join(folder, "season", "service"), join(folder, "season", "raw")];
  const units = unitsOf(count);
  for (const one of [data, rawData]) await newStore(one, units);
  const clients = units.map(({ code }) => dueOf(code, minute));
  const service = await RunningService.start(data);
  const began = performance.now();
  const answers = (await Promise.all(clients.map((due) => play(service, due, began)))).flat();
  const took = performance.now() - began;
  const kept = await rowsOf(service);
  const { peakMemoryMiB, cpuSeconds } = await service.stop();

  const sent = clients.flat();
  const given = sum(sent.map(({ rows }) => rows.length));
  const taken = answers.flatMap((answer) => answer.taken);
  const lost = taken.filter((rowId) => !kept.has(rowId)).length + (given - taken.length);
  if (lost > 0) throw new Error(`${lost} of ${given} rows were not taken, or are not there`);
  const raw = new RawEngine(rawData, new Date(NOW).toISOString());
  const rawTimes = raw.store(
    storedBy(
      data,
      sent.map(({ push }) => push.id),
    ),
  );
  raw.close();
  assertSameRows(data, rawData);
  const times = answers.map(({ ms }) => ms);
  const perRow = (cpuSeconds * 1_000_000) / given;
  return {
    title: {
      zh: `${count} 个单位在 ${minute / 1000} 秒内各报 ${ROWS} 行(每批 ${ROWS_A_PUSH} 行)`,
      en: `${count} units send ${ROWS} rows each within ${minute / 1000} seconds, ${ROWS_A_PUSH} at a time`,
    },
    figures: [
      figure("rows", { zh: "提交的行", en: "rows sent" }, given, "rows"),
      figure("lost", { zh: "丢失的行", en: "rows lost" }, lost, "rows"),
      figure("time", { zh: "到最后一批应答", en: "until the last answer" }, took / 1000, "s"),
      figure("p50", { zh: "应答 p50", en: "answer, p50" }, median(times), "ms"),
      figure("p99", { zh: "应答 p99", en: "answer, p99" }, quantile(times, 0.99), "ms"),
      figure("raw-p50", { zh: "裸引擎 p50", en: "raw engine, p50" }, median(rawTimes), "ms"),
      figure("raw-p99", { zh: "裸引擎 p99", en: "raw engine, p99" }, quantile(rawTimes, 0.99), "ms"),
      figure("cpu", { zh: "服务端 CPU 时间", en: "service, CPU time" }, cpuSeconds, "s"),
      figure("cpu-row", { zh: "每千行 CPU 时间", en: "CPU time of a thousand rows" }, perRow, "ms"),
      figure("memory", { zh: "服务端内存峰值", en: "service peak memory" }, peakMemoryMiB, "MiB"),
    ],
    comparisons: [
      comparison({
        name: "minute",
        label: { zh: "全部应答用时", en: "time until all are answered" },
        peer: { zh: "这一分钟本身", en: "the minute itself" },
        ratio: took / minute,
        bound: "most",
        target: 1.05,
      }),
      comparison({
        name: "p50-to-raw",
        label: { zh: "应答 p50", en: "answer, p50" },
        peer: {
          zh: "裸引擎存同样一批,一批一事务,一批接一批",
          en: "raw engine storing the same, a transaction each, one after the other",
        },
        ratio: median(times) / median(rawTimes),
        bound: "most",
        target: 10,
      }),
    ],
  };
}

/** A unit's report in pieces, at moments that look random; the order of its rows stays. */
function dueOf(unit: string, minute: number): Due[] {
  const rows = report({ unit, period: PERIOD, rows: ROWS, reviews: true, at: NOW });
  const chance = chances(`season ${unit}`);
  const moments = Array.from({ length: Math.ceil(ROWS / ROWS_A_PUSH) }, () => chance(minute));
  return moments
    .toSorted((a, b) => a - b)
    .map((at, i) => {
      const piece = rows.slice(i * ROWS_A_PUSH, (i + 1) * ROWS_A_PUSH);
      return { push: pushOf(unit, piece), rows: piece, at };
    });
}

/** One pane: it sends the next piece when its time has come and the one before is answered. */
async function play(service: RunningService, due: readonly Due[], began: number): Promise<Answered[]> {
  const answered: Answered[] = [];
  for (const { push, at } of due) {
    const wait = began + at - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const { body } = await send(service, push);
    const { outcomes } = SubmissionAnswer.parse(JSON.parse(body.toString("utf8")));
    const taken = outcomes.filter(({ outcome }) => outcome === "created").map(({ rowId }) => rowId);
    answered.push({ ms: performance.now() - began - at, taken });
  }
  return answered;
}

/** Every row that the feed tells of. */
async function rowsOf(service: RunningService): Promise<Set<string>> {
  const found = new Set<string>();
  for (let since = 0, more = true; more;) {
    const path = `/rows?since=${since}&limit=${LARGEST_PAGE}`;
    const page = await service.ask({ path, token: tokenOf(HEADQUARTERS) });
    const { rows, cursor, more: further } = FeedPage.parse(JSON.parse(page.body.toString("utf8")));
    for (const { rowId } of rows) found.add(rowId);
    [since, more] = [cursor, further];
  }
  return found;
}

/** How long a submission takes as the store grows: three services asked in turns. */
import { join } from "node:path";
import { copyStore, historyStore, type HistorySize, monthsOf, pastReport } from "./history.ts";
import { median, quantile } from "./measure.ts";
import { Options } from "./options.ts";
import { assertAllTaken, type Push, pushOf, ROWS_PER_PUSH, send } from "./push.ts";
import { type BenchRow, changed, report } from "./report.ts";
import { comparison, figure, type Measured } from "./result.ts";
import { RunningService } from "./service.ts";
import { HISTORY, QUICK_HISTORY } from "./sizes.ts";
import { NOW, PERIOD, unitsOf } from "./units.ts";

const EDITED = 20;
const TARGET = 1.5;

interface Grown {
  readonly rows: number;
  readonly size: HistorySize;
  readonly service: RunningService;
  readonly times: number[];
  /** The revision at which a row was last seen. */
  readonly seen: Map<string, number>;
}

export async function growth(input: unknown): Promise<Measured> {
  const { folder, quick } = Options.parse(input);
  const history = quick ? QUICK_HISTORY : HISTORY;
  const [warmUp, rounds] = quick ? [1, 3] : [10, 60];
  const stores: Grown[] = [];
  for (const rows of history.sizes) {
    // What the benchmark itself adds is counted: each store has its size in the middle of the measured rounds.
    const before = rows - (warmUp + rounds / 2) * ROWS_PER_PUSH;
    stores.push(await grown(folder, rows, { ...history.month, rows: Math.max(before, history.least) }));
  }
  for (let round = 0; round < warmUp + rounds; round += 1) {
    // Another one comes first each time.
    const turn = round % stores.length;
    for (const store of [...stores.slice(turn), ...stores.slice(0, turn)]) {
      const answer = await send(store.service, pushTo(store, round));
      assertAllTaken(answer);
      if (round >= warmUp) store.times.push(answer.ms);
    }
  }
  const memory = new Map<number, number>();
  for (const { rows, service } of stores) memory.set(rows, (await service.stop()).peakMemoryMiB);
  const [small, large] = [stores[0], stores.at(-1)];
  if (!small || !large) throw new RangeError("no stores");
  const count = (rows: number): string => rows.toLocaleString("en-US");
  return {
    title: { zh: "库越来越大时的一次提交", en: "One submission as the store grows" },
    figures: stores.flatMap(({ rows, times }) => [
      figure(
        `p50-${rows}`,
        { zh: `${count(rows)} 行 · p50`, en: `${count(rows)} rows, p50` },
        median(times),
        "ms",
      ),
      figure(
        `p99-${rows}`,
        { zh: `${count(rows)} 行 · p99`, en: `${count(rows)} rows, p99` },
        quantile(times, 0.99),
        "ms",
      ),
      figure(
        `memory-${rows}`,
        { zh: `${count(rows)} 行 · 服务端内存峰值`, en: `${count(rows)} rows, service peak memory` },
        memory.get(rows) ?? 0,
        "MiB",
      ),
    ]),
    comparisons: [
      comparison({
        name: "largest-to-smallest",
        label: { zh: `${count(large.rows)} 行时的 p50`, en: `p50 at ${count(large.rows)} rows` },
        peer: { zh: `${count(small.rows)} 行时的 p50`, en: `p50 at ${count(small.rows)} rows` },
        ratio: median(large.times) / median(small.times),
        bound: "most",
        target: TARGET,
      }),
    ],
  };
}

async function grown(folder: string, rows: number, size: HistorySize): Promise<Grown> {
  const data = copyStore(await historyStore(folder, size), join(folder, "growth", String(rows)));
  return { rows, size, service: await RunningService.start(data), times: [], seen: new Map() };
}

/** New rows of this month, and standing rows of some month's report, edited. */
function pushTo({ size, seen }: Grown, round: number): Push {
  // Only units whose reports are in even the smallest store.
  const units = unitsOf(Math.max(1, Math.floor(Math.min(size.rows / size.perReport, size.units))));
  const unit = units[round % units.length]?.code ?? "";
  const back = (round * 7) % monthsOf(size);
  const standing = pastReport(size, unit, back).slice(0, EDITED);
  const edited = standing.map((row): BenchRow => {
    const revision = seen.get(row.rowId) ?? 1;
    seen.set(row.rowId, revision + 1);
    return changed(row, revision);
  });
  const fresh = report({
    unit,
    period: PERIOD,
    rows: ROWS_PER_PUSH - edited.length,
    reviews: false,
    at: NOW + round * 60_000,
  });
  return pushOf(unit, [...fresh, ...edited]);
}

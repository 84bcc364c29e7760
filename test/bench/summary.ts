/** The month's report over a short and a long history, each month of the same size. */
import { historyStore } from "./history.ts";
import { median, quantile } from "./measure.ts";
import { Options } from "./options.ts";
import { comparison, figure, type Measured } from "./result.ts";
import { RunningService } from "./service.ts";
import { HISTORY, QUICK_HISTORY } from "./sizes.ts";
import { HEADQUARTERS, PERIOD, tokenOf } from "./units.ts";

const TARGET = 1.2;

export async function summary(input: unknown): Promise<Measured> {
  const { folder, quick } = Options.parse(input);
  const { month, sizes } = quick ? QUICK_HISTORY : HISTORY;
  const [warmUp, rounds] = quick ? [1, 3] : [10, 60];
  const stores: { rows: number; service: RunningService; times: number[] }[] = [];
  for (const rows of sizes.slice(1)) {
    const service = await RunningService.start(await historyStore(folder, { ...month, rows }));
    stores.push({ rows, service, times: [] });
  }
  for (let round = 0; round < warmUp + rounds; round += 1) {
    for (const { service, times } of round % 2 === 0 ? stores : stores.toReversed()) {
      const { ms } = await service.ask({ path: `/summary?period=${PERIOD}`, token: tokenOf(HEADQUARTERS) });
      if (round >= warmUp) times.push(ms);
    }
  }
  for (const { service } of stores) await service.stop();
  const [short, long] = stores;
  if (!short || !long) throw new RangeError("no stores");
  const count = (rows: number): string => rows.toLocaleString("en-US");
  return {
    title: { zh: "月报数据:历史越来越长", en: "The month's report as history grows" },
    figures: stores.flatMap(({ rows, times }) => [
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
    comparisons: [
      comparison({
        name: "long-to-short",
        label: { zh: `${count(long.rows)} 行历史`, en: `with ${count(long.rows)} rows of history` },
        peer: { zh: `${count(short.rows)} 行历史`, en: `with ${count(short.rows)} rows of history` },
        ratio: median(long.times) / median(short.times),
        bound: "most",
        target: TARGET,
      }),
    ],
  };
}

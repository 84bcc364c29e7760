/** Where one service bends: a month of ten thousand units, of a hundred rows each, beside a month of a hundred units. */
import { statSync } from "node:fs";
import { join } from "node:path";
import { databaseFile } from "../../server/store/sqlite/open.ts";
import { besideReport, besideReportComparison, besideReportFigures } from "./beside-report.ts";
import { copyStore, historyStore } from "./history.ts";
import { median, quantile } from "./measure.ts";
import { Options } from "./options.ts";
import { assertAllTaken, pushOf, ROWS_PER_PUSH, send } from "./push.ts";
import { report } from "./report.ts";
import { comparison, type Figure, figure, type Measured } from "./result.ts";
import { RunningService } from "./service.ts";
import { HEADQUARTERS, NOW, PERIOD, tokenOf, unitsOf } from "./units.ts";

const ROWS = 100;
/** A push is to take hardly longer; what tells of the whole month may grow as the month does. */
const TARGET = 1.5;

const ASKED = [
  { name: "feed", zh: "变更流一页(1000 行)", en: "a page of the feed (1000 rows)", path: "/rows?limit=1000" },
  {
    name: "completeness",
    zh: "填报完成情况",
    en: "who has reported",
    path: `/periods/${PERIOD}/completeness`,
  },
  { name: "report", zh: "月报数据", en: "the month's report", path: `/summary?period=${PERIOD}` },
] as const;

interface Month {
  readonly units: number;
  readonly service: RunningService;
  readonly bytes: number;
  readonly times: Map<string, number[]>;
}

export async function scale(input: unknown): Promise<Measured> {
  const { folder, quick } = Options.parse(input);
  const [counts, rounds] = quick ? [[10, 50], 2] : [[100, 10_000], 7];
  const months: Month[] = [];
  for (const units of counts) {
    const filled = await historyStore(folder, { units, perReport: ROWS, rows: units * ROWS });
    const { size: bytes } = statSync(databaseFile(filled));
    const data = copyStore(filled, join(folder, "scale", String(units)));
    months.push({ units, bytes, service: await RunningService.start(data), times: new Map() });
  }
  for (let round = -1; round < rounds; round += 1) {
    for (const month of round % 2 === 0 ? months : months.toReversed()) {
      const note = (name: string, ms: number): void => {
        if (round < 0) return;
        month.times.set(name, [...(month.times.get(name) ?? []), ms]);
      };
      for (const { name, path } of ASKED) {
        note(name, (await month.service.ask({ path, token: tokenOf(HEADQUARTERS) })).ms);
      }
      const answer = await send(month.service, pushTo(month.units, round));
      assertAllTaken(answer);
      note("push", answer.ms);
    }
  }
  const [small, large] = [months[0], months.at(-1)];
  if (!small || !large) throw new RangeError("no months");
  let sent = rounds;
  const beside = await besideReport(
    large.service,
    async () => {
      const answer = await send(large.service, pushTo(large.units, (sent += 1)));
      assertAllTaken(answer);
      return answer.ms;
    },
    quick ? 5 : 100,
  );
  const memory: number[] = [];
  for (const { service } of months) memory.push((await service.stop()).peakMemoryMiB);
  const many = large.units.toLocaleString("en-US");
  const push = (month: Month): number => median(month.times.get("push") ?? []);
  return {
    title: { zh: `一个月有 ${many} 个单位,各 ${ROWS} 行`, en: `A month of ${many} units, ${ROWS} rows each` },
    figures: [
      ...months.flatMap((month, i) => figuresOf(month, memory[i] ?? 0)),
      ...besideReportFigures(beside, large.units * ROWS),
    ],
    comparisons: [
      comparison({
        name: "push",
        label: { zh: `${many} 个单位时一批的 p50`, en: `p50 of a push at ${many} units` },
        peer: { zh: `${small.units} 个单位时`, en: `at ${small.units} units` },
        ratio: push(large) / push(small),
        bound: "most",
        target: TARGET,
      }),
      besideReportComparison(beside),
    ],
  };
}

function pushTo(units: number, round: number): ReturnType<typeof pushOf> {
  const unit = unitsOf(units)[(round + 1) % units]?.code ?? "";
  const at = NOW + (round + 2) * 60_000;
  return pushOf(unit, report({ unit, period: PERIOD, rows: ROWS_PER_PUSH, reviews: false, at }));
}

function figuresOf({ units, bytes, times }: Month, memory: number): Figure[] {
  const count = units.toLocaleString("en-US");
  const of = (name: string, zh: string, en: string, value: number, unit: Figure["unit"]): Figure =>
    figure(`${name}-${units}`, { zh: `${count} 个单位 · ${zh}`, en: `${count} units, ${en}` }, value, unit);
  const named = [
    ...ASKED,
    { name: "push", zh: `一批 ${ROWS_PER_PUSH} 行`, en: `a push of ${ROWS_PER_PUSH} rows` },
  ];
  return [
    ...named.flatMap(({ name, zh, en }) => {
      const all = times.get(name) ?? [];
      return [
        of(`${name}-p50`, `${zh} p50`, `${en}, p50`, median(all), "ms"),
        of(`${name}-p99`, `${zh} p99`, `${en}, p99`, quantile(all, 0.99), "ms"),
      ];
    }),
    of("memory", "服务端内存峰值", "service peak memory", memory, "MiB"),
    of("disk", "库文件", "the store on disk", bytes / 1024 / 1024, "MiB"),
  ];
}

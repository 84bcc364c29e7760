/** Rows a second over HTTP, beside the raw engine that stores the very same rows. */
import { join } from "node:path";
import { quantile, sum } from "./measure.ts";
import { Options } from "./options.ts";
import { assertAllTaken, type Push, pushOf, ROWS_PER_PUSH, send } from "./push.ts";
import { assertSameRows, RawEngine, storedBy } from "./raw-engine.ts";
import { changed, report } from "./report.ts";
import { type Comparison, comparison, type Figure, figure, type Measured } from "./result.ts";
import { type Answer, RunningService } from "./service.ts";
import { newStore, NOW, PERIOD, unitsOf } from "./units.ts";

const CONNECTIONS = [1, 10, 50] as const;
/** A unit sends twice; so many rows of its second submission are rows of the first, edited. */
const EDITED = 40;
/** As many submissions as the service's own queue puts into one transaction at most. */
const TOGETHER = 32;
const TARGET = 0.5;

/** What has been measured at one number of connections, in milliseconds. */
interface Level {
  readonly connections: number;
  readonly http: number[];
  readonly raw: number[];
  readonly together: number[];
  httpMs: number;
}

export async function submissions(input: unknown): Promise<Measured> {
  const { folder, quick } = Options.parse(input);
  const rounds = quick ? 1 : 3;
  const unitsAt = (connections: number): number => (quick ? connections : Math.max(60, connections * 2));
  const warmUp = quick ? 1 : 30;
  const all = unitsOf(warmUp + rounds * sum(CONNECTIONS.map(unitsAt)));
  const waiting = all.map(({ code }) => code);
  const folderOf = (name: string): string => join(folder, "submissions", name);
  for (const name of ["service", "raw", "together"]) await newStore(folderOf(name), all);

  const now = new Date(NOW).toISOString();
  const raw = new RawEngine(folderOf("raw"), now);
  const together = new RawEngine(folderOf("together"), now);
  const service = await RunningService.start(folderOf("service"));
  const levels = CONNECTIONS.map((connections): Level => ({
    connections,
    http: [],
    raw: [],
    together: [],
    httpMs: 0,
  }));
  let rawCpu = 0;
  const run = async (level: Level, units: readonly string[]): Promise<void> => {
    const pushes = units.map(pushesBy);
    const { ms, answers } = await sendAll(service, pushes, level.connections);
    answers.forEach(assertAllTaken);
    const stored = storedBy(
      folderOf("service"),
      pushes.flat().map(({ id }) => id),
    );
    level.httpMs += ms;
    level.http.push(...answers.map((answer) => answer.ms));
    const before = process.cpuUsage();
    level.raw.push(...raw.store(stored));
    const { user, system } = process.cpuUsage(before);
    rawCpu += (user + system) / 1000;
    level.together.push(...together.store(stored, TOGETHER));
  };
  await run({ connections: 1, http: [], raw: [], together: [], httpMs: 0 }, waiting.splice(0, warmUp));
  // In turns: what slows the machine down for a while slows both.
  for (let round = 0; round < rounds; round += 1) {
    for (const level of levels) await run(level, waiting.splice(0, unitsAt(level.connections)));
  }
  const { peakMemoryMiB, cpuSeconds } = await service.stop();
  raw.close();
  together.close();
  assertSameRows(folderOf("service"), folderOf("raw"));

  const pushes = all.length * 2;
  return {
    title: { zh: "提交:每批 200 行", en: "Submissions of 200 rows" },
    figures: [
      ...levels.flatMap(figuresOf),
      figure(
        "service-cpu",
        { zh: "服务端每批 CPU 时间", en: "service, CPU a submission" },
        (cpuSeconds * 1000) / pushes,
        "ms",
      ),
      figure(
        "raw-cpu",
        { zh: "裸引擎每批 CPU 时间", en: "raw engine, CPU a submission" },
        rawCpu / pushes,
        "ms",
      ),
      figure("service-memory", { zh: "服务端内存峰值", en: "service peak memory" }, peakMemoryMiB, "MiB"),
    ],
    comparisons: levels.flatMap(comparisonsOf),
  };
}

/** Two submissions of one unit: a whole report, then more rows and some of the first again. */
function pushesBy(unit: string): [Push, Push] {
  const of = { unit, period: PERIOD, rows: ROWS_PER_PUSH };
  const first = report({ ...of, reviews: true, at: NOW });
  const more = report({ ...of, rows: ROWS_PER_PUSH - EDITED, reviews: false, at: NOW + 60_000 });
  const edited = first.filter((_, index) => index % (ROWS_PER_PUSH / EDITED) === 0);
  return [pushOf(unit, first), pushOf(unit, [...more, ...edited.map((row) => changed(row, 1))])];
}

/** Each connection has units of its own and sends the next submission when the last one is answered. */
async function sendAll(
  service: RunningService,
  pushes: readonly (readonly Push[])[],
  connections: number,
): Promise<{ ms: number; answers: Answer[] }> {
  const answers: Answer[] = [];
  const queues = Array.from({ length: connections }, (_, lane) =>
    pushes.filter((_, index) => index % connections === lane).flat(),
  );
  const began = performance.now();
  await Promise.all(
    queues.map(async (queue) => {
      for (const push of queue) answers.push(await send(service, push));
    }),
  );
  return { ms: performance.now() - began, answers };
}

const perSecond = (pushes: number, ms: number): number => (pushes * ROWS_PER_PUSH * 1000) / ms;
const httpSpeed = ({ http, httpMs }: Level): number => perSecond(http.length, httpMs);
const rawSpeed = ({ http, raw }: Level): number => perSecond(http.length, sum(raw));
const togetherSpeed = ({ http, together }: Level): number => perSecond(http.length, sum(together));

function figuresOf(level: Level): Figure[] {
  const { connections: n, http, raw } = level;
  const of = (name: string, zh: string, en: string, value: number, unit: Figure["unit"]): Figure =>
    figure(`${name}-${n}`, { zh: `${n} 个连接 · ${zh}`, en: `${n} connections, ${en}` }, value, unit);
  return [
    of("http", "HTTP", "HTTP", httpSpeed(level), "rows/s"),
    of("http-p50", "HTTP p50", "HTTP p50", quantile(http, 0.5), "ms"),
    of("http-p99", "HTTP p99", "HTTP p99", quantile(http, 0.99), "ms"),
    of("raw", "裸引擎", "raw engine", rawSpeed(level), "rows/s"),
    of("raw-p50", "裸引擎 p50", "raw engine p50", quantile(raw, 0.5), "ms"),
    of("raw-p99", "裸引擎 p99", "raw engine p99", quantile(raw, 0.99), "ms"),
    of(
      "raw-together",
      `裸引擎,${TOGETHER} 批一事务`,
      `raw engine, ${TOGETHER} a transaction`,
      togetherSpeed(level),
      "rows/s",
    ),
  ];
}

const comparisonsOf = (level: Level): Comparison[] => [
  comparison({
    name: `http-to-raw-${level.connections}`,
    label: {
      zh: `HTTP 行/秒,${level.connections} 个连接`,
      en: `HTTP rows/s at ${level.connections} connections`,
    },
    peer: {
      zh: "裸引擎:相同语句,每 200 行一事务",
      en: "raw engine: the same statements, 200 rows a transaction",
    },
    ratio: httpSpeed(level) / rawSpeed(level),
    bound: "least",
    target: TARGET,
  }),
];

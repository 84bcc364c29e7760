/** Rows a second over HTTP, beside the raw engine that stores the very same rows. */
import { join } from "node:path";
import { Contest, type Round, TOGETHER } from "./contest.ts";
import { median, quantile, sum } from "./measure.ts";
import { Options } from "./options.ts";
import { type Push, pushOf, ROWS_PER_PUSH } from "./push.ts";
import { changed, report } from "./report.ts";
import { type Comparison, comparison, type Figure, figure, type Measured } from "./result.ts";
import { NOW, PERIOD, unitsOf } from "./units.ts";

const CONNECTIONS = [1, 10, 50] as const;
/** A unit sends twice; so many rows of its second submission are rows of the first, edited. */
const EDITED = 40;
const TARGET = 0.5;

interface Level {
  readonly connections: number;
  readonly rounds: Round[];
}

export async function submissions(input: unknown): Promise<Measured> {
  const { folder, quick } = Options.parse(input);
  const [rounds, warmUp] = quick ? [1, 2] : [6, 40];
  const unitsAt = (connections: number): number => (quick ? connections : Math.max(30, connections * 2));
  const all = unitsOf(warmUp + rounds * sum(CONNECTIONS.map(unitsAt)));
  const waiting = all.map(({ code }) => code);
  const contest = await Contest.open(join(folder, "submissions"), all);
  const play = (connections: number, units: number): Promise<Round> =>
    contest.round(lanesOf(waiting.splice(0, units), connections));

  const levels = CONNECTIONS.map((connections): Level => ({ connections, rounds: [] }));
  const played = [await play(1, warmUp)];
  for (let round = 0; round < rounds; round += 1) {
    for (const level of levels) level.rounds.push(await play(level.connections, unitsAt(level.connections)));
  }
  played.push(...levels.flatMap((level) => level.rounds));
  const { peakMemoryMiB, cpuSeconds } = await contest.close();
  const pushes = sum(played.map((round) => round.pushes));
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
        sum(played.map(({ raw }) => raw.cpuMs)) / pushes,
        "ms",
      ),
      figure("service-memory", { zh: "服务端内存峰值", en: "service peak memory" }, peakMemoryMiB, "MiB"),
    ],
    comparisons: levels.map(comparisonOf),
  };
}

/** Each connection has units of its own, so that a unit's second submission follows its first. */
const lanesOf = (units: readonly string[], connections: number): Push[][] =>
  Array.from({ length: connections }, (_, lane) =>
    units.filter((_unit, index) => index % connections === lane).flatMap(pushesBy),
  );

/** Two submissions of one unit: a whole report, then more rows and some of the first again. */
function pushesBy(unit: string): [Push, Push] {
  const of = { unit, period: PERIOD, rows: ROWS_PER_PUSH };
  const first = report({ ...of, reviews: true, at: NOW });
  const more = report({ ...of, rows: ROWS_PER_PUSH - EDITED, reviews: false, at: NOW + 60_000 });
  const edited = first.filter((_, index) => index % (ROWS_PER_PUSH / EDITED) === 0);
  return [pushOf(unit, first), pushOf(unit, [...more, ...edited.map((row) => changed(row, 1))])];
}

/** Rows a second of a round. */
const speedOf = (pushes: number, ms: number): number => (pushes * ROWS_PER_PUSH * 1000) / ms;
const httpSpeed = ({ pushes, http }: Round): number => speedOf(pushes, http.ms);
const rawSpeed = ({ pushes, raw }: Round): number => speedOf(pushes, sum(raw.each));
const togetherSpeed = ({ pushes, together }: Round): number => speedOf(pushes, sum(together.each));

/** Speeds and ratios are those of the middle round: one that something else disturbed does not count. */
const middle = ({ rounds }: Level, of: (round: Round) => number): number => median(rounds.map(of));

function figuresOf(level: Level): Figure[] {
  const { connections: n, rounds } = level;
  const of = (name: string, zh: string, en: string, value: number, unit: Figure["unit"]): Figure =>
    figure(`${name}-${n}`, { zh: `${n} 个连接 · ${zh}`, en: `${n} connections, ${en}` }, value, unit);
  const http = rounds.flatMap((round) => round.http.each);
  const raw = rounds.flatMap((round) => round.raw.each);
  return [
    of("http", "HTTP", "HTTP", middle(level, httpSpeed), "rows/s"),
    of("http-p50", "HTTP p50", "HTTP p50", quantile(http, 0.5), "ms"),
    of("http-p99", "HTTP p99", "HTTP p99", quantile(http, 0.99), "ms"),
    of("raw", "裸引擎", "raw engine", middle(level, rawSpeed), "rows/s"),
    of("raw-p50", "裸引擎 p50", "raw engine p50", quantile(raw, 0.5), "ms"),
    of("raw-p99", "裸引擎 p99", "raw engine p99", quantile(raw, 0.99), "ms"),
    of(
      "raw-together",
      `裸引擎,${TOGETHER} 批一事务`,
      `raw engine, ${TOGETHER} a transaction`,
      middle(level, togetherSpeed),
      "rows/s",
    ),
  ];
}

const comparisonOf = (level: Level): Comparison =>
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
    ratio: middle(level, (round) => httpSpeed(round) / rawSpeed(round)),
    bound: "least",
    target: TARGET,
  });

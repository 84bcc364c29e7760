/** The same service on SQLite and on PostgreSQL: submissions and the change feed, in turns. */
import { join } from "node:path";
import Database from "better-sqlite3";
import pg from "pg";
import { databaseFile } from "../../server/store/sqlite/open.ts";
import { FeedPage } from "../../shared/sync/protocol.ts";
import { median, quantile } from "./measure.ts";
import { Options } from "./options.ts";
import { withPostgres } from "./postgres.ts";
import { assertAllTaken, type Push, pushOf, ROWS_PER_PUSH, send } from "./push.ts";
import { report } from "./report.ts";
import { type Comparison, comparison, type Figure, figure, type Measured, type Text } from "./result.ts";
import { RunningService } from "./service.ts";
import { HEADQUARTERS, newStore, NOW, PERIOD, tokenOf, unitsOf } from "./units.ts";

const CONNECTIONS = [1, 10] as const;
const PAGE = 1000;
/** Of PostgreSQL's speed to SQLite's; of a page of the feed to the rows alone. */
const HALF = 0.5;
const NEAR = 5;

interface Engine {
  readonly name: "sqlite" | "postgres";
  readonly title: string;
  readonly service: RunningService;
  /** Reads a page's rows by their key, through the same driver, and no more. */
  readonly alone: () => Promise<unknown>;
  readonly pushes: Map<number, { readonly each: number[]; readonly speeds: number[] }>;
  readonly pages: number[];
  readonly rows: number[];
}

export async function engines(input: unknown): Promise<Measured> {
  const { folder, quick } = Options.parse(input);
  return withPostgres(folder, (url) => measured(join(folder, "engines"), url, quick));
}

async function measured(folder: string, url: string, quick: boolean): Promise<Measured> {
  const [rounds, perRound, pages] = quick ? [1, 10, 3] : [4, 40, 60];
  const units = unitsOf(rounds * CONNECTIONS.length * perRound + 1);
  const [sqliteData, postgresData] = [join(folder, "sqlite"), join(folder, "postgres")];
  await newStore(sqliteData, units);
  await newStore(postgresData, units, url);
  const database = new Database(databaseFile(sqliteData), { readonly: true });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const engine = (
    name: Engine["name"],
    title: string,
    service: RunningService,
    alone: Engine["alone"],
  ): Engine => ({
    name,
    title,
    service,
    alone,
    pushes: new Map(CONNECTIONS.map((count) => [count, { each: [], speeds: [] }])),
    pages: [],
    rows: [],
  });
  const both = [
    engine("sqlite", "SQLite", await RunningService.start(sqliteData), async () =>
      database.prepare("SELECT * FROM revisions WHERE cursor > 0 ORDER BY cursor LIMIT ?").all(PAGE),
    ),
    engine("postgres", "PostgreSQL", await RunningService.start(postgresData, url), () =>
      client.query("SELECT * FROM revisions WHERE cursor > 0 ORDER BY cursor LIMIT $1", [PAGE]),
    ),
  ];
  const waiting = units.map(({ code }) => code);
  // Both are warm before the clock runs.
  const [first = ""] = waiting.splice(0, 1);
  for (const { service } of both) assertAllTaken(await send(service, pushBy(first)));
  for (let round = 0; round < rounds; round += 1) {
    for (const connections of CONNECTIONS) {
      const codes = waiting.splice(0, perRound);
      for (const one of round % 2 === 0 ? both : both.toReversed()) await push(one, codes, connections);
    }
  }
  for (let page = -3; page < pages; page += 1) for (const one of both) await ask(one, page < 0);
  database.close();
  await client.end();
  const used: Figure[] = [];
  for (const { name, title, service } of both) {
    const { cpuSeconds, peakMemoryMiB } = await service.stop();
    used.push(
      figure(
        `${name}-cpu`,
        { zh: `${title} · 服务端 CPU`, en: `${title}, CPU of the service` },
        cpuSeconds,
        "s",
      ),
      figure(
        `${name}-memory`,
        { zh: `${title} · 服务端内存峰值`, en: `${title}, service peak memory` },
        peakMemoryMiB,
        "MiB",
      ),
    );
  }
  return {
    title: { zh: "同一服务在 SQLite 与 PostgreSQL 上", en: "The same service on SQLite and on PostgreSQL" },
    figures: [...both.flatMap(figuresOf), ...used],
    comparisons: comparisonsOf(both),
  };
}

const pushBy = (unit: string): Push =>
  pushOf(unit, report({ unit, period: PERIOD, rows: ROWS_PER_PUSH, reviews: true, at: NOW }));

/** Each connection sends the next when the last one is answered. */
async function push(
  { service, pushes }: Engine,
  units: readonly string[],
  connections: number,
): Promise<void> {
  const waiting = units.map(pushBy);
  const noted = pushes.get(connections);
  const began = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const answer = await send(service, next);
        assertAllTaken(answer);
        noted?.each.push(answer.ms);
      }
    }),
  );
  noted?.speeds.push((units.length * ROWS_PER_PUSH * 1000) / (performance.now() - began));
}

async function ask({ service, alone, pages, rows }: Engine, warming: boolean): Promise<void> {
  const { ms, body } = await service.ask({ path: `/rows?limit=${PAGE}`, token: tokenOf(HEADQUARTERS) });
  const began = performance.now();
  await alone();
  const raw = performance.now() - began;
  if (!warming) {
    pages.push(ms);
    rows.push(raw);
  } else if (FeedPage.parse(JSON.parse(body.toString("utf8"))).rows.length !== PAGE) {
    throw new Error("a page is not full");
  }
}

function figuresOf({ name, title, pushes, pages, rows }: Engine): Figure[] {
  const of = (key: string, zh: string, en: string, value: number, unit: Figure["unit"] = "ms"): Figure =>
    figure(`${name}-${key}`, { zh: `${title} · ${zh}`, en: `${title}, ${en}` }, value, unit);
  return [
    ...[...pushes].flatMap(([count, { each, speeds }]) => [
      of(`push-${count}`, `${count} 个连接`, `${count} connections`, median(speeds), "rows/s"),
      of(`push-${count}-p50`, `${count} 个连接 p50`, `${count} connections, p50`, median(each)),
      of(`push-${count}-p99`, `${count} 个连接 p99`, `${count} connections, p99`, quantile(each, 0.99)),
    ]),
    of("feed-p50", `变更流一页 p50`, `a page of the feed, p50`, median(pages)),
    of("feed-p99", `变更流一页 p99`, `a page of the feed, p99`, quantile(pages, 0.99)),
    of("rows-p50", `只读出这些行 p50`, `these rows alone, p50`, median(rows)),
  ];
}

function comparisonsOf([sqlite, postgres]: readonly Engine[]): Comparison[] {
  if (!sqlite || !postgres) throw new RangeError("no engines");
  const speed = ({ pushes }: Engine, count: number): number => median(pushes.get(count)?.speeds ?? []);
  const alone: Text = {
    zh: "同一驱动只按键读出这些行",
    en: "the same driver reading these rows by key, and no more",
  };
  return [
    ...CONNECTIONS.map((count) =>
      comparison({
        name: `push-${count}`,
        label: {
          zh: `PostgreSQL 提交行/秒,${count} 个连接`,
          en: `rows/s on PostgreSQL at ${count} connections`,
        },
        peer: { zh: "SQLite", en: "on SQLite" },
        ratio: speed(postgres, count) / speed(sqlite, count),
        bound: "least",
        target: HALF,
      }),
    ),
    ...[sqlite, postgres].map(({ name, title, pages, rows }) =>
      comparison({
        name: `feed-${name}`,
        label: { zh: `${title} 变更流一页`, en: `a page of the feed on ${title}` },
        peer: alone,
        ratio: median(pages) / median(rows),
        bound: "most",
        target: NEAR,
      }),
    ),
  ];
}

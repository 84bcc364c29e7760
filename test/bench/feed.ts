/** A page of the change feed at the beginning, in the middle and at the end of a long history, beside the rows alone. */
import Database from "better-sqlite3";
import { databaseFile } from "../../server/store/sqlite/open.ts";
import { FeedPage } from "../../shared/sync/protocol.ts";
import { historyStore } from "./history.ts";
import { median, quantile } from "./measure.ts";
import { Options } from "./options.ts";
import { comparison, type Figure, figure, type Measured } from "./result.ts";
import { RunningService } from "./service.ts";
import { HISTORY, QUICK_HISTORY } from "./sizes.ts";
import { HEADQUARTERS, tokenOf } from "./units.ts";

const PAGE = 1000;
/** Of the longest page to the shortest; of a page over HTTP to the rows alone. */
const EVEN = 1.5;
const NEAR = 5;

const PLACES = [
  { name: "start", zh: "开头", en: "at the start" },
  { name: "middle", zh: "中间", en: "in the middle" },
  { name: "end", zh: "末尾", en: "at the end" },
] as const;

interface Place {
  readonly place: (typeof PLACES)[number];
  readonly since: number;
  readonly http: number[];
  readonly raw: number[];
}

export async function feed(input: unknown): Promise<Measured> {
  const { folder, quick } = Options.parse(input);
  const { month, sizes } = quick ? QUICK_HISTORY : HISTORY;
  const rounds = quick ? 3 : 60;
  const rows = sizes[2];
  const data = await historyStore(folder, { ...month, rows });
  const database = new Database(databaseFile(data), { readonly: true });
  const page = database.prepare<[number, number]>(
    "SELECT * FROM revisions WHERE cursor > ? ORDER BY cursor LIMIT ?",
  );
  const service = await RunningService.start(data);
  const starts = [0, Math.floor(rows / 2), rows - PAGE];
  const places = PLACES.map((place, i): Place => ({ place, since: starts[i] ?? 0, http: [], raw: [] }));
  for (let round = -3; round < rounds; round += 1) {
    for (const { since, http, raw } of places) {
      const token = tokenOf(HEADQUARTERS);
      const { ms, body } = await service.ask({ path: `/rows?since=${since}&limit=${PAGE}`, token });
      const began = performance.now();
      const found = page.all(since, PAGE);
      const alone = performance.now() - began;
      if (round < 0) {
        const { rows: told } = FeedPage.parse(JSON.parse(body.toString("utf8")));
        if (told.length !== found.length) throw new Error(`${told.length} rows, not ${found.length}`);
        continue;
      }
      http.push(ms);
      raw.push(alone);
    }
  }
  database.close();
  const { peakMemoryMiB } = await service.stop();
  const medians = places.map(({ http }) => median(http));
  return {
    title: {
      zh: `${rows.toLocaleString("en-US")} 个版本的变更流,每页 ${PAGE} 行`,
      en: `The change feed of ${rows.toLocaleString("en-US")} revisions, pages of ${PAGE} rows`,
    },
    figures: [
      ...places.flatMap(figuresOf),
      figure("memory", { zh: "服务端内存峰值", en: "service peak memory" }, peakMemoryMiB, "MiB"),
    ],
    comparisons: [
      comparison({
        name: "longest-to-shortest",
        label: { zh: "最慢一处的 p50", en: "p50 at the slowest place" },
        peer: { zh: "最快一处的 p50", en: "p50 at the quickest place" },
        ratio: Math.max(...medians) / Math.min(...medians),
        bound: "most",
        target: EVEN,
      }),
      comparison({
        name: "http-to-raw",
        label: { zh: "一页的 p50", en: "p50 of a page" },
        peer: {
          zh: "同一驱动只按键读出这些行",
          en: "the same driver reading these rows by key, and no more",
        },
        ratio: median(places.flatMap(({ http }) => http)) / median(places.flatMap(({ raw }) => raw)),
        bound: "most",
        target: NEAR,
      }),
    ],
  };
}

function figuresOf({ place: { name, zh, en }, http, raw }: Place): Figure[] {
  const of = (key: string, what: string, value: number): Figure =>
    figure(`${name}-${key}`, { zh: `${zh} · ${what}`, en: `${en}, ${what}` }, value, "ms");
  return [
    of("p50", "HTTP p50", median(http)),
    of("p99", "HTTP p99", quantile(http, 0.99)),
    of("raw-p50", "SQLite p50", median(raw)),
  ];
}

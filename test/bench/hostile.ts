/** Hostile files at the service: how long each keeps it until it is refused, and what that takes of memory. */
import { join } from "node:path";
import { aWorkbook } from "../hostile/a-workbook.ts";
import { ACTIVE, BOMBS, LABORIOUS, PATHS } from "../hostile/hostile-files.ts";
import { median, quantile } from "./measure.ts";
import { Options } from "./options.ts";
import { comparison, figure, type Measured } from "./result.ts";
import { RunningService } from "./service.ts";
import { HEADQUARTERS, newStore, tokenOf, unitsOf } from "./units.ts";

/** Nobody may keep a reading thread for longer. */
const MOST_MS = 2000;
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export async function hostile(input: unknown): Promise<Measured> {
  const { folder, quick } = Options.parse(input);
  const data = join(folder, "hostile");
  await newStore(data, unitsOf(1));
  const service = await RunningService.start(data);
  const upload = async (body: Buffer): Promise<number> =>
    (await service.ask({ path: "/workbooks?dryRun=true", token: tokenOf(HEADQUARTERS), body, type: XLSX }))
      .ms;
  const files = [...BOMBS, ...LABORIOUS, ...ACTIVE, ...PATHS].map(({ says, file }) => ({
    says,
    body: file(),
  }));
  const sound = Buffer.from(aWorkbook());
  const times = new Map<string, number[]>(files.map(({ says }) => [says, []]));
  const ordinary: number[] = [];
  for (let round = -1; round < (quick ? 1 : 3); round += 1) {
    for (const { says, body } of files) {
      const [ms, after] = [await upload(body), await upload(sound)];
      if (round < 0) continue;
      times.get(says)?.push(ms);
      ordinary.push(after);
    }
  }
  const { peakMemoryMiB } = await service.stop();
  const [slowest = ["", []]] = [...times].sort(([, a], [, b]) => median(b) - median(a));
  return {
    title: {
      zh: `${files.length} 种有害文件逐个上传`,
      en: `${files.length} hostile files, uploaded one after the other`,
    },
    figures: [
      figure("slowest", { zh: "最慢的一种", en: slowest[0] }, median(slowest[1]), "ms"),
      figure(
        "median",
        { zh: "中位", en: "half of them take less than" },
        median([...times.values()].flat()),
        "ms",
      ),
      figure(
        "sound-p50",
        { zh: "其后一份好的 p50", en: "a sound one right after, p50" },
        median(ordinary),
        "ms",
      ),
      figure(
        "sound-p99",
        { zh: "其后一份好的 p99", en: "a sound one right after, p99" },
        quantile(ordinary, 0.99),
        "ms",
      ),
      figure("memory", { zh: "服务端内存峰值", en: "service peak memory" }, peakMemoryMiB, "MiB"),
    ],
    comparisons: [
      comparison({
        name: "slowest-to-limit",
        label: { zh: "最慢的有害文件", en: "the slowest hostile file" },
        peer: { zh: "两秒", en: "two seconds" },
        ratio: median(slowest[1]) / MOST_MS,
        bound: "most",
        target: 1,
      }),
    ],
  };
}

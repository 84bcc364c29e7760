/** Submissions while the service writes a master of a million rows, beside submissions while it does nothing else. */
import { join } from "node:path";
import { FileRun } from "../../shared/sync/files.ts";
import { copyStore, historyStore } from "./history.ts";
import { median, quantile } from "./measure.ts";
import { Options } from "./options.ts";
import { assertAllTaken, pushOf, ROWS_PER_PUSH, send } from "./push.ts";
import { report } from "./report.ts";
import { comparison, figure, type Figure, type Measured } from "./result.ts";
import { RunningService } from "./service.ts";
import { HISTORY, QUICK_HISTORY } from "./sizes.ts";
import { HEADQUARTERS, NOW, PERIOD, tokenOf, unitsOf } from "./units.ts";

const P99_TARGET = 3;
const MEMORY_TARGET = 1.5;
/** Between two submissions: units do not send without a breath. */
const PAUSE_MS = 40;

interface Written {
  readonly rows: number;
  readonly seconds: number;
  readonly megabytes: number;
  readonly idle: readonly number[];
  readonly during: readonly number[];
  readonly peakMemoryMiB: number;
}

export async function writing(input: unknown): Promise<Measured> {
  const { folder, quick } = Options.parse(input);
  const { month, sizes } = quick ? QUICK_HISTORY : HISTORY;
  const [, middle, largest] = sizes;
  const small = await written(folder, { ...month, rows: middle }, quick);
  const large = await written(folder, { ...month, rows: largest }, quick);
  const count = large.rows.toLocaleString("en-US");
  return {
    title: {
      zh: `生成 ${count} 行总表时的提交`,
      en: `Submissions while a master of ${count} rows is written`,
    },
    figures: [...figuresOf(small), ...figuresOf(large)],
    comparisons: [
      comparison({
        name: "p99-writing-to-idle",
        label: { zh: "生成总表时的 p99", en: "p99 while the master is written" },
        peer: { zh: "空闲时的 p99", en: "p99 while it is not" },
        ratio: quantile(large.during, 0.99) / quantile(large.idle, 0.99),
        bound: "most",
        target: P99_TARGET,
      }),
      comparison({
        name: "memory-large-to-small",
        label: { zh: `${count} 行时的内存峰值`, en: `peak memory at ${count} rows` },
        peer: {
          zh: `${small.rows.toLocaleString("en-US")} 行时的内存峰值`,
          en: `peak memory at ${small.rows.toLocaleString("en-US")} rows`,
        },
        ratio: large.peakMemoryMiB / small.peakMemoryMiB,
        bound: "most",
        target: MEMORY_TARGET,
      }),
    ],
  };
}

/** Submissions before, while the master is written, and after: what the machine does else weighs on both alike. */
async function written(
  folder: string,
  size: Parameters<typeof historyStore>[1],
  quick: boolean,
): Promise<Written> {
  const data = copyStore(await historyStore(folder, size), join(folder, "writing", String(size.rows)));
  const service = await RunningService.start(data);
  const units = unitsOf(size.units);
  const [warmUp, idlePushes] = quick ? [2, 5] : [20, 250];
  let sent = 0;
  const push = async (): Promise<number> => {
    const unit = units[sent % units.length]?.code ?? "";
    sent += 1;
    const at = NOW + sent * 60_000;
    const answer = await send(
      service,
      pushOf(unit, report({ unit, period: PERIOD, rows: ROWS_PER_PUSH, reviews: false, at })),
    );
    assertAllTaken(answer);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    return answer.ms;
  };
  const pushes = async (count: number): Promise<number[]> => {
    const times: number[] = [];
    for (let n = 0; n < count; n += 1) times.push(await push());
    return times;
  };
  await pushes(warmUp);
  const idle = await pushes(idlePushes);

  const began = performance.now();
  let run = await fileRun(service, "/files", Buffer.from(JSON.stringify({ kind: "master" })));
  const during: number[] = [];
  while (run.state === "waiting" || run.state === "writing") {
    during.push(await push());
    run = await fileRun(service, `/files/${run.id}`);
  }
  const seconds = (performance.now() - began) / 1000;
  if (run.state !== "ready" || run.rows < size.rows) {
    throw new Error(`the master was not written: ${JSON.stringify(run)}`);
  }
  idle.push(...(await pushes(idlePushes)));
  const { peakMemoryMiB } = await service.stop();
  return { rows: size.rows, seconds, megabytes: run.bytes / 1024 / 1024, idle, during, peakMemoryMiB };
}

const fileRun = async (service: RunningService, path: string, body?: Buffer): Promise<FileRun> => {
  const answer = await service.ask({ path, token: tokenOf(HEADQUARTERS), ...(body && { body }) });
  return FileRun.parse(JSON.parse(answer.body.toString("utf8")));
};

function figuresOf({ rows, seconds, megabytes, idle, during, peakMemoryMiB }: Written): Figure[] {
  const count = rows.toLocaleString("en-US");
  const of = (name: string, zh: string, en: string, value: number, unit: Figure["unit"]): Figure =>
    figure(`${name}-${rows}`, { zh: `${count} 行 · ${zh}`, en: `${count} rows, ${en}` }, value, unit);
  return [
    of("time", "生成用时", "written in", seconds, "s"),
    of("size", "文件大小", "file size", megabytes, "MiB"),
    of("idle-p50", "空闲 p50", "idle p50", median(idle), "ms"),
    of("idle-p99", "空闲 p99", "idle p99", quantile(idle, 0.99), "ms"),
    of("writing-p50", "生成时 p50", "while written, p50", median(during), "ms"),
    of("writing-p99", "生成时 p99", "while written, p99", quantile(during, 0.99), "ms"),
    of("memory", "服务端内存峰值", "service peak memory", peakMemoryMiB, "MiB"),
  ];
}

/** The master and the month's report as files, from the service, beside ExcelJS writing the same cells. */
import { z } from "zod";
import { historyStore } from "./history.ts";
import { median } from "./measure.ts";
import { Options } from "./options.ts";
import { runStep } from "./process.ts";
import { type Comparison, comparison, type Figure, figure, type Measured } from "./result.ts";
import { type Answer, RunningService } from "./service.ts";
import { HISTORY, QUICK_HISTORY } from "./sizes.ts";
import { HEADQUARTERS, PERIOD, tokenOf } from "./units.ts";

/** What a step of `exceljs-files.ts` hands back. */
export const Written = z.object({ ms: z.number(), bytes: z.number() });

interface File {
  readonly name: "master" | "summary";
  readonly path: string;
  /** Asked so often, the last time counts: small files come from a service that is warm. */
  readonly times: number;
  readonly ours: Taken[];
  readonly peer: Taken[];
}

interface Taken {
  readonly ms: number;
  readonly bytes: number;
  readonly peakMemoryMiB: number;
}

const EXCELJS = { zh: "ExcelJS(流式写入相同单元格)", en: "ExcelJS, streaming the same cells" };

export async function files(input: unknown): Promise<Measured> {
  const { folder, quick } = Options.parse(input);
  const { month, sizes } = quick ? QUICK_HISTORY : HISTORY;
  const [, rows] = sizes;
  const data = await historyStore(folder, { ...month, rows });
  const made: File[] = [
    { name: "master", path: "/master.xlsx", times: 1, ours: [], peer: [] },
    { name: "summary", path: `/summary.xlsx?period=${PERIOD}`, times: 20, ours: [], peer: [] },
  ];
  for (let round = 0; round < (quick ? 1 : 3); round += 1) {
    for (const { name, path, times, ours, peer } of made) {
      ours.push(await fromService(data, path, times));
      const { value, peakMemoryMiB } = await runStep(`exceljs-${name}`, { data, times }, Written);
      peer.push({ ...value, peakMemoryMiB });
    }
  }
  return {
    title: {
      zh: `${rows.toLocaleString("en-US")} 行的总表与月报文件`,
      en: `Master and report files of ${rows.toLocaleString("en-US")} rows`,
    },
    figures: made.flatMap(figuresOf),
    comparisons: made.flatMap(comparisonsOf),
  };
}

/** A new service each round: a process does not give its peak memory back. */
async function fromService(data: string, path: string, times: number): Promise<Taken> {
  const service = await RunningService.start(data);
  const ask = (): Promise<Answer> => service.ask({ path, token: tokenOf(HEADQUARTERS) });
  for (let before = 1; before < times; before += 1) await ask();
  const { ms, body } = await ask();
  const { peakMemoryMiB } = await service.stop();
  return { ms, bytes: body.length, peakMemoryMiB };
}

const msOf = (taken: readonly Taken[]): number => median(taken.map(({ ms }) => ms));
const memoryOf = (taken: readonly Taken[]): number => median(taken.map(({ peakMemoryMiB }) => peakMemoryMiB));
const sizeOf = (taken: readonly Taken[]): number => median(taken.map(({ bytes }) => bytes)) / 1024 / 1024;

function figuresOf({ name, ours, peer }: File): Figure[] {
  const of = (key: string, zh: string, en: string, value: number, unit: Figure["unit"]): Figure =>
    figure(`${name}-${key}`, { zh: `${name}.xlsx · ${zh}`, en: `${name}.xlsx, ${en}` }, value, unit);
  return [
    of("time", "用时", "time", msOf(ours) / 1000, "s"),
    of("memory", "服务端内存峰值", "service peak memory", memoryOf(ours), "MiB"),
    of("size", "文件大小", "file size", sizeOf(ours), "MiB"),
    of("exceljs-time", "ExcelJS 用时", "ExcelJS time", msOf(peer) / 1000, "s"),
    of("exceljs-memory", "ExcelJS 内存峰值", "ExcelJS peak memory", memoryOf(peer), "MiB"),
    of("exceljs-size", "ExcelJS 文件大小", "ExcelJS file size", sizeOf(peer), "MiB"),
  ];
}

function comparisonsOf({ name, ours, peer }: File): Comparison[] {
  const of = (key: string, zh: string, en: string, ratio: number): Comparison =>
    comparison({
      name: `${name}-${key}`,
      label: { zh: `${name}.xlsx ${zh}`, en: `${name}.xlsx, ${en}` },
      peer: EXCELJS,
      ratio,
      bound: "most",
      target: 1,
    });
  const time = of("time", "用时", "time", msOf(ours) / msOf(peer));
  // For a small file it would tell a whole service from a script, not one writer from another.
  return name === "summary"
    ? [time]
    : [time, of("memory", "内存峰值", "peak memory", memoryOf(ours) / memoryOf(peer))];
}

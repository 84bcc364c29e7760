/** Reading a hundred filled workbooks into checked rows, beside ExcelJS reading the same files' cells. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { drawWorkbook } from "../../server/xlsx/draw.ts";
import { templatePlan } from "../../shared/plan/template.ts";
import { median } from "./measure.ts";
import { Options } from "./options.ts";
import { runStep } from "./process.ts";
import { REGISTER } from "./register.ts";
import { report } from "./report.ts";
import { comparison, figure, type Measured } from "./result.ts";
import { NOW, PERIOD, unitsOf } from "./units.ts";

/** What the steps of `read-checked.ts` and `read-exceljs.ts` hand back. */
export const Read = z.object({ ms: z.number(), found: z.int() });

const ROWS = 60;

export async function workbooks(input: unknown): Promise<Measured> {
  const { folder, quick } = Options.parse(input);
  const [count, rounds] = quick ? [3, 1] : [100, 3];
  const paths = await fillIn(join(folder, "workbooks"), count);
  const ours: Taken[] = [];
  const peer: Taken[] = [];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await take("read-checked", paths));
    peer.push(await take("read-exceljs", paths));
  }
  if (ours.some(({ found }) => found !== count * ROWS)) throw new Error("not every row was read and sound");
  const seconds = (taken: readonly Taken[]): number => median(taken.map(({ ms }) => ms)) / 1000;
  const memory = (taken: readonly Taken[]): number => median(taken.map(({ peakMemoryMiB }) => peakMemoryMiB));
  const exceljs = { zh: "ExcelJS(只读单元格)", en: "ExcelJS, reading cells only" };
  return {
    title: { zh: `读入 ${count} 个填好的工作簿`, en: `Reading ${count} filled workbooks` },
    figures: [
      figure("files", { zh: "工作簿", en: "workbooks" }, count, "files"),
      figure("rows", { zh: "读出并检查的行", en: "rows read and checked" }, count * ROWS, "rows"),
      figure("time", { zh: "读入并检查", en: "read and checked" }, seconds(ours), "s"),
      figure("memory", { zh: "内存峰值", en: "peak memory" }, memory(ours), "MiB"),
      figure("exceljs-time", { zh: "ExcelJS 用时", en: "ExcelJS time" }, seconds(peer), "s"),
      figure("exceljs-memory", { zh: "ExcelJS 内存峰值", en: "ExcelJS peak memory" }, memory(peer), "MiB"),
    ],
    comparisons: [
      comparison({
        name: "time",
        label: { zh: "读入并检查的用时", en: "time to read and check" },
        peer: exceljs,
        ratio: seconds(ours) / seconds(peer),
        bound: "most",
        target: 1,
      }),
      comparison({
        name: "memory",
        label: { zh: "内存峰值", en: "peak memory" },
        peer: exceljs,
        ratio: memory(ours) / memory(peer),
        bound: "most",
        target: 1,
      }),
    ],
  };
}

interface Taken {
  readonly ms: number;
  readonly found: number;
  readonly peakMemoryMiB: number;
}

async function take(step: string, paths: readonly string[]): Promise<Taken> {
  const { value, peakMemoryMiB } = await runStep(step, { paths }, Read);
  return { ...value, peakMemoryMiB };
}

/** The template as the service gives it out to a unit that has rows already. */
async function fillIn(folder: string, count: number): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const paths: string[] = [];
  for (const { code, name } of unitsOf(count)) {
    const rows = report({ unit: code, period: PERIOD, rows: ROWS, reviews: true, at: NOW });
    const plan = templatePlan({
      unit: { code, name },
      period: PERIOD,
      register: REGISTER,
      rows: rows.map(({ sheet, rowId, values }) => ({ sheet, rowId, revision: 1, values })),
      language: "zh",
    });
    const path = join(folder, `${code}.xlsx`);
    writeFileSync(path, await drawWorkbook(plan));
    paths.push(path);
  }
  return paths;
}

/** A folder of filled workbooks checked, merged and stored, beside a script that only puts their sheets together. */
import { execFile } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { databaseFile } from "../../server/store/sqlite/open.ts";
import { openSqliteStore } from "../../server/store/sqlite/sqlite-store.ts";
import { SHEETS } from "../../shared/report/sheets.ts";
import { fillFolder, PYTHON, ROWS } from "./consolidate-files.ts";
import { Imported } from "./consolidate-import.ts";
import { median, timed } from "./measure.ts";
import { Options } from "./options.ts";
import { runStep } from "./process.ts";
import { comparison, figure, type Measured } from "./result.ts";
import { NOW, unitsOf } from "./units.ts";

const run = promisify(execFile);

/** Both as whole processes, from their start to their end, in turns. */
export async function consolidate(input: unknown): Promise<Measured> {
  const { folder, quick } = Options.parse(input);
  const [count, rounds] = quick ? [5, 1] : [100, 3];
  const base = join(folder, "consolidate");
  const filled = join(base, "filled");
  await fillFolder(filled, count);
  const ours: number[] = [];
  const theirs: number[] = [];
  let memory = 0;
  let imported: ReturnType<typeof Imported.parse> | undefined;
  let peer = "";
  for (let round = 0; round < rounds; round += 1) {
    const data = join(base, `store-${round}`);
    await emptyStore(data, count);
    ours.push(
      await timed(async () => {
        const { value, peakMemoryMiB } = await runStep(
          "consolidate-import",
          { folder: filled, data },
          Imported,
        );
        imported = value;
        memory = Math.max(memory, peakMemoryMiB);
      }),
    );
    theirs.push(
      await timed(async () => {
        const script = join(process.cwd(), "test", "bench", "consolidate.py");
        const out = join(base, `whole-${round}.xlsx`);
        const { stdout } = await run(PYTHON, [script, filled, out, ...SHEETS.map(({ zh }) => zh)]);
        peer = stdout.trim().split(" ")[0] ?? "";
      }),
    );
  }
  if (imported?.taken !== count) throw new Error("not every workbook was taken");
  const { refused, accepted, rejected, errors } = imported;
  const [own, other] = [median(ours) / 1000, median(theirs) / 1000];
  const script = {
    zh: `只拼接各表的 ${peer} 脚本`,
    en: `a ${peer} script that only concatenates the sheets`,
  };
  return {
    title: {
      zh: `一次导入 ${count} 个填好的工作簿(各 ${ROWS} 行)`,
      en: `Importing ${count} filled workbooks of ${ROWS} rows at once`,
    },
    figures: [
      figure("files", { zh: "接收的工作簿", en: "workbooks taken" }, imported.taken, "files"),
      figure("files-refused", { zh: "未接收的工作簿", en: "workbooks refused" }, refused, "files"),
      figure("accepted", { zh: "接收的行", en: "rows taken" }, accepted, "rows"),
      figure("rejected", { zh: "退回的行", en: "rows refused" }, rejected, "rows"),
      figure("faults", { zh: "指出的错误", en: "faults named" }, errors, "rows"),
      figure("time", { zh: "导入用时", en: "time to import" }, own, "s"),
      figure("memory", { zh: "内存峰值", en: "peak memory" }, memory, "MiB"),
      figure("script-time", { zh: `${peer} 脚本用时`, en: `time of the ${peer} script` }, other, "s"),
    ],
    comparisons: [
      comparison({
        name: "speed",
        label: { zh: "导入的速度", en: "speed of the import" },
        peer: script,
        ratio: other / own,
        bound: "least",
        target: 5,
      }),
    ],
  };
}

async function emptyStore(data: string, count: number): Promise<void> {
  mkdirSync(data, { recursive: true });
  const store = openSqliteStore(databaseFile(data), new Date(NOW).toISOString());
  for (const { code, name } of unitsOf(count)) {
    await store.units.add({ code, name, kind: "plant", base: null, headEmail: null, active: true });
  }
  await store.close();
}

/**
 * A folder of filled workbooks checked, merged, stored and written as one master, beside scripts that only put their
 * sheets together; then once more, when one unit has sent its workbook again.
 */
import { execFile } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { databaseFile } from "../../server/store/sqlite/open.ts";
import { openSqliteStore } from "../../server/store/sqlite/sqlite-store.ts";
import { columnOf, SHEETS, sheetOf } from "../../shared/report/sheets.ts";
import { Joined } from "./consolidate-exceljs.ts";
import { fillFolder, PYTHON, ROWS, script } from "./consolidate-files.ts";
import { type Imported, importByConsole } from "./consolidate-import.ts";
import { median, timed } from "./measure.ts";
import { Options } from "./options.ts";
import { runStep } from "./process.ts";
import { comparison, figure, type Measured, type Text } from "./result.ts";
import { NOW, PERIOD, unitsOf } from "./units.ts";

const run = promisify(execFile);

const FILES = 500;
/** So many take minutes: the peers go once. */
const MANY = 300;
/** At least so many times faster. */
const TO_PANDAS = 5;
const TO_EXCELJS = 3;

/** All as whole processes, from their start to their end, in turns. */
export async function consolidate(input: unknown): Promise<Measured> {
  const { folder, quick, files } = Options.parse(input);
  const count = files ?? (quick ? 5 : FILES);
  const rounds = quick || count >= MANY ? 1 : 3;
  const base = join(folder, "consolidate");
  const filled = join(base, "filled");
  await fillFolder(filled, count);
  const ours: Imported[] = [];
  const pandas: number[] = [];
  const exceljs: number[] = [];
  let peer = "";
  const data = (round: number): string => join(base, `store-${round}`);
  for (let round = 0; round < rounds; round += 1) {
    await emptyStore(data(round), count);
    ours.push(await importByConsole(filled, data(round), join(base, `master-${round}.xlsx`)));
    pandas.push(
      await timed(async () => {
        const out = join(base, `pandas-${round}.xlsx`);
        const { stdout } = await run(PYTHON, [
          script("consolidate.py"),
          filled,
          out,
          ...SHEETS.map(({ zh }) => zh),
        ]);
        peer = stdout.trim().split(" ")[0] ?? "";
      }),
    );
    exceljs.push(
      await timed(() =>
        runStep("consolidate-exceljs", { folder: filled, out: join(base, `exceljs-${round}.xlsx`) }, Joined),
      ),
    );
  }
  await changeOne(join(filled, `${unitsOf(count).at(-1)?.code ?? ""}.xlsx`));
  const again = await importByConsole(filled, data(0), join(base, "master-again.xlsx"));
  const [first] = ours;
  if (first?.totals.taken !== count || again.totals.taken !== count) {
    throw new Error("not every workbook was taken");
  }
  return measured(count, peer, {
    ours,
    again,
    pandas: median(pandas),
    exceljs: median(exceljs),
  });
}

async function changeOne(file: string): Promise<void> {
  const sheet = sheetOf("purchases");
  await run(PYTHON, [script("consolidate-change.py"), file, sheet.zh, columnOf(sheet, "remark")?.zh ?? ""]);
}

interface Times {
  readonly ours: readonly Imported[];
  readonly again: Imported;
  readonly pandas: number;
  readonly exceljs: number;
}

function measured(count: number, peer: string, { ours, again, pandas, exceljs }: Times): Measured {
  const own = median(ours.map(({ ms }) => ms));
  const importing = median(ours.map(({ totals }) => totals.seconds));
  const { taken = 0, refused = 0, accepted = 0, rejected = 0, errors = 0 } = ours[0]?.totals ?? {};
  const seconds = (name: string, label: Text, value: number) => figure(name, label, value, "s");
  const faster = (name: string, label: Text, other: Text, ratio: number, target: number) =>
    comparison({ name, label, peer: other, ratio, bound: "least", target });
  const first = { zh: "导入并写出总表的速度", en: "speed of importing and writing the master" };
  const second = {
    zh: "一个单位改动后再来一次的速度",
    en: "speed of doing so again after one unit's change",
  };
  const python = {
    zh: `只拼接各表的 ${peer} 脚本`,
    en: `a ${peer} script that only concatenates the sheets`,
  };
  const node = { zh: "只拼接各表的 ExcelJS 脚本", en: "an ExcelJS script that only concatenates the sheets" };
  return {
    title: {
      zh: `${count} 个填好的工作簿(各 ${ROWS} 行)并为一个总表`,
      en: `${count} filled workbooks of ${ROWS} rows put together into one master`,
    },
    figures: [
      figure("files", { zh: "接收的工作簿", en: "workbooks taken" }, taken, "files"),
      figure("files-refused", { zh: "未接收的工作簿", en: "workbooks refused" }, refused, "files"),
      figure("accepted", { zh: "接收的行", en: "rows taken" }, accepted, "rows"),
      figure("rejected", { zh: "退回的行", en: "rows refused" }, rejected, "rows"),
      figure("faults", { zh: "指出的错误", en: "faults named" }, errors, "rows"),
      seconds("time", { zh: "全程用时", en: "time of the whole" }, own / 1000),
      seconds("import-time", { zh: "其中导入", en: "of it, importing" }, importing),
      seconds(
        "master-time",
        { zh: "其中启动与写总表", en: "of it, starting and writing the master" },
        own / 1000 - importing,
      ),
      seconds("cpu", { zh: "所用的处理器时间", en: "processor time" }, median(ours.map(({ cpu }) => cpu))),
      seconds("again-time", { zh: "再来一次", en: "once more" }, again.ms / 1000),
      seconds(
        "again-import-time",
        { zh: "再来一次,其中导入", en: "once more, of it importing" },
        again.totals.seconds,
      ),
      figure(
        "memory",
        { zh: "内存峰值", en: "peak memory" },
        Math.max(...ours.map(({ memory }) => memory)),
        "MiB",
      ),
      seconds("script-time", { zh: `${peer} 脚本用时`, en: `time of the ${peer} script` }, pandas / 1000),
      seconds("exceljs-time", { zh: "ExcelJS 脚本用时", en: "time of the ExcelJS script" }, exceljs / 1000),
    ],
    comparisons: [
      faster("speed", first, python, pandas / own, TO_PANDAS),
      faster("speed-to-exceljs", first, node, exceljs / own, TO_EXCELJS),
      faster("again", second, python, pandas / again.ms, TO_PANDAS),
    ],
  };
}

/** Units that send in time: a deadline that is still to come, whenever this is run. */
async function emptyStore(data: string, count: number): Promise<void> {
  mkdirSync(data, { recursive: true });
  const store = openSqliteStore(databaseFile(data), new Date(NOW).toISOString());
  for (const { code, name } of unitsOf(count)) {
    await store.units.add({ code, name, kind: "plant", base: null, headEmail: null, active: true });
  }
  const deadline = new Date(Date.now() + 86_400_000).toISOString();
  await store.periods.set({ period: PERIOD, deadline, state: "open" });
  await store.close();
}

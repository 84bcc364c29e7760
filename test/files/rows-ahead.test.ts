/** A master whose plain rows a second thread draws meanwhile is the one that a single thread writes. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { masterWorkbook, PLAIN_SHEETS } from "../../server/files/master-parts.ts";
import { type AheadTask, RowsAhead } from "../../server/files/rows-ahead.ts";
import { writerIn } from "../../server/files/writer.ts";
import { masterOn, placeOf } from "../../server/store/open-reading.ts";
import { openAgreed, openSnapshot } from "../../server/store/open-snapshot.ts";
import { Threads } from "../../server/threads/threads.ts";
import { readWorkbook } from "../../server/xlsx/read.ts";
import { LAST_ROW } from "../../shared/plan/address.ts";
import type { WorkbookGrid } from "../../shared/report/grid.ts";
import { type AService, aService } from "../http/a-service.ts";
import { aPurchase, aRow, aSubmission } from "../intake/a-submission.ts";
import { inFolder } from "../xlsx/inspect.ts";

jest.setTimeout(60_000);

const SCRIPT = pathToFileURL("dist/server/files/ahead-thread.js");

let at: AService;
let lead: string;
beforeEach(async () => {
  at = await aService();
  lead = await at.token("lead", "P01");
});
afterEach(() => at.stop());

const taskOf = (lastRow: number): AheadTask => ({
  place: placeOf({ dataDir: at.folder, databaseUrl: at.database.url }),
  query: { sight: "all" },
  lastRow,
});

interface Drawn {
  readonly grid: WorkbookGrid;
  /** Rows that were told of while it was drawn. */
  readonly counted: number;
}

async function drawn(lastRow: number, script?: URL): Promise<Drawn> {
  const task = taskOf(lastRow);
  const ahead = script && new RowsAhead(script, task);
  let counted = 0;
  try {
    const snapshot = await (ahead
      ? openAgreed(task.place, (state) => ahead.agrees(state))
      : openSnapshot(task.place));
    const reading = await masterOn(snapshot, task.query);
    ahead?.begin(PLAIN_SHEETS);
    const chunks: Uint8Array[] = [];
    const count = (rows: number): void => void (counted += rows);
    for await (const chunk of masterWorkbook(reading, count, lastRow, { ahead })) chunks.push(chunk);
    await reading.close();
    return { grid: await readWorkbook(Buffer.concat(chunks)), counted };
  } finally {
    await ahead?.close();
  }
}

const pair = (n: number): Promise<unknown> =>
  at.push(
    lead,
    aSubmission({ rows: [aRow("branches", { name: `分部 ${n}` }), aPurchase({ remark: `第 ${n} 单` })] }),
  );

const rowsOn = ({ sheets }: WorkbookGrid, name: string): number =>
  (sheets.find((sheet) => sheet.name === name)?.rows.length ?? 0) - 1;

test.each([
  ["on one worksheet each", LAST_ROW],
  ["over several worksheets", 11],
])("all its rows are there, %s, and each is counted", async (_, lastRow) => {
  const rows = Array.from({ length: 25 }, (__, n) => aPurchase({ remark: `第 ${n} 单` }));
  await at.push(lead, aSubmission({ rows: [aRow("branches"), ...rows] }));
  const alone = await drawn(lastRow);
  expect(await drawn(lastRow, SCRIPT)).toEqual(alone);
  expect(alone.counted).toBe(26);
});

test("both threads see one state, though rows come in meanwhile", async () => {
  let over = false;
  const pushes = (async () => {
    for (let n = 0; !over; n += 1) await pair(n);
  })();
  const counts: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const { grid } = await drawn(LAST_ROW, SCRIPT);
    counts.push(rowsOn(grid, "总表·分支机构"));
    expect(rowsOn(grid, "总表·月度采购")).toBe(counts.at(-1));
  }
  over = true;
  await pushes;
  expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  expect(counts.at(-1)).toBeGreaterThan(counts[0] ?? 0);
});

test("a thread of the service has another one draw along", () =>
  inFolder(async (folder) => {
    await pair(1);
    const writer = writerIn(
      new Threads(pathToFileURL("dist/server/files/thread.js"), { threads: 1, mostMs: 20_000, mostMiB: 256 }),
    );
    const path = join(folder, "总表.xlsx");
    const { place } = taskOf(LAST_ROW);
    const task = { asked: { kind: "master" }, sight: "all", place, path, ahead: true } as const;
    try {
      await writer.write(task, () => undefined, new AbortController().signal);
      expect(await readWorkbook(readFileSync(path))).toEqual((await drawn(LAST_ROW)).grid);
    } finally {
      await writer.close();
    }
  }));

test("where the second thread cannot begin, one draws all", async () => {
  await pair(1);
  expect(await drawn(LAST_ROW, pathToFileURL("dist/no-such-script.js"))).toEqual(await drawn(LAST_ROW));
});

test("where the second thread dies on the way, there is no file that is not whole", () =>
  inFolder(async (folder) => {
    await pair(1);
    const script = join(folder, "mortal.mjs");
    const real = SCRIPT.href;
    writeFileSync(
      script,
      `import { parentPort } from "node:worker_threads";
       const post = parentPort.postMessage.bind(parentPort);
       parentPort.postMessage = (word, transfer) => ("piece" in word ? process.exit(7) : post(word, transfer));
       await import(${JSON.stringify(real)});`,
    );
    await expect(drawn(LAST_ROW, pathToFileURL(script))).rejects.toThrow(
      "the thread that draws rows has ended",
    );
  }));

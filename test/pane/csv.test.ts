/** A unit takes in a file out of another system: checked first, then sent or put into its sheet. */
import { checkCsv, rememberHeadings } from "../../addin/pane/tasks/csv.ts";
import { type CsvSent, putCsvIntoSheet, sendCsv } from "../../addin/pane/tasks/csv-send.ts";
import { layTemplate } from "../../addin/pane/tasks/lay.ts";
import { submitReport } from "../../addin/pane/tasks/submit.ts";
import { resendWaiting } from "../../addin/pane/tasks/resend.ts";
import { CsvFile } from "../../addin/sync/csv/csv-file.ts";
import type { CsvSum } from "../../addin/sync/csv/source.ts";
import { readFeed } from "../../addin/sync/pull.ts";
import { aRealService, type RealService } from "../sync/real-service.ts";
import { Desk } from "./desk.ts";

const NOW = Date.parse("2026-11-03T10:00:00+08:00");
const PERIOD = "2026-10";
const PLAN = {
  sheet: "purchases",
  unit: "P01",
  period: PERIOD,
  format: {},
  chosen: {},
  remembered: { 客户: "account" },
} as const;

let service: RealService;
let unit: Desk;
beforeEach(async () => {
  service = await aRealService(NOW);
  unit = await new Desk(service, await service.person("王五", "lead", "P01"), NOW).open();
});
afterEach(() => service.stop());

const fileOf = (lines: readonly string[]): CsvFile =>
  new CsvFile(new TextEncoder().encode(["客户,产品类别,供应商,数量(台)", ...lines].join("\n")));
const sold = (n: number): string[] =>
  Array.from({ length: n }, (_, at) => `招商物流,半挂车,本集团,${(at % 7) + 1}`);

async function checked(file: CsvFile): Promise<CsvSum> {
  let sum: CsvSum | undefined;
  await unit.does((pane) => checkCsv(pane, file, PLAN, (now) => (sum = now)));
  if (!sum) throw new Error("the check came to nothing");
  return sum;
}

async function sent(file: CsvFile, sound: number): Promise<CsvSent> {
  let last: CsvSent | undefined;
  const place = { code: "P01", name: "扬州工厂" };
  await unit.does((pane) =>
    sendCsv(pane, file, { sheet: "purchases", unit: place, period: PERIOD, sound }, (now) => (last = now)),
  );
  if (!last) throw new Error("nothing was sent");
  return last;
}

async function standing(): Promise<number> {
  const rows = new Set<string>();
  await readFeed(unit.pane.surroundings.service.feed, { since: 0, sheet: "purchases" }, (page) => {
    for (const { rowId } of page) rows.add(rowId);
  });
  return rows.size;
}

test("all rows are checked as the service will, and faults are told by line and kind", async () => {
  const file = fileOf([...sold(2), "没有备案的客户,半挂车,本集团,1", "招商物流,飞机,本集团,-1"]);
  expect(await checked(file)).toMatchObject({ rows: 4, sound: 2, faulty: 2, errors: 3 });
  const { all, faults } = await file.faults({ severity: "error" }, 2);
  expect([all, faults.map(({ line, fault }) => [line, fault.column, fault.code])]).toEqual([
    3,
    [
      [4, "account", "unknown_account"],
      [5, "product", "not_on_list"],
    ],
  ]);
  expect((await file.faults({ kind: { column: "units", code: "out_of_range" } }, 9)).all).toBe(1);
  expect(await file.faultList("zh")).toContain("4,大客户,错误,“没有备案的客户”不在大客户名录中");
  expect(await standing()).toBe(0);
});

test("5,000 rows go in portions; again, nothing changes", async () => {
  const file = fileOf(sold(5000));
  const { sound } = await checked(file);
  expect(await sent(file, sound)).toMatchObject({ done: 5000, counts: { created: 5000 }, refused: [] });
  expect(await sent(file, sound)).toMatchObject({ done: 5000, counts: { created: 0, unchanged: 5000 } });
  expect(unit.pane.state.pending).toEqual([]);
});

test("what the unit has pushed by another channel is known again: it is left as it is", async () => {
  const { surroundings } = unit.pane;
  await surroundings.service.submit(
    JSON.stringify({
      submissionId: surroundings.newId(),
      unit: "P01",
      period: PERIOD,
      channel: "excel",
      template: 1,
      rows: [
        {
          sheet: "purchases",
          rowId: surroundings.newId(),
          baseRevision: null,
          values: { period: PERIOD, account: "招商物流", product: "半挂车", supplier: "本集团", units: 2 },
        },
      ],
    }),
  );
  const file = fileOf(sold(3));
  const { sound } = await checked(file);
  expect(await sent(file, sound)).toMatchObject({ counts: { created: 2, unchanged: 1 } });
  expect(await standing()).toBe(3);
});

test("an answer that is lost on the way loses no row and doubles none", async () => {
  const file = fileOf(sold(3000));
  const { sound } = await checked(file);
  service.line.loseNextReceipt();
  await expect(sent(file, sound)).rejects.toThrow("没有收到回执");
  expect(unit.pane.state.pending).toHaveLength(1);
  await unit.does(resendWaiting);
  expect(unit.pane.state.pending).toEqual([]);
  expect(await sent(file, sound)).toMatchObject({ counts: { created: 1000, unchanged: 2000 } });
  expect(await standing()).toBe(3000);
});

test("a check that is stopped hands out nothing", async () => {
  const file = fileOf(sold(5000));
  const stopping = checkCsv(unit.pane, file, PLAN, () => {
    throw new Error("it went on to the end");
  });
  const stop = unit.pane.subscribe(() => {
    if (unit.pane.state.busy?.done && !unit.pane.state.busy.stopping) unit.pane.stop();
  });
  await stopping;
  stop();
  expect(unit.pane.state.notice).toBe("已停止检查，没有写入任何内容。");
  expect(await file.rows(0, 10)).toEqual([]);
});

test("a file with a cell that never ends says on which line", async () => {
  await expect(checked(fileOf([...sold(3), '招商物流,"半挂车,本集团,1']))).rejects.toThrow("第 5 行");
});

test("rows put into the open sheet are submitted from there; put in again, they are there already", async () => {
  await unit.does(layTemplate);
  const { workbook } = unit.pane.surroundings;
  if (!workbook) throw new Error("no workbook");
  const file = fileOf(sold(30));
  const { sound } = await checked(file);
  const plan = {
    sheet: "purchases",
    unit: { code: "P01", name: "扬州工厂" },
    period: PERIOD,
    sound,
  } as const;
  const place = () => unit.does((pane) => putCsvIntoSheet(pane, workbook, file, plan));
  await place();
  expect(unit.pane.state.notice).toBe("已放入工作表 30 行，请检查后提交。");
  expect([unit.cell("purchases", 2, "account"), unit.cell("purchases", 3, "units")]).toEqual(["招商物流", 2]);
  await place();
  expect(unit.pane.state.notice).toBe("这些行都已在工作表中。");
  await unit.does(submitReport);
  expect(unit.pane.state.receipt?.counts.created).toBe(30);
  expect(await standing()).toBe(30);
});

test("what headings stand for is remembered of the unit", async () => {
  await rememberHeadings(unit.pane, "P01", "purchases", [{ heading: "客户", column: "account" }]);
  const { headings } = await unit.pane.surroundings.service.csvHeadings("P01", "purchases");
  expect(headings.map(({ heading, column, by }) => [heading, column, by.name])).toEqual([
    ["客户", "account", "王五"],
  ]);
});

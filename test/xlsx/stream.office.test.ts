import type { Cell, SheetPlan, WorkbookPlan } from "../../shared/plan/plan.ts";
import { drawWorkbook } from "../../server/xlsx/draw.ts";
import { readWorkbook } from "../../server/xlsx/read.ts";
import { streamTables } from "../../server/xlsx/stream.ts";
import type { RowSource } from "../../server/xlsx/stream.ts";
import { inspectWorkbook } from "./inspect.ts";
import { savedByLibreOffice } from "./libreoffice.ts";

const aMasterSheet = (key: string, rows: readonly (readonly Cell[])[] = []): SheetPlan => ({
  key,
  name: `总表·${key}`,
  visibility: "visible",
  freeze: { rows: 2, columns: 0 },
  columns: [{ width: 20 }, { width: 12 }, { width: 12 }],
  blocks: [{ row: 0, column: 0, style: "subtitle", cells: [["总部 HQ"]] }],
  tables: [
    {
      name: `ka_master_${key}`,
      row: 1,
      column: 0,
      columns: [
        { key: "account", header: "大客户", headerStyle: "headRequired", style: "text" },
        { key: "units", header: "数量", headerStyle: "headOptional", style: "whole" },
        { key: "on", header: "日期", headerStyle: "headOptional", style: "date" },
      ],
      rows,
      style: "TableStyleMedium2",
      filter: true,
    },
  ],
  highlights: [{ range: "B3:B1048576", formula: "=$B3<0", color: "#B10E1C" }],
  charts: [],
});

const aMaster = (...sheets: SheetPlan[]): WorkbookPlan => ({
  title: "总表",
  sheets,
  names: [],
  active: sheets[0]?.name ?? "",
});

const rows = (count: number): Cell[][] =>
  Array.from({ length: count }, (_, i) => [i % 3 ? `=客户${i}` : null, i - 1, 46_000 + i]);

/** Page by page, as a store gives them. */
async function* later(list: readonly Cell[][]): AsyncGenerator<readonly Cell[][]> {
  for (let from = 0; from < list.length; from += 7) {
    await Promise.resolve();
    yield list.slice(from, from + 7);
  }
}

async function whole(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const streamed = (
  plan: WorkbookPlan,
  sources: Record<string, RowSource>,
  lastRow?: number,
): Promise<Buffer> => whole(streamTables(plan, sources, lastRow === undefined ? {} : { lastRow }));

test("a streamed master is the same workbook as a drawn one", async () => {
  const list = rows(500);
  const plan = aMaster(aMasterSheet("events"), aMasterSheet("reviews", rows(2)));
  const drawn = await drawWorkbook(aMaster(aMasterSheet("events", list), aMasterSheet("reviews", rows(2))));
  const stream = await streamed(plan, { ka_master_events: later(list) });
  expect(await inspectWorkbook(stream)).toEqual(await inspectWorkbook(drawn));
});

test("a table that no row came for has one blank row", async () => {
  const bytes = await streamed(aMaster(aMasterSheet("events")), { ka_master_events: [] });
  expect((await readWorkbook(bytes)).sheets[0]?.tables).toEqual([
    { name: "ka_master_events", range: "A2:C3" },
  ]);
});

test("rows that a sheet cannot hold go on to further sheets, each a table of its own", async () => {
  const list = rows(25);
  const plan = aMaster(aMasterSheet("events"), aMasterSheet("reviews", rows(2)));
  const { sheets } = await readWorkbook(await streamed(plan, { ka_master_events: later(list) }, 12));
  expect(sheets.map((s) => [s.name, s.tables[0]])).toEqual([
    ["总表·events", { name: "ka_master_events", range: "A2:C12" }],
    ["总表·events (2)", { name: "ka_master_events_2", range: "A2:C12" }],
    ["总表·events (3)", { name: "ka_master_events_3", range: "A2:C7" }],
    ["总表·reviews", { name: "ka_master_reviews", range: "A2:C4" }],
  ]);
  expect(sheets.slice(0, 3).flatMap((s) => s.rows.slice(2))).toEqual(list);
});

test("a sheet that is exactly full needs no other", async () => {
  const bytes = await streamed(aMaster(aMasterSheet("events")), { ka_master_events: rows(10) }, 12);
  expect((await readWorkbook(bytes)).sheets).toHaveLength(1);
});

test("rows listed in the plan are split as streamed ones are", async () => {
  const { sheets } = await readWorkbook(await streamed(aMaster(aMasterSheet("events", rows(11))), {}, 12));
  expect(sheets.map((s) => s.tables[0]?.range)).toEqual(["A2:C12", "A2:C3"]);
});

test("LibreOffice opens a workbook that was split", async () => {
  const bytes = await streamed(aMaster(aMasterSheet("events")), { ka_master_events: rows(15) }, 12);
  const { sheets } = await readWorkbook(await savedByLibreOffice(bytes, "xlsx"));
  expect(sheets.flatMap((s) => s.rows.slice(2))).toEqual(rows(15));
});

test("a store that fails in the middle fails the stream with its own error", async () => {
  async function* failing(): AsyncGenerator<readonly Cell[][]> {
    yield rows(3);
    await Promise.resolve();
    throw new Error("store gone");
  }
  await expect(streamed(aMaster(aMasterSheet("events")), { ka_master_events: failing() })).rejects.toThrow(
    "store gone",
  );
});

test("the store is asked no faster than the stream is taken, and let go when the reader goes away", async () => {
  let released = false;
  let asked = 0;
  async function* endless(): AsyncGenerator<readonly Cell[][]> {
    try {
      for (let i = 0; ; i++) {
        asked++;
        await Promise.resolve();
        yield [[`客户${i}`, i, 46_000]];
      }
    } finally {
      released = true;
    }
  }
  let taken = 0;
  for await (const chunk of streamTables(aMaster(aMasterSheet("events")), { ka_master_events: endless() })) {
    taken += chunk.length;
    if (taken > 100_000) break;
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(released).toBe(true);
  expect(asked).toBeLessThan(50_000);
});

/** Notes on cells, read back by other programs. */
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { MOST_NOTES } from "../../server/xlsx/notes.ts";
import { readWorkbook } from "../../server/xlsx/read.ts";
import { streamTables } from "../../server/xlsx/stream.ts";
import type { RowSource } from "../../server/xlsx/stream.ts";
import { masterPlan } from "../../shared/plan/master.ts";
import type { NotedRow, SheetPlan, TableRow, WorkbookPlan } from "../../shared/plan/plan.ts";
import { inFolder } from "./inspect.ts";
import { savedByLibreOffice } from "./libreoffice.ts";

const run = promisify(execFile);
const PYTHON = process.env["PYTHON"] ?? "/usr/bin/python3";

type NotesByCell = Record<string, { text: string; author: string }>;

const aSheet = (key: string): SheetPlan => ({
  key,
  name: `总表·${key}`,
  visibility: "visible",
  columns: [{ width: 20 }, { width: 12, hidden: true }],
  blocks: [],
  tables: [
    {
      name: `ka_master_${key}`,
      row: 0,
      column: 0,
      columns: [
        { key: "name", header: "名称", headerStyle: "headRequired", style: "text" },
        { key: "fleet", header: "车队", headerStyle: "headOptional", style: "whole" },
      ],
      rows: [],
      style: "TableStyleMedium2",
      filter: true,
    },
  ],
  highlights: [{ range: "A2:B9", formula: "=$B2<0", color: "#B10E1C" }],
  charts: [],
});

const aPlan = (...keys: string[]): WorkbookPlan => ({
  title: "总表",
  sheets: keys.map(aSheet),
  names: [],
  active: `总表·${keys[0] ?? ""}`,
});

const noted = (n: number, text: string): NotedRow => ({
  cells: [`承运商${n}`, n],
  notes: [{ column: 0, text }],
});

async function written(plan: WorkbookPlan, sources: Record<string, RowSource>, lastRow?: number) {
  const chunks: Uint8Array[] = [];
  for await (const chunk of streamTables(plan, sources, lastRow === undefined ? {} : { lastRow })) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const notesIn = (bytes: Uint8Array): Promise<Record<string, NotesByCell>> =>
  inFolder(async (folder) => {
    const file = join(folder, "book.xlsx");
    await writeFile(file, bytes);
    const out = await run(PYTHON, [join(__dirname, "notes.py"), file], { maxBuffer: 1 << 26 });
    const notes: Record<string, NotesByCell> = JSON.parse(out.stdout);
    return notes;
  });

const TEXT = '45：\n· 上海工厂 李四 Excel 2026-10-05 16:00:00\n30 < 45 & "更多"';

describe("notes", () => {
  it("stand on their cells, line breaks and signs as they are, beside rows that have none", async () => {
    const rows: TableRow[] = [["甲", 1], noted(2, TEXT), ["丙", 3], noted(4, "第二条")];
    const bytes = await written(aPlan("carriers", "branches"), { ka_master_carriers: rows });
    expect(await notesIn(bytes)).toEqual({
      "总表·carriers": {
        A3: { text: TEXT, author: "大客户通" },
        A5: { text: "第二条", author: "大客户通" },
      },
      "总表·branches": {},
    });
    expect((await readWorkbook(bytes)).sheets[0]?.tables).toEqual([
      { name: "ka_master_carriers", range: "A1:B5" },
    ]);
  });

  it("LibreOffice reads them and keeps them on saving, thousands on several sheets", async () => {
    const many = Array.from({ length: 1100 }, (_, n) => noted(n, `来源 ${n}`));
    const bytes = await written(aPlan("carriers", "branches"), {
      ka_master_carriers: many,
      ka_master_branches: many.slice(0, 20),
    });
    const saved = await notesIn(await savedByLibreOffice(bytes, "xlsx"));
    const notes = saved["总表·carriers"] ?? {};
    expect(Object.keys(notes)).toHaveLength(1100);
    expect(notes.A1101?.text).toBe("来源 1099");
    expect(Object.keys(saved["总表·branches"] ?? {})).toHaveLength(20);
  });

  it("follow their rows on to further sheets", async () => {
    const rows = Array.from({ length: 15 }, (_, n) => noted(n, `来源 ${n}`));
    const notes = await notesIn(await written(aPlan("carriers"), { ka_master_carriers: rows }, 11));
    expect(Object.values(notes).map((one) => Object.keys(one).length)).toEqual([10, 5]);
    expect(notes["总表·carriers (2)"]?.A2?.text).toBe("来源 10");
  });

  it("are no more than a sheet may have, the minor ones less, and the rows go on without them", async () => {
    const minor = ({ cells, notes }: NotedRow): NotedRow => ({
      cells,
      notes: notes.map((note) => ({ ...note, minor: true })),
    });
    const rows = Array.from({ length: MOST_NOTES + 20 }, (_, n) => noted(n, `来源 ${n}`));
    const minors = await written(aPlan("carriers"), { ka_master_carriers: rows.map(minor) });
    expect(Object.keys((await notesIn(minors))["总表·carriers"] ?? {})).toHaveLength(MOST_NOTES / 2);
    const bytes = await written(aPlan("carriers"), { ka_master_carriers: rows });
    expect(Object.keys((await notesIn(bytes))["总表·carriers"] ?? {})).toHaveLength(MOST_NOTES);
    expect((await readWorkbook(bytes)).sheets[0]?.rows).toHaveLength(MOST_NOTES + 21);
  });
});

test("a master without notes is the file it was: no sheet speaks of any", async () => {
  const bytes = await written(masterPlan([], 0), {});
  expect(bytes.includes("comments1.xml")).toBe(false);
});

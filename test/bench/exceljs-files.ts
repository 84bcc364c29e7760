/** The same files by ExcelJS: the same rows from the same store, the same cells, without our formats and dropdowns. */
import { Writable } from "node:stream";
import ExcelJS from "exceljs";
import { z } from "zod";
import { coverageMap } from "../../server/report/coverage-map.ts";
import { monthlyReport } from "../../server/report/monthly-report.ts";
import { databaseFile } from "../../server/store/sqlite/open.ts";
import { openSqliteStore } from "../../server/store/sqlite/sqlite-store.ts";
import type { Store } from "../../server/store/store.ts";
import { masterCells, masterColumns, masterSheetName } from "../../shared/plan/master.ts";
import type { Cell } from "../../shared/plan/plan.ts";
import { summaryPlan } from "../../shared/plan/summary.ts";
import { SHEETS } from "../../shared/report/sheets.ts";
import type { Written } from "./files.ts";
import { timed } from "./measure.ts";
import { NOW, PERIOD } from "./units.ts";

const Input = z.object({ data: z.string(), times: z.int().min(1) });
type Workbook = ExcelJS.stream.xlsx.WorkbookWriter;

export const exceljsMaster = (input: unknown): Promise<z.infer<typeof Written>> =>
  written(input, async (store, workbook) => {
    const reading = await store.rows.master({ sight: "all" });
    for (const sheet of SHEETS) {
      const drawn = workbook.addWorksheet(masterSheetName(sheet));
      drawn.addRow(masterColumns(sheet).map(({ header }) => header)).commit();
      for await (const page of reading.pages(sheet.key)) {
        for (const row of page) drawn.addRow(masterCells(row).map(valueOf)).commit();
      }
      drawn.commit();
    }
    await reading.close();
  });

export const exceljsSummary = (input: unknown): Promise<z.infer<typeof Written>> =>
  written(input, async (store, workbook) => {
    const report = await monthlyReport(store, PERIOD, NOW);
    for (const sheet of summaryPlan(report, await coverageMap(store, PERIOD)).sheets) {
      const drawn = workbook.addWorksheet(sheet.name);
      for (const { row, column, cells } of sheet.blocks) put(drawn, row, column, cells);
      for (const { row, column, columns, rows } of sheet.tables) {
        put(drawn, row, column, [columns.map(({ header }) => header), ...rows]);
      }
      drawn.commit();
    }
  });

/** The last of so many times. */
async function written(
  input: unknown,
  write: (store: Store, workbook: Workbook) => Promise<void>,
): Promise<z.infer<typeof Written>> {
  const { data, times } = Input.parse(input);
  const store = openSqliteStore(databaseFile(data), new Date(NOW).toISOString());
  let last = await once(store, write);
  for (let more = 1; more < times; more += 1) last = await once(store, write);
  await store.close();
  return last;
}

async function once(
  store: Store,
  write: (store: Store, workbook: Workbook) => Promise<void>,
): Promise<z.infer<typeof Written>> {
  let bytes = 0;
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      bytes += chunk.length;
      done();
    },
  });
  const ms = await timed(async () => {
    const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
      stream,
      useStyles: false,
      useSharedStrings: false,
    });
    await write(store, workbook);
    await workbook.commit();
  });
  return { ms, bytes };
}

function put(
  sheet: ExcelJS.Worksheet,
  row: number,
  column: number,
  cells: readonly (readonly Cell[])[],
): void {
  for (const [down, line] of cells.entries()) {
    for (const [right, cell] of line.entries()) {
      sheet.getRow(row + down + 1).getCell(column + right + 1).value = valueOf(cell);
    }
  }
}

const valueOf = (cell: Cell): ExcelJS.CellValue =>
  typeof cell === "object" && cell !== null ? { formula: cell.formula.slice(1) } : cell;

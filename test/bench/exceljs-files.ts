/** The same files by ExcelJS: the same rows from the same store, the same cells, without our formats and dropdowns. */
import { Writable } from "node:stream";
import ExcelJS from "exceljs";
import { z } from "zod";
import { monthlyReport, readMonth, WITH_COVERAGE } from "../../server/report/monthly-report.ts";
import { placeOf, readReports } from "../../server/store/open-reading.ts";
import type { StorePlace } from "../../server/store/open-snapshot.ts";
import { databaseFile } from "../../server/store/sqlite/open.ts";
import { openSqliteStore } from "../../server/store/sqlite/sqlite-store.ts";
import type { Store } from "../../server/store/store.ts";
import { masterCells, masterColumns, masterSheetName } from "../../shared/plan/master.ts";
import type { Cell } from "../../shared/plan/plan.ts";
import { summaryPlan } from "../../shared/plan/summary.ts";
import { SHEETS } from "../../shared/report/sheets.ts";
import { assembleCoverage } from "../../shared/summary/assemble-coverage.ts";
import type { Written } from "./files.ts";
import { timed } from "./measure.ts";
import { NOW, PERIOD } from "./units.ts";

const Input = z.object({ data: z.string(), times: z.int().min(1) });
type Workbook = ExcelJS.stream.xlsx.WorkbookWriter;

export const exceljsMaster = (input: unknown): Promise<z.infer<typeof Written>> =>
  written(input, async ({ store, workbook }) => {
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
  written(input, async ({ place, workbook }) => {
    const month = await readReports(place, (reading) => readMonth(reading, PERIOD, WITH_COVERAGE));
    const report = monthlyReport(month, PERIOD, NOW);
    for (const sheet of summaryPlan(report, assembleCoverage(month.answers, PERIOD)).sheets) {
      const drawn = workbook.addWorksheet(sheet.name);
      for (const { row, column, cells } of sheet.blocks) put(drawn, row, column, cells);
      for (const { row, column, columns, rows } of sheet.tables) {
        put(drawn, row, column, [columns.map(({ header }) => header), ...rows]);
      }
      drawn.commit();
    }
  });

interface Around {
  readonly store: Store;
  readonly place: StorePlace;
}
type Write = (around: Around & { readonly workbook: Workbook }) => Promise<void>;

/** The last of so many times. */
async function written(input: unknown, write: Write): Promise<z.infer<typeof Written>> {
  const { data, times } = Input.parse(input);
  const store = openSqliteStore(databaseFile(data), new Date(NOW).toISOString());
  const around = { store, place: placeOf({ dataDir: data, databaseUrl: null }) };
  let last = await once(around, write);
  for (let more = 1; more < times; more += 1) last = await once(around, write);
  await store.close();
  return last;
}

async function once(around: Around, write: Write): Promise<z.infer<typeof Written>> {
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
    await write({ ...around, workbook });
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

/** What stands in a sheet: of a workbook at a desk, or of a file. */
import { columnName, parseRange } from "../../shared/plan/address.ts";
import { saveXlsx } from "../host/save-xlsx.ts";
import { type DrawnLook, PLAIN_LOOK } from "../xlsx/drawn.ts";
import { inspectWorkbook } from "../xlsx/inspect.ts";
import type { Desk } from "./desk.ts";

type Value = string | number | boolean | null;

export interface SeenSheet {
  /** Cells that hold something, in reading order. */
  readonly values: readonly (readonly [string, Value])[];
  readonly charts: number;
  lookAt(address: string): DrawnLook;
}

/** The sheet as it is saved from Excel and read back from the file. */
export async function cellsOf(desk: Desk, sheet: string): Promise<SeenSheet> {
  return inFile(await saveXlsx(await desk.workbook()), sheet);
}

export async function inFile(bytes: Uint8Array, sheet: string): Promise<SeenSheet> {
  const drawn = (await inspectWorkbook(bytes)).sheets.find(({ name }) => name === sheet);
  if (!drawn) throw new Error(`no sheet ${sheet}`);
  const filled = Object.entries(drawn.cells).filter(([, cell]) => cell.value !== null);
  return {
    values: filled.map(([address, cell]): [string, Value] => [address, cell.value]).sort(inReadingOrder),
    charts: drawn.charts.length,
    lookAt(address) {
      return drawn.cells[address]?.look ?? drawn.foot[address.replace(/\d+/, "")] ?? PLAIN_LOOK;
    },
  };
}

const inReadingOrder = ([a]: readonly [string, Value], [b]: readonly [string, Value]): number => {
  const [one, other] = [parseRange(a), parseRange(b)];
  return one.row - other.row || one.column - other.column;
};

export interface SeenTable {
  /** By heading; hidden columns too. Blank cells are "". */
  readonly rows: readonly Readonly<Record<string, Value>>[];
  /** Letters of the columns to the right of the table. */
  readonly freeColumns: readonly string[];
}

/** A table of the workbook at a desk, row by row as it stands. */
export async function tableOf(desk: Desk, name: string): Promise<SeenTable> {
  const { sheets } = await desk.workbook();
  for (const sheet of sheets) {
    const table = sheet.tables.find((candidate) => candidate.name === name);
    if (!table) continue;
    const { row, column, rows, columns } = parseRange(table.range);
    const held = new Map(sheet.cells.map((cell) => [`${cell.row},${cell.column}`, cell.value]));
    const body = Array.from({ length: rows - 1 }, (_, index) =>
      Object.fromEntries(
        table.columns.map(({ name: heading }, at) => [
          heading,
          held.get(`${row + 1 + index},${column + at}`) ?? "",
        ]),
      ),
    );
    return { rows: body, freeColumns: [columnName(column + columns), columnName(column + columns + 1)] };
  }
  throw new Error(`no table ${name}`);
}

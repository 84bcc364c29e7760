/** Which row of the master is selected, and being told when another one is. */
import { masterColumns } from "../../shared/plan/master.ts";
import { sheetOf } from "../../shared/report/sheets.ts";
import type { MasterSelection } from "../workbook.ts";
import { WorkbookFault } from "./fault.ts";
import { isRowId } from "./filled.ts";
import { findMaster } from "./master-places.ts";
import { inExcel } from "./run.ts";

/** The row of the active cell: of several ranges selected at once there is only one. */
export async function selectedMasterRow(context: Excel.RequestContext): Promise<MasterSelection | null> {
  const cell = context.workbook.getActiveCell().load("rowIndex, columnIndex");
  const worksheet = cell.worksheet.load("name");
  const master = await findMaster(context);
  for (const { key, place, columnAt, idColumn } of master.values()) {
    const row = cell.rowIndex - place.header;
    const isInside =
      cell.columnIndex >= place.left &&
      cell.columnIndex < place.left + place.width &&
      row > 0 &&
      row <= place.rows;
    if (place.sheetName !== worksheet.name || !isInside) continue;
    const identity = place.worksheet.getRangeByIndexes(cell.rowIndex, idColumn, 1, 1).load("values");
    await context.sync();
    const rowId = String(identity.values[0]?.[0] ?? "")
      .trim()
      .toLowerCase();
    if (!isRowId(rowId)) return null;
    const column = masterColumns(sheetOf(key))[columnAt.indexOf(cell.columnIndex)];
    return { sheet: key, rowId, column: column?.key ?? "" };
  }
  return null;
}

/** Moving through the rows with the arrow keys asks once, where it ends. */
const PAUSE = 200;

/**
 * Excel tells of selections on the master's sheets, and of another sheet coming to the front; both for the person
 * at this screen only, whoever else works in the workbook. Only then is the selection read.
 */
export function followMasterSelection(
  tell: (selection: MasterSelection | null) => void,
): Promise<() => Promise<void>> {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let over = false;
  const look = async (): Promise<void> => {
    const selection = await selectionOrNone();
    if (!over) tell(selection);
  };
  const heard = (): Promise<void> => {
    clearTimeout(waiting);
    waiting = setTimeout(() => void look(), PAUSE);
    return Promise.resolve();
  };
  return inExcel(async (context) => {
    const master = await findMaster(context);
    const handlers = [
      context.workbook.worksheets.onActivated.add(heard),
      ...[...master.values()].map(({ place }) => place.worksheet.onSelectionChanged.add(heard)),
    ];
    await context.sync();
    await look();
    return async () => {
      over = true;
      clearTimeout(waiting);
      await Excel.run(context, async (same) => {
        for (const handler of handlers) handler.remove();
        await same.sync();
      });
    };
  });
}

/** While a cell is being edited, or a sheet goes, there is no selection to be had: the next event comes. */
async function selectionOrNone(): Promise<MasterSelection | null> {
  try {
    return await inExcel(selectedMasterRow);
  } catch (error) {
    if (error instanceof WorkbookFault) return null;
    throw error;
  }
}

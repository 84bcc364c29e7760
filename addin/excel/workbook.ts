/** The open Excel workbook, as the pane sees it. Every method fails with a `WorkbookFault` that says what to do. */
import type { Progress, Workbook } from "../workbook.ts";
import { countsFrom1904 } from "./date-system.ts";
import { drawPlan, openCanvas } from "./draw.ts";
import { layPlan } from "./lay.ts";
import { markCells } from "./marks.ts";
import { matchMasterTable, updateMasterTables } from "./master.ts";
import { followMasterSelection, selectedMasterRow } from "./master-selection.ts";
import { mendWorkbook } from "./mend.ts";
import { readWorkbook } from "./read.ts";
import { followReportSelection, selectedReportCell } from "./report-selection.ts";
import { inExcel } from "./run.ts";
import { showCell } from "./show.ts";
import { selectMasterRows, showAllMasterRows } from "./select-rows.ts";
import { readState } from "./state.ts";
import { updateRows } from "./update.ts";

const silently: Progress = () => undefined;

export const createExcelWorkbook = (): Workbook => ({
  state: () => inExcel(readState),
  lay: (plan, progress = silently) =>
    inExcel(async (context) => layPlan(openCanvas(context, await countsFrom1904(context)), plan, progress)),
  replace: (plan, progress = silently) =>
    inExcel(async (context) => drawPlan(openCanvas(context, await countsFrom1904(context)), plan, progress)),
  read: (progress = silently) => inExcel((context) => readWorkbook(context, progress)),
  mend: (plan) => inExcel((context) => mendWorkbook(context, plan)),
  mark: (marks) => inExcel((context) => markCells(context, marks)),
  update: (rows, progress = silently) => inExcel((context) => updateRows(context, rows, progress)),
  show: (sheet, row, column) => inExcel((context) => showCell(context, sheet, row, column)),
  updateMaster: (rows, fill, progress = silently) =>
    inExcel((context) => updateMasterTables(context, rows, fill, progress)),
  matchMaster: (sheet, lines, progress = silently) =>
    inExcel((context) => matchMasterTable(context, sheet, lines, progress)),
  selectedMasterRow: () => inExcel(selectedMasterRow),
  followMasterSelection,
  selectedReportCell: () => inExcel(selectedReportCell),
  followReportSelection,
  selectMasterRows: (sheet, rowIds) => inExcel((context) => selectMasterRows(context, sheet, rowIds)),
  showAllMasterRows: (sheet) => inExcel((context) => showAllMasterRows(context, sheet)),
});

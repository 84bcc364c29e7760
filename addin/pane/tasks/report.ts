/** Which report the open workbook is, and reading it: what laying, checking and submitting have in common. */
import { checkReport, type CheckedRow } from "../../../shared/report/check-report.ts";
import { dayInChina } from "../../../shared/report/dates.ts";
import { type ReportReading, readReport } from "../../../shared/report/workbook.ts";
import type { Register } from "../../../shared/sync/protocol.ts";
import { readRegister } from "../../sync/register.ts";
import type { Workbook, WorkbookState } from "../../workbook.ts";
import type { Pane, Task } from "../pane.ts";
import type { PaneState, Place } from "../state.ts";

/** Unit and month of the workbook where it says so, else as chosen. */
export interface Report {
  readonly unit: Place;
  readonly period: string;
}

export function reportOf(state: Pick<PaneState, "workbook" | "unit" | "period" | "session">): Report | null {
  const laid = state.workbook?.report;
  if (!laid) return state.unit && { unit: state.unit, period: state.period };
  const name = state.session?.units.find(({ code }) => code === laid.unit)?.name ?? laid.unit;
  return { unit: { code: laid.unit, name }, period: laid.period };
}

/** Is the workbook the report of another unit or month than chosen? */
export const isOther = ({ workbook, unit, period }: PaneState): boolean =>
  Boolean(workbook?.report && (workbook.report.unit !== unit?.code || workbook.report.period !== period));

export interface CheckedReport extends Report {
  readonly register: Register;
  readonly reading: ReportReading;
  readonly rows: readonly CheckedRow[];
}

/** Reads and checks the whole report as it stands. */
export async function readChecked(
  pane: Pane,
  workbook: Workbook,
  report: Report,
  task: Task,
): Promise<CheckedReport> {
  const { register } = await readRegister(
    pane.surroundings.service.connection,
    pane.surroundings.drawer,
    report.unit.code,
  );
  const grid = await workbook.read((done) => task.tell(pane.texts.check.reading, done));
  const reading = readReport(grid, { period: report.period });
  const today = dayInChina(pane.surroundings.now());
  return {
    ...report,
    register,
    reading,
    rows: checkReport(reading, { today, period: report.period, register }),
  };
}

/** Looks at the workbook again; the pickers follow what it says of itself the first time. */
export async function lookAtWorkbook(pane: Pane): Promise<WorkbookState | null> {
  const { workbook } = pane.surroundings;
  if (!workbook) return null;
  const first = pane.state.workbook === null;
  const state = await workbook.state();
  pane.set({ workbook: state });
  if (first) chooseAsWorkbook(pane);
  return state;
}

export function chooseAsWorkbook(pane: Pane): void {
  const laid = pane.state.workbook?.report;
  const unit = pane.state.session?.units.find(({ code }) => code === laid?.unit);
  if (laid && unit) pane.set({ unit, period: laid.period });
}

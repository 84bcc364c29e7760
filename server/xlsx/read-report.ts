/** A file from its bytes to the rows of its report sheets: what a reading thread does. */
import { META_HEAD, readReport, type ReportReading } from "../../shared/report/workbook.ts";
import { readWorkbook } from "./read.ts";

export interface ReportOptions {
  readonly password?: string;
  /** For empty months, where the workbook names none, and whatever it names. */
  readonly period?: string;
  readonly instead?: string;
}

/** @throws UnreadableWorkbook */
export async function readReportFile(
  file: Uint8Array,
  { password, ...months }: ReportOptions,
): Promise<ReportReading> {
  const grid = await readWorkbook(file, { heads: META_HEAD, ...(password !== undefined && { password }) });
  return readReport(grid, months);
}

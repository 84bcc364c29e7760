/** A file from its bytes to the rows of its report sheets: what a reading thread does. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { META_HEAD, readReport, type ReportReading, TooManyRows } from "../../shared/report/workbook.ts";
import { readWorkbook } from "./read.ts";
import { UnreadableWorkbook } from "./unreadable.ts";

/** In all of a workbook's report sheets: some hundred times a month of the largest unit. */
const MOST_ROWS = 50_000;

export interface ReportOptions {
  readonly password?: string;
  /** For empty months, where the workbook names none, and whatever it names. */
  readonly period?: string;
  readonly instead?: string;
}

export interface ReadFile {
  readonly reading: ReportReading;
  /** The SHA-256 of its bytes, in hexadecimal: what the file is known by. */
  readonly content: string;
}

/**
 * @param file its bytes, or where it lies
 * @throws UnreadableWorkbook, and the system's error where a file cannot be opened
 */
export async function readReportFile(
  file: Uint8Array | string,
  { password, ...months }: ReportOptions,
): Promise<ReadFile> {
  // In a thread of its own, which does nothing else meanwhile.
  const bytes = typeof file === "string" ? readFileSync(file) : file;
  const content = createHash("sha256").update(bytes).digest("hex");
  const grid = await readWorkbook(bytes, { heads: META_HEAD, ...(password !== undefined && { password }) });
  try {
    return { reading: readReport(grid, months, MOST_ROWS), content };
  } catch (fault) {
    throw fault instanceof TooManyRows
      ? new UnreadableWorkbook("too_large", fault.message, { cause: fault })
      : fault;
  }
}

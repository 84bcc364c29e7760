/** A file that somebody sent, read as a filled workbook; what is wrong with it is said as a Problem. */
import { type Language, Problem } from "../../shared/problems.ts";
import { ACTIVE_CONTENT, FILE_FAULTS, FILE_KINDS } from "../../shared/text/files.ts";
import { readInThread, UnopenedFile } from "../xlsx/reading.ts";
import type { ReadFile, ReportOptions } from "../xlsx/read-report.ts";
import type { Sending } from "./as-new.ts";
import { type ReadAhead, readFolder } from "./folder-reading.ts";
import { MOST_READING_MS } from "../xlsx/reading-threads.ts";
import { UnreadableWorkbook } from "../xlsx/unreadable.ts";

/**
 * @param file its bytes, or where it lies
 * @throws Problem `FILE_PROBLEMS`
 */
export async function readFiled(
  file: Uint8Array | string,
  options: ReportOptions,
  language: Language,
): Promise<ReadFile> {
  return filed(readInThread(file, options), language);
}

/** The same of several files where they lie, in their order; they are read in one thread. */
export const readFiledFolder = (
  files: readonly string[],
  options: ReportOptions,
  sending: Sending,
  language: Language,
): Promise<ReadAhead>[] => readFolder(files, options, sending).map((reading) => filed(reading, language));

async function filed<T extends ReadFile>(reading: Promise<T>, language: Language): Promise<T> {
  try {
    const read = await reading;
    if (read.reading.sheets.length === 0) throw new Problem("no_report_sheets");
    return read;
  } catch (error) {
    if (error instanceof UnopenedFile) throw new Problem("file_unreadable", { detail: error.message });
    throw error instanceof UnreadableWorkbook ? problemOf(error, language) : error;
  }
}

/** What `readFiled` may find wrong. */
export const FILE_PROBLEMS = [
  "file_unreadable",
  "file_encrypted",
  "password_wrong",
  "file_active_content",
  "file_expands",
  "file_too_slow",
  "file_old_format",
  "not_a_workbook",
  "no_report_sheets",
] as const;

function problemOf({ reason, format }: UnreadableWorkbook, language: Language): Problem {
  switch (reason) {
    case "not_xlsx":
      return format === "old"
        ? new Problem("file_old_format")
        : new Problem("not_a_workbook", { kind: FILE_KINDS[format][language] });
    case "encrypted":
      return new Problem("file_encrypted");
    case "wrong_password":
      return new Problem("password_wrong");
    case "too_large":
      return new Problem("file_expands");
    case "too_slow":
      return new Problem("file_too_slow", { seconds: MOST_READING_MS / 1000 });
    case "damaged":
    case "unsafe_names":
    case "entities":
      return new Problem("file_unreadable", { detail: FILE_FAULTS[reason][language] });
    case "macros":
    case "external_links":
    case "dde":
    case "embedded_objects":
      return new Problem("file_active_content", { what: ACTIVE_CONTENT[reason][language] });
  }
}

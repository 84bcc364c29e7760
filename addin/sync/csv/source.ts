/** What the pane asks of a CSV file; a worker answers, so that the page goes on answering its user. */
import type { CsvFormat } from "../../../shared/report/csv-records.ts";
import type { HeadingChoices } from "../../../shared/report/csv-mapping.ts";
import type { Fault } from "../../../shared/report/issue.ts";
import type { KnownContents } from "../../../shared/report/row-content.ts";
import type { SheetKey } from "../../../shared/report/sheets.ts";
import type { Values } from "../../../shared/report/value.ts";
import type { Language } from "../../../shared/problems.ts";
import type { Register } from "../../../shared/sync/protocol.ts";

export const MAX_CSV_ROWS = 100_000;
export const MAX_CSV_BYTES = 40 * 1024 * 1024;

/** How headings are found, and what they have been said to stand for. */
export interface CsvLook {
  readonly sheet: SheetKey;
  /** Left out: found out. */
  readonly format: Partial<CsvFormat>;
  readonly chosen: HeadingChoices;
  readonly remembered: HeadingChoices;
}

export interface CsvPreview extends CsvFormat {
  readonly headings: readonly string[];
  /** The line of the headings, from 1. */
  readonly line: number;
  readonly samples: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

export interface CsvCheck extends CsvLook {
  readonly unit: string;
  readonly period: string;
  readonly today: string;
  readonly register: Register;
  /** What the unit has reported, as far as it is known here: that it comes again changes nothing. */
  readonly known: KnownContents;
}

export interface CsvProgress {
  /** 0 to 1. */
  readonly done: number;
  readonly rows: number;
  readonly faulty: number;
}

export interface CsvSum {
  readonly rows: number;
  /** Rows that may be sent. */
  readonly sound: number;
  readonly faulty: number;
  readonly errors: number;
  readonly warnings: number;
  /** Faults by column key and code, most frequent first. */
  readonly kinds: readonly CsvFaultKind[];
}

export interface CsvFaultKind {
  readonly column: string;
  readonly code: Fault["code"];
  readonly severity: Fault["severity"];
  readonly count: number;
}

export interface CsvFault {
  /** Of the file, from 1. */
  readonly line: number;
  readonly fault: Fault;
}

/** All where a part is left out. */
export interface FaultFilter {
  readonly severity?: Fault["severity"];
  readonly kind?: Pick<CsvFaultKind, "column" | "code">;
}

export interface CsvRow {
  readonly line: number;
  readonly rowId: string;
  readonly baseRevision: number | null;
  readonly values: Values;
}

export interface CsvSource {
  /** null: the file has no row. */
  look(look: CsvLook): Promise<CsvPreview | null>;
  /**
   * Checks all rows; null where it was stopped before the end.
   * @throws CsvTrouble
   */
  check(check: CsvCheck, tell: (progress: CsvProgress) => void): Promise<CsvSum | null>;
  /** Stops a check at its next slice. */
  stop(): void;
  /** Sound rows of the last check that was not stopped, in the file's order. */
  rows(from: number, count: number): Promise<readonly CsvRow[]>;
  faults(
    filter: FaultFilter,
    count: number,
  ): Promise<{ readonly all: number; readonly faults: readonly CsvFault[] }>;
  /** All faults as a CSV file's text. */
  faultList(language: Language): Promise<string>;
  close(): void;
}

/** Why a file cannot be read to its end. */
export class CsvTrouble extends Error {
  override readonly name = "CsvTrouble";
  readonly reason: "unclosed" | "too-many";
  readonly line: number;

  constructor(reason: "unclosed" | "too-many", line: number) {
    super(`${reason} at line ${line}`);
    this.reason = reason;
    this.line = line;
  }
}
